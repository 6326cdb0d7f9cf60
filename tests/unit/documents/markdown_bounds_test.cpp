// Bounds: hostile shapes are refused or read quickly; what only looks deep is read.

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "documents/markdown.hpp"
#include "harness/catch.hpp"
#include "support/limits.hpp"

using qualm::ErrorCode;
using qualm::documents::parse_markdown;

namespace {

constexpr std::size_t kSize = qualm::limits::kDocumentBytes;

std::string repeat(std::string_view unit, std::size_t bytes) {
  std::string text;
  text.reserve(bytes);
  while (text.size() + unit.size() <= bytes) text.append(unit);
  return text;
}

}  // namespace

TEST_CASE("bounds: no shape takes long") {
  std::vector<std::pair<std::string, std::string>> shapes;
  for (const std::string_view unit : {"> ",           "- ",
                                      "1. ",          "![",
                                      "![[]()",       "[",
                                      "*a _a ",       "a**b",
                                      "*_",           "*[a_](",
                                      "<!--",         "<!--x-->",
                                      "a <!--\n--> ", "[a](",
                                      "[a](b) ",      "| a ",
                                      "| *a* ",       "|",
                                      "a|b\n",        "&",
                                      "&amp;",        "<",
                                      "<a ",          "<h1>x</h1>",
                                      "    ",         "\t",
                                      "[a]: u\n",     "[a]: u\n\n",
                                      "* x\n",        "`a` ",
                                      "\\",           "- - - ",
                                      "a\n---\n",     "a|b\n-|-\n\n",
                                      "---\n",        "a: b\n",
                                      "**a:** b\n",   "```\n\n",
                                      "## a\n\n",     "**a**\n\n",
                                      "\n",           "\r",
                                      "`a\n`b ",      "\xF0\x9F\x9A\x80 x"}) {
    shapes.emplace_back(unit, repeat(unit, kSize));
  }
  shapes.emplace_back("deep list",
                      repeat("- ", kSize / 2) + "x" + std::string(kSize / 2 - 1, '\n'));
  shapes.emplace_back("list at the limit", repeat("- ", 64) + "x" + std::string(kSize - 65, '\n'));
  shapes.emplace_back("deep emphasis", repeat("> ", kSize / 3) + repeat("*a* ", kSize / 2));
  shapes.emplace_back("emphasis in depth", repeat("- ", 700) + repeat("a*b* ", kSize - 700));
  shapes.emplace_back("open images", repeat("![", 1000) + repeat("[]()", kSize - 1000));
  shapes.emplace_back("missing cells", repeat("|a", 1000) + "\n" + repeat("|-", 1000) + "\n" +
                                           repeat("x\n", kSize - 2002));
  shapes.emplace_back("cells with markup", "|a|b|\n|-|-|\n" + repeat("|*x*|[y](z)|\n", kSize - 12));
  std::string ticks;
  for (int i = 1; ticks.size() < kSize; ++i)
    ticks += "e" + std::string(static_cast<std::size_t>(i), '`');
  shapes.emplace_back("ticks", ticks);

  for (const auto& [name, source] : shapes) {
    CAPTURE(name);
    const auto start = std::chrono::steady_clock::now();
    const auto parsed = parse_markdown(source);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK(taken.count() < 3.0);  // 0.15 s at most where measured; room for sanitizers
    if (!parsed) CHECK(parsed.error().code == ErrorCode::limit);
  }
}

TEST_CASE("bounds: the limit is named, with its figure and a place") {
  struct Case {
    std::string source;
    std::string_view words;
    std::string_view figure;
    int line;
  };
  const std::vector<Case> cases = {
      {"a\n\n" + repeat("> ", 66) + "x", "nest", "32", 3},
      {repeat("- ", 66) + "x\n", "nest", "32", 1},
      {"a\n\n" + repeat("- ", 40000) + "x" + std::string(100000, '\n'), "nest", "32", 3},
      {"a\n\n" + repeat("![", 1002), "image brackets", "500", 3},
      {"a\n\n" + repeat("`![`]", 5000), "image brackets", "500", 3},
      {repeat("*_", kSize), "markers", "150000", 1},
  };
  for (const Case& c : cases) {
    const auto parsed = parse_markdown(c.source);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::limit);
    CHECK(parsed.error().message.find(c.words) != std::string::npos);
    CHECK(parsed.error().message.find(c.figure) != std::string::npos);
    REQUIRE(parsed.error().where);
    CHECK(parsed.error().where->pos.line == c.line);
  }
}

TEST_CASE("bounds: what only looks deep is read") {
  const std::vector<std::string> sources = {
      repeat("- ", 1000) + "\n" + repeat("\n", 20000),
      repeat("* ", 1000) + "\n",
      "> " + repeat("- ", 1000) + "\n",
      "```\n" + repeat("> ", 400) + "\n" + repeat("- ", 400) + "x\n```\n",
      std::string(2000, ' ') + "deep\n" + repeat("\n", 50000),
      "    " + repeat("> ", 200) + "art\n",
      repeat("* x\n", 240'000),
      "| a | b |\n|---|---|\n" + repeat("| *x* | `y` ![z](w) |\n", 200'000),
      repeat("[a](b) ", 200'000),
      repeat("![a](b) ", 200'000),
      repeat("> ", 64) + "x",
  };
  for (const std::string& source : sources) {
    CAPTURE(source.substr(0, 40));
    const auto parsed = parse_markdown(source);
    CHECK((parsed ? std::string() : parsed.error().message).empty());
  }
}
