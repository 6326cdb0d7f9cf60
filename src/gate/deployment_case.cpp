// Opening what a deployment is judged in the light of.

#include "gate/deployment_case.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "concerns/systems.hpp"
#include "documents/policy.hpp"
#include "engine/change_policy.hpp"
#include "engine/vicinity.hpp"
#include "gate/gate_policy.hpp"
#include "gate/judged_by.hpp"
#include "gate/policy_of_tree.hpp"
#include "gate/ref_history.hpp"
#include "gate/system_kin.hpp"
#include "gate/system_reach.hpp"
#include "gate/systems.hpp"
#include "git/snapshot.hpp"

namespace qualm::gate {
namespace {

Result<bool> has_policy(const Snapshot& tree) {
  QUALM_ASSIGN(const auto policy, tree.find(documents::kPolicyPath));
  return policy.has_value();
}

/// The places in `known` of the systems that open concerns are about.
std::set<std::size_t> places_under_concern(const std::vector<StandingConcern>& all,
                                           const std::vector<std::string>& known) {
  std::set<std::size_t> places;
  for (const StandingConcern& one : all) {
    if (one.concern.state != ConcernState::open) continue;
    const concerns::SystemMatch match = concerns::match_systems(one.concern.systems, known);
    places.insert(match.places.begin(), match.places.end());
  }
  return places;
}

/// Finds what the change touches by how it differs from what it is compared with.
Result<void> touch_what_differs(DeploymentCase& at) {
  const std::vector<SystemOfTree>& systems = at.standing.systems;
  const SystemPaths paths(systems);
  std::set<std::size_t> places;
  for (const std::string& path : at.paths) {
    for (const std::size_t place : paths.of(path)) places.insert(place);
  }
  at.touched.clear();
  for (const std::size_t place : places) at.touched.push_back(at.known[place]);
  at.reached = at.touched;
  // Those of no open concern are nothing that anybody asks about.
  std::vector<std::size_t> wanted;
  for (const std::size_t place : places_under_concern(at.standing.concerns, at.known)) {
    if (!places.contains(place)) wanted.push_back(place);
  }
  if (wanted.empty()) return {};
  QUALM_ASSIGN(auto reached,
               reached_from_outside(systems, wanted, {at.before.get(), *at.after, at.paths}));
  const KinTrees trees{
      .before = at.before.get(), .after = *at.after, .now = at.standing.tree.get()};
  QUALM_ASSIGN(auto kin, kin_of_touched(systems, {places.begin(), places.end()}, wanted, trees,
                                        at.standing.policy));
  std::move(kin.begin(), kin.end(), std::back_inserter(reached));
  for (const Reached& one : reached) {
    at.reached.push_back(at.known[one.place]);
    at.how_reached.push_back(fmt::format("the change bears on {} as well: {}",
                                         concerns::system_name(at.known[one.place]), one.how));
  }
  return {};
}

class Opening {
 public:
  Opening(const DeploymentRequest& request, const RefChange& change)
      : request_(request), change_(change) {}

  Result<DeploymentCase> run() {
    at_.is_default = is_protected({.protects = {"@default"}, .policy_by = {}}, change_.name,
                                  request_.side.defaults);
    QUALM_ASSIGN(at_.head, request_.repository.resolve(change_.after));
    QUALM_ASSIGN(at_.after, git::commit_snapshot(request_.repository, at_.head));
    QUALM_TRY(open_policy());
    QUALM_ASSIGN(at_.side, side_with_policy());
    QUALM_TRY(find_changes());
    QUALM_TRY(leave_out_strange_systems());
    if (request_.base && request_.side.tip && !at_.is_default) {
      QUALM_ASSIGN(at_.was_judged, has_been_at(request_.repository, *request_.side.tip, at_.head));
    }
    QUALM_ASSIGN(auto local, local_change());
    at_.nothing_governed = local && !local->vicinity.is_governed();
    std::vector<git::Revision> heads{at_.head};
    if (at_.base) heads.push_back(*at_.base);
    QUALM_ASSIGN(at_.standing, standing(request_.repository, {.remote = {},
                                                              .heads = std::move(heads),
                                                              .today = request_.today,
                                                              .side = at_.side,
                                                              .pushed = request_.pushed,
                                                              .change = std::move(local)}));
    QUALM_TRY(find_touched());
    at_.changed_policy = at_.policy;
    bool is_there = false;
    if (at_.before != nullptr) {
      QUALM_ASSIGN(is_there, has_policy(*at_.before));
    }
    if (is_there) {
      QUALM_ASSIGN(at_.changed_policy, policy_of_tree(*at_.before));
    }
    QUALM_TRY(find_excusing());
    return std::move(at_);
  }

