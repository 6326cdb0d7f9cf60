#include "scaffold/fields.hpp"

#include <algorithm>

#include "harness/catch.hpp"
#include "scaffold/template_set.hpp"
#include "scaffold/templates.hpp"

using namespace qualm;
using scaffold::fill_in;

namespace {

std::string filled(std::string_view text, const scaffold::Values& values,
                   const std::string& file = "t.md") {
  const auto result = fill_in(text, file, values);
  return result ? *result : "error: " + describe(result.error());
}

}  // namespace

TEST_CASE("fields are sorted, and each has a slot for when nobody knows") {
  const auto fields = scaffold::all_fields();
  CHECK(std::is_sorted(fields.begin(), fields.end(),
                       [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const auto& field : fields) {
    INFO(field.name);
    CHECK_FALSE(field.open.empty());
    CHECK_FALSE(field.help.empty());
  }
}

TEST_CASE("a field is its value, and a slot without one") {
  CHECK(filled("# {{title}}", {{"title", "Claims"}}) == "# Claims");
  CHECK(filled("# {{ title }}", {}) == "# [Title]");
  CHECK(filled("{{#version}}x{{/version}}{{! a remark }}", {{"version", "1"}}) == "x");
}

TEST_CASE("a value cannot leave the quotation marks it stands in") {
  CHECK(filled("a: \"{{title}}\"", {{"title", "x\", b: \"y\\"}}, "t.yaml") ==
        "a: \"x\\\", b: \\\"y\\\\\"");
  CHECK(filled("{{title}}", {{"title", "x\ny"}}).starts_with("error: "));
  CHECK(filled("{{title}}", {{"title", "{{date}}"}}) == "{{date}}");
}

TEST_CASE("what is no field is refused with its place") {
  CHECK(filled("one\n# {{titel}}", {}) ==
        "error: t.md:2:3: there is no field \"titel\"\n  hint: did you mean \"title\"?");
  CHECK(filled("{{> other}}", {}).starts_with("error: t.md:1:1: there is no field"));
  CHECK(filled("{{title", {}) == "error: t.md:1:1: this tag has no end\n  hint: close it with }}");
  CHECK(filled("{{#title}}", {}).starts_with("error: t.md: the template cannot be filled in"));
  CHECK(filled("x {{=<% %>=}} <%nonsense%>", {}).starts_with("error: "));
}

TEST_CASE("other delimiters may be set at the very beginning") {
  CHECK(filled("{{=<% %>=}}a: ${{ b }} <%branch%>", {{"branch", "trunk"}}) == "a: ${{ b }} trunk");
  CHECK(filled("{{=<% %>=}}<%nothing%>", {}).starts_with("error: t.md:1:12: there is no field"));
}

TEST_CASE("a template is bounded") {
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "{{#title}}";
  CHECK(filled(deep, {}).find("more than 1000 tags") != std::string::npos);
  std::string wide;
  for (int i = 0; i < 900; ++i) wide += "{{title}}";
  CHECK(filled(wide, {{"title", std::string(1000, 'x')}}).find("over the limit") !=
        std::string::npos);
}

TEST_CASE("every template of ours can be filled in") {
  for (const auto& file : scaffold::template_files()) {
    if (!scaffold::is_template_folder(file.path.substr(0, file.path.find('/')))) continue;
    INFO(file.path);
    const auto text = fill_in(file.text, std::string(file.path), {});
    REQUIRE(text);
    CHECK(text->find("{{=") == std::string::npos);
  }
}
