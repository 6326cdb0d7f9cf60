// Shapes: what is said about a value that does not fit, and the schema they print.

#include "documents/shape.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "documents/kind.hpp"
#include "documents/policy.hpp"
#include "documents/yaml.hpp"
#include "harness/catch.hpp"
#include "rules/rule_file.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<std::string_view, 3> kSizes = {"small", "medium", "large"};
constexpr Shape kSize{.type = ShapeType::choice, .choices = kSizes};
constexpr Shape kNumber{.type = ShapeType::integer};
constexpr Shape kFew{.type = ShapeType::integer, .least = 1, .most = 9};
constexpr Shape kNumbers{.type = ShapeType::table, .item = &kNumber};
constexpr std::array<Key, 2> kInnerKeys = {{
    {.name = "name", .shape = &kText, .required = true, .help = "what it is called"},
    {.name = "since", .shape = &kDate},
}};
constexpr Shape kInner{.type = ShapeType::map, .keys = kInnerKeys};
constexpr Shape kInners{.type = ShapeType::list, .item = &kInner};
constexpr Shape kSizeOrInner{.type = ShapeType::choice, .choices = kSizes, .or_else = &kInner};
constexpr std::array<Key, 9> kKeys = {{
    {.name = "title", .shape = &kText, .required = true, .help = "the \"title\""},
    {.name = "size", .shape = &kSize},
    {.name = "count", .shape = &kFew},
    {.name = "flag", .shape = &kBoolean},
    {.name = "parts", .shape = &kInners},
    {.name = "tags", .shape = &kTextOrTexts},
    {.name = "limits", .shape = &kNumbers},
    {.name = "either", .shape = &kSizeOrInner},
    {.name = "extra", .shape = &kAny, .help = "anything"},
}};
constexpr Shape kShape{.type = ShapeType::map, .keys = kKeys};

std::vector<std::string> told(std::string_view yaml) {
  const auto value = parse_yaml(yaml, {.file = "f.yaml"});
  if (!value) FAIL(describe(value.error()));
  std::vector<std::string> lines;
  for (const Mismatch& one : mismatches(*value, kShape)) {
    lines.push_back(std::to_string(one.where.line) + ":" + std::to_string(one.where.column) + " " +
                    one.message + (one.hint.empty() ? "" : " | " + one.hint));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a value that fits is passed over in silence") {
  CHECK(told("title: A\n").empty());
  CHECK(told("title: 1.10\nsize: small\ncount: 9\nflag: true\ntags: one\neither: large\n").empty());
  CHECK(told("title: A\nparts: []\ntags: [a, b]\nlimits: {x: 1, y: -2}\neither: {name: B}\n")
            .empty());
  CHECK(told("title: A\nextra: {any: [thing, ~]}\n").empty());
}

TEST_CASE("each departure has its place, what was expected and what was found") {
  CHECK(told("[]") == Lines{"1:1 the document should be a map, not a list"});
  CHECK(told("just a text") == Lines{"1:1 the document should be a map, not \"just a text\""});
  CHECK(told("size: small\n") == Lines{"1:1 key \"title\" is missing | the \"title\""});
  CHECK(told("title: [A]\n") == Lines{"1:8 title should be a text, not a list"});
  CHECK(told("title: A\nsize: meduim\n") ==
        Lines{"2:7 size should be one of small, medium, large, not \"meduim\" | did you mean "
              "\"medium\"?"});
  CHECK(told("title: A\nsize: gigantic\n") ==
        Lines{"2:7 size should be one of small, medium, large, not \"gigantic\""});
  CHECK(told("title: A\ncount: 10\n") ==
        Lines{"2:8 count should be a whole number from 1 to 9, not \"10\""});
  CHECK(told("title: A\ncount: 99999999999999999999\n") ==
        Lines{"2:8 count should be a whole number from 1 to 9, not \"99999999999999999999\""});
  CHECK(told("title: A\nflag: on\n") == Lines{"2:7 flag should be true or false, not \"on\""});
  CHECK(told("title: A\nparts:\n  - name: B\n    since: 2026-04-31\n") ==
        Lines{"4:12 since should be a date as YYYY-MM-DD, not \"2026-04-31\""});
  CHECK(told("title: A\nparts:\n  - since: 2026-04-30\n") ==
        Lines{"3:5 parts: key \"name\" is missing | what it is called"});
  CHECK(told("title: A\nparts: {name: B}\n") == Lines{"2:8 parts should be a list, not a map"});
  CHECK(told("title: A\ntags: {a: b}\n") ==
        Lines{"2:7 tags should be a text or a list, not a map"});
  CHECK(told("title: A\ntags: [a, {b: c}]\n") == Lines{"2:11 tags should be a text, not a map"});
  CHECK(told("title: A\nlimits: {x: many}\n") ==
        Lines{"2:13 x should be a whole number, not \"many\""});
  CHECK(told("title: A\neither: [small]\n") ==
        Lines{"2:9 either should be one of small, medium, large or a map, not a list"});
  CHECK(told("title: A\neither: {nmae: B}\n") ==
        Lines{"2:10 unknown key \"nmae\" | did you mean \"name\"?",
              "2:9 either: key \"name\" is missing | what it is called"});
}

TEST_CASE("an unknown key is met with the nearest one, or with all of them") {
  CHECK(told("title: A\ncuont: 1\n") ==
        Lines{"2:1 unknown key \"cuont\" | did you mean \"count\"?"});
  CHECK(told("title: A\nTITLE: B\n") ==
        Lines{"2:1 unknown key \"TITLE\" | did you mean \"title\"?"});
  CHECK(told("title: A\nzzzzzz: 1\n") ==
        Lines{"2:1 unknown key \"zzzzzz\" | known keys: title, size, count, flag, parts, tags, "
              "limits, either and extra"});
  const std::string long_key(200, 'k');
  const Lines lines = told("title: A\n" + long_key + ": 1\n");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("2:1 unknown key \"" + std::string(60, 'k') + "…\""));
}

