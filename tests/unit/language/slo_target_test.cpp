// Targets of SLOs: what is one, what is wrong with one, and how two compare.

#include "language/slo_target.hpp"

#include <string>
#include <vector>

#include "harness/catch.hpp"

namespace {

using namespace qualm::language;

Target read(const std::string& text) {
  const auto target = read_target(text);
  if (!target) FAIL(text << ": " << target.error().message);
  return *target;
}

/// `message | hint` of a target that cannot be read.
std::string problem(const std::string& text) {
  const auto target = read_target(text);
  if (target) return "nothing";
  return target.error().message + " | " + target.error().hint;
}

std::string flaw(const std::string& text, Scale scale) {
  const auto found = flaw_of(read(text), scale);
  if (!found) return "";
  if (*found == Flaw::vacuous) return "vacuous";
  return *found == Flaw::impossible ? "impossible" : "percent";
}

std::string change(const std::string& before, const std::string& after,
                   Scale scale = Scale::unknown) {
  constexpr const char* kNames[] = {"same", "tightened", "relaxed", "flipped", "incomparable"};
  return kNames[static_cast<std::size_t>(compare(read(before), read(after), scale))];
}

TEST_CASE("a target is a comparator and a quantity") {
  struct Case {
    const char* text;
    const char* sign;
    const char* number;
    Unit unit;
  };
  const std::vector<Case> cases = {
      {">= 0.90", ">=", "0.9", Unit::none},
      {">=0.90", ">=", "0.9", Unit::none},
      {"  >=   0.90 ", ">=", "0.9", Unit::none},
      {"<= 0.05", "<=", "0.05", Unit::none},
      {"== 0", "==", "0", Unit::none},
      {"\u2265 90 %", ">=", "90", Unit::percent},
      {"\u2264\u00A05\u202F%", "<=", "5", Unit::percent},
      {"<2000", "<", "2000", Unit::none},
      {"> 0", ">", "0", Unit::none},
      {"<= 250 ms", "<=", "250", Unit::milliseconds},
      {"<= 15 minutes", "<=", "15", Unit::minutes},
      {"<= 3 violations per day", "<=", "3", Unit::other},
      {"<= 5 % of claims", "<=", "5", Unit::percent},
      {">= -3", ">=", "-3", Unit::none},
      {"<= 3 times per day", "<=", "3", Unit::other},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const Target target = read(one.text);
    CHECK(to_string(target.comparator) == one.sign);
    CHECK(to_string(target.quantity.number) == one.number);
    CHECK(target.quantity.unit == one.unit);
  }
}

TEST_CASE("a target that is none says why, and what to write") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const std::vector<Case> cases = {
      {"0.90", "0.90 has no comparator | write \">= 0.90\" or \"<= 0.90\""},
      {"99.9 %", "99.9 % has no comparator | write \">= 99.9 %\" or \"<= 99.9 %\""},
      {"0", "0 has no comparator | write \"== 0\""},
      {"zero", "\"zero\" is no number | write \"== 0\""},
      {"= 0", "\"= 0\" has \"=\" for a comparator | write \"== 0\""},
      {"=0.9", "\"=0.9\" has \"=\" for a comparator | write \"== 0.9\""},
      {"=> 0.9", "\"=> 0.9\" has \"=>\" for a comparator | write \">= 0.9\""},
      {"> = 0.9", "\"> = 0.9\" has \"> =\" for a comparator | write \">= 0.9\""},
      {"=== 0", "\"=== 0\" has \"===\" for a comparator | write \"== 0\""},
      {"!= 0", "\"!= 0\" has \"!=\" for a comparator | write >=, >, <=, < or == and a number"},
      {"=", "\"=\" has \"=\" for a comparator | write >=, >, <=, < or == and a number"},
      {"at least 0.90", "\"at least 0.90\" has words for a comparator | write \">= 0.90\""},
      {"No more than 5 %", "\"No more than 5 %\" has words for a comparator | write \"<= 5 %\""},
      {"under 250 ms", "\"under 250 ms\" has words for a comparator | write \"< 250 ms\""},
      {"max. 5", "\"max. 5\" is no target | write a comparator and a number, as in \">= 0.90\""},
      {"5 % or less", "\"5 % or less\" has words for a comparator | write \"<= 5 %\""},
      {">+10%",
       "\">+10%\" moves with something else | write the absolute figure, as in \">= 0.90\""},
      {"+10%", "\"+10%\" moves with something else | write the absolute figure, as in \">= 0.90\""},
      {"<= -5 %",
       "\"<= -5 %\" moves with something else | write the absolute figure, as in \">= 0.90\""},
      {"10 % better",
       "\"10 % better\" moves with something else | write the absolute figure, as in \">= 0.90\""},
      {">= 95 % of baseline",
       "\">= 95 % of baseline\" moves with something else | write the "
       "absolute figure, as in \">= 0.90\""},
      {"95 % of the previous release",
       "\"95 % of the previous release\" moves with something else "
       "| write the absolute figure, as in \">= 0.90\""},
      {">= 1.1x",
       "\">= 1.1x\" moves with something else | write the absolute figure, as in \">= 0.90\""},
      {"<= 5 % worse than today",
       "\"<= 5 % worse than today\" moves with something else | write "
       "the absolute figure, as in \">= 0.90\""},
      {"0x", "\"0x\" moves with something else | write the absolute figure, as in \">= 0.90\""},
      {"at least 5 last week",
       "\"at least 5 last week\" moves with something else | write the absolute figure, as in "
       "\">= 0.90\""},
      {">> 2 fold",
       "\">> 2 fold\" has \">>\" for a comparator | write >=, >, <=, < or == and a number"},
      {"high", "\"high\" is no target | write a comparator and a number, as in \">= 0.90\""},
      {"", "\"\" is no target | write a comparator and a number, as in \">= 0.90\""},
      {">=", "\">=\" has no number | write one behind it, as in \">= 0.90\""},
      {">= high", "\">= high\" has no number | write one, as in \">= 0.90\""},
      {">= 0.90 and <= 0.99",
       "\">= 0.90 and <= 0.99\" holds more than one condition | give each an SLO of its own"},
      {">= 0,90",
       "\">= 0,90\" is no comparator, number and unit | write only these, the number "
       "with a point for its decimals, as in \">= 0.90\""},
      {">= .9", "\">= .9\" has no digit before its point | write \">= 0.9\""},
      {">= 0.90 (7d)",
       "\">= 0.90 (7d)\" is no comparator, number and unit | write only these, the "
       "number with a point for its decimals, as in \">= 0.90\""},
      {"0.8 - 0.9",
       "\"0.8 - 0.9\" is no target | write a comparator and a number, as in \">= 0.90\""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(problem(one.text) == one.expected);
  }
}

TEST_CASE("hostile text is no target, and is not repeated at length") {
  for (const std::string& text :
       {std::string(1'000'000, '>'), ">= " + std::string(1'000'000, '9'),
        std::string(">= 1234567890123456789"), std::string(">= 1\0", 5), std::string("\0", 1),
        std::string(">=\0 1", 5), ">= 1 " + std::string(1'000'000, 'a'),
        "\u2265\u2265 1" + std::string(150, ' ') + "\u00A0", std::string(180, '='),
        std::string("\xE2\x89", 2), std::string("\xE2")}) {
    const auto target = read_target(text);
    REQUIRE_FALSE(target);
    CHECK(target.error().message.size() < 120);
    CHECK(target.error().hint.size() < 120);
  }
}

TEST_CASE("a figure may have words around it") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const std::vector<Case> cases = {
      {"15 minutes", "15"},
      {"about 15 minutes", "15"},
      {"~15m", "15"},
      {"<= 15 minutes", "<= 15"},
      {"< 15 min", "< 15"},
      {"at most 15 minutes", "<= 15"},
      {"up to 15m", "<= 15"},
      {"within 15 minutes", "<= 15"},
      {"30 days or more", ">= 30"},
      {"30 days minimum", ">= 30"},
      {"Minimum 30 days", ">= 30"},
      {"at least about 30 days", ">= 30"},
      {"less than or equal to 5", "<= 5"},
      {"min 0.9", ">= 0.9"},
      {"", "?"},
      {"minutes 15", "?"},
      {"at most", "?"},
      {"about", "?"},
      {"soon", "?"},
      {"overnight", "?"},
      {"<= 15 minutes or less", "?"},
      {"min15", ">= 15"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const auto figure = read_figure(one.text);
    const std::string found =
        !figure ? "?"
                : (figure->comparator ? std::string(to_string(*figure->comparator)) + " " : "") +
                      to_string(figure->quantity.number);
    CHECK(found == one.expected);
  }
  CHECK_FALSE(read_figure(std::string(1'000'000, '~')));
  CHECK_FALSE(read_figure(std::string("15\0m", 4)));
}

TEST_CASE("a measured value meets a target, breaks it, or cannot be compared") {
  struct Case {
    const char* target;
    const char* measured;
    std::optional<bool> expected;
  };
  const std::vector<Case> cases = {
      {">= 0.90", "0.90", true},
      {">= 0.90", "0.9", true},
      {">= 0.90", "0.899999999", false},
      {">= 0.90", "91 %", true},
      {">= 90 %", "0.9", true},
      {">= 90 %", "0.89", false},
      {"> 0.90", "0.90", false},
      {"> 0.90", "0.900001", true},
      {"<= 0.05", "0.05", true},
      {"<= 0.05", "5.1 %", false},
      {"< 5 %", "0.05", false},
      {"== 0", "0", true},
      {"== 0", "0.0", true},
      {"== 0", "1", false},
      {"== 0", "-1", false},
      {"== 0", "3 violations", false},
      {"== 0 violations", "0", true},
      {"<= 250 ms", "0.2 s", true},
      {"<= 250 ms", "0.3 s", false},
      {"<= 250 ms", "0", true},
      {"<= 250 ms", "180", {}},
      {">= 90 %", "95", {}},
      {">= 0.90", "0.95 s", {}},
      {"== 0 violations", "0 incidents", {}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.target, one.measured);
    const auto measured = read_quantity(one.measured);
    REQUIRE(measured);
    CHECK(holds(read(one.target), *measured) == one.expected);
  }
}

TEST_CASE("targets of a ratio that always hold, never hold, or ask for percent") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const std::vector<Case> cases = {
      {">= 0.90", ""},
      {"<= 0.05", ""},
      {"== 0", ""},
      {"== 1", ""},
      {"> 0", ""},
      {"< 1", ""},
      {">= 1", ""},
      {"<= 0", ""},
      {">= 0", "vacuous"},
      {"> -0.1", "vacuous"},
      {">= -1", "vacuous"},
      {"<= 1", "vacuous"},
      {"<= 1.0", "vacuous"},
      {"< 1.01", "vacuous"},
      {"<= 1.5", "vacuous"},
      {"<= 100", "vacuous"},
      {"< 101", "vacuous"},
      {"<= 100 %", "vacuous"},
      {">= 0 %", "vacuous"},
      {"< 101 %", "vacuous"},
      {"> 1", "impossible"},
      {"> 1.0", "impossible"},
      {">= 1.2", "impossible"},
      {">= 1.000000000001", "impossible"},
      {"< 0", "impossible"},
      {"<= -0.1", "impossible"},
      {"== 1.5", "impossible"},
      {"== -1", "impossible"},
      {">= 101 %", "impossible"},
      {"> 100 %", "impossible"},
      {"== 150 %", "impossible"},
      {">= 101", "impossible"},
      {"> 100", "impossible"},
      {"== 1000", "impossible"},
      {">= 90", "percent"},
      {"> 99", "percent"},
      {"<= 5", "percent"},
      {"< 100", "percent"},
      {">= 2", "percent"},
      {">= 100", "percent"},
      {"== 90", "percent"},
      {">= 90 %", ""},
      {"<= 5 %", ""},
      {">= 99.9 %", ""},
      {">= 90 ms", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(flaw(one.text, Scale::ratio) == one.expected);
  }
}

TEST_CASE("other scales have flaws of their own, and an unknown one has few") {
  CHECK(flaw(">= 90", Scale::percent).empty());
  CHECK(flaw("<= 5", Scale::percent).empty());
  CHECK(flaw("<= 100", Scale::percent) == "vacuous");
  CHECK(flaw(">= 0", Scale::percent) == "vacuous");
  CHECK(flaw("> 100", Scale::percent) == "impossible");
  CHECK(flaw(">= 101", Scale::percent) == "impossible");

  CHECK(flaw("== 0", Scale::count).empty());
  CHECK(flaw("<= 3", Scale::count).empty());
  CHECK(flaw("< 1", Scale::count).empty());
  CHECK(flaw(">= 90", Scale::count).empty());
  CHECK(flaw(">= 0", Scale::count) == "vacuous");
  CHECK(flaw("< 0", Scale::count) == "impossible");
  CHECK(flaw("== -1", Scale::count) == "impossible");
  CHECK(flaw("<= 5 %", Scale::count).empty());

  for (const char* text : {">= 0", "<= 1", "> 1", ">= 90", "< 0", "== 1.5", ">= 1.2", "<= 0"}) {
    CAPTURE(text);
    CHECK(flaw(text, Scale::unknown).empty());
    CHECK(flaw(text, Scale::unbounded).empty());
  }
  CHECK(flaw(">= 101 %", Scale::unknown) == "impossible");
  CHECK(flaw("<= 100 %", Scale::unknown) == "vacuous");
  CHECK(flaw(">= 120 %", Scale::unbounded).empty());
  CHECK(flaw("<= 100 %", Scale::unbounded).empty());
  CHECK(flaw(">= 0 ms", Scale::unknown) == "vacuous");
  CHECK(flaw("< 0 days", Scale::unknown) == "impossible");
  CHECK(flaw("<= 250 ms", Scale::unknown).empty());
  CHECK(flaw("<= 999999999999999999 weeks", Scale::unknown).empty());
}

TEST_CASE("the change between two targets") {
  struct Case {
    const char* before;
    const char* after;
    const char* expected;
  };
  const std::vector<Case> cases = {
      {">= 0.90", ">= 0.90", "same"},
      {">= 0.90", ">= 90 %", "same"},
      {">= 0.90", "\u2265 0.9", "same"},
      {"<= 60 s", "<= 1 minute", "same"},
      {"== 0", "== 0.0", "same"},
      {"== 0", "== 0 violations", "same"},
      {">= 0.90", ">= 0.95", "tightened"},
      {">= 0.90", "> 0.90", "tightened"},
      {"<= 0.05", "<= 0.04", "tightened"},
      {"<= 0.05", "< 5 %", "tightened"},
      {"<= 3", "== 0", "tightened"},
      {">= 0.90", "== 1", "tightened"},
      {">= 0.90", ">= 0.85", "relaxed"},
      {">= 0.90", ">= 89.9 %", "relaxed"},
      {"> 0.90", ">= 0.90", "relaxed"},
      {"<= 0.05", "<= 0.10", "relaxed"},
      {"< 0.05", "<= 0.05", "relaxed"},
      {"== 0", "<= 3", "relaxed"},
      {"== 0", "== 3", "relaxed"},
      {"== 0", ">= 0", "relaxed"},
      {"== 1", ">= 0.99", "relaxed"},
      {"<= 250 ms", "<= 0.3 s", "relaxed"},
      {">= 0.90", "<= 0.90", "flipped"},
      {"<= 0.05", "> 0.10", "flipped"},
      {"< 5 %", ">= 0.05", "flipped"},
      {"== 0.5", "== 0.6", "incomparable"},
      {">= 0.90", "== 0.5", "incomparable"},
      {"== 0.5", ">= 0.90", "incomparable"},
      {"<= 250 ms", "<= 250", "incomparable"},
      {">= 0.90", ">= 0.90 s", "incomparable"},
      {">= 90", ">= 90 %", "incomparable"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.before, one.after);
    CHECK(change(one.before, one.after) == one.expected);
  }
}

TEST_CASE("a change is seen on the scale of the SLO") {
  CHECK(change("== 0", "<= 0") == "relaxed");
  CHECK(change("== 0", "<= 0", Scale::count) == "same");
  CHECK(change("<= 0", "== 0", Scale::ratio) == "same");
  CHECK(change(">= 100 %", "== 100 %", Scale::ratio) == "same");
  CHECK(change("<= 0", "<= 1", Scale::count) == "relaxed");
  CHECK(change(">= 90", ">= 90 %", Scale::percent) == "same");
  CHECK(change(">= 90", ">= 0.90", Scale::percent) == "relaxed");
  CHECK(change(">= 90", ">= 90 %", Scale::ratio) == "same");
  CHECK(change(">= 90", ">= 0.90", Scale::ratio) == "same");
  CHECK(change(">= 90", ">= 85", Scale::ratio) == "relaxed");
  CHECK(change(">= 0.90", ">= 85", Scale::ratio) == "relaxed");
  CHECK(change(">= 90", ">= 85", Scale::count) == "relaxed");
}

TEST_CASE("only a target of zero is one for a rolling window") {
  for (const char* text : {"== 0", "<= 0", "== 0.0", "== 0 %", "== 0 violations"}) {
    CAPTURE(text);
    CHECK(asks_for_zero(read(text)));
  }
  for (const char* text : {"< 1", ">= 0", "< 0", "> 0", "== 1", "<= 3", ">= 0.90"}) {
    CAPTURE(text);
    CHECK_FALSE(asks_for_zero(read(text)));
  }
}

}  // namespace
