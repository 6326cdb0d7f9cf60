// Putting a verdict together.

#include "gate/verdict.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace qualm::gate {

Decision Verdict::decision() const {
  Decision gravest = Decision::allowed;
  for (const RefVerdict& ref : refs) gravest = std::max(gravest, ref.decision);
  return gravest;
}

Reason not_judged(const Error& error) {
  std::string what = "could not judge: " + error.message;
  if (!error.context.empty()) what += fmt::format(" ({})", fmt::join(error.context, ", "));
  return {.decision = Decision::not_judged,
          .what = std::move(what),
          .where = error.where ? error.where->file : std::string(),
          .way_out = error.hint};
}

void add_reason(RefVerdict& verdict, Reason reason) {
  verdict.decision = std::max(verdict.decision, reason.decision);
  const auto place =
      std::find_if(verdict.reasons.begin(), verdict.reasons.end(),
                   [&](const Reason& other) { return other.decision < reason.decision; });
  verdict.reasons.insert(place, std::move(reason));
}

}  // namespace qualm::gate
