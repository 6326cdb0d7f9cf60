// The shape of most checks: each hit that states a field is looked at by itself.

#include "checks/shared/each_stated.hpp"

#include <utility>
#include <vector>

namespace qualm::checks {

Judgement judge_each_stated(const Subject& subject, const std::string& field,
                            const ProblemOf& problem_of) {
  bool any = false;
  std::vector<Fault> faults;
  for (const documents::Item& item : subject.items) {
    if (!is_stated(item, field)) continue;
    any = true;
    auto problem = problem_of(item);
    if (!problem) continue;
    Fault fault = fault_at(item, field);
    fault.values.emplace_back("problem", *std::move(problem));
    faults.push_back(std::move(fault));
  }
  return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
}

}  // namespace qualm::checks
