// Unicode properties and folding, by ICU.

#include "language/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "support/text.hpp"

namespace qualm::language {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }

// Letters whose stroke or ligature Unicode does not decompose.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kUndecomposed = {{
    {"ø", "o"},
    {"ł", "l"},
    {"đ", "d"},
    {"ð", "d"},
    {"þ", "th"},
    {"æ", "ae"},
    {"œ", "oe"},
    {"ı", "i"},
    {"ħ", "h"},
}};

std::string normalized(const icu::Normalizer2& form, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  form.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                     nullptr, status);
  return U_SUCCESS(status) ? out : std::string(text);
}

std::string without_accents(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const std::string_view bytes = text.substr(at, c.size);
    at += c.size;
    if (c.value >= 0x300 && c.value <= 0x36F) continue;
    std::string_view plain = bytes;
    for (const auto& [letter, replacement] : kUndecomposed) {
      if (bytes == letter) plain = replacement;
    }
    out += plain;
  }
  return out;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return {kReplacement, 1};
  char32_t value = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) return {kReplacement, 1};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest.at(size) || surrogate || value > 0x10FFFF) return {kReplacement, 1};
  return {value, size};
}

Script script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(icu(c), &status)) {
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    case USCRIPT_GREEK:
      return Script::greek;
    case USCRIPT_HAN:
      return Script::han;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return Script::kana;
    case USCRIPT_HANGUL:
      return Script::hangul;
    case USCRIPT_ARABIC:
      return Script::arabic;
    case USCRIPT_HEBREW:
      return Script::hebrew;
    case USCRIPT_DEVANAGARI:
      return Script::devanagari;
    case USCRIPT_THAI:
      return Script::thai;
    default:
      return Script::other;
  }
}

bool is_letter(char32_t c) { return u_isalpha(icu(c)) != 0; }
bool is_upper(char32_t c) { return u_isupper(icu(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(icu(c)) != 0; }

bool is_word_char(char32_t c) {
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
  constexpr std::uint32_t kWord = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_NL_MASK;
  return (U_GET_GC_MASK(icu(c)) & kWord) != 0 && !is_emoji(c);
}

bool is_emoji(char32_t c) {
  constexpr char32_t kFirstPicture = 0x2600;  // arrows, © and ™ below it are text
  constexpr char32_t kJoiner = 0x200D;
  constexpr char32_t kEmojiStyle = 0xFE0F;
  constexpr char32_t kKeycap = 0x20E3;
  if (c == kJoiner || c == kEmojiStyle || c == kKeycap) return true;
  if (c >= 0xE0020 && c <= 0xE007F) return true;  // the tags of flags
  return u_hasBinaryProperty(icu(c), UCHAR_EMOJI_PRESENTATION) != 0 ||
         u_hasBinaryProperty(icu(c), UCHAR_EMOJI_MODIFIER) != 0 ||
         (c >= kFirstPicture && u_hasBinaryProperty(icu(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0 &&
          script_of(c) == Script::other && u_isalpha(icu(c)) == 0);
}

bool has_word_char(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_word_char(c.value) && (U_GET_GC_MASK(icu(c.value)) & U_GC_M_MASK) == 0) return true;
    at += c.size;
  }
  return false;
}

std::string fold(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return ascii_lower(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* caseless = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decomposed = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* composed = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  const std::string letters = normalized(*decomposed, normalized(*caseless, text));
  return normalized(*composed, without_accents(letters));
}

}  // namespace qualm::language
