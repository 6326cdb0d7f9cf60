// The open concerns about a system, and whether a new deployment record lists them.

#include "engine/change_concerns.hpp"

#include <algorithm>
#include <set>

#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

const documents::Document* deployment_at(const Change& change, const Found& found) {
  if (found.kind->id != "deployment") return nullptr;
  const ChangedPath* path = change.find(found.entry.path);
  if (path == nullptr || !path->after) return nullptr;
  const auto index = static_cast<std::size_t>(&found - change.after.land.documents.data());
  const documents::Document& record = change.after.shelf.at(index);
  return record.unreadable ? nullptr : &record;
}

std::set<std::string> listed_in(const Value* list) {
  std::set<std::string> ids;
  if (list == nullptr || !list->is_list()) return ids;
  for (const Value& one : list->items()) {
    if (one.is_scalar()) ids.emplace(trim(one.text()));
  }
  return ids;
}

}  // namespace

std::vector<std::string> open_concerns(const Change& change, const std::string& folder,
                                       bool by_name) {
  std::vector<std::string> ids;
  const std::string name = shown_folder(folder);
  for (const Concern& concern : *change.concerns) {
    if (concern.state != ConcernState::open) continue;
    const bool named = std::any_of(
        concern.systems.begin(), concern.systems.end(),
        [&](const std::string& one) { return one == name || (!by_name && one == "*"); });
    if (named || (!by_name && !concern.system_stated)) ids.push_back(concern.id);
  }
  return ids;
}

ChangeItems unlisted_concerns(const Change& change) {
  std::vector<documents::Item> items;
  for (const Found& found : change.after.land.documents) {
    const documents::Document* record = deployment_at(change, found);
    if (record == nullptr) continue;
    const Value* system = record->data.find("system");
    const std::size_t index = system == nullptr || !system->is_scalar()
                                  ? kNoSystem
                                  : change.after.shelf.system_named(system->text());
    if (index == kNoSystem) continue;  // a rule of its own says so
    const std::string folder = change.after.shelf.whole().systems[index].path;
    const Value* list = record->data.find("open_concerns");
    if (list == nullptr) continue;  // likewise
    const Location where = place_in(*record, list->where());
    if (!change.concerns) {
      return fail(
          Error{.code = ErrorCode::incomplete,
                .message = "whether " + shown_folder(folder) + " has open concerns is not known",
                .where = where});
    }
    const std::set<std::string> listed = listed_in(list);
    for (const std::string& id : open_concerns(change, folder, false)) {
      if (listed.contains(id)) continue;
      items.push_back(change_item(
          "unlisted/" + record->path + "/" + id, id, where,
          {{"record", record->path}, {"system", shown_folder(folder)}, {"concern", id}}));
    }
  }
  return items;
}

}  // namespace qualm::engine
