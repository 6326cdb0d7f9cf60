// Looking kinds up; the list itself is generated from kinds/.

#include <algorithm>
#include <map>

#include "documents/kind.hpp"

namespace qualm::documents {

const Kind* find_kind(std::string_view id) {
  const auto kinds = all_kinds();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.id == id; });
  return found == kinds.end() ? nullptr : &*found;
}

const std::vector<GlobSet>& fact_titles(const Kind& kind) {
  static const std::map<std::string_view, std::vector<GlobSet>> kTitles = [] {
    std::map<std::string_view, std::vector<GlobSet>> titles;
    for (const Kind& one : all_kinds()) {
      for (const FactSpec& fact : one.facts) {
        titles[one.id].emplace_back(std::vector<Glob>(fact.titles.begin(), fact.titles.end()));
      }
    }
    return titles;
  }();
  static const std::vector<GlobSet> kNone;
  const auto found = kTitles.find(kind.id);
  return found == kTitles.end() ? kNone : found->second;
}

}  // namespace qualm::documents
