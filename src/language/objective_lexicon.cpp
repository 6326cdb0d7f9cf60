// Words by which objectives are read.

#include "language/objective_lexicon.hpp"

#include <algorithm>
#include <array>

namespace qualm::language::lexicon {
namespace {

// clang-format off
constexpr auto kOptimiseVerbs = std::to_array<std::string_view>({
    "achieve", "achieved", "achieves", "achieving", "beat", "beating", "beats", "best", "boost",
    "boosted", "boosting", "boosts", "cut", "cuts", "cutting", "decrease", "decreased",
    "decreases", "decreasing", "drive", "drives", "driving", "enhance", "enhances", "enhancing",
    "exceed", "exceeding", "exceeds", "grow", "growing", "grows", "highest", "hit", "hits",
    "hitting", "improve", "improved", "improves", "improving", "increase", "increased",
    "increases", "increasing", "keep", "keeping", "keeps", "lift", "lifted", "lifting", "lifts",
    "lower", "lowered", "lowering", "lowers", "lowest", "maintain", "maintaining", "maintains",
    "maximisation", "maximise", "maximised", "maximises", "maximising", "maximization",
    "maximize", "maximized", "maximizes", "maximizing", "minimisation", "minimise", "minimised",
    "minimises", "minimising", "minimization", "minimize", "minimized", "minimizes",
    "minimizing", "obtain", "obtains", "optimisation", "optimise", "optimised", "optimises",
    "optimising", "optimization", "optimize", "optimized", "optimizes", "optimizing",
    "outperform", "outperforming", "outperforms", "raise", "raised", "raises", "raising",
    "reach", "reaches", "reaching", "reduce", "reduced", "reduces", "reducing"});
// clang-format on
static_assert(std::is_sorted(kOptimiseVerbs.begin(), kOptimiseVerbs.end()));

// clang-format off
constexpr auto kBeneficiaries = std::to_array<std::string_view>({
    "adopters", "adults", "agents", "analysts", "anyone", "applicants", "artists", "assessors",
    "auditors", "authors", "babies", "beneficiaries", "blind", "borrowers", "boys", "buyers",
    "callers", "candidates", "caregivers", "carers", "caseworkers", "children", "citizens",
    "claimants", "cleaners", "clerks", "clients", "clinicians", "colleagues", "communities",
    "community", "commuters", "consumers", "cooks", "couples", "creators", "customers",
    "cyclists", "deaf", "dealers", "defendants", "depositors", "developers", "diabetics",
    "disabled", "dispatchers", "doctors", "donors", "drivers", "editors", "educators",
    "elderly", "elders", "employees", "employers", "engineers", "entrepreneurs", "everybody",
    "everyone", "experts", "families", "farmers", "fathers", "firefighters", "fishers",
    "foresters", "friends", "gardeners", "girls", "graduates", "growers", "guests", "handlers",
    "homeowners", "households", "humanity", "humans", "immigrants", "individuals", "infants",
    "inhabitants", "inspectors", "interpreters", "investigators", "investors", "jobseekers",
    "journalists", "judges", "kids", "landlords", "lawyers", "learners", "lecturers",
    "librarians", "listeners", "men", "merchants", "midwives", "migrants", "miners",
    "moderators", "mothers", "motorists", "musicians", "neighbors", "neighbours", "newborns",
    "nobody", "nurses", "offenders", "officers", "operators", "orphans", "owners", "paramedics",
    "parents", "partners", "passengers", "patients", "payers", "pedestrians", "pensioners",
    "people", "persons", "pharmacists", "physicians", "physiotherapists", "pilots", "players",
    "policyholders", "porters", "practitioners", "prisoners", "professionals", "programmers",
    "prosecutors", "public", "pupils", "purchasers", "radiologists", "readers", "recipients",
    "refugees", "renters", "reporters", "rescuers", "researchers", "residents", "respondents",
    "responders", "retirees", "reviewers", "riders", "sailors", "scholars", "scientists",
    "seekers", "sellers", "seniors", "shoppers", "smallholders", "society", "soldiers",
    "somebody", "someone", "speakers", "specialists", "staff", "students", "subscribers",
    "suppliers", "surgeons", "survivors", "taxpayers", "teachers", "teams", "teenagers",
    "tenants", "therapists", "tourists", "trainees", "translators", "travelers", "travellers",
    "underwriters", "users", "veterans", "victims", "viewers", "villagers", "villages",
    "visitors", "volunteers", "voters", "vulnerable", "witnesses", "women", "workers",
    "workforce", "writers", "youngsters", "youth"});
// clang-format on
static_assert(std::is_sorted(kBeneficiaries.begin(), kBeneficiaries.end()));

// clang-format off
constexpr auto kServingVerbs = std::to_array<std::string_view>({
    "alert", "assist", "enable", "give", "guide", "help", "inform", "let", "notify", "prevent",
    "prioritise", "prioritize", "protect", "relieve", "rescue", "route", "save", "serve",
    "shield", "spare", "spot", "stop", "support", "tell", "warn"});
// clang-format on
static_assert(std::is_sorted(kServingVerbs.begin(), kServingVerbs.end()));

// clang-format off
constexpr auto kGoalVerbs = std::to_array<std::string_view>({
    "achieve", "achieving", "alert", "alerting", "allow", "allowing", "analyse", "analysing",
    "analyze", "analyzing", "answer", "answering", "approve", "approving", "assess",
    "assessing", "assist", "assisting", "automate", "automating", "avoid", "avoiding", "beat",
    "beating", "boost", "boosting", "build", "building", "calculate", "calculating", "catch",
    "catching", "choose", "choosing", "classify", "classifying", "close", "closing", "collect",
    "collecting", "compare", "comparing", "compute", "computing", "convert", "converting",
    "create", "creating", "cut", "cutting", "decide", "deciding", "decrease", "decreasing",
    "deliver", "delivering", "deny", "denying", "describe", "describing", "detect", "detecting",
    "determine", "determining", "diagnose", "diagnosing", "discover", "discovering", "drive",
    "driving", "earn", "earning", "enable", "enabling", "encourage", "encouraging", "ensure",
    "ensuring", "estimate", "estimating", "evaluate", "evaluating", "explain", "explaining",
    "extract", "extracting", "filter", "filtering", "find", "finding", "flag", "flaging",
    "forecast", "forecasting", "free", "freeing", "generate", "generating", "get", "getting",
    "give", "giving", "group", "grouping", "grow", "growing", "guide", "guiding", "help",
    "helping", "identify", "identifying", "improve", "improving", "increase", "increasing",
    "inform", "informing", "keep", "keeping", "label", "labeling", "learn", "learning", "let",
    "letting", "lift", "lifting", "lower", "lowering", "maintain", "maintaining", "make",
    "making", "match", "matching", "maximise", "maximising", "maximize", "maximizing",
    "measure", "measuring", "minimise", "minimising", "minimize", "minimizing", "monitor",
    "monitoring", "notify", "notifying", "offer", "offering", "optimise", "optimising",
    "optimize", "optimizing", "predict", "predicting", "prevent", "preventing", "price",
    "pricing", "prioritise", "prioritising", "prioritize", "prioritizing", "process",
    "processing", "produce", "producing", "promote", "promoting", "protect", "protecting",
    "provide", "providing", "raise", "raising", "rank", "ranking", "rate", "rating", "reach",
    "reaching", "recommend", "recommending", "reduce", "reducing", "reject", "rejecting",
    "relieve", "relieving", "remove", "removing", "replace", "replacing", "rescue", "rescuing",
    "review", "reviewing", "route", "routing", "save", "saving", "score", "scoring", "select",
    "selecting", "sell", "selling", "send", "sending", "serve", "serving", "shorten",
    "shortening", "show", "showing", "simplify", "simplifying", "sort", "sorting", "spare",
    "sparing", "speed", "speeding", "spot", "spotting", "stop", "stopping", "suggest",
    "suggesting", "summarise", "summarising", "summarize", "summarizing", "support",
    "supporting", "teach", "teaching", "tell", "telling", "track", "tracking", "train",
    "training", "translate", "translating", "turn", "turning", "understand", "understanding",
    "upsell", "upselling", "verify", "verifying", "warn", "warning", "win", "winning", "write",
    "writing"});
// clang-format on
static_assert(std::is_sorted(kGoalVerbs.begin(), kGoalVerbs.end()));

// clang-format off
constexpr auto kPurposePhrases = std::to_array<std::string_view>({
    "before", "in order that", "instead of", "rather than", "so fewer", "so no one",
    "so nobody", "so people", "so that", "so they"});
// clang-format on
static_assert(std::is_sorted(kPurposePhrases.begin(), kPurposePhrases.end()));

// clang-format off
constexpr auto kCommonAbbreviations = std::to_array<std::string_view>({
    "A&E", "ADHD", "AI", "AIDS", "ALL", "AM", "AND", "API", "ATM", "BBC", "BMI", "CDC", "CEO",
    "CHF", "CO2", "COVID", "CPU", "CSV", "CT", "CV", "DNA", "DVD", "ECG", "EEA", "EEG", "EKG",
    "EMS", "ER", "EU", "EUR", "FAQ", "FBI", "FDA", "GBP", "GDP", "GDPR", "GMT", "GP", "GPS",
    "GPU", "HIPAA", "HIV", "HR", "HTML", "HTTP", "HTTPS", "ICU", "ID", "IDs", "II", "III",
    "IOS", "IQ", "IRS", "IT", "IV", "JSON", "KYC", "LED", "LGBTQ", "ML", "MRI", "MUST", "NASA",
    "NATO", "NEVER", "NGO", "NHS", "NLP", "NO", "NOT", "OECD", "OK", "ONLY", "OR", "PC", "PDF",
    "PDFs", "PIN", "PM", "POS", "PTSD", "QR", "RNA", "SMS", "SOS", "SQL", "TV", "UAE", "UI",
    "UK", "UN", "UNESCO", "UNICEF", "URL", "URLs", "US", "USA", "USB", "USD", "UTC", "UX",
    "VAT", "VI", "VIP", "WHO", "WWII", "XML", "YAML", "ZIP"});
// clang-format on
static_assert(std::is_sorted(kCommonAbbreviations.begin(), kCommonAbbreviations.end()));

}  // namespace

bool is_optimise_verb(std::string_view word) { return holds(kOptimiseVerbs, word); }
bool is_beneficiary(std::string_view word) { return holds(kBeneficiaries, word); }
bool is_serving_verb(std::string_view word) { return holds(kServingVerbs, word); }
bool is_goal_verb(std::string_view word) { return holds(kGoalVerbs, word); }
WordList purpose_phrases() { return kPurposePhrases; }
bool is_common_abbreviation(std::string_view word) { return holds(kCommonAbbreviations, word); }

}  // namespace qualm::language::lexicon
