// Who a hit names, and whether two hits name the same person.

#include "checks/shared/party_of.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "language/placeholder.hpp"
#include "language/sentences.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

using documents::Block;
using documents::BlockKind;
using documents::Label;

/// The value of a label called one of `names` among blocks [first, end).
template <std::size_t N>
std::string labelled(const documents::Markdown& markdown, std::size_t first, std::size_t end,
                     const std::array<std::string_view, N>& names) {
  for (const Label& label : markdown.labels) {
    const bool wanted = label.block >= first && label.block < end &&
                        std::find(names.begin(), names.end(), label.name) != names.end();
    if (wanted && !trim(label.value.text).empty()) return label.value.text;
  }
  return {};
}

/// The items of the list that begins at `first`, as parties behind one another.
std::string list_of(const documents::Markdown& markdown, std::size_t first, std::size_t end) {
  const int depth = markdown.blocks[first].item_depth;
  std::string text;
  for (std::size_t i = first; i < end && markdown.blocks[i].kind == BlockKind::item; ++i) {
    if (markdown.blocks[i].item_depth > depth) continue;
    text += (text.empty() ? "" : "; ") + markdown.blocks[i].content.text;
  }
  return text;
}

/// The part of a section that names somebody.
std::string naming_part(const documents::Item& item, const documents::Markdown& markdown) {
  static constexpr std::array<std::string_view, 5> kName = {"name", "full name", "person", "who",
                                                            "named person"};
  static constexpr std::array<std::string_view, 3> kEmail = {"email", "e mail", "mail"};
  const std::size_t end = std::min(item.end_block, markdown.blocks.size());
  const std::string name = labelled(markdown, item.first_block, end, kName);
  if (!name.empty()) {
    const std::string email = labelled(markdown, item.first_block, end, kEmail);
    return email.empty() ? name : name + " <" + email + ">";
  }
  for (std::size_t i = item.first_block; i < end; ++i) {
    const Block& block = markdown.blocks[i];
    if (block.content.text.empty()) continue;
    if (block.kind == BlockKind::paragraph) return block.content.text;
    if (block.kind == BlockKind::item) return list_of(markdown, i, end);
  }
  return item.text;
}

std::string first_sentence(std::string_view text) {
  const auto sentences = language::split_sentences(text, "en");
  if (sentences.size() < 2) return std::string(text);
  return std::string(trim(text.substr(sentences[0].begin, sentences[0].end - sentences[0].begin)));
}

/// "Dana Whitfield answers for it", "The owner is Dana Whitfield", "It is owned by Dana Whitfield".
std::string_view named_in(std::string_view sentence) {
  for (const std::string_view by : {" owned by ", " held by ", " answered for by "}) {
    if (const std::size_t at = sentence.find(by); at != std::string_view::npos)
      return sentence.substr(at + by.size());
  }
  constexpr std::array<std::string_view, 7> kVerbs = {" is ",      " answers ", " owns ", " holds ",
                                                      " remains ", " has ",     " will "};
  std::size_t at = std::string_view::npos;
  std::size_t length = 0;
  for (const std::string_view verb : kVerbs) {
    const std::size_t found = sentence.find(verb);
    if (found >= at) continue;
    at = found;
    length = verb.size();
  }
  if (at == std::string_view::npos) return sentence;
  const std::string before = ascii_lower(sentence.substr(0, at));
  constexpr std::array<std::string_view, 4> kRoles = {"owner", "accountable", "responsible",
                                                      "answerable"};
  const bool role_first = std::any_of(kRoles.begin(), kRoles.end(), [&](std::string_view role) {
    return before.find(role) != std::string::npos;
  });
  return role_first ? sentence.substr(at + length) : sentence.substr(0, at);
}

