// What a change does to the robustness pack of each system.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/change_notes.hpp"
#include "language/slo_name.hpp"
#include "language/slo_target.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kPack = "robustness-pack";

struct Case {
  std::string id;
  std::string file;  ///< from the root; empty where it names none
  std::string incident;
  std::string expect;  ///< its own, or that of the pack
  std::vector<std::string> replaces;
  const documents::Document* pack = nullptr;
  SourcePos where;
  SourcePos expect_where;
};

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value != nullptr && value->is_scalar() && !value->is_null()
             ? std::string(trim(value->text()))
             : std::string();
}

Case case_of(const Value& map, const documents::Document& pack) {
  Case one{.id = text_at(map, "id"),
           .file = {},
           .incident = text_at(map, "from_incident"),
           .expect = text_at(map, "expect"),
           .replaces = {},
           .pack = &pack,
           .where = map.where(),
           .expect_where = map.where()};
  if (const std::string file = text_at(map, "file"); !file.empty())
    one.file = path_from(folder_part(pack.path), file);
  if (const Value* expect = map.find("expect")) one.expect_where = expect->where();
  if (one.expect.empty()) one.expect = text_at(pack.data, "expect");
  if (const Value* replaces = map.find("replaces")) {
    if (replaces->is_scalar()) one.replaces.push_back(replaces->text());
    for (const Value& id : replaces->items()) one.replaces.push_back(id.text());
  }
  return one;
}

std::vector<Case> cases_of(const DocumentList& packs) {
  std::vector<Case> cases;
  for (const documents::Document* pack : packs) {
    const Value* list = pack->unreadable ? nullptr : pack->data.find("cases");
    if (list == nullptr) continue;
    for (const Value& map : list->items()) {
      if (map.is_map()) cases.push_back(case_of(map, *pack));
    }
  }
  return cases;
}

/// `recall >= 0.80`: what is measured, and what is asked of it.
struct Expectation {
  std::string metric;
  language::Target target;
};

std::optional<Expectation> read_expectation(const std::string& text) {
  for (const std::string_view sign : {">=", "<=", "==", "≥", "≤", ">", "<"}) {
    const std::size_t at = text.find(sign);
    if (at == std::string::npos) continue;
    const auto target = language::read_target(std::string_view(text).substr(at));
    if (!target) return std::nullopt;
    return Expectation{.metric = plain_words(text.substr(0, at)), .target = *target};
  }
  return std::nullopt;
}

/// How an expectation became weaker, in words; empty where it did not. What was no number before
/// cannot be held against one.
std::string weakening_of(const std::string& before, const std::string& after) {
  const auto old = read_expectation(before);
  if (!old || after.empty()) return {};  // an expectation that is gone is reported as missing
  const auto fresh = read_expectation(after);
  if (!fresh) return "no longer a number";
  const bool same_metric = old->metric == fresh->metric;
  switch (language::compare(old->target, fresh->target, language::scale_of(old->metric))) {
    case language::Change::relaxed:
      return "relaxed";
    case language::Change::flipped:
      return "turned round";
    case language::Change::incomparable:
      return "not comparable";
    case language::Change::same:
    case language::Change::tightened:
      break;
  }
  if (!same_metric && old->target.comparator != fresh->target.comparator)
    return "asked of something else";
  return {};
}

/// The case that `old` is now: of the same id, else one with the same file.
const Case* successor(const Case& old, const std::vector<Case>& fresh) {
  const auto same = std::find_if(fresh.begin(), fresh.end(), [&](const Case& one) {
    return !old.id.empty() && one.id == old.id;
  });
  if (same != fresh.end()) return &*same;
  const auto moved = std::find_if(fresh.begin(), fresh.end(), [&](const Case& one) {
    return !old.file.empty() && one.file == old.file;
  });
  return moved == fresh.end() ? nullptr : &*moved;
}

bool is_replaced(const Case& old, const std::vector<Case>& fresh) {
  return std::any_of(fresh.begin(), fresh.end(), [&](const Case& one) {
    return std::find(one.replaces.begin(), one.replaces.end(), old.id) != one.replaces.end();
  });
}

documents::Item item_of(const Case& old, const std::string& change, const std::string& how,
                        const std::string& after, const Location& where, const std::string& system,
                        bool in_note) {
  return change_item(fmt::format("packs/{}/{}", system, old.id),
                     fmt::format("{} {}: {} {}", old.id, change, old.expect, after), where,
                     {{"case", old.id},
                      {"change", change},
                      {"how", how},
                      {"before", old.expect},
                      {"after", after},
                      {"system", system},
                      {"in_note", yes_or_no(in_note)}});
}

