// Check primitive `characters`: the source holds no characters that deceive those who read it.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "language/unicode.hpp"
#include "support/code_point.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 3> kNot = {"bidi", "zero_width", "other_controls"};
constexpr std::array<std::string_view, 2> kWhere = {"document", "data"};

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "not",
     .type = OptionType::choices,
     .help = "what may not stand there: bidi (what turns the direction of text around); zero_width "
             "(what takes no room, joiners excepted where a script or an emoji needs them); "
             "other_controls",
     .fallback = "[bidi, zero_width, other_controls]",
     .choices = kNot},
    {.name = "in",
     .type = OptionType::choices,
     .help = "the whole document, or data only: front matter, and all of a YAML document",
     .fallback = "document",
     .choices = kWhere},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

constexpr std::size_t kMostFaults = 20;
constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kNonJoiner = 0x200C;
constexpr char32_t kSpace = 0x200B;
constexpr char32_t kCancelTag = 0xE007F;

struct Span {
  char32_t first = 0;
  char32_t last = 0;
};

template <std::size_t N>
bool within(const std::array<Span, N>& spans, char32_t c) {
  return std::any_of(spans.begin(), spans.end(),
                     [c](const Span& span) { return c >= span.first && c <= span.last; });
}

constexpr std::array kBidi = {Span{0x202A, 0x202E}, Span{0x2066, 0x2069}};
// Separators, deprecated format characters, interlinear annotation and language tags.
constexpr std::array kOther = {Span{0x2028, 0x2029}, Span{0x206A, 0x206F}, Span{0xFFF9, 0xFFFB},
                               Span{0xE0000, 0xE007F}};
// Scripts whose letters join or do not join by U+200D and U+200C: Arabic to Nko, the scripts of
// India, Tibetan to Burmese, Khmer and Mongolian, and the forms of Arabic letters.
constexpr std::array kJoining = {Span{0x0600, 0x07FF}, Span{0x08A0, 0x0DFF}, Span{0x0F00, 0x109F},
                                 Span{0x1780, 0x18AF}, Span{0x1A20, 0x1AAF}, Span{0xA840, 0xA8FF},
                                 Span{0xFB50, 0xFDFF}, Span{0xFE70, 0xFEFC}};
// Scripts that write no spaces, where U+200B says where a line may break.
constexpr std::array kSpaceless = {Span{0x0E00, 0x0EFF}, Span{0x0F00, 0x109F}, Span{0x1780, 0x17FF},
                                   Span{0x1950, 0x19FF}, Span{0x1A20, 0x1AAF}};

std::string_view name_of(char32_t c) {
  switch (c) {
    case 0x200B:
      return "zero width space";
    case kNonJoiner:
      return "zero width non-joiner";
    case kJoiner:
      return "zero width joiner";
    case 0x2028:
      return "line separator";
    case 0x2029:
      return "paragraph separator";
    case 0x202A:
      return "left-to-right embedding";
    case 0x202B:
      return "right-to-left embedding";
    case 0x202C:
      return "pop directional formatting";
    case 0x202D:
      return "left-to-right override";
    case 0x202E:
      return "right-to-left override";
    case 0x2060:
      return "word joiner";
    case 0x2066:
      return "left-to-right isolate";
    case 0x2067:
      return "right-to-left isolate";
    case 0x2068:
      return "first strong isolate";
    case 0x2069:
      return "pop directional isolate";
    case 0xFEFF:
      return "zero width no-break space";
    default:
      break;
  }
  if (c >= 0xE0000 && c <= kCancelTag) return "tag character";
  if (c >= 0xFFF9 && c <= 0xFFFB) return "interlinear annotation";
  if (c >= 0x206A && c <= 0x206F) return "deprecated format character";
  return "control character";
}

/// A character and what stands beside it on its line; 0 at an end of the line.
struct Place {
  char32_t c = 0;
  char32_t before = 0;
  char32_t after = 0;
  bool in_flag = false;  ///< a tag of a flag such as that of Wales
  bool first = false;    ///< the first character of the file
};

bool is_picture(char32_t c) {
  return c != kJoiner && c != 0 && !(c >= 0xE0000 && c < kCancelTag) && language::is_emoji(c);
}

/// Signs of two sexes, scales and the like, which join to pictures and are none by themselves.
bool is_symbol(char32_t c) { return (c >= 0x2190 && c <= 0x2BFF) || is_picture(c); }

