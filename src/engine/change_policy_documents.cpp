// What is judged less under one policy than under another: waivers, documents that are not looked
// for, actions that an SLO may name, days that do not count.

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "documents/kind.hpp"
#include "engine/change_policy_parts.hpp"
#include "support/calendar.hpp"
#include "support/date.hpp"
#include "support/glob_cover.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// How many waivers are compared each with each; of more, only those at the same path are.
constexpr std::size_t kMostWaivers = 200;

/// Whether `wide` excuses all that `narrow` excuses, for as long.
bool covers(const Waiver& wide, const Waiver& narrow, bool by_glob) {
  if (wide.rule != narrow.rule) return false;
  if (wide.path != narrow.path && !(by_glob && surely_covers(wide.path, narrow.path))) return false;
  if (!wide.key.empty() && wide.key != narrow.key) return false;
  if (!wide.digest.empty() && wide.digest != narrow.digest) return false;
  if (wide.expires == narrow.expires) return true;
  const auto last = parse_date(wide.expires);
  const auto wanted = parse_date(narrow.expires);
  return last && wanted && *wanted <= *last;
}

/// Those of `earlier` that none of `later` surely covers.
std::vector<std::string> lost_globs(const std::vector<std::string>& earlier,
                                    const std::vector<std::string>& later) {
  std::vector<std::string> lost = added_to(later, earlier);
  std::erase_if(lost, [&](const std::string& glob) { return any_surely_covers(later, glob); });
  return lost;
}

/// Folders, as globs of all that is in them.
std::vector<std::string> whole_folders(std::vector<std::string> folders) {
  for (std::string& folder : folders) folder += "/**";
  return folders;
}

/// Where documents of one kind are looked for.
struct Places {
  std::vector<std::string> globs;
  bool in_any_case = false;  ///< as the defaults are compared, and stated globs are not
};

Places places_of(const Policy& policy, const std::string& kind) {
  const auto found = std::find_if(policy.documents.begin(), policy.documents.end(),
                                  [&](const auto& one) { return one.first == kind; });
  if (found != policy.documents.end()) return {.globs = found->second};
  Places places{.in_any_case = true};
  if (const documents::Kind* known = documents::find_kind(kind))
    places.globs.assign(known->paths.begin(), known->paths.end());
  return places;
}

/// An action as SLO policies write it.
std::string folded_action(std::string action) {
  action = ascii_lower(action);
  std::replace(action.begin(), action.end(), '-', '_');
  return action;
}

std::map<int, int> holidays_by_year(const Calendar& calendar) {
  std::map<int, int> counts;
  for (const Date& day : calendar.holidays) ++counts[day.year];
  return counts;
}

}  // namespace

void PolicyComparison::compare_waivers() {
  const bool by_glob = before_.waivers.size() <= kMostWaivers;
  for (const Waiver& now : after_.waivers) {
    const bool known = std::any_of(before_.waivers.begin(), before_.waivers.end(),
                                   [&](const Waiver& old) { return covers(old, now, by_glob); });
    if (known) continue;
    const bool is_wider =
        std::any_of(before_.waivers.begin(), before_.waivers.end(), [&](const Waiver& old) {
          return old.rule == now.rule &&
                 (now.path == old.path || (by_glob && (surely_covers(now.path, old.path) ||
                                                       surely_covers(old.path, now.path))));
        });
    add(WeakeningKind::waiver, fmt::format("waivers/{}@{}", now.rule, now.path), now.where,
        fmt::format("{} {} at {} until {}", is_wider ? "widens the waiver of" : "waives", now.rule,
                    now.path, now.expires.empty() ? std::string("ever") : now.expires));
  }
}

