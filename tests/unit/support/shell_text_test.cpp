// Words of commands that people copy.

#include "support/shell_text.hpp"

#include "harness/catch.hpp"

using qualm::shell_word;

TEST_CASE("a plain word stays as it is") {
  CHECK(shell_word("refs/heads/concern/a3d26efe83df2418") == "refs/heads/concern/a3d26efe83df2418");
  CHECK(shell_word("models/claims_triage/v1.2+rc@x:y=z%-") ==
        "models/claims_triage/v1.2+rc@x:y=z%-");
}

TEST_CASE("what a shell would read otherwise is quoted") {
  CHECK(shell_word("") == "''");
  CHECK(shell_word("two words") == "'two words'");
  CHECK(shell_word("$(id)") == "'$(id)'");
  CHECK(shell_word("a;b`c`&|<>*?[~#!") == "'a;b`c`&|<>*?[~#!'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("caf\xc3\xa9\n") == "'caf\xc3\xa9\n'");
}