 private:
  /// The policy and rules of the ref, else of the default branch; those that are pushed where the
  /// protected side has none yet.
  Result<void> open_policy() {
    at_.is_first_policy = true;
    for (const auto& from : {request_.judged_by, request_.side.tip}) {
      const bool is_same = from && at_.judged_by && from->commit == at_.judged_by->commit;
      if (!from || is_same) continue;
      QUALM_ASSIGN(auto tree, git::commit_snapshot(request_.repository, *from));
      QUALM_ASSIGN(const bool is_there, has_policy(*tree));
      if (!is_there) continue;
      QUALM_ASSIGN(Policy policy, policy_of_tree(*tree));
      // The default branch asks for what the team asks for now; a ref may ask for more.
      if (!at_.is_first_policy) {
        QUALM_ASSIGN(const auto rules, rules_of(tree.get()));
        if (engine::weakenings(policy, at_.policy, rules).empty()) continue;
      }
      take_policy(*from, std::move(tree), std::move(policy));
    }
    if (at_.is_first_policy) {
      QUALM_ASSIGN(at_.judged, git::commit_snapshot(request_.repository, at_.head));
      QUALM_ASSIGN(at_.policy, policy_of_tree(*at_.judged));
    }
    return {};
  }

  void take_policy(const git::Revision& from, std::unique_ptr<Snapshot> tree, Policy policy) {
    at_.judged_by = from;
    at_.judged = std::move(tree);
    at_.policy = std::move(policy);
    at_.is_first_policy = false;
  }

  /// Where the policy of another ref counts, it may declare systems that this one never had.
  Result<void> leave_out_strange_systems() {
    if (!at_.judged_by || (request_.base && at_.judged_by->commit == request_.base->commit))
      return {};
    std::vector<DeclaredSystem> kept;
    for (DeclaredSystem& one : at_.policy.systems) {
      const std::string folder = engine::normal_folder(one.path);
      bool stands = folder.empty();
      for (const Snapshot* tree : {at_.before.get(), at_.after.get()}) {
        if (tree == nullptr || stands) continue;
        QUALM_ASSIGN(const auto entry, tree->find(folder));
        stands = entry.has_value();
      }
      if (stands) kept.push_back(std::move(one));
    }
    at_.is_policy_cut = kept.size() != at_.policy.systems.size();
    at_.policy.systems = std::move(kept);
    return {};
  }

  /// Concerns and people are those of the whole repository, so the default branch says what becomes
  /// of them, whichever ref is pushed; the ref itself where that has no policy.
  Result<ProtectedSide> side_with_policy() const {
    ProtectedSide side = request_.side;
    if (side.tip) {
      QUALM_ASSIGN(const auto tree, git::commit_snapshot(request_.repository, *side.tip));
      QUALM_ASSIGN(const bool is_there, has_policy(*tree));
      if (is_there) return side;
    }
    side.tip = request_.judged_by;
    return side;
  }

  /// What the change is compared with: the ref as it is or, for a new one, what it grew from.
  Result<void> find_changes() {
    at_.base = request_.base;
    if (!at_.base && request_.side.tip) {
      QUALM_ASSIGN(at_.base, grown_from(request_.repository, *request_.side.tip, at_.head));
    }
    if (!at_.base) return {};
    QUALM_ASSIGN(at_.before, git::commit_snapshot(request_.repository, *at_.base));
    QUALM_ASSIGN(at_.changes,
                 git::tree_changes(request_.repository, at_.base->tree, at_.head.tree));
    for (const git::TreeChange& one : at_.changes) at_.paths.push_back(one.path);
    return {};
  }

  [[nodiscard]] bool deploys_all() const {
    return !request_.base && (request_.deploys || !at_.base);
  }

