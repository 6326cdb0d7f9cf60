// Check primitive `assigned`: each hit names somebody who sees to it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/check.hpp"
#include "language/party.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field that names who sees to it; a name anywhere in the hit counts as well",
     .required = true},
    {.name = "people",
     .type = OptionType::texts,
     .help = "facts of the document that name people: one of their names is then enough"},
}};
constexpr std::array<std::string_view, 1> kValues = {"found"};

constexpr std::size_t kMostBytes = 4000;  // of one hit
constexpr std::size_t kMostPieces = 64;
constexpr std::size_t kLongestName = 60;  // bytes

/// Where the first mark or word at or after `begin`, behind which a name may stand, begins and
/// ends; the end of `text` where there is none.
std::pair<std::size_t, std::size_t> first_cut(std::string_view text, std::size_t begin) {
  constexpr std::array<std::string_view, 15> kCuts = {"; ",  ", ",   ": ",    ". ",   " (",
                                                      ")",   " – ",  " — ",   " - ",  " | ",
                                                      " → ", " by ", " and ", " to ", "["};
  const auto may_cut = [](char c) {
    return c == ' ' || c == ',' || c == '.' || c == ';' || c == ':' || c == ')' || c == '[';
  };
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (!may_cut(text[at])) continue;
    const std::string_view rest = text.substr(at);
    const auto cut = std::find_if(kCuts.begin(), kCuts.end(),
                                  [&](std::string_view one) { return rest.starts_with(one); });
    if (cut != kCuts.end()) return {at, at + cut->size()};
  }
  return {text.size(), text.size()};
}

/// The pieces of a text between marks and words behind which a name may stand.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  while (begin < text.size() && pieces.size() < kMostPieces) {
    const auto [end, next] = first_cut(text, begin);
    std::string_view piece = trim(text.substr(begin, end - begin));
    while (piece.ends_with('.') || piece.ends_with(']')) piece.remove_suffix(1);
    if (!piece.empty() && piece.size() <= kLongestName) pieces.push_back(piece);
    begin = next;
  }
  return pieces;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// "@jonas", at the start of a word.
bool holds_handle(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const bool start = at == 0 || !is_letter(text[at - 1]);
    if (start && at + 1 < text.size() && is_letter(text[at + 1])) return true;
  }
  return false;
}

/// Words in a row, folded as names are.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (is_letter(c) || c == '-' || c == '\'') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

/// Whether a person whom the policy or the commits know is named in full.
bool names_known_person(const std::vector<std::string>& words, const Surroundings& around) {
  constexpr std::size_t kMostWords = 400;
  if (!around.known.is_person) return false;
  const std::size_t count = std::min(words.size(), kMostWords);
  std::vector<std::string> folded(count);
  std::transform(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count), folded.begin(),
                 [](const std::string& word) { return language::fold_name(word); });
  std::string name;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    name.assign(folded[i]).append(1, ' ').append(folded[i + 1]);
    if (around.known.is_person(name)) return true;
    if (i + 2 == count) break;
    name.append(1, ' ').append(folded[i + 2]);
    if (around.known.is_person(name)) return true;
  }
  return false;
}

/// Single names by which people are known here: those of the policy, and of the facts that name
/// people.
std::set<std::string> single_names(const std::vector<std::string>& facts, const Subject& subject) {
  constexpr std::size_t kShortest = 3;
  std::set<std::string> names;
  const auto add = [&](std::string_view person) {
    for (std::string& name : words_of(person)) {
      if (name.size() >= kShortest && name.front() >= 'A' && name.front() <= 'Z')
        names.insert(std::move(name));
    }
  };
  if (subject.around.policy != nullptr) {
    for (const Person& person : subject.around.policy->people) add(person.name);
  }
  for (const std::string& fact : facts) {
    const Value select = Value::scalar(fact, false);
    const auto selector =
        documents::Selector::compile(select, *subject.document.kind, subject.document.path);
    if (!selector) continue;
    for (const documents::Item& item : selector->hits(subject.document)) {
      if (language::read_party(item.text, subject.around.known).kind == language::PartyKind::person)
        add(item.text);
    }
  }
  return names;
}

/// "Jonas Hale starts it", "Dana Whitfield to report": a name that opens a sentence.
bool opens_with_name(const std::string& text, const Surroundings& around) {
  static constexpr auto kVerbs = std::to_array<std::string_view>(
      {"adds",   "asks",  "checks",   "does",    "drafts",  "has",   "is",   "leads",
       "must",   "owns",  "prepares", "reports", "reviews", "runs",  "sets", "shall",
       "starts", "takes", "tests",    "watches", "will",    "writes"});
  const std::size_t first = text.find(' ');
  if (first == std::string::npos) return false;
  const std::size_t second = text.find(' ', first + 1);
  if (second == std::string::npos) return false;
  const std::string_view verb =
      std::string_view(text).substr(second + 1, text.find(' ', second + 1) - second - 1);
  if (std::find(kVerbs.begin(), kVerbs.end(), verb) == kVerbs.end()) return false;
  return language::read_party(text.substr(0, second), around.known).kind ==
         language::PartyKind::person;
}

bool names_somebody(const std::string& whole, const std::set<std::string>& names,
                    const Surroundings& around) {
  const std::string text = whole.substr(0, kMostBytes);
  if (holds_handle(text) || opens_with_name(text, around)) return true;
  const std::vector<std::string> words = words_of(text);
  const bool known = std::any_of(words.begin(), words.end(),
                                 [&](const std::string& word) { return names.contains(word); });
  if (known || names_known_person(words, around)) return true;
  const auto pieces = pieces_of(text);
  return std::any_of(pieces.begin(), pieces.end(), [&](std::string_view piece) {
    return language::read_party(piece, around.known).kind == language::PartyKind::person;
  });
}

/// All that a hit says: its own blocks, or its text and its fields.
std::string words_of_hit(const documents::Document& document, const documents::Item& item) {
  if (document.markdown && item.form == "list" && item.end_block > item.first_block)
    return documents::text_of(*document.markdown, item.first_block, item.end_block);
  std::string text = item.text;
  for (const documents::Field& field : item.fields) {
    if (field.text != item.text) text += "; " + field.text;
  }
  return text;
}

Result<Judge> compile(const Options& options) {
  std::vector<std::string> people;
  if (options.has("people")) people = options.texts("people");
  return Judge([field = options.text("field"), people](const Subject& subject) {
    const std::set<std::string> names = single_names(people, subject);
    bool any = false;
    bool prose_assigned = false;
    const documents::Item* prose = nullptr;  // paragraphs are read as one text
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item)) continue;
      any = true;
      const bool assigned =
          is_stated(item, field) ||
          names_somebody(words_of_hit(subject.document, item), names, subject.around);
      if (item.form == "prose") {
        prose_assigned = prose_assigned || assigned;
        if (prose == nullptr) prose = &item;
      } else if (!assigned) {
        faults.push_back(fault_at(item));
      }
    }
    if (prose != nullptr && !prose_assigned) faults.push_back(fault_at(*prose));
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check assigned_check() {
  return {.id = "assigned",
          .summary = "Each hit names somebody who sees to it.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
