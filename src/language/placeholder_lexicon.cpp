// Words and phrases by which placeholders are known.

#include "language/placeholder_lexicon.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace qualm::language::lexicon {
namespace {

// clang-format off
constexpr auto kMoreInformationPhrases = std::to_array<std::string_view>({
    "info needed", "information needed", "more info needed", "more info required",
    "more information needed", "more information needed for further recommendations",
    "more information required", "needs more information"});
// clang-format on
static_assert(std::is_sorted(kMoreInformationPhrases.begin(), kMoreInformationPhrases.end()));

// clang-format off
constexpr auto kToBeDonePhrases = std::to_array<std::string_view>({
    "a completer", "a definir", "a preencher", "add text here", "change me", "changeme",
    "details needed", "enter text", "fill in", "fill in later", "fill me", "fill me in",
    "fill out", "fill this in", "fix me", "fixme", "input needed", "insert here",
    "insert text here", "needs input", "noch offen", "noch zu ergänzen", "not written yet",
    "not yet decided", "not yet defined", "not yet determined", "not yet written",
    "pendiente de definir", "placeholder", "por definir", "replace me", "replace this", "tba",
    "tbc", "tbd", "text here", "to be added", "to be agreed", "to be announced",
    "to be assigned", "to be clarified", "to be completed", "to be confirmed", "to be decided",
    "to be defined", "to be described", "to be detailed", "to be determined", "to be discussed",
    "to be documented", "to be done", "to be filled", "to be filled in", "to be in",
    "to be provided", "to be specified", "to be written", "to do", "todo", "write me", "xxx",
    "yet to be decided", "yet to be defined", "yet to be determined", "yet to be written",
    "zu ergänzen", "à compléter", "待定", "待补充", "未定", "未記入"});
// clang-format on
static_assert(std::is_sorted(kToBeDonePhrases.begin(), kToBeDonePhrases.end()));

// clang-format off
constexpr auto kToComePhrases = std::to_array<std::string_view>({
    "available soon", "bientôt disponible", "coming soon", "details to follow", "em breve",
    "em construção", "folgt", "in bearbeitung", "in preparation", "more details soon",
    "more to come", "not yet available", "proximamente", "próximamente", "stay tuned",
    "to be added later", "to be added soon", "to be published", "to be released",
    "to be updated", "to come", "to follow", "under construction", "will be added",
    "will be added later", "will be added shortly", "will be added soon", "will be documented",
    "will be provided", "will be published", "will be released", "will be released soon",
    "will be updated", "will be updated soon", "will follow", "wip", "wird ergänzt",
    "work in progress", "敬请期待", "準備中"});
// clang-format on
static_assert(std::is_sorted(kToComePhrases.begin(), kToComePhrases.end()));

// clang-format off
constexpr auto kNotApplicablePhrases = std::to_array<std::string_view>({
    "does not apply", "entfällt", "keine", "n a", "n a n a", "na", "nao aplicavel", "nil",
    "no aplica", "no aplicable", "none", "not applicable", "not available", "não aplicável",
    "sans objet", "не применимо", "不适用", "该当なし"});
// clang-format on
static_assert(std::is_sorted(kNotApplicablePhrases.begin(), kNotApplicablePhrases.end()));

// clang-format off
constexpr auto kDummyIdentities = std::to_array<std::string_view>({
    "author name", "erika mustermann", "example name", "example owner", "example person",
    "first last", "first name last name", "firstname lastname", "foo bar", "fulano de tal",
    "full name", "full name and email", "jane doe", "jane q doe", "janedoe", "joe bloggs",
    "joe public", "john doe", "john q public", "johndoe", "juan pérez", "max mustermann",
    "model cards team", "name and email", "name and role", "name and surname", "name and title",
    "name here", "name surname", "owner email", "owner name", "owner name here", "person name",
    "test user", "your company", "your e mail", "your e mail address", "your email",
    "your email address", "your full name", "your handle", "your name", "your name here",
    "your organisation", "your organization", "your team", "your username"});
// clang-format on
static_assert(std::is_sorted(kDummyIdentities.begin(), kDummyIdentities.end()));

// clang-format off
constexpr auto kSlotNouns = std::to_array<std::string_view>({
    "author", "authors", "city", "company", "contact", "date", "dates", "department",
    "description", "developer", "developers", "email", "emails", "handle", "here", "id",
    "identifier", "input", "label", "licence", "license", "link", "links", "location",
    "maintainer", "model", "name", "names", "number", "numbers", "objective", "org",
    "organisation", "organization", "owner", "owners", "person", "phone", "place", "purpose",
    "reason", "role", "section", "summary", "surname", "system", "team", "text", "title",
    "type", "url", "username", "value", "values", "version", "versions", "year"});
// clang-format on
static_assert(std::is_sorted(kSlotNouns.begin(), kSlotNouns.end()));

// clang-format off
constexpr auto kInstructionVerbs = std::to_array<std::string_view>({
    "add", "briefly", "choose", "define", "delete", "describe", "detail", "document", "enter",
    "explain", "fill", "give", "identify", "include", "indicate", "insert", "link", "list",
    "mention", "name", "needs", "outline", "provide", "put", "replace", "select", "specify",
    "state", "summarise", "summarize", "todo", "type", "update", "write", "your"});
// clang-format on
static_assert(std::is_sorted(kInstructionVerbs.begin(), kInstructionVerbs.end()));

// clang-format off
constexpr auto kGuidanceObjects = std::to_array<std::string_view>({
    "a", "all", "an", "and", "any", "at", "brief", "briefly", "each", "every", "further",
    "here", "how", "if", "in", "one", "or", "relevant", "short", "that", "the", "their",
    "these", "this", "what", "when", "where", "whether", "which", "who", "whom", "why", "with",
    "your"});
// clang-format on
static_assert(std::is_sorted(kGuidanceObjects.begin(), kGuidanceObjects.end()));

// clang-format off
constexpr auto kHtmlTags = std::to_array<std::string_view>({
    "a", "abbr", "address", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
    "colgroup", "data", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em",
    "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins",
    "kbd", "label", "legend", "li", "link", "main", "map", "mark", "meta", "meter", "nav",
    "nobr", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "tt",
    "u", "ul", "var", "video", "wbr"});
// clang-format on
static_assert(std::is_sorted(kHtmlTags.begin(), kHtmlTags.end()));

// Kept as digests: the sentences are not ours, and hard wraps do not matter.
constexpr auto kTemplatePrompts = std::to_array<TemplatePrompt>(
    {{0x0173137e13ca3d83ULL, 's', 'd'}, {0x108397a51ccc05d3ULL, 'd', 's'},
     {0x10d333620e1c8572ULL, 'e', 'n'}, {0x11c80c99c1afd6c6ULL, 't', 's'},
     {0x1b8708ea5e33812bULL, 'p', 'l'}, {0x1faf89dd0bf4e71cULL, 'g', 'e'},
     {0x26f4884c53ebad76ULL, 't', 'e'}, {0x313c454b3169ffc8ULL, 'l', 'n'},
     {0x31fbf72434842525ULL, 'f', 'n'}, {0x33e21c4402d3eac5ULL, 'd', 'e'},
     {0x35643bd7c62a6886ULL, 't', 's'}, {0x3707e26deceee580ULL, 'a', 'c'},
     {0x4259ee4fd0b6712eULL, 'd', 's'}, {0x441b9d4e9d8b48acULL, 'd', 's'},
     {0x4841f3e935ebc750ULL, 'y', 'd'}, {0x58ac71055d227965ULL, 'w', 'l'},
     {0x5a0e643176718edfULL, 'c', 'w'}, {0x5a2f02b8ad503879ULL, 'i', 'n'},
     {0x5edf62f8b61a46a5ULL, 'i', 'd'}, {0x6e38fca0258c0263ULL, 't', 'g'},
     {0x76a3d25dfa53b66cULL, 'd', 'n'}, {0x7a4bb93cd1408ee1ULL, 'w', 'r'},
     {0x822206e20bc4d575ULL, 'a', 'd'}, {0x845b8a3e76c4f6fbULL, 'l', 'n'},
     {0x88fbc0a164f1dabeULL, 'a', 'l'}, {0x895d9891001572dcULL, 'p', 's'},
     {0x8d01382e005b2ef2ULL, 't', 'p'}, {0x900747249b5679ecULL, 'u', 's'},
     {0x94808dcb8e0d5affULL, 'r', 'e'}, {0x9b6bb999e84e8fceULL, 't', 'e'},
     {0xa4f959ba18a50c01ULL, 'u', 'l'}, {0xa5cb0d6d42b1f05cULL, 'p', 's'},
     {0xa869ea44aa138a5bULL, 'w', 'r'}, {0xaa6a0bf7d6d89da2ULL, 't', 'c'},
     {0xad64dd34dcd1d9bfULL, 'p', 's'}, {0xb1eab96d86aa2d87ULL, 'd', 'n'},
     {0xb448223f80e79e3dULL, 't', 's'}, {0xb4592860880fa37fULL, 'y', 'l'},
     {0xbb9cad5280bf80d3ULL, 's', 'n'}, {0xbc1ffcfba2c8358aULL, 't', 's'},
     {0xc35d8804c24a49a8ULL, 't', 'r'}, {0xc78260a46916c2d3ULL, 't', 'p'},
     {0xca6043e65321c46aULL, 't', 'y'}, {0xe785c903db6e2492ULL, 'd', 'o'},
     {0xe87cd875bfdfa5d3ULL, 'n', 's'}, {0xed4402e2e8fc8ad9ULL, 'i', 'n'},
     {0xf566d2c59da26e72ULL, 't', 'y'}, {0xfb1706607fcde68eULL, 'l', 'n'},
     {0xfe9279df3f5dae3bULL, 'i', 'n'}});
static_assert(std::is_sorted(kTemplatePrompts.begin(), kTemplatePrompts.end(),
                             [](const TemplatePrompt& left, const TemplatePrompt& right) {
                               return left.digest < right.digest;
                             }));

constexpr std::size_t longest(WordList phrases) {
  std::size_t most = 0;
  for (const std::string_view phrase : phrases) most = std::max(most, phrase.size());
  return most;
}

constexpr std::size_t kLongestPhrase =
    std::max({longest(kMoreInformationPhrases), longest(kToBeDonePhrases), longest(kToComePhrases),
              longest(kNotApplicablePhrases), longest(kDummyIdentities)});

}  // namespace

std::size_t longest_phrase() { return kLongestPhrase; }
WordList more_information_phrases() { return kMoreInformationPhrases; }
WordList to_be_done_phrases() { return kToBeDonePhrases; }
WordList to_come_phrases() { return kToComePhrases; }
WordList not_applicable_phrases() { return kNotApplicablePhrases; }
WordList dummy_identities() { return kDummyIdentities; }
WordList slot_nouns() { return kSlotNouns; }
WordList instruction_verbs() { return kInstructionVerbs; }
WordList guidance_objects() { return kGuidanceObjects; }
WordList html_tags() { return kHtmlTags; }
std::span<const TemplatePrompt> template_prompts() { return kTemplatePrompts; }

}  // namespace qualm::language::lexicon
