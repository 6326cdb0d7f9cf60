// The model card: what the system is for, what it optimises, where it stops, and who answers for
// it.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

using Titles = std::string_view;

constexpr std::array<Titles, 8> kHumanObjective = {
    "human objective",       "human objectives", "human objective of *", "the human objective",
    "human objective and *", "objectif humain",  "objetivo humano",      "menschliches ziel"};
constexpr std::array<Titles, 12> kProxies = {"proxies",
                                             "proxy",
                                             "proxy metrics",
                                             "proxy measures",
                                             "proxy metric",
                                             "proxies being optimi[sz]ed",
                                             "proxies we *",
                                             "proxies and *",
                                             "optimi[sz]ed proxies",
                                             "human objective and proxies",
                                             "mesures de substitution",
                                             "métricas substitutas"};
constexpr std::array<Titles, 5> kProxyName = {"proxy", "proxy metric", "metric", "measure", "name"};
constexpr std::array<Titles, 5> kPurpose = {"stands for", "why", "purpose", "measures",
                                            "what it stands for"};
constexpr std::array<Titles, 12> kFailure = {"*over?optimi*", "*overoptimi*", "*fails when*",
                                             "how it*fail*",  "how * fail*",  "failure*",
                                             "known gap",     "when pushed*", "if pushed*",
                                             "fails",         "goes wrong*",  "*pushed too far*"};
constexpr std::array<Titles, 3> kSlo = {"slo", "slos", "safety slo"};
constexpr std::array<Titles, 4> kTest = {"test", "tests", "test case", "case"};
// How a list item gives away that it tells of a failure.
// clang-format off
constexpr std::array<Titles, 58> kFailurePhrases = {
    "over-optimi", "overoptimi", "fails ", "fail when", "if pushed", "when pushed", "too far",
    "at the cost of", "at the expense of", "because then", "drift", "rewards ", "learns ",
    "leads to", "→", "misses", "ignores", "hides", "drops", "favours", "favors", "fewer ",
    "neglect", "instead of", "shortcut", "gamed", "gaming", "exploit", "cheat", "suffer",
    "collapse", "tempt", "overfit", "pushes ", "pushed ", "copies ", "repeats ", "win over",
    "wins over", "muted", "mute ", "unread", "inflates", "distorts", "suppresses", "overwhelm",
    "crowds out", "floods ", "encourages ", "give up", "gives up", "at the price of",
    "to the detriment of", "blind to", "blind spot", "sacrific", "forgets ", "no longer "};
// clang-format on
constexpr std::array<FieldSpec, 4> kProxyFields = {{{"proxy", kProxyName},
                                                    {"purpose", kPurpose},
                                                    {"failure", kFailure, kFailurePhrases},
                                                    {"slo", kSlo, {}, Reference::identifier}}};

constexpr std::array<Titles, 10> kNeverEvents = {"never events",
                                                 "never event",
                                                 "behavior that must never *",
                                                 "behaviour that must never *",
                                                 "what must never happen",
                                                 "what * must never do",
                                                 "must never happen",
                                                 "ce qui ne doit jamais *",
                                                 "o que nunca *deve *",
                                                 "was nie passieren darf"};
constexpr std::array<Titles, 6> kNeverText = {"never event", "event", "text", "rule", "what", "id"};
constexpr std::array<FieldSpec, 3> kNeverFields = {{{"event", kNeverText},
                                                    {"slo", kSlo, {}, Reference::identifier},
                                                    {"test", kTest, {}, Reference::path}}};

constexpr std::array<Titles, 15> kOwner = {"accountable owner",
                                           "model owner",
                                           "system owner",
                                           "owner",
                                           "owners",
                                           "model owners",
                                           "ai owner",
                                           "named owner",
                                           "product owner name",
                                           "accountable person",
                                           "responsable",
                                           "personne responsable",
                                           "responsável",
                                           "pessoa responsável",
                                           "verantwortliche person"};
constexpr std::array<Titles, 5> kChain = {"accountability chain", "chain of accountability",
                                          "answers to", "owner answers to", "owner reports to"};
