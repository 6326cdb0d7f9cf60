// Two versions of the safety SLOs of a system, compared.

#include "engine/slo_diff.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/slo_diff_match.hpp"
#include "engine/slo_diff_read.hpp"
#include "engine/slo_diff_values.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::size_t kShown = 120;  // bytes of a value in the words for people

/// All files of one version.
struct Version {
  std::vector<SloFile> files;
  std::vector<SloRecord> slos;
};

Result<Version> read_version(std::span<const documents::Document* const> documents) {
  Version version;
  for (const documents::Document* document : documents) {
    QUALM_ASSIGN(SloFile file, read_slo_file(*document));
    std::move(file.slos.begin(), file.slos.end(), std::back_inserter(version.slos));
    file.slos.clear();
    version.files.push_back(std::move(file));
  }
  if (version.slos.size() <= kMostSlosCompared) return version;
  return fail(ErrorCode::limit,
              fmt::format("the system has {} SLOs, of which at most {} are compared",
                          version.slos.size(), kMostSlosCompared),
              "name the policy to compare");
}

/// What the kind of a change is called behind the key that changed: `lengthened`.
std::string_view turn_in_words(SloChangeKind kind) {
  const std::string_view words = to_string(kind);
  const std::size_t space = words.find(' ');
  return space == std::string_view::npos ? words : words.substr(space + 1);
}

std::string shown(const std::optional<SloSide>& side) {
  return side && !side->text.empty() ? shorten(side->text, kShown) : std::string("nothing");
}

/// `target >= 0.95 → >= 0.90 (relaxed)`, `removed: target >= 0.95, window 7d`.
std::string words_of(const SloChange& change) {
  std::string turn(turn_in_words(change.kind));
  if (!change.reason.empty()) turn += "; " + change.reason;
  if (!change.before || !change.after) {
    const std::string what = shown(change.before ? change.before : change.after);
    return fmt::format("{}: {}", turn, what);
  }
  const std::string key = change.key == "action_on_breach" ? "action" : change.key;
  return fmt::format("{}{}{} → {} ({})", key, key.empty() ? "" : " ", shown(change.before),
                     shown(change.after), turn);
}

class Comparison {
 public:
  Comparison(const Version& before, const Version& after, const std::vector<std::string>& own)
      : before_(before), after_(after), own_(own) {}

  std::vector<SloChange> compare() {
    compare_files();
    const SloMatches matches = match_slos(before_.slos, after_.slos, own_);
    auto pair = matches.pairs.begin();
    for (std::size_t i = 0; i < after_.slos.size(); ++i) {
      if (pair != matches.pairs.end() && pair->after == i) compare_pair(*pair++);
      if (std::find(matches.fresh.begin(), matches.fresh.end(), i) != matches.fresh.end())
        add(SloChangeKind::added, Weakens::no, {}, {}, after_.slos[i].whole());
      const auto twin = std::find_if(matches.doubles.begin(), matches.doubles.end(),
                                     [&](const SloDouble& one) { return one.after == i; });
      if (twin != matches.doubles.end()) report_double(*twin);
    }
    for (const std::size_t i : matches.gone) report_gone(before_.slos[i], matches);
    for (SloChange& change : changes_) change.words = words_of(change);
    return std::move(changes_);
  }

 private:
  SloChange& add(SloChangeKind kind, Weakens weakens, std::string key,
                 std::optional<SloSide> before, std::optional<SloSide> after,
                 std::string reason = {}) {
    changes_.push_back({.kind = kind,
                        .weakens = weakens,
                        .key = std::move(key),
                        .before = std::move(before),
                        .after = std::move(after),
                        .reason = std::move(reason),
                        .words = {}});
    return changes_.back();
  }

  /// What stands in the files besides their SLOs.
  void compare_files() {
    for (const SloFile& after : after_.files) {
      const SloFile* before = earlier(after);
      if (before == nullptr) continue;
      if (after.no_service && !before->no_service)
        add(SloChangeKind::service_dropped, Weakens::yes, "service", before->side("service"),
            after.side("service"), "nothing is measured any more");
      compare_keys(SloChangeKind::file_changed, *before, after, [&](const std::string& key) {
        return key == "service" && after.no_service && !before->no_service;
      });
    }
  }

  /// What `after` was: the file at its path, or the only one there was.
  [[nodiscard]] const SloFile* earlier(const SloFile& after) const {
    const auto same = std::find_if(
        before_.files.begin(), before_.files.end(),
        [&](const SloFile& one) { return one.document->path == after.document->path; });
    if (same != before_.files.end()) return &*same;
    const bool only = before_.files.size() == 1 && after_.files.size() == 1;
    return only ? &before_.files.front() : nullptr;
  }

  void compare_pair(const SloPair& pair) {
    const SloRecord& before = before_.slos[pair.before];
    const SloRecord& after = after_.slos[pair.after];
    const std::size_t first = changes_.size();
    if (before.name != after.name)
      add(SloChangeKind::renamed, Weakens::no, "name", before.side("name"), after.side("name"));
    const bool target_changed = report(judge_target(before, after), "target", before, after);
    report(judge_window(before, after), "window", before, after);
    report(judge_action(before.action, after.action, own_), "action_on_breach", before, after);
    if (before.objective != after.objective)
      add(SloChangeKind::objective_changed, Weakens::no, "objective", before.side("objective"),
          after.side("objective"));
    constexpr std::array<std::string_view, 5> kJudged = {"name", "target", "window",
                                                         "action_on_breach", "objective"};
    compare_keys(SloChangeKind::detail_changed, before, after, [&](const std::string& key) {
      return (target_changed && key == "unit") ||
             std::find(kJudged.begin(), kJudged.end(), key) != kJudged.end();
    });
    if (before.name != after.name) judge_rename(pair, first);
  }

