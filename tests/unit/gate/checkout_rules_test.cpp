// Which files are meant by changed lines of .gitattributes and .gitmodules.

#include "gate/checkout_rules.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "harness/catch.hpp"

using qualm::gate::AttributePattern;
using qualm::gate::changed_attributes;
using qualm::gate::changed_submodules;

namespace {

std::vector<std::string> globs(std::string_view folder, std::string_view before,
                               std::string_view after) {
  std::vector<std::string> found;
  for (const AttributePattern& one : changed_attributes(folder, before, after))
    found.push_back(one.matches_all ? "everything" : one.glob);
  return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("only lines that differ count, and where they stand") {
  CHECK(globs("", "*.a filter=x\n", "*.a filter=x\n").empty());
  CHECK(globs("", "*.a filter=x\n", "*.a filter=x\n*.b filter=x\n") == Texts{"**/*.b"});
  CHECK(globs("", "*.a filter=x\n*.b filter=x\n", "*.b filter=x\n") == Texts{"**/*.a"});
  CHECK(globs("models", "", "/x/model.onnx export-ignore\n") == Texts{"models/x/model.onnx"});
  CHECK(globs("models", "", "x/ export-ignore\n") == Texts{"models/**/x"});
  // The last line that matches counts, so an exchange says something.
  CHECK(globs("", "*.a filter=x\n*.b filter=y\n", "*.b filter=y\n*.a filter=x\n").size() >= 2);
  CHECK(globs("", "# one\n\n*.a filter=x\n", "*.a filter=x\r\n# another\n").empty());
}

TEST_CASE("what only shows files, or leaves it to Git what a text is, changes nothing") {
  CHECK(globs("", "", "* text=auto\n*.md diff=markdown\n*.png -text -diff\n").empty());
  CHECK(globs("", "", "*.h linguist-generated\n*.sh text=auto eol=lf\n*.lock -merge\n").empty());
  CHECK(globs("", "", "*.onnx text\n*.csv eol=crlf\n") == Texts{"**/*.onnx", "**/*.csv"});
  CHECK(globs("", "", "*.onnx\tworking-tree-encoding=UTF-16\n") == Texts{"**/*.onnx"});
}

TEST_CASE("what may be about anything is about everything") {
  CHECK(globs("", "", "[attr]binary export-ignore\n") == Texts{"everything"});
  CHECK(globs("", "", "\"a b\" export-ignore\n") == Texts{"everything"});
}

TEST_CASE("submodules are compared by their paths") {
  const std::string one = "[submodule \"a\"]\n\tpath = libs/a\n\turl = ../a.git\n";
  const std::string two = "[submodule \"b\"]\n\tpath = libs/b\n\turl = ../b.git\n";
  CHECK(changed_submodules(one + two, two + one).empty());
  CHECK(changed_submodules(one, one + two) == Texts{"libs/b"});
  CHECK(changed_submodules(one + two, two) == Texts{"libs/a"});
  std::string moved = one;
  moved.replace(moved.find("../a.git"), 8, "../c.git");
  CHECK(changed_submodules(one, moved) == Texts{"libs/a", "libs/a"});
  CHECK(changed_submodules(one, one + "\tbranch = evil\n").front() == "libs/a");
}

TEST_CASE("what cannot be read of submodules may be about any") {
  const std::string odd = "[submodule \"a\"]\n\tpath = libs\\\n/a\n\turl = ../a.git\n";
  const auto paths = changed_submodules("", odd);
  CHECK(std::any_of(paths.begin(), paths.end(), [](const auto& path) { return path.empty(); }));
}