TEST_CASE("a null is no value, and a long value is cut") {
  CHECK(told("title:\n") == Lines{"1:7 title should be a text, not nothing"});
  CHECK(told("title: A\ntags: [~]\n") == Lines{"2:8 tags should be a text, not nothing"});
  const Lines lines = told("title: A\nsize: " + std::string(100, 'x') + "\n");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find("\"" + std::string(40, 'x') + "…\"") != std::string::npos);
}

TEST_CASE("the schema of a shape is JSON Schema") {
  const auto schema = nlohmann::json::parse(json_schema(kShape, "a \"thing\"\n"));
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["title"] == "a \"thing\"\n");
  CHECK(schema["type"] == "object");
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["required"] == nlohmann::json::array({"title"}));
  const auto& properties = schema["properties"];
  CHECK(properties.size() == kKeys.size());
  CHECK(properties["title"]["description"] == "the \"title\"");
  CHECK(properties["size"]["enum"] == nlohmann::json::array({"small", "medium", "large"}));
  CHECK(properties["count"]["minimum"] == 1);
  CHECK(properties["count"]["maximum"] == 9);
  CHECK(properties["flag"]["type"] == "boolean");
  CHECK(properties["parts"]["type"] == "array");
  CHECK(properties["parts"]["items"]["required"] == nlohmann::json::array({"name"}));
  CHECK(properties["parts"]["items"]["properties"]["since"]["format"] == "date");
  CHECK(properties["tags"]["anyOf"].size() == 2);
  CHECK(properties["limits"]["additionalProperties"]["type"] == "integer");
  CHECK(properties["either"]["anyOf"][1]["type"] == "object");
  CHECK(properties["extra"] == nlohmann::json({{"description", "anything"}}));
}

TEST_CASE("every table of ours prints a schema that parses") {
  CHECK(nlohmann::json::parse(json_schema(policy_shape(), "policy")).is_object());
  CHECK(nlohmann::json::parse(json_schema(rules::rule_shape(), "rule")).is_object());
  for (const Kind& kind : all_kinds()) {
    if (kind.shape == nullptr) continue;
    INFO(kind.id);
    CHECK(nlohmann::json::parse(json_schema(*kind.shape, kind.id)).is_object());
  }
}

TEST_CASE("a schema ends in a line feed and holds no tab") {
  const std::string schema = json_schema(policy_shape(), "policy");
  CHECK(schema.ends_with("}\n"));
  CHECK(schema.find('\t') == std::string::npos);
}

}  // namespace qualm::documents
