// Where sentences begin and end.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qualm::language {

/// A sentence as byte offsets into the text it was found in, without white space around it.
struct Sentence {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// The sentences of `text`, in order. A piece without letters or digits is no sentence, so an empty
/// text has none; a missing full stop at the end is forgiven. Abbreviations, initials, brackets and
/// quotations do not end a sentence. `locale` is a language tag ("en", "de"); an unknown one reads
/// like English. Markdown should have gone through `prose_of` first.
[[nodiscard]] std::vector<Sentence> split_sentences(std::string_view text,
                                                    std::string_view locale = "en");

/// What is left of inline text for counting sentences and words: each URL stands as `X`, list
/// markers, footnote references and emoji are gone, white space is collapsed.
[[nodiscard]] std::string prose_of(std::string_view inline_text);

}  // namespace qualm::language
