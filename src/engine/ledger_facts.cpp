// Concerns, their events without effect, and what deployment records list of them.

#include "engine/ledger_facts.hpp"

#include <algorithm>
#include <string>

#include "engine/change_item.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// Where the raising event of a concern stands once it is in a tree: nobody finds it quicker.
Location place_of(const Concern& concern) {
  return {"safety/concerns/" + concern.id + "/raised-" + concern.id + ".md",
          {.line = 1, .column = 1}};
}

std::string title_of(const Concern& concern) {
  return concern.title.empty() ? std::string("without a title") : concern.title;
}

std::vector<documents::Item> open_concerns(const Request& request) {
  std::vector<documents::Item> items;
  for (const Concern& concern : *request.concerns) {
    if (concern.state != ConcernState::open) continue;
    const bool overdue = concern.review_due && *concern.review_due < request.today;
    items.push_back(
        change_item("open/" + concern.id, concern.title, place_of(concern),
                    {{"concern", concern.id},
                     {"title", title_of(concern)},
                     {"system", join_words(concern.systems)},
                     {"severity", std::string(to_string(concern.severity))},
                     {"review_due", concern.review_due ? to_string(*concern.review_due) : ""},
                     {"overdue", yes_or_no(overdue)}}));
  }
  return items;
}

std::vector<documents::Item> not_counted(const Request& request) {
  std::vector<documents::Item> items;
  for (const Concern& concern : *request.concerns) {
    for (const NotCounted& event : concern.not_counted) {
      items.push_back(change_item("not_counted/" + concern.id + "/" + event.event, event.reason,
                                  place_of(concern),
                                  {{"concern", concern.id},
                                   {"title", title_of(concern)},
                                   {"event", event.event},
                                   {"type", std::string(to_string(event.type))},
                                   {"by", event.by},
                                   {"reason", event.reason}}));
    }
  }
  return items;
}

/// What a deployment record lists as its open concerns; null where it lists nothing.
const Value* listed_by(const documents::Document& record) {
  const Value* listed = record.unreadable ? nullptr : record.data.find("open_concerns");
  return listed != nullptr && listed->is_list() && !listed->items().empty() ? listed : nullptr;
}

bool any_recorded(Shelf& shelf) {
  const auto records = shelf.near_of("deployment");
  return std::any_of(records.begin(), records.end(),
                     [](const auto* record) { return listed_by(*record) != nullptr; });
}

/// The ids that deployment records list, each with whether there is such a concern.
std::vector<documents::Item> recorded(const Request& request, Shelf& shelf) {
  std::vector<documents::Item> items;
  for (const documents::Document* record : shelf.near_of("deployment")) {
    const Value* listed = listed_by(*record);
    if (listed == nullptr) continue;
    for (const Value& one : listed->items()) {
      if (!one.is_scalar()) continue;
      const auto named = [&](const Concern& concern) { return concern.id == trim(one.text()); };
      const bool known = std::any_of(request.concerns->begin(), request.concerns->end(), named);
      items.push_back(change_item(
          "recorded/" + record->path + "/" + one.text(), one.text(), place_in(*record, one.where()),
          {{"concern", one.text()}, {"record", record->path}, {"known", yes_or_no(known)}}));
    }
  }
  return items;
}

}  // namespace

Result<std::vector<documents::Item>> ledger_items(std::string_view fact, const Request& request,
                                                  Shelf& shelf) {
  // Where no record lists one, nobody has to know which there are.
  if (fact == "recorded" && !any_recorded(shelf)) return std::vector<documents::Item>();
  if (!request.concerns) {
    return fail(request.concerns_unknown.value_or(Error{
        .code = ErrorCode::incomplete, .message = "nobody knows here which concerns there are"}));
  }
  if (fact == "open") return open_concerns(request);
  if (fact == "not_counted") return not_counted(request);
  return recorded(request, shelf);
}

}  // namespace qualm::engine
