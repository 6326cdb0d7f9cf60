// Code points: UTF-8 as Unicode 15 table 3-7 has it, and the classes that output has to escape.

#include "support/code_point.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace qualm {
namespace {

struct Span {
  char32_t first = 0;
  char32_t last = 0;
};

bool within(std::span<const Span> sorted, char32_t value) {
  const auto at = std::partition_point(sorted.begin(), sorted.end(),
                                       [value](const Span& span) { return span.last < value; });
  return at != sorted.end() && at->first <= value;
}

// Default_Ignorable_Code_Point and Bidi_Control of Unicode 15, U+2028 and U+2029, and the
// interlinear annotation marks.
constexpr std::array kUnseen = {
    Span{0xAD, 0xAD},       Span{0x34F, 0x34F},     Span{0x61C, 0x61C},   Span{0x115F, 0x1160},
    Span{0x17B4, 0x17B5},   Span{0x180B, 0x180F},   Span{0x200B, 0x200F}, Span{0x2028, 0x202E},
    Span{0x2060, 0x206F},   Span{0x3164, 0x3164},   Span{0xFDD0, 0xFDEF}, Span{0xFE00, 0xFE0F},
    Span{0xFEFF, 0xFEFF},   Span{0xFFA0, 0xFFA0},   Span{0xFFF0, 0xFFFB}, Span{0x1BCA0, 0x1BCA3},
    Span{0x1D173, 0x1D17A}, Span{0xE0000, 0xE0FFF},
};

/// The bytes that may follow `lead`: how many, and the bounds of the first of them.
struct Tail {
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

Tail tail_of(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {1};
  if (lead == 0xE0) return {2, 0xA0, 0xBF};
  if (lead == 0xED) return {2, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {2};
  if (lead == 0xF0) return {3, 0x90, 0xBF};
  if (lead == 0xF4) return {3, 0x80, 0x8F};
  if (lead >= 0xF1 && lead <= 0xF3) return {3};
  return {};
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const auto byte = [text, offset](std::size_t i) {
    return static_cast<unsigned char>(text[offset + i]);
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const Tail tail = tail_of(lead);
  if (tail.length == 0) return {lead, 1, false};
  char32_t value = static_cast<char32_t>(lead) & (0x3FU >> tail.length);
  for (std::size_t i = 1; i <= tail.length; ++i) {
    const unsigned char low = i == 1 ? tail.low : 0x80;
    const unsigned char high = i == 1 ? tail.high : 0xBF;
    if (offset + i >= text.size() || byte(i) < low || byte(i) > high) return {lead, i, false};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  return {value, tail.length + 1, true};
}

void append_utf8(std::string& text, char32_t value) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

bool is_control(char32_t value) { return value < 0x20 || (value >= 0x7F && value < 0xA0); }

bool is_unseen(char32_t value) { return within(kUnseen, value) || (value & 0xFFFEU) == 0xFFFEU; }

}  // namespace qualm
