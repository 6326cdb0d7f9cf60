// Words and phrases by which placeholders are known.

#pragma once

#include <cstdint>
#include <span>

#include "language/words.hpp"

namespace qualm::language::lexicon {

// Phrases are what `plain_words` returns: lower case, no punctuation.
[[nodiscard]] WordList more_information_phrases();
[[nodiscard]] WordList to_be_done_phrases();
[[nodiscard]] WordList to_come_phrases();
[[nodiscard]] WordList not_applicable_phrases();
[[nodiscard]] WordList dummy_identities();

/// Bytes of the longest of all these phrases.
[[nodiscard]] std::size_t longest_phrase();

[[nodiscard]] WordList slot_nouns();         ///< end a slot: "name" in `[Model Name]`
[[nodiscard]] WordList instruction_verbs();  ///< begin a slot or guidance: "describe"
[[nodiscard]] WordList guidance_objects();   ///< follow the verb of guidance: "what", "the"
[[nodiscard]] WordList html_tags();

/// FNV-1a (64 bit) of the `plain_words` of prompts and defaults in published templates, sorted.
[[nodiscard]] std::span<const std::uint64_t> template_prompts();

}  // namespace qualm::language::lexicon
