// Words by which people, teams, roles and vendors are told apart. All are lower case.

#pragma once

#include <string_view>

namespace qualm::language::lexicon {

[[nodiscard]] bool is_group_word(std::string_view word);     ///< team, committee, university
[[nodiscard]] bool is_role_word(std::string_view word);      ///< lead, officer, VP
[[nodiscard]] bool is_function_word(std::string_view word);  ///< data, risk, platform, "of"
[[nodiscard]] bool is_mailbox_word(std::string_view word);   ///< noreply, support, list
[[nodiscard]] bool is_legal_suffix(std::string_view word);   ///< Ltd, GmbH, as written without dot
[[nodiscard]] bool is_organisation_word(std::string_view word);  ///< bank, hospital, solutions
[[nodiscard]] bool is_brand(std::string_view word);              ///< names of large companies
[[nodiscard]] bool is_bot_name(std::string_view word);           ///< robots known by name
[[nodiscard]] bool is_name_particle(std::string_view word);      ///< de, van, bin
[[nodiscard]] bool is_title(std::string_view word);              ///< Dr, Prof: before a name
[[nodiscard]] bool is_post_nominal(std::string_view word);       ///< PhD, Jr: after a name
[[nodiscard]] bool is_nobody(std::string_view phrase);           ///< "unassigned", "name"

/// Endings of groups and of roles in names without spaces between words (team, 委员会, 部長).
[[nodiscard]] bool has_cjk_group_ending(std::string_view text);
[[nodiscard]] bool has_cjk_role_ending(std::string_view text);

}  // namespace qualm::language::lexicon
