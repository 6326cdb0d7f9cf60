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
#include "gate/policy_of_tree.hpp"
#include "gate/system_history.hpp"
#include "git/identity.hpp"
#include "git/snapshot.hpp"
#include "support/limits.hpp"

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
Result<concerns::ProperIdentity> mailmap_of(const Snapshot* tree) {
  if (tree == nullptr) return concerns::ProperIdentity();
  QUALM_ASSIGN(const auto entry, tree->find(".mailmap"));
  if (!entry || entry->kind != EntryKind::file) return concerns::ProperIdentity();
  const auto text = tree->read(*entry, limits::kDocumentBytes);
  if (!text) return fail(text.error());
  return concerns::ProperIdentity([mailmap = git::Mailmap::parse(*text)](const Identity& identity) {
    return mailmap.map(identity);
  });
}

std::vector<std::string> paths_of(const std::vector<SystemOfTree>& systems) {
  std::vector<std::string> paths;
  paths.reserve(systems.size());
  for (const SystemOfTree& one : systems) paths.push_back(one.path);
  return paths;
}

/// What the raising events of a concern say: the places of the systems it is about, all of them
/// where that cannot be told, and the last day it was raised on.
struct About {
  std::vector<std::size_t> places;
  Date raised;
};

About about(const concerns::GatheredConcern& concern, const std::vector<std::string>& paths) {
  std::vector<std::string> named;
  About result;
  for (const concerns::LedgerEvent& one : concern.events) {
    if (one.event.type != EventType::raised) continue;
    named.push_back(one.event.system);
    // Where no day is stated, no deployment is known to have come after it.
    constexpr Date kNever{.year = 9999, .month = 12, .day = 31};
    const auto day = parse_date(std::string_view(one.event.on).substr(0, 10));
    result.raised = std::max(result.raised, day.value_or(kNever));
  }
  const concerns::SystemMatch match = concerns::match_systems(named, paths);
  result.places = match.places;
  if (named.empty() || !match.unknown.empty()) {
    result.places.clear();
    for (std::size_t i = 0; i < paths.size(); ++i) result.places.push_back(i);
  }
  return result;
}

bool needs_neutrality(EventType type) {
  return type == EventType::reviewed || type == EventType::resolved ||
         type == EventType::overridden;
}

/// Who changed the systems, and why that cannot be told of some.
struct Changes {
  std::vector<concerns::SystemFacts> facts;
  std::optional<Error> unknown;
};

/// Finds out who changed the systems that concerns are about, for now and for each event that
/// looked at something which was deployed since.
Changes look_back(const git::Repository& repository, const std::vector<SystemOfTree>& systems,
                  const std::vector<std::string>& tips,
                  std::vector<concerns::GatheredConcern>& gathered) {
  SystemHistory history(repository, systems, tips);
  const std::vector<std::string> paths = paths_of(systems);
  std::set<std::size_t> wanted;
  Changes changes;
  for (concerns::GatheredConcern& concern : gathered) {
    const About what = about(concern, paths);
    wanted.insert(what.places.begin(), what.places.end());
    for (concerns::LedgerEvent& one : concern.events) {
      if (!needs_neutrality(one.event.type) || one.event.subject.empty()) continue;
      for (const std::size_t place : what.places) {
        auto changed = history.changed_by(place, one.event.subject, what.raised);
        if (changed) {
          std::move(changed->begin(), changed->end(), std::back_inserter(one.changed_by));
        } else {
          changes.unknown = std::move(changed).error();
        }
      }
    }
  }
  for (std::size_t place = 0; place < systems.size(); ++place) {
    changes.facts.push_back(
        wanted.contains(place)
            ? history.facts(place)
            : concerns::SystemFacts{.path = systems[place].path,
                                    .owners = systems[place].owners,
                                    .claimed_owners = systems[place].claimed_owners});
  }
  if (!changes.unknown) changes.unknown = history.unknown();
  return changes;
}

/// Why some commit that a resolution looked at may be missing here although the protected side has
/// it: its evidence cannot be looked up then. Nothing where every branch is fetched.
std::optional<Error> unseen_subject(const git::Repository& repository, const ProtectedSide& side,
                                    const StandingConcern& one) {
  if (one.concern.state != ConcernState::open || !side.remote) return std::nullopt;
  if (git::tracking_ref(*side.remote, "refs/heads/any/branch")) return std::nullopt;
  const auto missing =
      std::find_if(one.events.begin(), one.events.end(), [&](const concerns::LedgerEvent& event) {
        return is_closing(event.event.type) && !event.event.subject.empty() &&
               event.evidence == concerns::EvidenceFound::missing &&
               !repository.resolve(event.event.subject);
      });
  if (missing == one.events.end()) return std::nullopt;
  return Error{
      .code = ErrorCode::incomplete,
      .message = fmt::format("commit {}, which a resolution looked at, is not here, and "
                             "this clone does not fetch every branch",
                             missing->event.subject.substr(0, 7)),
      .hint = fmt::format("git fetch {0} '+refs/heads/*:refs/remotes/{0}/*'", side.remote->name)};
}

/// The command that brings all of history.
std::string unshallow_command(const ProtectedSide& side) {
  return side.remote ? fmt::format("git fetch --unshallow {}", side.remote->name)
                     : std::string("git fetch --unshallow");
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

Result<std::vector<SystemOfTree>> survey(const Trees& trees, const Policy& policy,
                                         const WantsPeople& wanted) {
  std::vector<SystemOfTree> systems;
  for (std::size_t i = 0; i < trees.all.size(); ++i) {
    QUALM_ASSIGN(auto more, systems_of(*trees.all[i], policy, wanted));
    systems = i == 0 ? std::move(more) : united(std::move(systems), std::move(more));
  }
  return systems;
}

/// The systems, with the people of those that concerns are about: nobody asks for the others.
Result<std::vector<SystemOfTree>> survey_for(const Trees& trees, const Policy& policy,
                                             const std::vector<concerns::GatheredConcern>& all) {
  QUALM_ASSIGN(auto systems, survey(trees, policy, [](const std::string&) { return false; }));
  const std::vector<std::string> paths = paths_of(systems);
  std::set<std::string> wanted;
  for (const concerns::GatheredConcern& concern : all) {
    for (const std::size_t place : about(concern, paths).places) wanted.insert(paths[place]);
  }
  if (wanted.empty()) return systems;
  return survey(trees, policy, [&](const std::string& folder) { return wanted.contains(folder); });
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
  QUALM_ASSIGN(result.systems, survey_for(trees, result.policy, *gathered));
  Changes changes = look_back(repository, result.systems, trees.tips, *gathered);
  const Snapshot* const base = result.side.tip ? trees.all.front().get() : nullptr;
  QUALM_ASSIGN(auto proper, mailmap_of(base));
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
    result.incomplete = unseen_subject(repository, result.side, one);
  }
  if (base != nullptr) result.tree = std::move(trees.all.front());
  return result;
}

}  // namespace qualm::gate
