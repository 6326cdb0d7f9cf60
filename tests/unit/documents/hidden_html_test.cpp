// What raw HTML keeps from whoever reads a document.

#include "documents/hidden_html.hpp"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "documents/markdown.hpp"

namespace qualm::documents {
namespace {

std::string shown(std::string_view html) { return HiddenHtml().shown(html); }

std::string words_of(std::string_view source) {
  const auto markdown = parse_markdown(source);
  REQUIRE(markdown);
  std::string words;
  for (const Block& block : markdown->blocks) words += block.content.text + "|";
  return words;
}

TEST_CASE("hidden elements are blanked, with all that is nested in them") {
  CHECK(shown("a <p hidden>b</p> c") == "a                 c");
  CHECK(shown("<div hidden>a<div>b</div>c</div>d") == std::string(32, ' ') + "d");
  CHECK(shown("<P STYLE='Display : None'>b</P>c") == std::string(31, ' ') + "c");
  CHECK(shown("<template>a\n</template>b") ==
        std::string(11, ' ') + "\n" + std::string(11, ' ') + "b");
  CHECK(shown("<del>a</del><s>b</s>c") == std::string(20, ' ') + "c");
}

TEST_CASE("what only looks hidden is shown") {
  for (const std::string_view html :
       {"<p title=\"hidden\">b</p>", "<p data-hidden>b</p>", "<p aria-hidden=true>b</p>",
        "<img hidden> b", "1 < 2 and hidden", "<p class=hidden style=\"color: red\">b</p>",
        "</div>b", "<p", "<", ""})
    CHECK(shown(html) == html);
}

TEST_CASE("an element that is never closed hides the rest") {
  HiddenHtml hidden;
  CHECK(hidden.shown("a<div hidden>b") == "a             ");
  CHECK(hidden.hides());
  hidden.pass("text\n");
  CHECK(hidden.hides());
  hidden.pass("text</DIV>");
  CHECK_FALSE(hidden.hides());
}

TEST_CASE("HTML shows words or a picture, or nothing") {
  CHECK(shows_anything("<p>a</p>"));
  CHECK(shows_anything("<img src=\"a.png\">"));
  CHECK_FALSE(shows_anything("<p title=\"a > b\"></p>"));
  CHECK_FALSE(shows_anything("<script>a</script>\n<br>"));
}

TEST_CASE("Markdown between hidden tags is not read") {
  CHECK(words_of("a\n\n<div hidden>\n\n# b\n\n- c\n\n| d |\n|---|\n| e |\n\n> "
                 "f\n\n```\ng\n```\n\n</div>\n\nh\n") == "a|h|");
  CHECK(words_of("a <span hidden>b</span> c <s>d</s>") == "a c|");
  CHECK(words_of("a <span hidden>b\n\nc") == "a|c|");
  CHECK(words_of("- <div hidden>\n\n  a\n\nb") == "|b|");
  CHECK(words_of("<div>\n\na\n\n</div>") == "<div>|a|</div>|");
}

}  // namespace
}  // namespace qualm::documents
