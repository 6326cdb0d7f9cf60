// Check primitive `answers_to`: the person a hit names answers to somebody else, as another fact of
// the same document says.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "checks/shared/party_of.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "chain",
     .type = OptionType::text,
     .help = "the fact that lists those who are answered to, in order",
     .required = true},
    {.name = "none_with_reason",
     .type = OptionType::integer,
     .help = "accept \"none\" with a reason of at least this many words; 0: never",
     .fallback = "0"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "name"};

/// Entries of a chain that was written on one line: "Dana Whitfield → Tom Reyes".
std::vector<std::string> links_of(std::string_view text) {
  std::string marked(text);
  for (const std::string_view arrow : {"→", "->", "=>", ">"}) {
    for (std::size_t at = marked.find(arrow); at != std::string::npos; at = marked.find(arrow, at))
      marked.replace(at, arrow.size(), "\n");
  }
  std::vector<std::string> links;
  for (const std::string_view link : split(marked, '\n')) {
    if (!trim(link).empty()) links.emplace_back(trim(link));
  }
  return links;
}

/// Whether `entry` names anybody but `owner`. A committee counts: that it is no person is the
/// business of another rule.
bool names_another(const std::string& entry, const language::Party& owner, const Subject& subject) {
  const language::Party party = language::read_party(entry, subject.around.known);
  if (party.kind == language::PartyKind::placeholder) return false;
  if (!party.others.empty() || party.kind != language::PartyKind::person) return true;
  return surely_differ(owner, party, *subject.around.policy);
}

/// Whether `links` name two people: whoever the owner is, one of them is somebody else.
bool name_two(const std::vector<std::string>& links, const Subject& subject) {
  std::vector<language::Party> people;
  for (const std::string& link : links) {
    language::Party party = language::read_party(link, subject.around.known);
    if (party.kind == language::PartyKind::person) people.push_back(std::move(party));
  }
  return std::any_of(people.begin(), people.end(), [&](const language::Party& one) {
    return surely_differ(people.front(), one, *subject.around.policy);
  });
}

bool is_answered_to(const std::vector<documents::Item>& chain, const language::Party& owner,
                    const Subject& subject, int reason_words) {
  std::vector<std::string> links;
  for (const documents::Item& item : chain) {
    if (item.says_none && reason_words > 0 && count_words(item.text) >= reason_words) return true;
    if (item.says_none) continue;
    const auto some = links_of(item.text);
    links.insert(links.end(), some.begin(), some.end());
  }
  if (name_two(links, subject)) return true;
  return std::any_of(links.begin(), links.end(),
                     [&](const std::string& link) { return names_another(link, owner, subject); });
}

Result<Judge> compile(const Options& options) {
  const Value chain = Value::scalar(options.text("chain"), false);
  return Judge([chain, reason_words = options.integer("none_with_reason")](const Subject& subject) {
    if (subject.document.kind == nullptr) return Judgement::not_applicable();
    language::Party owner;
    const auto item =
        std::find_if(subject.items.begin(), subject.items.end(), [&](const documents::Item& one) {
          owner = party_of(one, {}, subject);
          return is_stated(one) && owner.kind != language::PartyKind::placeholder;
        });
    if (item == subject.items.end()) return Judgement::not_applicable();
    const auto selector = documents::Selector::compile(chain, *subject.document.kind, "");
    if (!selector) return Judgement::not_judged(selector.error());
    if (is_answered_to(selector->hits(subject.document), owner, subject, reason_words))
      return Judgement{};
    Fault fault = fault_at(*item);
    fault.values.emplace_back("name", owner.name.empty() ? owner.email : owner.name);
    return Judgement::of({std::move(fault)});
  });
}

}  // namespace

Check answers_to_check() {
  return {.id = "answers_to",
          .summary =
              "The person a hit names answers to somebody else, as another fact of the document "
              "says.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
