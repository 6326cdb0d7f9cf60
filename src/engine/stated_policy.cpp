// The policy of the tree that is judged, where it is judged by that of another.

#include "engine/stated_policy.hpp"

#include <map>
#include <string>
#include <string_view>

#include "documents/policy.hpp"
#include "engine/landscape.hpp"

namespace qualm::engine {
namespace {

using Places = std::map<std::string, SourcePos, std::less<>>;

/// Where each system is declared, by the name that items have for its folder.
Places places_of(const Policy& policy) {
  Places places;
  for (const DeclaredSystem& one : policy.systems) {
    std::string folder = normal_folder(one.path);
    places.insert_or_assign(folder.empty() ? "." : std::move(folder), one.where);
  }
  return places;
}

/// The folder of the system that an item is about; empty where it is about something else.
std::string folder_of(const documents::Item& item) {
  for (const char* name : {"system", "folder"}) {
    if (const documents::Field* field = item.find(name)) return field->text;
  }
  return {};
}

}  // namespace

void place_in_stated(const Policy& judged_by, const Policy& stated,
                     std::vector<documents::Item>& items) {
  const Places old = places_of(judged_by);
  const Places now = places_of(stated);
  const auto is_gone = [&](documents::Item& item) {
    const bool is_in_policy = item.path.empty() || item.path == documents::kPolicyPath;
    if (!is_in_policy || !old.contains(folder_of(item))) return false;
    const auto place = now.find(folder_of(item));
    if (place == now.end()) return true;
    item.where = place->second;
    for (documents::Field& field : item.fields) field.where = item.where;
    return false;
  };
  std::erase_if(items, is_gone);
}

}  // namespace qualm::engine