  /// Adds a change of `key`, where there is one.
  bool report(const std::optional<SloTurn>& turn, const std::string& key, const SloRecord& before,
              const SloRecord& after) {
    if (!turn) return false;
    SloChange& change =
        add(turn->kind, turn->weakens, key, before.side(key), after.side(key), turn->reason);
    if (key == "target") {  // with the unit that stands apart from it
      change.before->text = before.target.text;
      change.after->text = after.target.text;
    }
    return true;
  }

  /// Adds a change for each key that says something else, but for those that `skip` names.
  template <typename Side, typename Skip>
  void compare_keys(SloChangeKind kind, const Side& before, const Side& after, const Skip& skip) {
    const auto compare = [&](const std::string& key) {
      if (skip(key)) return;
      SloSide was = before.side(key);
      SloSide is = after.side(key);
      if (was.text == is.text) return;
      add(kind, Weakens::no, key, std::move(was), std::move(is));
    };
    for (const SloKey& key : after.keys) compare(key.key);
    for (const SloKey& key : before.keys) {
      if (after.side(key.key).text.empty()) compare(key.key);
    }
  }

  /// Says of the new name in `changes_[first]` whether more than the name changed with it.
  void judge_rename(const SloPair& pair, std::size_t first) {
    Weakens worst = Weakens::no;
    for (std::size_t i = first + 1; i < changes_.size(); ++i) {
      if (changes_[i].weakens == Weakens::yes) worst = Weakens::yes;
      if (changes_[i].weakens == Weakens::cannot_tell && worst == Weakens::no)
        worst = Weakens::cannot_tell;
    }
    SloChange& rename = changes_[first];
    rename.weakens = worst;
    if (worst == Weakens::yes) rename.reason = "weakened under its new name";
    if (worst == Weakens::cannot_tell) rename.reason = "perhaps weakened under its new name";
    if (worst != Weakens::no || !pair.renamed || pair.surely_same) return;
    rename.weakens = Weakens::cannot_tell;
    rename.reason = "it may be another SLO";
  }

  void report_double(const SloDouble& twin) {
    const SloRecord& after = after_.slos[twin.after];
    if (!twin.before) {
      add(SloChangeKind::duplicated, Weakens::no, {}, {}, after.whole(), "its name is taken");
      return;
    }
    const SloRecord& before = before_.slos[*twin.before];
    const bool kept = distance(before, after, own_) != SloDistance::may_be_weaker;
    add(SloChangeKind::duplicated, kept ? Weakens::no : Weakens::cannot_tell, {}, before.whole(),
        after.whole(),
        kept ? "its name is taken" : "which of those with its name counts, nobody can tell");
  }

  void report_gone(const SloRecord& before, const SloMatches& matches) {
    const bool stands_in =
        std::any_of(matches.pairs.begin(), matches.pairs.end(), [&](const SloPair& pair) {
          const SloRecord& twin = after_.slos[pair.after];
          return !before.folded_name.empty() && twin.folded_name == before.folded_name &&
                 distance(before, twin, own_) != SloDistance::may_be_weaker;
        });
    add(SloChangeKind::removed, stands_in ? Weakens::no : Weakens::yes, {}, before.whole(), {},
        stands_in ? "the other SLO of that name asks for as much" : "");
  }

  const Version& before_;
  const Version& after_;
  const std::vector<std::string>& own_;
  std::vector<SloChange> changes_;
};

}  // namespace

std::string_view to_string(SloChangeKind kind) {
  constexpr std::array<std::string_view, 18> kNames = {"added",
                                                       "removed",
                                                       "renamed",
                                                       "duplicated",
                                                       "tightened",
                                                       "relaxed",
                                                       "flipped",
                                                       "incomparable",
                                                       "window lengthened",
                                                       "window shortened",
                                                       "window changed",
                                                       "action strengthened",
                                                       "action weakened",
                                                       "action changed",
                                                       "objective changed",
                                                       "detail changed",
                                                       "file changed",
                                                       "service dropped"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view to_string(Weakens weakens) {
  constexpr std::array<std::string_view, 3> kNames = {"no", "yes", "cannot tell"};
  return kNames.at(static_cast<std::size_t>(weakens));
}

Result<std::vector<SloChange>> diff_slos(std::span<const documents::Document* const> before,
                                         std::span<const documents::Document* const> after,
                                         const Policy& policy) {
  auto old_version = read_version(before);
  if (!old_version)
    return fail(std::move(old_version).error().within("while reading the earlier version"));
  auto new_version = read_version(after);
  if (!new_version)
    return fail(std::move(new_version).error().within("while reading the later version"));
  return Comparison(*old_version, *new_version, policy.slo_actions).compare();
}

Result<std::vector<SloChange>> diff_slos(const documents::Document* before,
                                         const documents::Document* after, const Policy& policy) {
  std::vector<const documents::Document*> old_files;
  std::vector<const documents::Document*> new_files;
  if (before != nullptr) old_files.push_back(before);
  if (after != nullptr) new_files.push_back(after);
  return diff_slos(old_files, new_files, policy);
}

}  // namespace qualm::engine
