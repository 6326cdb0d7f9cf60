#include "scaffold/merge.hpp"

#include "harness/catch.hpp"

using qualm::scaffold::Merge;
using qualm::scaffold::merged;

namespace {

constexpr const char* kOwners =
    "# who is asked\n/models/m/ dana@example.com\n/.qualm.yaml dana@example.com\n";
constexpr const char* kPolicy =
    "# about the file\n\n# how strict\nlevel: 3\n\n# who is who\npeople:\n  - {name: "
    "Dana}\n\nrevision: 1\n";

}  // namespace

TEST_CASE("CODEOWNERS is given a line for each path that has none") {
  CHECK(merged("mine\n", kOwners, Merge::owners) ==
        "mine\n\n# who is asked\n/models/m/ dana@example.com\n/.qualm.yaml dana@example.com\n");
  CHECK(merged("/models/m @ana\n", kOwners, Merge::owners) ==
        "/models/m @ana\n\n/.qualm.yaml dana@example.com\n");
}

TEST_CASE("no line lands in a section of CODEOWNERS that somebody else wrote") {
  const std::string_view mine = "/models/m/ dana\n";
  CHECK(merged("* @all\n\n# words\n[Docs]\ndocs/ @ana\n", mine, Merge::owners) ==
        "* @all\n\n/models/m/ dana\n\n# words\n[Docs]\ndocs/ @ana\n");
  CHECK(merged("* @all\n^[Docs][2] @ana\ndocs/\n", mine, Merge::owners) ==
        "* @all\n\n/models/m/ dana\n\n^[Docs][2] @ana\ndocs/\n");
  CHECK(merged("[Docs]\r\ndocs/ @ana\r\n", mine, Merge::owners) ==
        "/models/m/ dana\r\n\r\n[Docs]\r\ndocs/ @ana\r\n");
  const std::string owned = "[Docs]\n/models/m @ana";
  CHECK(merged(owned, mine, Merge::owners) == owned);
}

TEST_CASE("what has everything stays as it is, to the byte") {
  CHECK(merged(kOwners, kOwners, Merge::owners) == kOwners);
  CHECK(merged(kPolicy, kPolicy, Merge::keys) == kPolicy);
  const std::string mine = "/models/m/ @ana\n/.qualm.yaml @ana";
  CHECK(merged(mine, kOwners, Merge::owners) == mine);
}

TEST_CASE("merging twice adds nothing the second time") {
  for (const Merge how : {Merge::owners, Merge::keys, Merge::sections}) {
    const std::string wanted = "## One\n\ntext\n\n## Two\n\nmore\n/path/ owner\nkey: value\n";
    const std::string once = merged("mine\n", wanted, how);
    CHECK(once.starts_with("mine\n"));
    CHECK(merged(once, wanted, how) == once);
  }
}

TEST_CASE("a policy is given whole blocks, with the comments above them") {
  CHECK(merged("level: 4\n", kPolicy, Merge::keys) ==
        "level: 4\n\n# who is who\npeople:\n  - {name: Dana}\n\nrevision: 1\n");
  CHECK(merged("\"people\": []\nlevel: 4  # ours\nrevision: 9\n", kPolicy, Merge::keys) ==
        "\"people\": []\nlevel: 4  # ours\nrevision: 9\n");
}

TEST_CASE("a page is given the sections whose titles it does not have") {
  CHECK(merged("## What changes?\n\nmine", "## What changes\n\nx\n\n## Safety\n\ny\n",
               Merge::sections) == "## What changes?\n\nmine\n\n## Safety\n\ny\n");
}

TEST_CASE("lines end as they do in the file that is there") {
  CHECK(merged("mine\r\n", "/a/ x\n", Merge::owners) == "mine\r\n\r\n/a/ x\r\n");
}

TEST_CASE("nothing is merged where nothing may be") {
  CHECK(merged("mine", "yours", Merge::none) == "mine");
  CHECK(merged("", "/a/ x\n", Merge::owners) == "/a/ x\n");
}