std::vector<std::string> words_of_name(std::string_view name) {
  std::string spaced = language::fold_name(name);
  std::replace_if(
      spaced.begin(), spaced.end(), [](char c) { return c == '.' || c == '_' || c == ','; }, ' ');
  std::vector<std::string> words;
  spaced = collapse_space(spaced);
  for (const std::string_view word : split(spaced, ' ')) {
    const bool title = word == "dr" || word == "prof" || word == "mr" || word == "mrs" ||
                       word == "ms" || word == "mx";
    if (!word.empty() && !title) words.emplace_back(word);
  }
  return words;
}

bool is_initial_of(const std::string& a, const std::string& b) {
  return a == b || (a.size() == 1 && b.starts_with(a)) || (b.size() == 1 && a.starts_with(b));
}

bool may_be_same_name(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (is_initial_of(a.front(), b.front()) && a.back() == b.back()) return true;
  return std::is_permutation(a.begin(), a.end(), b.begin(), b.end());
}

/// The words of a name, of an address's local part, or none for what cannot be compared.
std::vector<std::string> comparable(const language::Party& party) {
  std::vector<std::string> words = words_of_name(
      party.name.empty() ? std::string_view(party.email).substr(0, party.email.find('@'))
                         : std::string_view(party.name));
  const bool handle = party.name.starts_with('@');
  return handle || words.size() < 2 ? std::vector<std::string>() : words;
}

}  // namespace

namespace {

/// The party that `text` names, its first sentence only: what follows explains.
language::Party read(const std::string& text, bool first_sentence_only,
                     const Surroundings& around) {
  if (!first_sentence_only) return language::read_party(text, around.known);
  const std::string sentence = first_sentence(text);
  return language::read_party(named_in(sentence), around.known);
}

/// `read` with a memory, where the surroundings have one.
language::Party recall(const std::string& text, bool first_sentence_only,
                       const Surroundings& around) {
  if (!around.parties) return read(text, first_sentence_only, around);
  const std::string key = (first_sentence_only ? "1 " : "0 ") + text;
  const auto known = around.parties->find(key);
  if (known != around.parties->end()) return known->second;
  return around.parties->emplace(key, read(text, first_sentence_only, around)).first->second;
}

}  // namespace

language::Party party_of(const documents::Item& item, std::string_view field,
                         const Subject& subject) {
  const std::string& stated = text_of(item, field);
  if (!field.empty()) return recall(stated, false, subject.around);
  const bool section = item.form == "section" && subject.document.markdown;
  const std::string text = section ? naming_part(item, *subject.document.markdown) : stated;
  // Templates set their guidance in italics: "_Name the person who answers for it._"
  if (const auto guidance = language::whole_placeholder(text, item.emphasised);
      item.emphasised && guidance && guidance->sure) {
    return {.kind = language::PartyKind::placeholder,
            .reason = "is " + std::string(language::name_of(guidance->kind))};
  }
  return recall(text, true, subject.around);
}

const Person* find_person(const Policy& policy, const language::Party& party) {
  const auto is_meant = [&](const Person& person) {
    if (!party.name.empty() && language::fold_name(person.name) == language::fold_name(party.name))
      return true;
    return std::any_of(person.emails.begin(), person.emails.end(),
                       [&](const std::string& email) { return ascii_lower(email) == party.email; });
  };
  const auto found = std::find_if(policy.people.begin(), policy.people.end(), is_meant);
  return found == policy.people.end() ? nullptr : &*found;
}

bool surely_differ(const language::Party& a, const language::Party& b, const Policy& policy) {
  if (!a.email.empty() && a.email == b.email) return false;
  const auto mine = comparable(a);
  const auto theirs = comparable(b);
  if (!mine.empty() && !theirs.empty() && may_be_same_name(mine, theirs)) return false;
  const Person* one = find_person(policy, a);
  const Person* other = find_person(policy, b);
  if (one != nullptr && other != nullptr) return one != other;
  return !mine.empty() && !theirs.empty();
}

}  // namespace qualm::checks
