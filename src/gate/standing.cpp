// Gathering everything that concerns are judged by.

#include "gate/standing.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "concerns/concern_policy.hpp"
#include "concerns/fold.hpp"
#include "concerns/ledger.hpp"
#include "concerns/systems.hpp"
#include "documents/policy.hpp"
#include "gate/judged_by.hpp"
#include "gate/look_back.hpp"
#include "gate/policy_of_tree.hpp"
#include "gate/system_reach.hpp"
#include "git/identity.hpp"
#include "git/snapshot.hpp"

namespace qualm::gate {
namespace {

/// The trees that are looked at: that of the protected side first, where there is one.
struct Trees {
  std::vector<std::unique_ptr<Snapshot>> all;
  std::vector<std::string> tips;  ///< their commits

  [[nodiscard]] std::vector<const Snapshot*> pointers() const {
    std::vector<const Snapshot*> pointers;
    for (const auto& tree : all) pointers.push_back(tree.get());
    return pointers;
  }
};

Result<Trees> open_trees(const git::Repository& repository, const ProtectedSide& side,
                         const std::vector<git::Revision>& heads) {
  Trees trees;
  std::vector<git::Revision> revisions;
  if (side.tip) revisions.push_back(*side.tip);
  revisions.insert(revisions.end(), heads.begin(), heads.end());
  for (const git::Revision& one : revisions) {
    if (std::find(trees.tips.begin(), trees.tips.end(), one.commit) != trees.tips.end()) continue;
    QUALM_ASSIGN(auto tree, git::commit_snapshot(repository, one));
    trees.all.push_back(std::move(tree));
    trees.tips.push_back(one.commit);
  }
  return trees;
}

/// The base tree's mailmap: it only ever widens a conflict of interest.
Result<concerns::ProperIdentity> proper_identity(const Snapshot* tree) {
  if (tree == nullptr) return concerns::ProperIdentity();
  QUALM_ASSIGN(const std::string text, mailmap_of(*tree));
  if (text.empty()) return concerns::ProperIdentity();
  return concerns::ProperIdentity([mailmap = git::Mailmap::parse(text)](const Identity& identity) {
    return mailmap.map(identity);
  });
}

std::vector<std::string> paths_of(const std::vector<SystemOfTree>& systems) {
  std::vector<std::string> paths;
  paths.reserve(systems.size());
  for (const SystemOfTree& one : systems) paths.push_back(one.path);
  return paths;
}

/// Why some commit that a resolution looked at may be missing here although the protected side has
/// it: its evidence cannot be looked up then. Nothing where every branch is fetched.
std::optional<Error> unseen_subject(const ProtectedSide& side, const StandingConcern& one) {
  if (one.concern.state != ConcernState::open || !side.remote) return std::nullopt;
  if (git::tracking_ref(*side.remote, "refs/heads/any/branch")) return std::nullopt;
  const auto missing =
      std::find_if(one.events.begin(), one.events.end(), [&](const concerns::LedgerEvent& event) {
        return is_closing(event.event.type) && !event.event.subject.empty() &&
               event.evidence == concerns::EvidenceFound::gone;
      });
  if (missing == one.events.end()) return std::nullopt;
  return Error{
      .code = ErrorCode::incomplete,
      .message = fmt::format("commit {}, which a resolution looked at, is not here, and "
                             "this clone does not fetch every branch",
                             missing->event.subject.substr(0, 7)),
      .hint = fmt::format("git fetch {0} '+refs/heads/*:refs/remotes/{0}/*'", side.remote->name)};
}

/// What to do where it cannot be told who changed a system.
Error changes_unknown(const git::Repository& repository, const ProtectedSide& side,
                      const Error& cause) {
  Error error{.code = cause.code,
              .message = fmt::format("who changed a system cannot be told: {}", cause.message),
              .hint = cause.hint};
  if (cause.code == ErrorCode::limit)
    error.hint = "a deployment record that pins a commit bounds how far is looked back";
  if (!repository.is_shallow()) return error;
  error.message = "this clone is shallow, so it cannot be told who changed a system";
  error.hint = unshallow_command(side);
  return error;
}

/// The trees as they were surveyed.
using Lands = std::map<std::string, engine::Landscape>;

Result<Lands> survey(const Trees& trees, const Policy& policy, const engine::Vicinity* within) {
  Lands lands;
  for (std::size_t i = 0; i < trees.all.size(); ++i) {
    QUALM_ASSIGN(lands[trees.tips[i]], engine::survey(*trees.all[i], policy, within));
  }
  return lands;
}

/// The systems of all trees.
std::vector<SystemOfTree> systems_in(const Trees& trees, const Policy& policy, const Lands& lands,
                                     const WantsPeople& wanted) {
  std::vector<SystemOfTree> systems;
  for (std::size_t i = 0; i < trees.all.size(); ++i) {
    auto more = systems_of(*trees.all[i], policy, lands.at(trees.tips[i]), wanted);
    systems = i == 0 ? std::move(more) : united(std::move(systems), std::move(more));
  }
  return systems;
}

bool nobody(const std::string&) { return false; }

/// What the trees hold, as far as concerns and the change need it.
struct Surveyed {
  Lands lands;
  std::vector<SystemOfTree> systems;
  bool is_local = false;  ///< only the vicinity of the change was looked at
};

/// Whether one of the concerns may bear on what changes: it is about a system that the change
/// touches or reaches, or it cannot be told which it is about.
Result<bool> any_bears_on(const LocalChange& change,
                          const std::vector<concerns::GatheredConcern>& all,
                          const std::vector<SystemOfTree>& systems) {
  const SystemPaths owners(systems);
  std::set<std::size_t> touched;
  for (const std::string& path : change.paths) {
    for (const std::size_t place : owners.of(path)) touched.insert(place);
  }
  const std::vector<std::string> known = paths_of(systems);
  std::set<std::size_t> meant;
  for (const concerns::GatheredConcern& concern : all) {
    const std::vector<std::string> named = named_by(concern);
    const concerns::SystemMatch match = concerns::match_systems(named, known);
    if (named.empty() || match.every || !match.unknown.empty()) return true;
    meant.insert(match.places.begin(), match.places.end());
  }
  const bool any_touched = std::any_of(meant.begin(), meant.end(),
                                       [&](std::size_t place) { return touched.contains(place); });
  if (any_touched || change.after == nullptr) return any_touched;
  QUALM_ASSIGN(const auto reached,
               reached_from_outside(systems, {meant.begin(), meant.end()},
                                    {change.before, *change.after, change.paths}));
  return !reached.empty();
}

/// The survey of the vicinity of a change and of the systems that concerns name; nothing where that
/// does not do.
Result<std::optional<Surveyed>> survey_locally(
    const Trees& trees, const Policy& policy, const LocalChange& change,
    const std::vector<concerns::GatheredConcern>& gathered) {
  engine::Vicinity vicinity = change.vicinity;
  for (const concerns::GatheredConcern& concern : gathered) {
    for (const std::string& named : named_by(concern)) vicinity.add_above(named + "/card");
  }
  Surveyed here{.lands = {}, .systems = {}, .is_local = true};
  QUALM_ASSIGN(here.lands, survey(trees, policy, &vicinity));
  here.systems = systems_in(trees, policy, here.lands, nobody);
  QUALM_ASSIGN(const bool any, any_bears_on(change, gathered, here.systems));
  if (any) return std::optional<Surveyed>();
  return std::optional(std::move(here));
}

/// The trees, with the people of the systems that concerns are about: nobody asks for the others.
Result<Surveyed> survey_for(const Trees& trees, const Policy& policy,
                            const std::vector<concerns::GatheredConcern>& all) {
  Surveyed everything;
  QUALM_ASSIGN(everything.lands, survey(trees, policy, nullptr));
  everything.systems = systems_in(trees, policy, everything.lands, nobody);
  const std::vector<std::string> paths = paths_of(everything.systems);
  std::set<std::string> wanted;
  for (const concerns::GatheredConcern& concern : all) {
    for (const std::size_t place : places_of(concern, paths)) wanted.insert(paths[place]);
  }
  if (!wanted.empty())
    everything.systems =
        systems_in(trees, policy, everything.lands,
                   [&](const std::string& folder) { return wanted.contains(folder); });
  return everything;
}

/// Who is behind the systems, of those that nobody looks further into.
Changes without_looking_back(const std::vector<SystemOfTree>& systems) {
  Changes changes;
  std::transform(systems.begin(), systems.end(), std::back_inserter(changes.facts),
                 [](const SystemOfTree& one) { return concerns::SystemFacts{.path = one.path}; });
  return changes;
}

}  // namespace

std::vector<git::AllowedKey> allowed_keys(const Policy& policy) {
  std::vector<git::AllowedKey> keys;
  for (const Person& person : policy.people) {
    for (const std::string& key : person.keys) {
      if (!person.emails.empty()) keys.push_back({.principal = person.emails.front(), .key = key});
    }
  }
  return keys;
}

bool may_be_settled(const Concern& concern) {
  return concern.state == ConcernState::open &&
         std::any_of(concern.not_counted.begin(), concern.not_counted.end(),
                     [](const NotCounted& one) { return is_closing(one.type); });
}

const engine::Landscape* Standing::land_of(const std::string& commit) const {
  const auto found = lands.find(commit);
  return found == lands.end() ? nullptr : &found->second;
}

const StandingConcern* Standing::find(std::string_view id) const {
  const auto found = std::find_if(concerns.begin(), concerns.end(),
                                  [&](const StandingConcern& one) { return one.concern.id == id; });
  return found == concerns.end() ? nullptr : &*found;
}

Result<Standing> standing(const git::Repository& repository, const StandingRequest& request) {
  Standing result;
  if (request.side) {
    result.side = *request.side;
  } else {
    QUALM_ASSIGN(result.side, protected_side(repository, request.remote));
  }
  QUALM_ASSIGN(const ConcernView view, concern_view(repository, result.side));
  result.incomplete = view.incomplete;
  result.fetched_at = view.fetched_at;
  QUALM_ASSIGN(Trees trees, open_trees(repository, result.side, request.heads));
  result.policy = documents::default_policy();
  if (!trees.all.empty()) {
    auto policy = policy_of_tree(*trees.all.front());
    if (!policy)
      return fail(std::move(policy).error().within("the policy of " + result.side.label()));
    result.policy = *std::move(policy);
  }
  QUALM_ASSIGN(const concerns::ConcernPolicy concern_policy,
               concerns::concern_policy(result.policy));
  concerns::LedgerSources sources{.trees = trees.pointers(),
                                  .verify = concern_policy.identity == IdentityLevel::signature,
                                  .keys = allowed_keys(result.policy),
                                  .today = request.today};
  QUALM_ASSIGN(sources.refs, concern_refs(repository, result.side));
  sources.refs.insert(sources.refs.end(), request.pushed.begin(), request.pushed.end());
  auto gathered = concerns::gather(repository, sources);
  if (!gathered) {
    Error error = std::move(gathered).error();
    if (error.code != ErrorCode::incomplete || !repository.is_shallow()) return fail(error);
    error.message =
        "this clone is shallow, and the history of a concern is cut off: " + error.message;
    error.hint = unshallow_command(result.side);
    return fail(std::move(error));
  }
  std::optional<Surveyed> surveyed;
  if (request.change && concern_policy.scope == concerns::ConcernScope::system) {
    QUALM_ASSIGN(surveyed, survey_locally(trees, result.policy, *request.change, *gathered));
  }
  if (!surveyed) {
    QUALM_ASSIGN(surveyed, survey_for(trees, result.policy, *gathered));
  }
  result.lands = std::move(surveyed->lands);
  result.systems = std::move(surveyed->systems);
  Changes changes = surveyed->is_local ? without_looking_back(result.systems)
                                       : look_back(repository, result.systems, trees.tips,
                                                   request.today, result.policy, *gathered);
  const Snapshot* const base = result.side.tip ? trees.all.front().get() : nullptr;
  QUALM_ASSIGN(auto proper, proper_identity(base));
  result.ground = std::make_unique<concerns::Ground>(
      concerns::Circumstances{.people = result.policy.people,
                              .policy = concern_policy,
                              .systems = std::move(changes.facts),
                              .proper = std::move(proper),
                              .today = request.today});
  for (concerns::GatheredConcern& one : *gathered) {
    result.concerns.push_back(
        {.concern = concerns::fold(one.id, one.events, *result.ground), .events = one.events});
  }
  if (changes.unknown) {
    result.unknown_changes = changes_unknown(repository, result.side, *changes.unknown);
    const bool any =
        std::any_of(result.concerns.begin(), result.concerns.end(),
                    [](const StandingConcern& one) { return may_be_settled(one.concern); });
    if (any && !result.incomplete) result.incomplete = result.unknown_changes;
  }
  for (const StandingConcern& one : result.concerns) {
    if (result.incomplete) break;
    result.incomplete = unseen_subject(result.side, one);
  }
  if (base != nullptr) result.tree = std::move(trees.all.front());
  return result;
}

}  // namespace qualm::gate
