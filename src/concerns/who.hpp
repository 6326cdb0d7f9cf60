// Who is who: exactly where a right is granted, widely where a conflict of interest is looked for.

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/people.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// What a `.mailmap` makes of an identity. Only ever widens a conflict of interest.
using ProperIdentity = std::function<Identity(const Identity&)>;

/// The words by which somebody may be recognised, sorted.
using Traces = std::vector<std::string>;

/// The people of the base policy. Must not outlive them.
class Who {
 public:
  explicit Who(const std::vector<Person>& people, ProperIdentity proper = nullptr);

  /// The person an address belongs to: the part before the @ to the letter, the domain in any case.
  [[nodiscard]] const Person* person(const Identity& identity) const;

  /// One word for each party: the same for all addresses of a person, the address for a stranger.
  [[nodiscard]] std::string party(const Identity& identity) const;

  /// As messages call them: by the policy's name, a stranger with the address.
  [[nodiscard]] std::string name(const Identity& identity) const;

  /// Every address that may be meant, through the policy and the mailmap, in lower case; with
  /// `names`, full names as well.
  [[nodiscard]] Traces traces(const Identity& identity, bool names) const;

  /// Everything `person`, one of `people()`, may be recognised by, names included.
  [[nodiscard]] const Traces& traces(const Person& person) const;

  /// Whether both may be the same human being, by address, policy or mailmap.
  [[nodiscard]] bool may_be_same(const Identity& left, const Identity& right) const;

  [[nodiscard]] const std::vector<Person>& people() const { return people_; }

 private:
  void add_person(const Person& person, bool names, Traces& traces) const;

  const std::vector<Person>& people_;
  ProperIdentity proper_;
  std::map<std::string, std::size_t, std::less<>> exact_;      ///< address with its domain folded
  std::multimap<std::string, std::size_t, std::less<>> wide_;  ///< address in lower case
  std::vector<Traces> traces_;                                 ///< of each of the people
};

/// Whether two lists of traces have one in common.
[[nodiscard]] bool meet(const Traces& left, const Traces& right);

/// Whether `person` holds `role`.
[[nodiscard]] bool holds(const Person& person, std::string_view role);

/// Whether `person` is gone on `day`: the policy's `left:` is the last day of theirs, and one that
/// cannot be read is long past.
[[nodiscard]] bool has_left(const Person& person, Date day);

}  // namespace qualm::concerns
