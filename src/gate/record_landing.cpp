// Judging where records of deployments land.

#include "gate/record_landing.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "gate/deployers.hpp"
#include "gate/protected_line.hpp"
#include "gate/ref_history.hpp"
#include "git/first_parents.hpp"
#include "git/refs.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

/// Whether a record that calls its system `name` (nothing: it does not say) may tell of a
/// deployment of what `concern` is about. A record may call a system by the end of its folder.
bool may_be_of(const std::optional<std::string>& name, const Concern& concern) {
  if (!name || !concern.system_stated) return true;
  const std::string called = concerns::normal_system(*name).value_or(*name);
  return std::any_of(concern.systems.begin(), concern.systems.end(), [&](const std::string& one) {
    return one == "*" || one == "." || one == called || one.ends_with('/' + called);
  });
}

class Landing {
 public:
  explicit Landing(const RecordLanding& asked) : asked_(asked), reader_(asked.repository) {}

  Result<std::vector<Reason>> run() {
    std::copy_if(asked_.concerns.begin(), asked_.concerns.end(), std::back_inserter(concerns_),
                 [](const auto& one) { return one.concern.state != ConcernState::withdrawn; });
    if (concerns_.empty()) return std::move(reasons_);
    QUALM_ASSIGN(const std::vector<std::string> records,
                 deployment_records(asked_.paths, asked_.policy));
    for (const std::string& record : records) QUALM_TRY(judge(record));
    return std::move(reasons_);
  }

 private:
  Result<void> judge(const std::string& record) {
    QUALM_ASSIGN(const auto now, reader_.at(asked_.head.tree, record));
    if (!now) return {};
    const std::optional<std::string> system = system_of_record(asked_.after, record);
    std::vector<StandingConcern> concerns;
    std::copy_if(concerns_.begin(), concerns_.end(), std::back_inserter(concerns),
                 [&](const StandingConcern& one) { return may_be_of(system, one.concern); });
    if (concerns.empty()) return {};
    QUALM_TRY(judge_day(record, concerns));
    return judge_line(record, now->id, concerns);
  }

  Result<void> judge_day(const std::string& record, const std::vector<StandingConcern>& concerns) {
    const std::optional<Date> raised = last_raised(concerns);
    if (!raised) return {};
    QUALM_ASSIGN(const auto* commits, asked_.commits());
    QUALM_ASSIGN(const std::string commit,
                 brought_before(asked_.repository, *commits, asked_.head, record, *raised));
    if (commit.empty()) return {};
    reasons_.push_back(
        {.what = fmt::format("commit {} brings a record of a deployment and states a day before "
                             "{}, on which a concern about that system was raised",
                             commit.substr(0, 7), to_string(*raised)),
         .where = record,
         .way_out = "commit it again: git commit --amend --no-edit, or git rebase "
                    "--reset-author-date"});
    return {};
  }

  /// Where a branch is merged the wrong way round, its commits become the line that the protected
  /// side was moved along: a record among them looks older than all that the protected side had.
  Result<void> judge_line(const std::string& record, const std::string& file,
                          const std::vector<StandingConcern>& concerns) {
    if (!asked_.base || !asked_.is_default) return {};
    QUALM_TRY(find_beside());
    std::string oldest;
    for (const git::LineCommit& one : beside_) {
      QUALM_ASSIGN(const auto then, reader_.at(one.tree, record));
      if (then && then->id == file) oldest = one.id;
    }
    if (oldest.empty()) return {};
    QUALM_ASSIGN(const git::Revision brought, asked_.repository.resolve(oldest));
    QUALM_ASSIGN(const auto lost,
                 systems_left_behind(asked_.repository, *asked_.base, brought, asked_.systems));
    std::vector<std::string> known;
    std::transform(asked_.systems.begin(), asked_.systems.end(), std::back_inserter(known),
                   [](const SystemOfTree& one) { return one.path; });
    if (!any_may_be_about(concerns, lost, known)) return {};
    reasons_.push_back(
        {.what = fmt::format("commit {} brings a record of a deployment, and a merge puts it "
                             "before changes of {} that are on the protected side already",
                             oldest.substr(0, 7), join_words(lost)),
         .where = record,
         .way_out = "put it on top of them: git rebase, in place of the merge"});
    return {};
  }

  /// The first parents of the head that neither build on the base nor are part of it.
  Result<void> find_beside() {
    if (is_looked_) return {};
    is_looked_ = true;
    const std::string& base = asked_.base->commit;
    QUALM_ASSIGN(const git::FirstParents line,
                 git::first_parents(asked_.repository, asked_.head.commit, kLineCommits));
    const bool is_on_line = std::any_of(line.commits.begin(), line.commits.end(),
                                        [&](const git::LineCommit& one) { return one.id == base; });
    if (is_on_line) return {};
    // All that is newer than what builds on the base does too.
    QUALM_ASSIGN(const std::size_t first, boundary(line, 0, [&](const std::string& one) {
                   return git::is_ancestor(asked_.repository, base, one);
                 }));
    QUALM_ASSIGN(const std::size_t last,
                 boundary(line, first, [&](const std::string& one) -> Result<bool> {
                   QUALM_ASSIGN(const bool is_past, git::is_ancestor(asked_.repository, one, base));
                   return !is_past;
                 }));
    beside_.assign(line.commits.begin() + static_cast<std::ptrdiff_t>(first),
                   line.commits.begin() + static_cast<std::ptrdiff_t>(last));
    return {};
  }

  /// The first place from `from` on for whose commit `test` does not hold, as for all behind it.
  template <typename Test>
  static Result<std::size_t> boundary(const git::FirstParents& line, std::size_t from, Test test) {
    std::size_t to = line.commits.size();
    while (from < to) {
      const std::size_t middle = from + (to - from) / 2;
      QUALM_ASSIGN(const bool holds, test(line.commits[middle].id));
      if (holds) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  const RecordLanding& asked_;
  git::PathReader reader_;
  std::vector<StandingConcern> concerns_;
  bool is_looked_ = false;
  std::vector<git::LineCommit> beside_;
  std::vector<Reason> reasons_;
};

}  // namespace

Result<std::vector<Reason>> unfit_records(const RecordLanding& landing) {
  return Landing(landing).run();
}

}  // namespace qualm::gate