/// What cannot be read before cannot be compared: every case there is now has to be accounted for.
documents::Item not_comparable(const Error& problem, const DocumentsOfBoth& packs,
                               const std::string& system, const AddedWords& note) {
  std::vector<std::string> missing;
  for (const Case& one : cases_of(packs.after)) {
    if (!note.name(one.id)) missing.push_back(one.id);
  }
  const std::string& path =
      packs.after.empty() ? packs.before.front()->path : packs.after.front()->path;
  return change_item("packs/" + system, problem.message, {path, {}},
                     {{"case", join_words(missing)},
                      {"change", "not comparable"},
                      {"how", problem.message},
                      {"before", ""},
                      {"after", ""},
                      {"system", system},
                      {"in_note", yes_or_no(missing.empty())}});
}

/// The first of `documents` that cannot be read; null when all can.
const documents::Document* unreadable_one(const DocumentList& documents) {
  const auto found = std::find_if(documents.begin(), documents.end(),
                                  [](const auto* one) { return one->unreadable.has_value(); });
  return found == documents.end() ? nullptr : *found;
}

/// The incidents that some case repeats, in lower case.
std::set<std::string> incidents_of(const std::vector<Case>& cases) {
  std::set<std::string> incidents;
  for (const Case& one : cases) incidents.insert(ascii_lower(one.incident));
  return incidents;
}

/// Cases that are gone, and cases that ask for less. One that was the last of its incident is a
/// fact of its own.
void add_cases(const DocumentsOfBoth& packs, const std::string& system, const AddedWords& note,
               std::vector<documents::Item>& items) {
  const std::vector<Case> fresh = cases_of(packs.after);
  const std::set<std::string> repeated = incidents_of(fresh);
  for (const Case& old : cases_of(packs.before)) {
    const Case* now = successor(old, fresh);
    if (now == nullptr) {
      const bool last = !old.incident.empty() && !repeated.contains(ascii_lower(old.incident));
      if (last || is_replaced(old, fresh)) continue;
      const std::string path = packs.after.empty() ? old.pack->path : packs.after.front()->path;
      items.push_back(
          item_of(old, "removed", "removed", "", {path, {}}, system, note.name(old.id)));
      continue;
    }
    const std::string how = weakening_of(old.expect, now->expect);
    if (how.empty()) continue;
    items.push_back(item_of(old, "relaxed", how, now->expect,
                            place_in(*now->pack, now->expect_where), system, note.name(old.id)));
  }
}

}  // namespace

ChangeItems changed_packs(const Change& change) {
  std::vector<documents::Item> items;
  for (const SystemPair& pair : change.systems) {
    if (!pair.stays()) continue;
    const auto packs = changed_documents(change, pair, kPack);
    if (!packs || packs->before.empty() || unreadable_one(packs->after) != nullptr) continue;
    const std::string system = shown_folder(change.folder(pair));
    const AddedWords note = added_to_notes(change, pair);
    if (const documents::Document* broken = unreadable_one(packs->before)) {
      // Broken by what it says, it can only be mended; otherwise somebody has to look again.
      if (broken->unreadable->code != ErrorCode::invalid) return fail(*broken->unreadable);
      items.push_back(not_comparable(*broken->unreadable, *packs, system, note));
    } else {
      add_cases(*packs, system, note, items);
    }
  }
  return items;
}

ChangeItems dropped_incidents(const Change& change) {
  std::vector<documents::Item> items;
  for (const SystemPair& pair : change.systems) {
    if (!pair.stays()) continue;
    const auto packs = changed_documents(change, pair, kPack);
    if (!packs || unreadable_one(packs->after) != nullptr) continue;
    std::set<std::string> kept = incidents_of(cases_of(packs->after));
    for (const Case& old : cases_of(packs->before)) {
      // Two cases of one incident that are gone are one fault.
      if (old.incident.empty() || !kept.insert(ascii_lower(old.incident)).second) continue;
      const std::string path = packs->after.empty() ? old.pack->path : packs->after.front()->path;
      const std::string system = shown_folder(change.folder(pair));
      items.push_back(change_item(
          fmt::format("incidents/{}/{}", system, old.incident), old.incident, {path, {}},
          {{"incident", old.incident}, {"case", old.id}, {"system", system}}));
    }
  }
  return items;
}

}  // namespace qualm::engine
