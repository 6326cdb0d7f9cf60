// What concerns are judged by, prepared once: who has to do with which system.

#include "concerns/circumstances.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "concerns/systems.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

std::string plain_name(std::string_view name) { return ascii_lower(collapse_space(name)); }

std::string_view to_words(ChangeSpan span) {
  if (span == ChangeSpan::until_deployed) return "before it was deployed";
  return span == ChangeSpan::since_deployed
             ? "since its last deployment"
             : "since its last deployment from before the concern was raised";
}

/// The first of `marks` that is one of `traces`; null when there is none.
const Marks::value_type* first_in(const Marks& marks, const Traces& traces) {
  for (const std::string& trace : traces) {
    const auto found =
        std::lower_bound(marks.begin(), marks.end(), std::pair(trace, std::size_t{0}));
    if (found != marks.end() && found->first == trace) return &*found;
  }
  return nullptr;
}

/// Who changed a system in some span, and their traces.
struct Changers {
  const std::string& system;
  const std::vector<Identity>& people;
  ChangeSpan span;
  const std::string& unknown;
  const Marks& marks;
};

/// Why somebody known by `traces`, who may be one of them, is not neutral; empty when they are.
std::string conflict_with(const Changers& changed, const Traces& traces) {
  const std::string name = system_name(changed.system);
  if (const auto* found = first_in(changed.marks, traces)) {
    return fmt::format(
        "{} {} {} (as {})", changed.span == ChangeSpan::until_deployed ? "had changed" : "changed",
        name, to_words(changed.span), shorten(person_text(changed.people[found->second]), 80));
  }
  if (changed.unknown.empty()) return {};
  return fmt::format("may have changed {} {}, which cannot be told: {}", name,
                     to_words(changed.span), changed.unknown);
}

}  // namespace

Ground::Ground(Circumstances circumstances)
    : facts_(std::move(circumstances)), who_(facts_.people, facts_.proper) {
  for (const SystemFacts& system : facts_.systems) {
    paths_.push_back(system.path);
    std::vector<Identity> owners = system.owners;
    owners.insert(owners.end(), system.claimed_owners.begin(), system.claimed_owners.end());
    owners_.push_back(marks_of(owners, true));
    touched_.push_back(marks_of(system.touched, false));
  }
}

Marks Ground::marks_of(const std::vector<Identity>& identities, bool single_names) const {
  Marks marks;
  for (std::size_t i = 0; i < identities.size(); ++i) {
    for (std::string& trace : who_.traces(identities[i], true)) {
      marks.emplace_back(std::move(trace), i);
    }
    // An owner is stated on purpose: one word says enough to keep a namesake from judging.
    if (single_names) marks.emplace_back("name " + plain_name(identities[i].name), i);
  }
  std::sort(marks.begin(), marks.end());
  return marks;
}

MarkedChanges Ground::marked(const ChangedBy& changed) const {
  return {.changed = &changed, .marks = marks_of(changed.people, false)};
}

std::string Ground::conflict(const Traces& traces, std::size_t place,
                             const MarkedChanges* changed) const {
  const SystemFacts& system = facts_.systems[place];
  if (first_in(owners_[place], traces) != nullptr)
    return fmt::format("is an accountable owner of {}", system_name(system.path));
  if (changed != nullptr) return conflict(traces, *changed);
  return conflict_with({.system = system.path,
                        .people = system.touched,
                        .span = ChangeSpan::since_deployed,
                        .unknown = system.touched_unknown,
                        .marks = touched_[place]},
                       traces);
}

std::string Ground::conflict(const Traces& traces, const MarkedChanges& changed) {
  const ChangedBy& by = *changed.changed;
  return conflict_with({.system = by.system,
                        .people = by.people,
                        .span = by.span,
                        .unknown = by.unknown,
                        .marks = changed.marks},
                       traces);
}

bool Ground::owns(const Person& person, std::size_t place) const {
  const std::vector<Identity>& owners = facts_.systems[place].owners;
  return std::any_of(owners.begin(), owners.end(), [&](const Identity& owner) {
    if (!owner.email.empty()) return who_.person(owner) == &person;
    const std::string name = plain_name(owner.name);
    const auto is_called = [&](const Person& one) { return plain_name(one.name) == name; };
    return is_called(person) &&
           std::count_if(facts_.people.begin(), facts_.people.end(), is_called) == 1;
  });
}

bool Ground::is_here(const Person& person) const { return !has_left(person, facts_.today); }

}  // namespace qualm::concerns
