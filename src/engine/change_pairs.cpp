// Which system of one side is which of the other.

#include "engine/change_pairs.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// Whether anything stands in the folder of a system. What the policy declares may be gone.
Result<bool> stands(const ChangeSide& side, const System& system) {
  if (!system.documents.empty()) return true;
  if (system.path.empty()) return !system.covers.empty();
  QUALM_ASSIGN(const auto entry, side.tree.find(system.path));
  return entry && entry->kind == EntryKind::directory;
}

Result<std::vector<std::size_t>> standing(const ChangeSide& side) {
  std::vector<std::size_t> systems;
  for (std::size_t i = 0; i < side.land.systems.size(); ++i) {
    QUALM_ASSIGN(const bool here, stands(side, side.land.systems[i]));
    if (here) systems.push_back(i);
  }
  return systems;
}

/// Files that were added, by content.
Result<std::multimap<std::string, std::string>> added_files(const Change& change,
                                                            Contents& contents) {
  std::multimap<std::string, std::string> added;
  for (const ChangedPath& one : change.paths) {
    if (one.before || !is_file(one.after)) continue;
    QUALM_ASSIGN(const std::string content, contents.after(*one.after));
    if (!content.empty()) added.emplace(content, one.path);
  }
  return added;
}

/// The folder in which most of the files that left a system stand now, at the same place within.
Result<std::string> moved_to(const Change& change, std::size_t system, Contents& contents,
                             const std::multimap<std::string, std::string>& added) {
  const std::string& folder = change.before.land.systems[system].path;
  std::map<std::string, int> votes;
  for (const std::size_t index : change.before.touched[system]) {
    const ChangedPath& one = change.paths[index];
    if (!is_file(one.before) || one.after || !stands_in(one.path, folder)) continue;
    QUALM_ASSIGN(const std::string content, contents.before(*one.before));
    if (content.empty()) continue;
    const std::string within =
        folder.empty() ? "/" + one.path : one.path.substr(folder.size());  // begins with a slash
    const auto [first, last] = added.equal_range(content);
    for (auto file = first; file != last; ++file) {
      if (file->second == within.substr(1)) ++votes[""];
      if (file->second.ends_with(within))
        ++votes[file->second.substr(0, file->second.size() - within.size())];
    }
  }
  const auto best = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == votes.end() ? folder : best->first;
}

/// Titles that any card may have.
bool is_generic(std::string_view title) {
  constexpr std::array<std::string_view, 10> kGeneric = {
      "model card", "modelcard", "model details", "model",       "card",
      "readme",     "overview",  "introduction",  "description", "about"};
  return std::find(kGeneric.begin(), kGeneric.end(), title) != kGeneric.end();
}

/// What the card of a system is headed; empty where it has no card or no title of its own.
std::string title_of(const ChangeSide& side, std::size_t system) {
  for (const documents::Document* card : documents_of(side, system, "model-card")) {
    if (!card->markdown || card->markdown->sections.size() < 2) continue;
    const std::string& title = card->markdown->sections[1].name;
    return is_generic(title) ? std::string() : title;
  }
  return {};
}

class Pairing {
 public:
  Pairing(const Change& change, Contents& contents) : change_(change), contents_(contents) {}

  Result<std::vector<SystemPair>> pairs() {
    QUALM_ASSIGN(gone_, standing(change_.before));
    QUALM_ASSIGN(fresh_, standing(change_.after));
    match([&](std::size_t old) { return find_fresh(before_path(old)); });
    if (!gone_.empty() && !fresh_.empty()) QUALM_TRY(match_by_content());
    match([&](std::size_t old) { return only_fresh_titled(title_of(change_.before, old)); });
    for (const std::size_t old : gone_) pairs_.push_back({.before = old, .after = kNoSystem});
    for (const std::size_t now : fresh_) pairs_.push_back({.before = kNoSystem, .after = now});
    std::sort(pairs_.begin(), pairs_.end(), [&](const SystemPair& a, const SystemPair& b) {
      return change_.folder(a) < change_.folder(b);
    });
    return std::move(pairs_);
  }

 private:
  [[nodiscard]] const std::string& before_path(std::size_t system) const {
    return change_.before.land.systems[system].path;
  }

  [[nodiscard]] std::size_t find_fresh(const std::string& folder) const {
    const auto found = std::find_if(fresh_.begin(), fresh_.end(), [&](std::size_t now) {
      return change_.after.land.systems[now].path == folder;
    });
    return found == fresh_.end() ? kNoSystem : *found;
  }

  /// The one new system whose card is headed `title`.
  [[nodiscard]] std::size_t only_fresh_titled(const std::string& title) const {
    std::size_t found = kNoSystem;
    for (const std::size_t now : fresh_) {
      if (title.empty() || title_of(change_.after, now) != title) continue;
      if (found != kNoSystem) return kNoSystem;
      found = now;
    }
    return found;
  }

  template <typename Find>
  void match(const Find& find) {
    std::vector<std::size_t> left;
    for (const std::size_t old : gone_) {
      const std::size_t now = find(old);
      if (now == kNoSystem) {
        left.push_back(old);
        continue;
      }
      pairs_.push_back({.before = old, .after = now});
      std::erase(fresh_, now);
    }
    gone_ = std::move(left);
  }

  Result<void> match_by_content() {
    QUALM_ASSIGN(const auto added, added_files(change_, contents_));
    std::map<std::size_t, std::string> folders;
    for (const std::size_t old : gone_) {
      QUALM_ASSIGN(folders[old], moved_to(change_, old, contents_, added));
    }
    match([&](std::size_t old) { return find_fresh(folders[old]); });
    return {};
  }

  const Change& change_;
  Contents& contents_;
  std::vector<std::size_t> gone_;
  std::vector<std::size_t> fresh_;
  std::vector<SystemPair> pairs_;
};

}  // namespace

Result<std::vector<SystemPair>> pair_systems(const Change& change, Contents& contents) {
  return Pairing(change, contents).pairs();
}

}  // namespace qualm::engine
