// Finding acceptances that a change would end.

#include "gate/ending_acceptances.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "concerns/systems.hpp"
#include "engine/landscape.hpp"
#include "gate/policy_of_tree.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

/// Where the policy stands, which may give a system to somebody.
constexpr std::string_view kPolicy = ".qualm.yaml";

class Ending {
 public:
  explicit Ending(const DeploymentCase& at) : at_(at) {}

  Result<EndingAcceptances> run() {
    for (const StandingConcern& one : at_.standing.concerns) {
      if (one.concern.state == ConcernState::accepted && may_be_reached(one.concern))
        accepted_.push_back(&one);
    }
    if (accepted_.empty()) return std::move(ending_);
    auto policy = policy_of_tree(*at_.after);
    if (!policy) return std::move(ending_);  // it is refused where policies are judged
    QUALM_ASSIGN(const engine::Landscape land, engine::survey(*at_.after, *policy));
    systems_ = systems_of(*at_.after, *policy, land,
                          [&](const std::string& folder) { return wanted_.contains(folder); });
    for (const StandingConcern* one : accepted_) look_at(*one);
    return std::move(ending_);
  }

 private:
  /// Whether the change may bear on who answers for the systems of `concern`.
  bool may_be_reached(const Concern& concern) {
    const bool is_policy =
        std::find(at_.paths.begin(), at_.paths.end(), kPolicy) != at_.paths.end();
    const auto match = concerns::match_systems(concern.systems, at_.touched);
    for (const std::size_t place : match.places) wanted_.insert(at_.touched[place]);
    if (!is_policy) return !match.places.empty();
    const auto known = concerns::match_systems(concern.systems, at_.known);
    for (const std::size_t place : known.places) wanted_.insert(at_.known[place]);
    return true;
  }

  void look_at(const StandingConcern& one) {
    std::vector<std::string> now;
    std::transform(systems_.begin(), systems_.end(), std::back_inserter(now),
                   [](const SystemOfTree& system) { return system.path; });
    const auto match = concerns::match_systems(one.concern.systems, now);
    const std::string what =
        fmt::format("concern {} \"{}\"", one.concern.id, shorten(one.concern.title, 80));
    if (!match.unknown.empty()) {
      ending_.reasons.push_back(
          {.what =
               fmt::format("{}: it is accepted{}, and {}, which it is about, is no system after "
                           "this: the acceptance would end, and the concern hold up every push",
                           what, until(one.concern), shorten(match.unknown.front(), 80)),
           .way_out = fmt::format("have it resolved, withdrawn or overridden first: qualm concern "
                                  "show {}",
                                  one.concern.id)});
      return;
    }
    for (const Identity& who : accepters(one)) {
      const auto foreign =
          std::find_if(match.places.begin(), match.places.end(),
                       [&](std::size_t place) { return !owns(who, systems_[place]); });
      if (foreign == match.places.end()) continue;
      ending_.notes.push_back(fmt::format(
          "{}: {}, who accepted it, does not answer for {} after this: it is open then, until {}",
          what, at_.standing.ground->who().name(who),
          concerns::system_name(systems_[*foreign].path), successors(systems_[*foreign])));
    }
  }

  static std::string until(const Concern& concern) {
    return concern.until ? fmt::format(" until {}", to_string(*concern.until)) : std::string();
  }

  static std::vector<Identity> accepters(const StandingConcern& one) {
    std::set<std::string> counts;
    for (const Opening& opening : one.concern.openings)
      counts.insert(opening.closed_by.begin(), opening.closed_by.end());
    std::vector<Identity> all;
    for (const concerns::LedgerEvent& event : one.events) {
      const bool is_one = event.event.type == EventType::accepted && event.event.by &&
                          counts.contains(event.event.id);
      if (is_one && std::find(all.begin(), all.end(), *event.event.by) == all.end())
        all.push_back(*event.event.by);
    }
    return all;
  }

  bool owns(const Identity& identity, const SystemOfTree& system) const {
    const concerns::Who& who = at_.standing.ground->who();
    const auto plain = [](std::string_view name) { return ascii_lower(collapse_space(name)); };
    return std::any_of(system.owners.begin(), system.owners.end(), [&](const Identity& owner) {
      return owner.email.empty() ? plain(owner.name) == plain(who.name(identity))
                                 : who.party(owner) == who.party(identity);
    });
  }

  static std::string successors(const SystemOfTree& system) {
    std::vector<std::string> names;
    for (const Identity& owner : system.owners) names.push_back(owner.name);
    return names.empty() ? std::string("it is settled again")
                         : fmt::format("{} accepts the risk or it is settled otherwise",
                                       shorten(join_words(names), 120));
  }

  const DeploymentCase& at_;
  std::set<std::string> wanted_;  ///< folders
  std::vector<const StandingConcern*> accepted_;
  std::vector<SystemOfTree> systems_;
  EndingAcceptances ending_;
};

}  // namespace

Result<EndingAcceptances> ending_acceptances(const DeploymentCase& at) {
  if (!at.is_default || at.before == nullptr) return EndingAcceptances();
  return Ending(at).run();
}

}  // namespace qualm::gate
