// Scalars keep their text; what they mean is decided strictly. Digests, patterns and errors.

#include "support/value.hpp"

#include "harness/catch.hpp"
#include "support/digest.hpp"
#include "support/error.hpp"
#include "support/pattern.hpp"

namespace {

using qualm::Value;

TEST_CASE("only true and false are booleans, and only unquoted") {
  CHECK(Value::scalar("true", false).as_bool() == true);
  CHECK(Value::scalar("false", false).as_bool() == false);
  for (const char* text : {"yes", "no", "on", "off", "y", "1", ""})
    CHECK_FALSE(Value::scalar(text, false).as_bool());
  CHECK_FALSE(Value::scalar("true", true).as_bool());
}

TEST_CASE("integers are decimal and fit") {
  CHECK(Value::scalar("42", false).as_integer() == 42);
  CHECK(Value::scalar("-7", false).as_integer() == -7);
  CHECK(Value::scalar("010", false).as_integer() == 10);
  for (const char* text : {"+1", "0x10", "1.0", "1e3", "", " 1", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(Value::scalar(text, false).as_integer());
  }
}

TEST_CASE("a map finds its keys and nothing else") {
  Value map = Value::map();
  map.add("a", {1, 1}, Value::scalar("x", false));
  REQUIRE(map.find("a") != nullptr);
  CHECK(map.find("a")->text() == "x");
  CHECK(map.find("b") == nullptr);
  CHECK(Value::scalar("a", false).find("a") == nullptr);
  CHECK(Value::scalar("", false).is_null());
  CHECK_FALSE(Value::scalar("", true).is_null());
}

TEST_CASE("SHA-256 agrees with the standard's own examples") {
  CHECK(qualm::sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(qualm::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(qualm::short_digest("abc") == "ba7816bf8f01cfea");
}

TEST_CASE("a pattern that RE2 refuses, or one too long, is an error and never a match") {
  CHECK_FALSE(qualm::Pattern::compile("(a"));
  CHECK_FALSE(qualm::Pattern::compile(R"((a)\1)"));
  CHECK_FALSE(qualm::Pattern::compile(std::string(600, 'a')));
  const auto pattern = qualm::Pattern::compile("b+");
  REQUIRE(pattern);
  const auto match = pattern->find("aBBa");
  REQUIRE(match);
  CHECK(match->begin == 1);
  CHECK(match->end == 3);
  CHECK_FALSE(pattern->find("aBBa", 3));
  CHECK_FALSE(pattern->find("x", 9));
}

TEST_CASE("an error says where, what, in which context, and what to do next") {
  const qualm::Error error = qualm::Error{.message = "unknown key \"a\"",
                                          .where = qualm::Location{"f.yaml", {2, 3}},
                                          .hint = "did you mean \"b\"?"}
                                 .within("while reading");
  CHECK(qualm::describe(error) ==
        "f.yaml:2:3: unknown key \"a\" (while reading)\n  hint: did you mean \"b\"?");
}

}  // namespace
