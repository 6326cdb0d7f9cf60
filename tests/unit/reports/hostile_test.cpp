// Hostile text through every format, read back by imitations of those who read it.

#include <algorithm>
#include <cctype>
#include <memory>
#include <sstream>
#include <vector>

#include <cmark.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "harness/catch.hpp"
#include "harness/render_report.hpp"
#include "harness/sample_evaluation.hpp"
#include "support/code_point.hpp"
#include "support/text.hpp"

namespace {

using qualm::code_point_at;
using qualm::CodePoint;
using qualm::reports::all_reports;
using qualm::reports::Report;
using qualm::test::hostile_evaluation;
using qualm::test::render;

/// Without the code points that the runner's comparison may give no weight.
std::string as_runner_compares(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = code_point_at(line, at);
    if (point.valid && !qualm::is_control(point.value) && !qualm::is_unseen(point.value)) {
      out += line.substr(at, point.length);
    }
    at += point.length;
  }
  return out;
}

std::vector<std::string> runner_lines(std::string_view log) {
  std::vector<std::string> lines(1);
  for (const char c : log) {
    if (c == '\r' || c == '\n') {
      lines.emplace_back();
    } else {
      lines.back().push_back(c);
    }
  }
  return lines;
}

/// The commands a GitHub runner would obey: `::name …::` at the start of a line once white space
/// is trimmed, `##[name …]` anywhere.
std::vector<std::string> runner_commands(std::string_view log) {
  std::vector<std::string> commands;
  for (const std::string& raw : runner_lines(log)) {
    const std::string line = as_runner_compares(raw);
    std::string_view start = line;
    for (;;) {
      const std::size_t before = start.size();
      start = qualm::trim(start);
      for (const std::string_view space : {"\u00A0", "\u3000", "\u2003"}) {
        if (start.substr(0, space.size()) == space) start.remove_prefix(space.size());
      }
      if (start.size() == before) break;
    }
    if (start.substr(0, 2) == "::" && start.find("::", 2) != std::string_view::npos) {
      const std::string_view name = start.substr(2, start.find("::", 2) - 2);
      commands.emplace_back(name.substr(0, name.find(' ')));
    }
    for (std::size_t at = line.find("##["); at != std::string::npos;
         at = line.find("##[", at + 1)) {
      if (line.find(']', at) != std::string::npos)
        commands.push_back("##" + line.substr(at + 3, 9));
    }
  }
  return commands;
}

/// Whether anything but printable text and line ends is in `text`.
bool has_unprintable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!point.valid || (qualm::is_control(point.value) && point.value != '\n') ||
        qualm::is_unseen(point.value)) {
      return true;
    }
    at += point.length;
  }
  return false;
}

}  // namespace

TEST_CASE("no byte of any format is a control, unseen or ill-formed") {
  for (const Report& report : all_reports()) {
    INFO(report.id);
    CHECK_FALSE(has_unprintable(render(report.id, hostile_evaluation())));
  }
}

TEST_CASE("no format holds a command for a build log, but for the annotations we mean") {
  for (const Report& report : all_reports()) {
    INFO(report.id);
    const std::vector<std::string> commands =
        runner_commands(render(report.id, hostile_evaluation()));
    if (report.id == "github") {
      CHECK(commands == std::vector<std::string>{"error", "error", "warning"});
    } else {
      CHECK(commands.empty());
    }
  }
}

TEST_CASE("the imitated runner does find commands") {
  CHECK(runner_commands("a ##[add-path]/e\r \u3000::stop-commands::t\n#\u00ad#[x]").size() == 3);
}

TEST_CASE("colour adds nothing but colours") {
  std::string text = render("text", hostile_evaluation(), {.color = true, .version = "1.0.0"});
  CHECK(text.find("\x1b[1;31merror\x1b[0m") == 0);
  for (std::size_t at = text.find("\x1b["); at != std::string::npos; at = text.find("\x1b[")) {
    const std::size_t end = text.find('m', at);
    const std::string codes = text.substr(at + 2, end - at - 2);
    REQUIRE(codes.find_first_not_of("0123456789;") == std::string::npos);
    text.erase(at, end - at + 1);
  }
  CHECK(text == render("text", hostile_evaluation()));
}

