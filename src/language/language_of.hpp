// Which language a text is written in.

#pragma once

#include <string_view>

namespace qualm::language {

/// The language that most of `text` is in, as a two-letter code ("en", "pt", "ja"), by script and
/// stop words; empty when there is too little to tell or languages are too mixed.
[[nodiscard]] std::string_view likely_language(std::string_view text);

}  // namespace qualm::language