constexpr std::array<Titles, 3> kPerson = {"name", "person", "accountable"};
constexpr std::array<FieldSpec, 1> kChainFields = {{{"person", kPerson}}};

constexpr std::array<Titles, 3> kAutonomy = {"autonomy", "autonomy level", "level of autonomy"};

constexpr std::array<Titles, 17> kIntendedUse = {"*intended use*",
                                                 "uses",
                                                 "use",
                                                 "direct use*",
                                                 "model use*",
                                                 "evaluated use*",
                                                 "use case*",
                                                 "*primary use*",
                                                 "primary intended uses",
                                                 "purpose",
                                                 "purpose and *",
                                                 "usage",
                                                 "*cas dusage*",
                                                 "uso previsto*",
                                                 "usos previstos*",
                                                 "*intended purpose*",
                                                 "what * intended use*"};
constexpr std::array<Titles, 13> kOutOfScope = {
    "*out of scope*",   "*misuse*",         "*not valid for*",  "*non intended use*",
    "*not intended*",   "*unintended use*", "*prohibited use*", "*unsupported use*",
    "*unsuitable use*", "hors périmètre*",  "fora do escopo*",  "*outside * scope*",
    "*restricted use*"};
constexpr std::array<Titles, 18> kLimitations = {"*limitation*",
                                                 "*caveat*",
                                                 "*known failure*",
                                                 "failure modes*",
                                                 "*known issue*",
                                                 "*disclaimer*",
                                                 "*risks*",
                                                 "risk*",
                                                 "*weakness*",
                                                 "*shortcoming*",
                                                 "*ethical consideration*",
                                                 "*failure case*",
                                                 "*limitações*",
                                                 "*limites*",
                                                 "*limitaciones*",
                                                 "*what it cannot do*",
                                                 "*broader implications*",
                                                 "*known bias*"};
constexpr std::array<Titles, 10> kFairness = {
    "*fairness*",      "*bias*",        "*subgroup*", "*disparate*", "*equity*",
    "*disaggregated*", "*demographic*", "factors",    "*sesgo*",     "*viés*"};
constexpr std::array<Titles, 6> kMetrics = {"*metric*",    "*evaluation*",   "*performance*",
                                            "*benchmark*", "*quantitative*", "*results*"};

constexpr std::array<FactSpec, 11> kFacts = {{
    {"human_objective",
     "the one sentence that says what people want from the system",
     FactForm::statement,
     kHumanObjective,
     {}},
    {"proxies", "what is optimised in place of the objective; fields proxy, purpose, failure, slo",
     FactForm::entries, kProxies, kProxyFields},
    {"never_events", "behaviour that must never occur; fields event, slo, test", FactForm::entries,
     kNeverEvents, kNeverFields, true},
    {"accountable_owner", "the person who answers for the system", FactForm::statement, kOwner, {}},
    {"accountability_chain", "the people the owner answers to, in order; field person",
     FactForm::entries, kChain, kChainFields, true},
    {"intended_use", "what the system is for", FactForm::statement, kIntendedUse, {}},
    {"out_of_scope_use",
     "what the system must not be used for",
     FactForm::statement,
     kOutOfScope,
     {}},
    {"limitations", "where the system is known to fail", FactForm::statement, kLimitations, {}},
    {"fairness_evaluation",
     "how it does for the groups it affects",
     FactForm::statement,
     kFairness,
     {}},
    {"metrics", "how it was evaluated", FactForm::statement, kMetrics, {}},
    {"autonomy", "advisory, supervised or autonomous", FactForm::statement, kAutonomy, {}},
}};

constexpr std::array<Titles, 4> kPaths = {"**/model-card.md", "**/model_card.md", "**/modelcard.md",
                                          "**/model card.md"};

}  // namespace

Kind model_card_kind() {
  return {.id = "model-card",
          .summary = "states the human objective, its proxies, never events, limits and owner",
          .format = Format::markdown,
          .paths = kPaths,
          .facts = kFacts};
}

}  // namespace qualm::documents
