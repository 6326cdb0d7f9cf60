// Whose interests are in the way of judging a concern.

#include "concerns/conflicts.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "concerns/proof.hpp"

namespace qualm::concerns {
namespace {

bool any_meets(const std::vector<Traces>& parties, const Traces& traces) {
  return std::any_of(parties.begin(), parties.end(),
                     [&](const Traces& one) { return meet(one, traces); });
}

/// The names of systems in the raising events; an empty one for each that names none.
std::set<std::string> names_in(const History& history) {
  std::set<std::string> names;
  for (std::size_t node = 0; node < history.size(); ++node) {
    const Event& event = history.event(node);
    if (event.type == EventType::raised) names.insert(event.system);
  }
  return names;
}

/// Whether the commits that brought `event` prove who wrote it, as far as the policy asks: whoever
/// could write another's name under an endorsement could otherwise leave nobody neutral. Somebody
/// whose keys the policy does not list cannot sign, and is held to the commit. So is whoever raised
/// the concern, and that is one person: to leave the signature out of what one raises must not make
/// one neutral to it. What only stands in a tree is taken at its word: to lose sight of a branch
/// must not make anybody neutral.
bool is_held_against(const LedgerEvent& event, const std::string& concern, const Ground& ground) {
  if (event.introductions.empty()) return true;
  const Person* person = ground.who().person(*event.event.by);
  const bool can_sign = person != nullptr && !person->keys.empty();
  const bool gave_id = event.event.type == EventType::raised && event.event.id == concern;
  const IdentityLevel asked = ground.policy().identity;
  return level_of(event, ground.who()) >=
         (can_sign && !gave_id ? asked : std::min(asked, IdentityLevel::commit));
}

}  // namespace

Conflicts::Conflicts(const History& history, const Ground& ground) : ground_(ground) {
  std::set<std::string> names = names_in(history);
  all_named_ = !names.empty() && !names.contains(std::string());
  names.erase(std::string());
  named_.assign(names.begin(), names.end());
  const SystemMatch match = match_systems(named_, ground.system_paths());
  all_found_ = all_named_ && match.unknown.empty();
  places_ = match.places;
  found_ = match.places;
  gone_ = match.unknown;
  if (!all_found_) {
    places_.resize(ground.system_paths().size());
    std::iota(places_.begin(), places_.end(), std::size_t{0});
  }
  for (std::size_t node = 0; node < history.size(); ++node) {
    const Event& event = history.event(node);
    for (const ChangedBy& one : history.at(node).since) since_.push_back(ground.marked(one));
    if (!event.by || !is_held_against(history.at(node), history.concern(), ground)) continue;
    if (event.type == EventType::raised) raised_.push_back(ground.who().traces(*event.by, false));
    if (event.type == EventType::endorsed) {
      endorsed_.push_back(ground.who().traces(*event.by, false));
    }
  }
}

std::string Conflicts::against(const Traces& traces, const std::vector<ChangedBy>& then) const {
  if (any_meets(raised_, traces)) return "raised it";
  if (any_meets(endorsed_, traces)) return "endorsed it";
  const bool stood = stood_then(then);
  if (stood) {
    for (const ChangedBy& one : then) {
      if (std::string why = against_gone(traces, one); !why.empty()) return why;
    }
  }
  for (const std::size_t place : stood ? found_ : places_) {
    const std::string& system = ground_.system_paths()[place];
    const auto own = std::find_if(then.begin(), then.end(),
                                  [&](const ChangedBy& one) { return one.system == system; });
    const auto since = std::find_if(since_.begin(), since_.end(), [&](const MarkedChanges& one) {
      return one.changed->system == system;
    });
    const MarkedChanges marked = own == then.end() ? MarkedChanges() : ground_.marked(*own);
    const MarkedChanges* known = own != then.end()       ? &marked
                                 : since != since_.end() ? &*since
                                                         : nullptr;
    if (std::string why = ground_.conflict(traces, place, known); !why.empty()) return why;
  }
  return {};
}

bool Conflicts::stood_then(const std::vector<ChangedBy>& then) const {
  return all_named_ && !gone_.empty() &&
         std::all_of(gone_.begin(), gone_.end(), [&](const std::string& name) {
           return std::any_of(then.begin(), then.end(), [&](const ChangedBy& one) {
             return one.gone && system_name(one.system) == name;
           });
         });
}

std::string Conflicts::against_gone(const Traces& traces, const ChangedBy& system) const {
  if (!system.gone) return {};
  const bool owned = std::any_of(
      system.owners.begin(), system.owners.end(),
      [&](const Identity& owner) { return meet(ground_.who().traces(owner, true), traces); });
  if (owned) return fmt::format("was an accountable owner of {}", system_name(system.system));
  return Ground::conflict(traces, ground_.marked(system));
}

std::string Conflicts::not_owner(const Person& person) const {
  if (!holds(person, "owner")) return "does not hold the role owner";
  if (!all_found_ || places_.empty()) return "cannot answer for a system that nobody can find";
  const auto foreign = std::find_if_not(places_.begin(), places_.end(), [&](std::size_t place) {
    return ground_.owns(person, place);
  });
  if (foreign == places_.end()) return {};
  return fmt::format("is not the accountable owner of {}",
                     system_name(ground_.system_paths()[*foreign]));
}

}  // namespace qualm::concerns
