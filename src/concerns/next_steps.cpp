// Who can do what next about a concern.

#include "concerns/next_steps.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace qualm::concerns {
namespace {

/// The names of everybody who is still here and passes `test`, sorted.
template <typename Test>
std::vector<std::string> everybody(const Ground& ground, Test test) {
  std::vector<std::string> names;
  for (const Person& person : ground.who().people()) {
    if (ground.is_here(person) && test(person)) names.push_back(person.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string command(std::string_view verb, const Concern& concern) {
  return fmt::format("`qualm concern {} {}`", verb, concern.id);
}

/// Those who raised the concern under their own name.
std::vector<std::string> raisers(const Concern& concern, const Ground& ground) {
  std::vector<std::string> names;
  for (const Voice& voice : concern.voices) {
    if (voice.how == EventType::raised) names.push_back(ground.who().name(voice.who));
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// A model card cannot name a new owner while the concern is open: that would touch the system.
void add_succession(const Ground& ground, std::vector<NextStep>& steps) {
  steps.push_back({.who = everybody(ground, [](const Person& one) { return holds(one, "board"); }),
                   .what = "name who answers for the system now, with `owner` under `systems` in "
                           "the policy and the role owner in its people: they can accept the risk "
                           "then, and the model card follows once the concern is settled"});
}

void add_ways_to_close(const Concern& concern, const Rights& rights, const Ground& ground,
                       std::vector<NextStep>& steps) {
  const auto neutral =
      everybody(ground, [&](const Person& person) { return rights.not_neutral(person).empty(); });
  steps.push_back(
      {.who = neutral,
       .what = fmt::format("review it ({}), or resolve it with evidence of what changed ({})",
                           command("review", concern), command("resolve", concern))});
  const auto owners = everybody(
      ground, [&](const Person& person) { return rights.conflicts().not_owner(person).empty(); });
  steps.push_back({.who = owners,
                   .what = fmt::format("accept the risk for a time, after a neutral review ({})",
                                       command("accept", concern))});
  if (owners.empty() && rights.conflicts().is_about_known_systems()) add_succession(ground, steps);
}

void add_override(const Concern& concern, const Ground& ground, std::vector<NextStep>& steps) {
  const int quorum = ground.policy().quorum;
  steps.push_back({.who = everybody(ground, [](const Person& one) { return holds(one, "board"); }),
                   .what = fmt::format(
                       "override it, against a neutral review{} ({})",
                       quorum == 1 ? std::string() : fmt::format(", {} people together", quorum),
                       command("override", concern))});
}

void add_repairs(const Concern& concern, std::vector<NextStep>& steps) {
  for (const Opening& opening : concern.openings) {
    if (opening.closed_by.empty() && !opening.judgeable) {
      steps.push_back({.who = {"anyone"},
                       .what = fmt::format("put {} right: {}", opening.event, opening.way_out)});
    }
  }
}

/// Whoever an override names as its independent reviewer reopens the concern by their word alone.
void add_independent_reviewers(const Concern& concern, const Rights& rights, const Ground& ground,
                               std::vector<NextStep>& steps) {
  if (concern.state != ConcernState::overridden || !concern.pending.empty()) return;
  const auto& signatures = rights.overrides().signatures();
  if (signatures.empty()) return;
  const NodeSet all(signatures.front().reached.size(), true);
  std::vector<std::string> names;
  for (const Identity& reviewer : rights.overrides().reviewers(all))
    names.push_back(ground.who().name(reviewer));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.empty()) return;
  steps.push_back({.who = std::move(names),
                   .what = fmt::format("as independent reviewer, reopen it if the override is not "
                                       "to stand ({})",
                                       command("reopen", concern))});
}

}  // namespace

std::vector<NextStep> next_steps(const Concern& concern, const Rights& rights,
                                 const Ground& ground) {
  std::vector<NextStep> steps;
  const bool is_open = concern.state == ConcernState::open;
  for (const PendingDispute& dispute : concern.pending) {
    if (is_open) break;  // there is nothing left to reopen
    std::vector<std::string> names;
    for (const Identity& reviewer : dispute.reviewers) names.push_back(ground.who().name(reviewer));
    steps.push_back({.who = std::move(names),
                     .what = fmt::format("as independent reviewer, look at the dispute {} and "
                                         "reopen the concern if it is right ({})",
                                         dispute.event, command("reopen", concern))});
  }
  if (is_open) {
    add_repairs(concern, steps);
    const bool any_judgeable = std::any_of(
        concern.openings.begin(), concern.openings.end(),
        [](const Opening& opening) { return opening.judgeable && opening.closed_by.empty(); });
    if (any_judgeable) {
      add_ways_to_close(concern, rights, ground, steps);
      steps.push_back({.who = raisers(concern, ground),
                       .what = fmt::format("withdraw it ({})", command("withdraw", concern))});
    }
    add_override(concern, ground, steps);
    return steps;
  }
  add_independent_reviewers(concern, rights, ground, steps);
  if (concern.state != ConcernState::withdrawn && concern.pending.empty()) {
    steps.push_back(
        {.who = raisers(concern, ground),
         .what = fmt::format("dispute how it was settled ({})", command("dispute", concern))});
  }
  steps.push_back({.who = {"anyone"},
                   .what = fmt::format("reopen it with evidence that is in the tree ({})",
                                       command("reopen", concern))});
  return steps;
}

}  // namespace qualm::concerns
