// Words by which objectives are read.

#pragma once

#include <string_view>

#include "language/words.hpp"

namespace qualm::language::lexicon {

/// A form of maximise, reduce, improve … or lowest, highest, best.
[[nodiscard]] bool is_optimise_verb(std::string_view word);

/// Somebody who can benefit: patients, claimants, staff.
[[nodiscard]] bool is_beneficiary(std::string_view word);

/// Verbs that serve somebody when a sentence begins with them or they follow "to": help, protect.
[[nodiscard]] bool is_serving_verb(std::string_view word);

/// A verb, in its base form or in -ing, that can be the main verb of a goal.
[[nodiscard]] bool is_goal_verb(std::string_view word);

/// Phrases that lead into a purpose wherever they stand: "so that", "instead of".
[[nodiscard]] WordList purpose_phrases();

/// Abbreviations that need no explanation.
[[nodiscard]] bool is_common_abbreviation(std::string_view word);

}  // namespace qualm::language::lexicon