TEST_CASE("the properties of annotations are those we wrote") {
  std::istringstream log(render("github", hostile_evaluation()));
  for (std::string line; std::getline(log, line);) {
    if (line.substr(0, 2) != "::") continue;
    const std::size_t space = line.find(' ');
    const std::size_t end = line.find("::", 2);
    REQUIRE(space < end);
    for (const std::string_view property :
         qualm::split(std::string_view(line).substr(space + 1, end - space - 1), ',')) {
      const std::string name(property.substr(0, property.find('=')));
      const bool ours = name == "file" || name == "line" || name == "col" || name == "endColumn" ||
                        name == "title";
      CHECK(ours);
    }
  }
}

TEST_CASE("XML parses and says what was said") {
  pugi::xml_document document;
  REQUIRE(document.load_string(render("junit", hostile_evaluation()).c_str()));
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  CHECK(std::distance(suite.begin(), suite.end()) == 2);
  const std::string text = suite.child("testcase").child("failure").text().get();
  CHECK(text.find("]]>") != std::string::npos);
  CHECK(text.find("<script>") != std::string::npos);
}

TEST_CASE("JSON parses and gives the text back") {
  const auto json = nlohmann::json::parse(render("json", hostile_evaluation()));
  const auto message = json.at("findings").at(0).at("message").get<std::string>();
  CHECK(message.find("\x1b[2K \u202E ]]>") != std::string::npos);
  CHECK(message.find("##[add-path]") != std::string::npos);
  CHECK(nlohmann::json::parse(render("gitlab", hostile_evaluation())).size() == 3);
}

TEST_CASE("SARIF messages hold no placeholder and no link") {
  const auto sarif = nlohmann::json::parse(render("sarif", hostile_evaluation()));
  const auto& result = sarif.at("runs").at(0).at("results").at(0);
  std::string text = result.at("message").at("text").get<std::string>();
  // What a reader does: an escaped character is plain, then `{0}` and `[a](b)` are looked for.
  std::string active;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if ((text[i] == '{' || text[i] == '}') && text.substr(i + 1, 1) == text.substr(i, 1)) {
      ++i;
    } else {
      active.push_back(text[i]);
    }
  }
  CHECK(active.find_first_of("[]{}") == std::string::npos);
  const auto& place = result.at("locations").at(0).at("physicalLocation");
  const auto uri = place.at("artifactLocation").at("uri").get<std::string>();
  CHECK(uri.find_first_of(" []<>{}|\\^`:?#@\r\n") == std::string::npos);
}

TEST_CASE("Markdown of hostile text is text") {
  const std::string page = render("markdown", hostile_evaluation());
  for (const std::string& line : runner_lines(page)) {
    if (line.empty() || line.front() != '|') continue;
    // The cells are those of the table, because no text holds a border.
    CHECK(std::count(line.begin(), line.end(), '|') == 4);
  }
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> root(
      cmark_parse_document(page.data(), page.size(), CMARK_OPT_DEFAULT | CMARK_OPT_UNSAFE),
      cmark_node_free);
  cmark_consolidate_text_nodes(root.get());
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> walk(cmark_iter_new(root.get()),
                                                                cmark_iter_free);
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    const cmark_node_type type = cmark_node_get_type(node);
    CHECK(type != CMARK_NODE_LINK);
    CHECK(type != CMARK_NODE_IMAGE);
    CHECK(type != CMARK_NODE_EMPH);
    CHECK(type != CMARK_NODE_CODE_BLOCK);
    if (type == CMARK_NODE_HTML_INLINE) CHECK(std::string(cmark_node_get_literal(node)) == "<br>");
    if (type == CMARK_NODE_HTML_BLOCK) {
      CHECK(std::string(cmark_node_get_literal(node)).find("details>") != std::string::npos);
    }
    if (type == CMARK_NODE_TEXT) {
      const std::string text = cmark_node_get_literal(node);
      CHECK(text.find("@team") == std::string::npos);
      CHECK(text.find("://") == std::string::npos);
      CHECK(text.find("www.") == std::string::npos);
      CHECK(text.find("#12") == std::string::npos);
    }
  }
}
