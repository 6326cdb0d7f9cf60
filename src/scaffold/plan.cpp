// Comparing what is wanted with what is there.

#include "scaffold/plan.hpp"

#include <utility>

#include "scaffold/merge.hpp"

namespace qualm::scaffold {
namespace {

Planned planned(const Wanted& wanted, Standing standing, bool merge) {
  Planned file{.path = wanted.path};
  if (!standing.odd.empty()) {
    file.odd = std::move(standing.odd);
    return file;
  }
  if (!standing.text) {
    file.action = Action::create;
    file.after = wanted.text;
    return file;
  }
  file.before = *std::move(standing.text);
  file.after =
      wanted.merge == Merge::none ? wanted.text : merged(file.before, wanted.text, wanted.merge);
  if (file.after == file.before) return file;
  file.can_merge = wanted.merge != Merge::none;
  file.action = file.can_merge && merge ? Action::extend : Action::differ;
  return file;
}

}  // namespace

Result<std::vector<Planned>> plan(const std::vector<Wanted>& wanted, const LookAt& look_at,
                                  bool merge) {
  std::vector<Planned> files;
  files.reserve(wanted.size());
  for (const Wanted& one : wanted) {
    QUALM_ASSIGN(Standing standing, look_at(one.path));
    files.push_back(planned(one, std::move(standing), merge));
  }
  return files;
}

}  // namespace qualm::scaffold
