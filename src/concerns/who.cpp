// Who is who.

#include "concerns/who.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

/// The domain of an address has no case; what stands before it may have one.
std::string folded(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return std::string(address);
  return std::string(address.substr(0, at)) + ascii_lower(address.substr(at));
}

void add_name(std::string_view name, Traces& traces) {
  traces.push_back("name " + ascii_lower(collapse_space(name)));
}

/// What a commit calls somebody counts from two words on: one alone is shared by too many.
void add_full_name(std::string_view name, Traces& traces) {
  if (trim(name).find(' ') != std::string_view::npos) add_name(name, traces);
}

void settle(Traces& traces) {
  std::sort(traces.begin(), traces.end());
  traces.erase(std::unique(traces.begin(), traces.end()), traces.end());
}

void add_address(std::string_view address, Traces& traces) {
  if (!address.empty()) traces.push_back(ascii_lower(address));
}

}  // namespace

Who::Who(const std::vector<Person>& people, ProperIdentity proper)
    : people_(people), proper_(std::move(proper)) {
  for (std::size_t i = 0; i < people_.size(); ++i) {
    for (const std::string& address : people_[i].emails) {
      const auto [entry, is_new] = exact_.emplace(folded(address), i);
      // An address of two people belongs to neither: it cannot tell who is meant.
      if (!is_new && entry->second != i) entry->second = people_.size();
      wide_.emplace(ascii_lower(address), i);
    }
    Traces traces;
    add_person(people_[i], true, traces);
    settle(traces);
    traces_.push_back(std::move(traces));
  }
}

const Person* Who::person(const Identity& identity) const {
  const auto found = exact_.find(folded(identity.email));
  if (found == exact_.end() || found->second == people_.size()) return nullptr;
  return &people_[found->second];
}

std::string Who::party(const Identity& identity) const {
  const Person* known = person(identity);
  return known == nullptr ? folded(identity.email) : fmt::format("#{}", known - people_.data());
}

std::string Who::name(const Identity& identity) const {
  const Person* known = person(identity);
  return known == nullptr ? person_text(identity) : known->name;
}

void Who::add_person(const Person& person, bool names, Traces& traces) const {
  if (names) add_name(person.name, traces);
  for (const std::string& address : person.emails) {
    add_address(address, traces);
    if (!proper_) continue;
    const Identity mapped = proper_({.name = person.name, .email = address});
    add_address(mapped.email, traces);
    if (names) add_full_name(mapped.name, traces);
  }
}

Traces Who::traces(const Identity& identity, bool names) const {
  Traces traces;
  const auto add = [&](const Identity& one) {
    add_address(one.email, traces);
    if (names) add_full_name(one.name, traces);
    const auto [first, last] = wide_.equal_range(ascii_lower(one.email));
    std::for_each(first, last,
                  [&](const auto& entry) { add_person(people_[entry.second], names, traces); });
  };
  add(identity);
  if (proper_) add(proper_(identity));
  settle(traces);
  return traces;
}

const Traces& Who::traces(const Person& person) const {
  return traces_[static_cast<std::size_t>(&person - people_.data())];
}

bool Who::may_be_same(const Identity& left, const Identity& right) const {
  return meet(traces(left, false), traces(right, false));
}

bool meet(const Traces& left, const Traces& right) {
  auto at = left.begin();
  auto other = right.begin();
  while (at != left.end() && other != right.end()) {
    if (*at == *other) return true;
    if (*at < *other) {
      ++at;
    } else {
      ++other;
    }
  }
  return false;
}

bool holds(const Person& person, std::string_view role) {
  return std::find(person.roles.begin(), person.roles.end(), role) != person.roles.end();
}

bool has_left(const Person& person, Date day) {
  if (person.left.empty()) return false;
  const auto last = parse_date(person.left);
  return !last || *last < day;
}

}  // namespace qualm::concerns