  /// The change and its vicinity, where nothing else has to be looked at.
  Result<std::optional<LocalChange>> local_change() const {
    std::optional<LocalChange> local;
    // A new ref deploys everything, and two policies survey the same tree differently.
    if (deploys_all() || !at_.is_policy_of_side()) return local;
    std::vector<engine::TouchedPath> touched;
    touched.reserve(at_.changes.size());
    for (const git::TreeChange& one : at_.changes) {
      if (one.opaque) return local;  // it may be a whole system
      touched.push_back({.path = one.path, .in_place = one.in_place});
    }
    QUALM_ASSIGN(auto vicinity, engine::vicinity_of(*at_.after, at_.policy, touched));
    if (vicinity)
      local = LocalChange{.paths = at_.paths,
                          .before = at_.before.get(),
                          .after = at_.after.get(),
                          .vicinity = *std::move(vicinity)};
    return local;
  }

  /// A new ref deploys everything that it holds.
  Result<void> find_touched() {
    for (const SystemOfTree& system : at_.standing.systems) at_.known.push_back(system.path);
    if (!deploys_all()) return touch_what_differs(at_);
    at_.touched = at_.known;
    at_.reached = at_.known;
    return {};
  }

  Result<void> find_excusing() {
    if (at_.before == nullptr || at_.is_first_policy) return {};
    at_.excusing = at_.before.get();
    if (at_.is_default || !request_.side.tip) return {};
    QUALM_ASSIGN(at_.default_tree, git::commit_snapshot(request_.repository, *request_.side.tip));
    at_.excusing = at_.default_tree.get();
    return {};
  }

  const DeploymentRequest& request_;
  const RefChange& change_;
  DeploymentCase at_;
};

/// Those of `entries` that `known` holds too, or holds of files that are not in `tree`.
Result<std::vector<engine::BaselineEntry>> known_ones(
    const std::vector<engine::BaselineEntry>& known, std::vector<engine::BaselineEntry> entries,
    const Snapshot& tree) {
  QUALM_ASSIGN(const auto is_known,
               engine::known_entries(known, entries, [&](const std::string& path) -> Result<bool> {
                 QUALM_ASSIGN(const auto entry, tree.find(path));
                 return !entry;
               }));
  std::vector<engine::BaselineEntry> kept;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (is_known[i]) kept.push_back(std::move(entries[i]));
  }
  return kept;
}

}  // namespace

bool DeploymentCase::is_policy_of_side() const {
  return !is_policy_cut && judged_by && side.tip && side.tip->commit == judged_by->commit;
}

const engine::Landscape* DeploymentCase::surveyed(const git::Revision& revision) const {
  return is_policy_of_side() ? standing.land_of(revision.commit) : nullptr;
}

Result<DeploymentCase> open_case(const DeploymentRequest& request, const RefChange& change) {
  return Opening(request, change).run();
}

Result<std::vector<engine::BaselineEntry>> excused_by_baseline(const DeploymentCase& at) {
  if (at.excusing == nullptr) return baseline_of(*at.after, at.policy);
  QUALM_ASSIGN(auto own, baseline_of(*at.before, at.changed_policy));
  if (at.excusing != at.before.get()) {
    QUALM_ASSIGN(const auto now, baseline_of(*at.excusing, at.standing.policy));
    QUALM_ASSIGN(own, known_ones(now, std::move(own), *at.before));
  }
  // Entries whose files move with the change count where it writes them down anew.
  const bool is_rewritten =
      std::find(at.paths.begin(), at.paths.end(), at.changed_policy.baseline) != at.paths.end();
  auto pushed = is_rewritten ? baseline_of(*at.after, at.changed_policy)
                             : std::vector<engine::BaselineEntry>();
  if (!pushed) return own;
  QUALM_ASSIGN(auto moved, known_ones(own, *std::move(pushed), *at.after));
  const auto said = [](const engine::BaselineEntry& one) {
    return std::tuple(one.digest, one.rule, one.path, one.key);
  };
  std::set<std::tuple<std::string, std::string, std::string, std::string>> known;
  for (const engine::BaselineEntry& one : own) known.insert(said(one));
  std::erase_if(moved, [&](const engine::BaselineEntry& one) { return known.contains(said(one)); });
  std::move(moved.begin(), moved.end(), std::back_inserter(own));
  return own;
}

bool leaves_behind(const DeploymentCase& at, const std::vector<engine::BaselineEntry>& baseline) {
  std::set<std::string_view> gone;
  for (const git::TreeChange& one : at.changes) {
    if (one.path == at.changed_policy.baseline) return false;
    if (one.change == git::TreeChangeKind::removed) gone.insert(one.path);
  }
  return std::any_of(baseline.begin(), baseline.end(),
                     [&](const engine::BaselineEntry& one) { return gone.contains(one.path); });
}

}  // namespace qualm::gate