/// Where documents of each kind are looked for.
void PolicyComparison::compare_places() {
  std::vector<std::string> kinds;
  for (const Policy* policy : {&before_, &after_}) {
    for (const auto& [kind, globs] : policy->documents) {
      if (!holds(kinds, kind)) kinds.push_back(kind);
    }
  }
  for (const std::string& kind : kinds) {
    const Places old = places_of(before_, kind);
    const Places now = places_of(after_, kind);
    const auto lost = lost_globs(old.globs, now.globs);
    if (!lost.empty()) {
      add(WeakeningKind::documents, "documents/" + kind, place_of(after_, "documents"),
          fmt::format("no longer looks for documents of the kind {} at {}", kind,
                      join_words(lost)));
    } else if (old.in_any_case && !now.in_any_case) {
      add(WeakeningKind::documents, "documents/" + kind, place_of(after_, "documents"),
          fmt::format("looks for documents of the kind {} in one spelling only, no longer with any "
                      "capitals",
                      kind));
    }
  }
}

void PolicyComparison::compare_documents() {
  const std::vector<std::string> whole = whole_folders(before_.exclude);
  for (const std::string& glob : added_to(before_.exclude, after_.exclude)) {
    // What lies below a folder that is left out has never been judged.
    const bool covered = any_surely_covers(before_.exclude, glob) || any_surely_covers(whole, glob);
    if (!covered)
      add(WeakeningKind::documents, "exclude/" + glob, place_of(after_, "exclude"),
          fmt::format("leaves the folder {} out of all judging", glob));
  }
  compare_places();
  const auto artefacts = lost_globs(before_.artefacts, after_.artefacts);
  if (!artefacts.empty())
    add(WeakeningKind::documents, "artefacts", place_of(after_, "artefacts"),
        fmt::format("no longer takes {} for a model", join_words(artefacts)));
  if (before_.hugging_face_readmes && !after_.hugging_face_readmes)
    add(WeakeningKind::documents, "hugging_face_readmes", place_of(after_, "hugging_face_readmes"),
        "no longer reads a README as a model card");
  const auto vendors = added_to(after_.vendors, before_.vendors);
  if (!vendors.empty())
    add(WeakeningKind::documents, "vendors", place_of(after_, "vendors"),
        fmt::format("no longer takes {} for a vendor", join_words(vendors)));
  if (before_.baseline != after_.baseline)
    add(WeakeningKind::baseline, "baseline", place_of(after_, "baseline"),
        fmt::format("reads the baseline from {} instead of {}", after_.baseline, before_.baseline));
}

/// Every action that an SLO may name on a breach is one that a team may fall back to.
void PolicyComparison::compare_actions() {
  std::vector<std::string> known;
  for (const std::string& action : before_.slo_actions) known.push_back(folded_action(action));
  for (const std::string& action : after_.slo_actions) {
    if (holds(known, folded_action(action))) continue;
    known.push_back(folded_action(action));
    add(WeakeningKind::slo, "slo/actions/" + action, place_of(after_, "slo"),
        fmt::format("lets an SLO answer a breach with {}", action));
  }
}

/// Days that do not count put off what is due in business days. Holidays are entered every year and
/// by anybody; more of them in a year than any country and its firms keep are none.
void PolicyComparison::compare_calendar() {
  constexpr int kMostHolidays = 40;
  const SourcePos where = place_of(after_, "calendar");
  std::vector<std::string> idle;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    if (after_.calendar.weekend.at(day) && !before_.calendar.weekend.at(day))
      idle.emplace_back(kWeekdays.at(day));
  }
  if (!idle.empty())
    add(WeakeningKind::calendar, "calendar/weekend", where,
        fmt::format("no longer counts {} as {}", join_words(idle),
                    idle.size() == 1 ? "a business day" : "business days"));
  auto known = holidays_by_year(before_.calendar);
  for (const auto& [year, count] : holidays_by_year(after_.calendar)) {
    if (count > kMostHolidays && count > known[year])
      add(WeakeningKind::calendar, fmt::format("calendar/holidays/{}", year), where,
          fmt::format("makes holidays of {} days in {}", count, year));
  }
}

}  // namespace qualm::engine
