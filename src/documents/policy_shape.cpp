// The table of the policy's keys: it reads the policy, explains it and prints its schema.

#include <array>

#include "documents/policy.hpp"
#include "support/calendar.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<std::string_view, 3> kSeverities = {"info", "warning", "error"};
constexpr std::array<std::string_view, 5> kRoles = {"owner", "reviewer", "board", "ombudsperson",
                                                    "engineer"};
constexpr std::array<std::string_view, 4> kWeights = {"low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 2> kScopes = {"system", "repository"};
constexpr std::array<std::string_view, 3> kIdentities = {"none", "commit", "signature"};

constexpr Shape kLevel{.type = ShapeType::integer, .least = 2, .most = 5};
constexpr Shape kCount{.type = ShapeType::integer, .least = 1, .most = 1000000};
constexpr Shape kSeverity{.type = ShapeType::choice, .choices = kSeverities};
constexpr Shape kRole{.type = ShapeType::choice, .choices = kRoles};
constexpr Shape kRoleList{.type = ShapeType::list, .item = &kRole};
constexpr Shape kRolesOrOne{.type = ShapeType::either, .item = &kRole};
constexpr Shape kWeight{.type = ShapeType::choice, .choices = kWeights};
constexpr Shape kScope{.type = ShapeType::choice, .choices = kScopes};
constexpr Shape kIdentity{.type = ShapeType::choice, .choices = kIdentities};

constexpr std::array<Key, 5> kPersonKeys = {{
    {.name = "name", .shape = &kText, .required = true, .help = "the person's full name"},
    {.name = "emails", .shape = &kTexts, .help = "addresses they commit and write with"},
    {.name = "roles",
     .shape = &kRoleList,
     .help = "owner, reviewer, board, ombudsperson, engineer"},
    {.name = "keys", .shape = &kTexts, .help = "public SSH keys they sign with"},
    {.name = "left", .shape = &kDate, .help = "the day they left"},
}};
constexpr Shape kPerson{.type = ShapeType::map, .keys = kPersonKeys};
constexpr Shape kPeople{.type = ShapeType::list, .item = &kPerson};

constexpr std::array<Key, 3> kSystemKeys = {{
    {.name = "path", .shape = &kText, .required = true, .help = "the folder of the system"},
    {.name = "covers", .shape = &kTexts, .help = "globs of further paths that belong to it"},
    {.name = "owner", .shape = &kText, .help = "the accountable owner, a person"},
}};
constexpr Shape kSystem{.type = ShapeType::map, .keys = kSystemKeys};
constexpr Shape kSystems{.type = ShapeType::list, .item = &kSystem};
constexpr Shape kDocuments{.type = ShapeType::table, .item = &kTextOrTexts};

constexpr std::array<Key, 3> kGateKeys = {{
    {.name = "protects",
     .shape = &kTexts,
     .help = "refs whose update is a deployment",
     .fallback = "[\"@default\", \"release/**\", \"deploy/**\", \"tags/v*\"]"},
    {.name = "fail_on",
     .shape = &kSeverity,
     .help = "lowest severity that fails",
     .fallback = "error"},
    {.name = "policy_by",
     .shape = &kRolesOrOne,
     .help = "roles that may weaken this policy",
     .fallback = "board"},
}};
constexpr Shape kGate{.type = ShapeType::map, .keys = kGateKeys};

constexpr std::array<Key, 1> kOverrideKeys = {{
    {.name = "quorum",
     .shape = &kCount,
     .help = "board members an override needs",
     .fallback = "1"},
}};
constexpr Shape kOverride{.type = ShapeType::map, .keys = kOverrideKeys};
constexpr std::array<Key, 6> kConcernKeys = {{
    {.name = "review_within", .shape = &kText, .help = "time a review may take", .fallback = "14d"},
    {.name = "blocks_at",
     .shape = &kWeight,
     .help = "lowest severity that blocks",
     .fallback = "low"},
    {.name = "scope",
     .shape = &kScope,
     .help = "what an open concern blocks",
     .fallback = "system"},
    {.name = "identity",
     .shape = &kIdentity,
     .help = "what proves who wrote an event",
     .fallback = "commit"},
    {.name = "accept_at_most",
     .shape = &kText,
     .help = "longest time a risk may be accepted for",
     .fallback = "90d"},
    {.name = "override", .shape = &kOverride, .help = "what an override takes"},
}};
constexpr Shape kConcerns{.type = ShapeType::map, .keys = kConcernKeys};

constexpr Shape kWeekday{.type = ShapeType::choice, .choices = kWeekdays};
constexpr Shape kWeekdayList{.type = ShapeType::list, .item = &kWeekday};
constexpr Shape kDates{.type = ShapeType::list, .item = &kDate};
constexpr std::array<Key, 2> kCalendarKeys = {{
    {.name = "weekend",
     .shape = &kWeekdayList,
     .help = "days of the week that are no business days",
     .fallback = "[saturday, sunday]"},
    {.name = "holidays", .shape = &kDates, .help = "further days that are none, YYYY-MM-DD"},
}};
constexpr Shape kCalendar{.type = ShapeType::map, .keys = kCalendarKeys};
constexpr std::array<Key, 1> kSloKeys = {{
    {.name = "actions",
     .shape = &kTexts,
     .help = "actions on a breach that this team knows besides the built-in ones"},
}};
constexpr Shape kSlo{.type = ShapeType::map, .keys = kSloKeys};

constexpr Shape kOptionMap{.type = ShapeType::table, .item = &kAny};
constexpr std::array<Key, 2> kSettingKeys = {{
    {.name = "severity", .shape = &kSeverity, .help = "how much a finding weighs"},
    {.name = "with", .shape = &kOptionMap, .help = "options of the check that replace the rule's"},
}};
constexpr Shape kSettingMap{.type = ShapeType::map, .keys = kSettingKeys};
constexpr std::array<std::string_view, 4> kSettingWords = {"off", "info", "warning", "error"};
constexpr Shape kSetting{
    .type = ShapeType::choice, .choices = kSettingWords, .or_else = &kSettingMap};
constexpr Shape kSettings{.type = ShapeType::table, .item = &kSetting};

constexpr std::array<Key, 7> kWaiverKeys = {{
    {.name = "rule", .shape = &kText, .required = true, .help = "the one rule it excuses"},
    {.name = "path", .shape = &kText, .required = true, .help = "the file, or a glob"},
    {.name = "key", .shape = &kText, .help = "the one place within the file, as reports print it"},
    {.name = "digest", .shape = &kText, .help = "the content it excuses, as reports print it"},
    {.name = "reason", .shape = &kText, .help = "why the exception is right"},
    {.name = "owner", .shape = &kText, .help = "the person who answers for it"},
    {.name = "expires", .shape = &kText, .help = "the last day it holds, YYYY-MM-DD"},
}};
constexpr Shape kWaiver{.type = ShapeType::map, .keys = kWaiverKeys};
constexpr Shape kWaivers{.type = ShapeType::list, .item = &kWaiver};

constexpr std::string_view kArtefacts =
    "[\"**/*.onnx\", \"**/*.pt\", \"**/*.pth\", \"**/*.safetensors\", \"**/*.gguf\", \"**/*.pb\", "
    "\"**/*.tflite\", \"**/*.joblib\", \"**/*.pkl\", \"**/*.ckpt\", \"**/*.h5\", "
    "\"**/model.lock.yaml\"]";
constexpr std::string_view kExclude =
    "[\"**/vendor\", \"**/third_party\", \"**/third-party\", \"**/external\", \"**/node_modules\", "
    "\"**/tests\", \"**/test\", \"**/testdata\", \"**/fixtures\", \".qualm/templates\"]";

constexpr std::array<Key, 16> kPolicyKeys = {{
    {.name = "level",
     .shape = &kLevel,
     .help = "the level the team holds itself to",
     .fallback = "3"},
    {.name = "people", .shape = &kPeople, .help = "who is who, and who may do what"},
    {.name = "systems",
     .shape = &kSystems,
     .help = "AI systems besides the folders with a model card"},
    {.name = "documents",
     .shape = &kDocuments,
     .help = "globs by document kind, in place of the defaults"},
    {.name = "hugging_face_readmes",
     .shape = &kBoolean,
     .help = "whether a README.md whose front matter marks a model is a model card",
     .fallback = "false"},
    {.name = "artefacts",
     .shape = &kTexts,
     .help = "globs of files that hold a model",
     .fallback = kArtefacts},
    {.name = "exclude",
     .shape = &kTexts,
     .help = "folders that are not judged",
     .fallback = kExclude},
    {.name = "vendors", .shape = &kTexts, .help = "names that are vendors, never people"},
    {.name = "baseline",
     .shape = &kText,
     .help = "where the baseline stands",
     .fallback = ".qualm/baseline"},
    {.name = "gate", .shape = &kGate, .help = "what is protected and what fails"},
    {.name = "concerns", .shape = &kConcerns, .help = "how safety concerns are handled"},
    {.name = "slo", .shape = &kSlo, .help = "what SLO policies may say"},
    {.name = "calendar", .shape = &kCalendar, .help = "which days are business days"},
    {.name = "revision", .shape = &kCount, .help = "goes up with each change of this file"},
    {.name = "rules", .shape = &kSettings, .help = "settings by rule, pack or glob"},
    {.name = "waivers", .shape = &kWaivers, .help = "recorded exceptions"},
}};
constexpr Shape kPolicyShape{.type = ShapeType::map, .keys = kPolicyKeys};

}  // namespace

const Shape& policy_shape() { return kPolicyShape; }

}  // namespace qualm::documents
