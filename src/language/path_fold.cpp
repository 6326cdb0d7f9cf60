// Folding paths, by ICU.

#include "language/path_fold.hpp"

#include <algorithm>
#include <cstdint>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>

#include "support/text.hpp"

namespace qualm::language {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::StringPiece piece(const std::string& text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

std::string folded_path(std::string_view path) {
  if (is_ascii(path)) return ascii_lower(path);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const apart = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return ascii_lower(path);
  std::string text(path);
  const auto normalize = [&] {
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    apart->normalizeUTF8(0, piece(text), sink, nullptr, status);
    text = std::move(out);
  };
  // Folding a letter whose accent stands apart may bring accents of its own, so twice.
  normalize();
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
  text = std::move(folded);
  normalize();
  return U_SUCCESS(status) ? text : ascii_lower(path);
}

}  // namespace qualm::language