bool hides(const Place& place) {
  switch (place.c) {
    case kSpace:
      return !(within(kSpaceless, place.before) || within(kSpaceless, place.after));
    case kNonJoiner:
      return !within(kJoining, place.before);
    case kJoiner:
      return !within(kJoining, place.before) &&
             !(is_symbol(place.before) && is_symbol(place.after));
    case 0xFEFF:
      return !place.first;
    default:
      return place.c == 0x2060;
  }
}

bool is_other_control(const Place& place) {
  if (place.c == '\t' || place.c == '\r') return false;
  if (place.in_flag) return false;
  return is_control(place.c) || within(kOther, place.c);
}

/// Why the character may not stand where it does; empty when it may.
std::string_view problem_of(const Options& options, const Place& place) {
  if (options.lists("not", "bidi") && within(kBidi, place.c))
    return "it changes the direction of the text behind it";
  if (options.lists("not", "zero_width") && hides(place))
    return "it takes no room, so nobody sees it";
  if (options.lists("not", "other_controls") && is_other_control(place))
    return "it is no part of the text, and programs may read it differently from people";
  return {};
}

/// The first character of a line that may not stand there.
struct Found {
  char32_t c = 0;
  std::size_t at = 0;
  std::size_t size = 0;
  std::string_view problem;
};

/// Where the printable ASCII that begins at `at` ends: nearly all there is, and always welcome.
std::size_t end_of_plain(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] >= 0x20 && line[at] < 0x7F) ++at;
  return at;
}

std::optional<Found> find_in(const Options& options, std::string_view line, bool first_line) {
  constexpr char32_t kFlag = 0x1F3F4;
  Place place;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t plain_end = end_of_plain(line, at);
    if (plain_end > at) {
      place.before = static_cast<unsigned char>(line[plain_end - 1]);
      place.in_flag = false;
      at = plain_end;
      continue;
    }
    const CodePoint here = code_point_at(line, at);
    const std::size_t next = at + here.length;
    place.c = here.value;
    place.after = next < line.size() ? code_point_at(line, next).value : 0;
    place.first = first_line && at == 0;
    const bool tag = here.value >= 0xE0020 && here.value <= kCancelTag;
    place.in_flag = tag && (place.before == kFlag || place.in_flag);
    const std::string_view problem = here.valid ? problem_of(options, place) : std::string_view();
    if (!problem.empty()) return Found{here.value, at, here.length, problem};
    if (here.value == kCancelTag) place.in_flag = false;
    place.before = here.value;
    at = next;
  }
  return std::nullopt;
}

/// The lines to read, as [first, last), from 0.
std::pair<std::size_t, std::size_t> lines_to_read(const Options& options,
                                                  const documents::Document& document,
                                                  std::size_t count) {
  if (options.lists("in", "document") || !document.markdown) return {0, count};
  const documents::FrontMatter& front = document.markdown->front_matter;
  if (!front.present) return {0, 0};
  const auto first = static_cast<std::size_t>(std::max(1, front.first_line) - 1);
  const std::size_t last = first + split_lines(front.text).size();
  return {std::min(first, count), std::min(last, count)};
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    // What makes a document unreadable is said by the rule about that.
    if (subject.document.unreadable) return Judgement::not_applicable();
    const auto lines = split_lines(subject.document.source);
    const auto [first, last] = lines_to_read(options, subject.document, lines.size());
    if (first == last) return Judgement::not_applicable();
    std::vector<Fault> faults;
    for (std::size_t i = first; i < last && faults.size() < kMostFaults; ++i) {
      const auto found = find_in(options, lines[i], i == 0);
      if (!found) continue;
      const std::string code = fmt::format("U+{:04X}", static_cast<unsigned>(found->c));
      Fault fault{
          .where = {.line = static_cast<int>(i) + 1, .column = static_cast<int>(found->at) + 1},
          .width = static_cast<int>(found->size),
          .key = "characters/" + code,
          .content = std::string(trim(lines[i]))};
      fault.values.emplace_back("found", fmt::format("{} ({})", code, name_of(found->c)));
      fault.values.emplace_back("problem", std::string(found->problem));
      faults.push_back(std::move(fault));
    }
    return Judgement::of(std::move(faults));
  });
}

}  // namespace

Check characters_check() {
  return {.id = "characters",
          .summary = "The source holds no characters that deceive those who read it.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
