// Who a piece of text names: a person, or somebody who cannot be accountable alone.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace qualm::language {

enum class PartyKind {
  person,
  several_people,
  team,
  role,
  vendor,
  shared_mailbox,
  bot,
  placeholder,
  unclear,  ///< a handle, a mononym, a name in an odd shape: ask, neither accept nor refuse
};

/// What `read_party` understood.
struct Party {
  PartyKind kind = PartyKind::unclear;
  std::string name;                 ///< as written, without affiliation and titles after a comma
  std::string email;                ///< lower case; empty when none was given
  std::string reason;               ///< why, in words: `contains the group word "team"`
  std::vector<std::string> others;  ///< the further names, when there are several people
};

/// Who the repository knows already. Both functions take what `fold_name` returns; either may be
/// empty, which knows nobody.
struct KnownPeople {
  std::function<bool(std::string_view folded_name_or_email)> is_person;
  std::function<bool(std::string_view folded_name)> is_vendor;
};

/// A name or e-mail address as names are compared: without case, accents and superfluous space.
[[nodiscard]] std::string fold_name(std::string_view name);

/// Who `text` names. A known person always wins over every word list, so Chris Lead stays a person.
/// (Production Safety Framework, Ethics & Accountability: each system has a named person who is
/// accountable, not a team.)
[[nodiscard]] Party read_party(std::string_view text, const KnownPeople& known = {});

/// The kind in words that fit into a message: "a team", "a shared mailbox".
[[nodiscard]] std::string_view name_of(PartyKind kind);

}  // namespace qualm::language
