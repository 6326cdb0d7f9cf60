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

/// A prompt or default in a published template, as its `plain_words` are: their FNV-1a (64 bit),
/// and how they begin and end, by which most text is told from all of them without being digested.
struct TemplatePrompt {
  std::uint64_t digest = 0;
  char first = 0;
  char last = 0;
};

/// By digest.
[[nodiscard]] std::span<const TemplatePrompt> template_prompts();

}  // namespace qualm::language::lexicon
