// Placeholders inside longer text.

#include <algorithm>
#include <array>

#include "language/ascii.hpp"
#include "language/placeholder.hpp"
#include "language/placeholder_slots.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

constexpr std::string_view kFiller = "lorem ipsum";
constexpr auto kMarkers =
    std::to_array<std::string_view>({"FIX"
                                     "ME",
                                     "TBA", "TBC", "TBD",
                                     "TO"
                                     "DO"});

bool is_part_of_word(char c) { return is_ascii_alnum(c) || c == '_' || c == '-'; }

bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  if (at > 0 && (is_part_of_word(text[at - 1]) || text[at - 1] == '/')) return false;
  const std::string_view after = text.substr(at + size, 2);
  if (after.empty()) return true;
  const bool file = after.size() == 2 && after[0] == '.' && is_ascii_alnum(after[1]);
  return !is_part_of_word(after[0]) && after[0] != '/' && !file;
}

std::size_t marker_size(std::string_view text, std::size_t at) {
  for (const std::string_view marker : kMarkers) {
    if (!text.substr(at).starts_with(marker)) continue;
    return stands_alone(text, at, marker.size()) ? marker.size() : 0;
  }
  return 0;
}

std::size_t filler_size(std::string_view text, std::size_t at) {
  const bool found = ascii_lower(text.substr(at, kFiller.size())) == kFiller &&
                     stands_alone(text, at, kFiller.size());
  return found ? kFiller.size() : 0;
}

std::optional<Placeholder> placeholder_at(std::string_view text, std::size_t at) {
  const auto made = [&](PlaceholderKind kind, std::size_t size, bool sure = true) {
    return Placeholder{.kind = kind, .begin = at, .end = at + size, .whole = false, .sure = sure};
  };
  switch (text[at]) {
    case '{':
      if (const auto n = template_variable_size(text, at)) {
        return made(PlaceholderKind::template_variable, n);
      }
      break;
    case '$':
      if (const auto n = shell_variable_size(text, at)) {
        return made(PlaceholderKind::shell_variable, n);
      }
      break;
    case '<':
      if (const auto n = angle_slot_size(text, at)) return made(PlaceholderKind::angle_slot, n);
      break;
    case '[':
      if (const auto n = more_information_size(text, at)) {
        return made(PlaceholderKind::more_information, n);
      }
      if (const auto n = square_slot_size(text, at)) return made(PlaceholderKind::square_slot, n);
      break;
    case 'L':
    case 'l':
      if (const auto n = filler_size(text, at)) return made(PlaceholderKind::filler, n);
      break;
    case 'F':
    case 'T':
      if (const auto n = marker_size(text, at)) {
        return made(PlaceholderKind::to_be_done, n, false);
      }
      break;
    default:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Placeholder> find_placeholders(std::string_view text) {
  const auto whole = whole_placeholder(text);
  if (whole && whole->kind != PlaceholderKind::blank &&
      whole->kind != PlaceholderKind::not_applicable) {
    return {*whole};
  }
  std::vector<Placeholder> found;
  for (std::size_t at = 0; at < text.size();) {
    const auto placeholder = placeholder_at(text, at);
    if (placeholder) found.push_back(*placeholder);
    at = placeholder ? placeholder->end : at + 1;
  }
  return found;
}

std::optional<Placeholder> optional_tag(std::string_view heading) {
  constexpr std::string_view kTag = "[optional]";
  const std::string_view title = strip(heading, " \t\r\n#*_:");
  if (title.size() < kTag.size()) return std::nullopt;
  const std::string_view tag = title.substr(title.size() - kTag.size());
  if (ascii_lower(tag) != kTag) return std::nullopt;
  const auto begin = static_cast<std::size_t>(tag.data() - heading.data());
  return Placeholder{.kind = PlaceholderKind::optional_tag,
                     .begin = begin,
                     .end = begin + kTag.size(),
                     .whole = title.size() == kTag.size(),
                     .sure = true};
}

}  // namespace qualm::language
