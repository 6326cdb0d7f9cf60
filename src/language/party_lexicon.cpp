// Words by which people, teams, roles and vendors are told apart.

#include "language/party_lexicon.hpp"

#include <algorithm>
#include <array>

#include "language/words.hpp"

namespace qualm::language::lexicon {
namespace {

// clang-format off
constexpr auto kGroupWords = std::to_array<std::string_view>({
    "abteilung", "academy", "admins", "agency", "alliance", "analysts", "associates",
    "association", "authors", "board", "bureau", "center", "centre", "chapter", "club",
    "collective", "college", "committee", "committees", "community", "company", "consortium",
    "contributors", "coop", "cooperative", "council", "crew", "department", "departments",
    "dept", "developers", "directorate", "division", "employees", "engineers", "equipe",
    "equipo", "everyone", "experts", "faculty", "foundation", "fte", "ftes", "group", "groups",
    "gruppe", "guild", "initiative", "institute", "institution", "lab", "laboratories",
    "laboratory", "labs", "leads", "maintainers", "members", "ministry", "network", "office",
    "org", "organisation", "organization", "owners", "panel", "partners", "people", "platoon",
    "programme", "referat", "researchers", "scientists", "sig", "society", "squad", "staff",
    "stakeholders", "steering", "subgroup", "syndicate", "task-force", "taskforce", "team",
    "teams", "tiger", "tribe", "unit", "universidad", "universidade", "universiteit",
    "university", "università", "universität", "université", "volunteers", "wg", "workgroup",
    "workstream", "zespół", "équipe", "авторы", "группа", "команда", "комитет", "отдел"});
// clang-format on
static_assert(std::is_sorted(kGroupWords.begin(), kGroupWords.end()));

// clang-format off
constexpr auto kRoleWords = std::to_array<std::string_view>({
    "acting", "admin", "administrator", "analyst", "approver", "architect", "assistant",
    "associate", "auditor", "beauftragter", "caio", "cdo", "ceo", "cfo", "chair", "chairman",
    "chairperson", "champion", "chef", "chief", "cio", "ciso", "cmo", "consultant", "contact",
    "controller", "coo", "coordinator", "cpo", "cro", "cto", "custodian", "deputy", "developer",
    "directeur", "director", "directrice", "diretor", "dpo", "engineer", "evp", "executive",
    "expert", "gerente", "head", "interim", "junior", "lead", "leader", "leiter", "leiterin",
    "maintainer", "manager", "mgr", "officer", "on-call", "oncall", "operator", "owner", "pm",
    "po", "president", "principal", "producer", "programmer", "representative", "responsable",
    "responsible", "responsável", "reviewer", "scientist", "secretary", "senior", "specialist",
    "sponsor", "sr", "sre", "steward", "strategist", "supervisor", "svp", "tpm",
    "verantwortlicher", "vice", "vp", "директор", "менеджер", "руководитель"});
// clang-format on
static_assert(std::is_sorted(kRoleWords.begin(), kRoleWords.end()));

// clang-format off
constexpr auto kFunctionWords = std::to_array<std::string_view>({
    "&", "accountability", "actuarial", "ai", "algorithm", "algorithms", "analytics", "and",
    "application", "applications", "applied", "architecture", "audit", "backend", "bi",
    "billing", "business", "care", "central", "change", "claims", "client", "clinical", "cloud",
    "commerce", "commercial", "communications", "compliance", "content", "control", "core",
    "corporate", "credit", "customer", "cyber", "dados", "data", "datos", "de", "decision",
    "decisioning", "delivery", "design", "development", "devops", "devrel", "digital", "domain",
    "eng", "engineering", "enterprise", "et", "ethics", "experience", "finance", "financial",
    "for", "fraud", "frontend", "functional", "global", "governance", "growth", "health",
    "healthcare", "hr", "in", "infra", "infrastructure", "innovation", "insurance", "integrity",
    "internal", "investment", "it", "knowledge", "labeling", "labelling", "learning", "legal",
    "lending", "lifecycle", "machine", "maintenance", "marketing", "medical", "ml", "mlops",
    "model", "modeling", "modelling", "models", "moderation", "monitoring", "nlp", "of", "on",
    "operational", "operations", "ops", "payments", "people", "performance", "personalisation",
    "personalization", "planning", "platform", "platforms", "policy", "portfolio", "pricing",
    "privacy", "procurement", "product", "production", "products", "programming", "project",
    "qa", "quality", "recommendation", "recommendations", "regional", "registry", "regulatory",
    "reliability", "research", "responsible", "risk", "robotics", "safety", "sales", "science",
    "search", "security", "service", "services", "site", "software", "strategy", "supply",
    "support", "system", "systems", "tech", "technical", "technology", "test", "testing", "the",
    "to", "tooling", "training", "triage", "trust", "ui", "und", "underwriting", "user", "ux",
    "validation", "vision", "web", "with", "workplace"});
// clang-format on
static_assert(std::is_sorted(kFunctionWords.begin(), kFunctionWords.end()));

// clang-format off
constexpr auto kMailboxWords = std::to_array<std::string_view>({
    "abuse", "admins", "alerts", "all", "announce", "board", "committee", "contact", "contacts",
    "council", "department", "dept", "desk", "developers", "donotreply", "enquiries",
    "everyone", "feedback", "group", "groups", "hello", "help", "helpdesk", "inbox", "info",
    "infos", "leads", "list", "lists", "mailbox", "mailer", "maintainers", "newsletter",
    "noreply", "notifications", "notify", "office", "oncall", "org", "owners", "postmaster",
    "press", "reply", "sig", "support", "team", "teams", "webmaster", "wg"});
// clang-format on
static_assert(std::is_sorted(kMailboxWords.begin(), kMailboxWords.end()));

// clang-format off
constexpr auto kOrganisationWords = std::to_array<std::string_view>({
    "airlines", "airways", "analytics", "bank", "clinic", "consultancy", "consultants",
    "consulting", "energy", "holding", "holdings", "hospital", "hospitals", "industries",
    "insurance", "international", "logistics", "motors", "partners", "pharma",
    "pharmaceuticals", "school", "schools", "software", "solutions", "studio", "studios",
    "systems", "technologies", "technology", "telecom", "trust", "ventures", "works"});
// clang-format on
static_assert(std::is_sorted(kOrganisationWords.begin(), kOrganisationWords.end()));

// clang-format off
constexpr auto kLegalSuffixes = std::to_array<std::string_view>({
    "A/S", "AB", "AG", "AS", "ApS", "B.V", "BV", "CV", "Co", "Company", "Corp", "Corporation",
    "GmbH", "Inc", "Incorporated", "KG", "KK", "LLC", "LLP", "LP", "Limited", "Ltd", "Ltda",
    "N.V", "NV", "OHG", "OY", "Oy", "Oyj", "PLC", "PTE", "Plc", "Pte", "Pty", "S.A", "S.p.A",
    "S.r.l", "SA", "SARL", "SAS", "SE", "SL", "SRL", "SpA", "UG", "corporation", "e.V", "eG",
    "eV", "gGmbH", "inc", "llc", "ltd", "plc"});
// clang-format on
static_assert(std::is_sorted(kLegalSuffixes.begin(), kLegalSuffixes.end()));

// clang-format off
constexpr auto kBrands = std::to_array<std::string_view>({
    "accenture", "adobe", "airbus", "alibaba", "alphabet", "amazon", "apple", "atlassian",
    "aws", "azure", "baidu", "bosch", "bytedance", "cisco", "databricks", "deepmind", "dell",
    "deloitte", "ericsson", "facebook", "google", "huawei", "hugging", "ibm", "infosys",
    "intel", "kpmg", "linkedin", "meta", "microsoft", "mozilla", "netflix", "nokia", "nvidia",
    "openai", "oracle", "panasonic", "philips", "pwc", "qualcomm", "salesforce", "samsung",
    "sap", "siemens", "snowflake", "sony", "stripe", "tencent", "tesla", "thoughtworks",
    "toshiba", "twitter", "uber", "yahoo", "yandex"});
// clang-format on
static_assert(std::is_sorted(kBrands.begin(), kBrands.end()));

// clang-format off
constexpr auto kBotNames = std::to_array<std::string_view>({
    "allcontributors", "codecov", "dependabot", "github-actions", "greenkeeper", "imgbot",
    "mergify", "pre-commit-ci", "renovate", "renovatebot", "semantic-release-bot", "snyk-bot"});
// clang-format on
static_assert(std::is_sorted(kBotNames.begin(), kBotNames.end()));

// clang-format off
constexpr auto kNameParticles = std::to_array<std::string_view>({
    "af", "al", "ap", "ar", "av", "az", "ben", "bin", "bint", "d", "da", "dal", "de", "degli",
    "dei", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las",
    "le", "los", "mac", "mc", "nic", "ní", "o", "san", "st", "te", "ten", "ter", "van", "ver",
    "vom", "von", "y", "zu", "zum", "zur", "ó"});
// clang-format on
static_assert(std::is_sorted(kNameParticles.begin(), kNameParticles.end()));

// clang-format off
constexpr auto kTitles = std::to_array<std::string_view>({
    "dame", "dipl-ing", "dr", "eng", "frau", "habil", "herr", "hon", "ing", "lady", "lord", "madame",
    "mag", "med", "miss", "mlle", "mme", "mr", "mrs", "ms", "mx", "nat", "prof", "professor", "rer", "rev", "señor",
    "señora", "sir", "sra", "sri", "srta"});
// clang-format on
static_assert(std::is_sorted(kTitles.begin(), kTitles.end()));

// clang-format off
constexpr auto kPostNominals = std::to_array<std::string_view>({
    "acas", "ba", "bsc", "ca", "cfa", "cfp", "cissp", "cpa", "dphil", "edd", "esq", "fca",
    "fcas", "fia", "frcp", "frcs", "frs", "fsa", "ii", "iii", "iv", "jd", "jr", "junior", "llb",
    "llm", "ma", "mba", "mbbs", "mbchb", "md", "meng", "mph", "mphil", "msc", "pe", "phd",
    "pmp", "rn", "sc.d", "sr"});
// clang-format on
static_assert(std::is_sorted(kPostNominals.begin(), kPostNominals.end()));

// clang-format off
constexpr auto kNobody = std::to_array<std::string_view>({
    "a person", "anonymous", "anyone", "author", "contact", "e mail", "email", "empty",
    "foo", "full name role", "handle", "maintainer name", "name", "name role", "no one",
    "no one yet", "no owner", "no owner yet", "nobody", "nobody so far", "nobody yet",
    "none named", "none so far", "none yet", "not assigned", "not yet appointed",
    "not yet assigned", "not yet known", "not yet named", "open position", "owner",
    "owner tbd", "person", "somebody", "someone", "tbd by team", "the owner",
    "to be appointed", "to be assigned", "to be hired", "to be named", "to be nominated",
    "unassigned", "unknown", "user", "username", "vacancy", "vacant", "who",
    "yet to be assigned", "yet to be named", "名前", "姓名", "氏名"});
// clang-format on
static_assert(std::is_sorted(kNobody.begin(), kNobody.end()));

// clang-format off
constexpr auto kCjkGroupEndings = std::to_array<std::string_view>({
    "センター", "チーム", "中心", "会社", "公司", "团队", "團隊", "大学", "大學", "委员会", "委員会", "实验室", "室", "研究室",
    "研究所", "組", "组", "課", "部", "그룹", "대학교", "부서", "센터", "위원회", "팀", "회사"});
// clang-format on
static_assert(std::is_sorted(kCjkGroupEndings.begin(), kCjkGroupEndings.end()));

// clang-format off
constexpr auto kCjkRoleEndings = std::to_array<std::string_view>({
    "主管", "役員", "总监", "担当", "担当者", "经理", "課長", "負責人", "責任者", "负责人", "部長", "部长", "담당자", "매니저",
    "책임자", "팀장"});
// clang-format on
static_assert(std::is_sorted(kCjkRoleEndings.begin(), kCjkRoleEndings.end()));

bool ends_with_one_of(WordList endings, std::string_view text) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

}  // namespace

bool is_group_word(std::string_view word) { return holds(kGroupWords, word); }
bool is_role_word(std::string_view word) { return holds(kRoleWords, word); }
bool is_function_word(std::string_view word) { return holds(kFunctionWords, word); }
bool is_mailbox_word(std::string_view word) { return holds(kMailboxWords, word); }
bool is_organisation_word(std::string_view word) { return holds(kOrganisationWords, word); }
bool is_legal_suffix(std::string_view word) { return holds(kLegalSuffixes, word); }
bool is_brand(std::string_view word) { return holds(kBrands, word); }
bool is_bot_name(std::string_view word) { return holds(kBotNames, word); }
bool is_name_particle(std::string_view word) { return holds(kNameParticles, word); }
bool is_title(std::string_view word) { return holds(kTitles, word); }
bool is_post_nominal(std::string_view word) { return holds(kPostNominals, word); }
bool is_nobody(std::string_view phrase) { return holds(kNobody, phrase); }
bool has_cjk_group_ending(std::string_view text) {
  return ends_with_one_of(kCjkGroupEndings, text);
}
bool has_cjk_role_ending(std::string_view text) { return ends_with_one_of(kCjkRoleEndings, text); }

}  // namespace qualm::language::lexicon
