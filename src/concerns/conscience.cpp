// The conscience clause.

#include "concerns/conscience.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "concerns/systems.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

/// Whether deploying `systems` deploys what `concern` is about. A concern that does not say, or
/// names what is no system, may be about any.
bool is_about(const Concern& concern, const std::vector<std::string>& systems,
              const ProtectedChange& change) {
  const SystemMatch known = match_systems(concern.systems, change.known);
  if (known.every || !known.unknown.empty() || !concern.system_stated) return !systems.empty();
  return !match_systems(concern.systems, systems).places.empty();
}

/// The systems that somebody would deploy. A record may call a system by the end of its folder, as
/// rules let it; one whose system cannot be told may be of any.
std::vector<std::string> systems_of(const Deployer& deployer, const ProtectedChange& change) {
  if (deployer.system.empty()) return change.touched;
  const auto name = normal_system(trim(deployer.system));
  if (!name || *name == "*") return change.known;
  std::vector<std::string> called;
  for (const std::string& path : change.known) {
    if (system_name(path) == *name) return {path};
    if (path.ends_with('/' + *name)) called.push_back(path);
  }
  return called.empty() ? change.known : called;
}

std::string_view what_they_did(EventType how) {
  if (how == EventType::raised) return "raised";
  return how == EventType::endorsed ? "endorsed" : "declined to deploy under";
}

}  // namespace

std::vector<ConscienceRefusal> conscience_refusals(const std::vector<Concern>& concerns,
                                                   const std::vector<Deployer>& deployers,
                                                   const ProtectedChange& change, const Who& who) {
  std::vector<Traces> traces;
  std::transform(deployers.begin(), deployers.end(), std::back_inserter(traces),
                 [&](const Deployer& deployer) { return who.traces(deployer.who, false); });
  std::vector<ConscienceRefusal> refusals;
  std::set<std::pair<std::string, Identity>> seen;
  for (const Concern& concern : concerns) {
    if (concern.state != ConcernState::open && concern.state != ConcernState::overridden) continue;
    for (const Voice& voice : concern.voices) {
      if (voice.consented) continue;
      const Traces own = who.traces(voice.who, false);
      for (std::size_t i = 0; i < deployers.size(); ++i) {
        const Deployer& deployer = deployers[i];
        if (!meet(own, traces[i]) || seen.contains({concern.id, voice.who})) continue;
        if (!is_about(concern, systems_of(deployer, change), change)) continue;
        seen.emplace(concern.id, voice.who);
        refusals.push_back(
            {.concern = concern.id,
             .who = voice.who,
             .how = deployer.how,
             .why = fmt::format("{} {} concern {}, which is {}, and is {}: nobody is made to "
                                "deploy against their conscience; somebody else can, or they "
                                "record their consent (`qualm concern consent {}`)",
                                who.name(voice.who), what_they_did(voice.how), concern.id,
                                to_string(concern.state), deployer.how, concern.id)});
      }
    }
  }
  std::stable_sort(refusals.begin(), refusals.end(), [](const auto& left, const auto& right) {
    return std::tie(left.concern, left.who) < std::tie(right.concern, right.who);
  });
  return refusals;
}

}  // namespace qualm::concerns
