#include "scaffold/unified_diff.hpp"

#include <string>

#include "harness/catch.hpp"

using qualm::scaffold::unified_diff;
using Lines = std::vector<std::string>;

TEST_CASE("equal texts have no difference") {
  CHECK(unified_diff("", "").empty());
  CHECK(unified_diff("a\nb\n", "a\nb\n").empty());
  CHECK(unified_diff("a\r\nb\r\n", "a\nb\n").empty());  // line ends are no lines
}

TEST_CASE("a change is shown with three lines around it") {
  CHECK(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        Lines{"@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"});
}

TEST_CASE("what is added at the end follows what stands there") {
  CHECK(unified_diff("mine\n", "mine\n\nours\n") == Lines{"@@ -1 +1,3 @@", " mine", "+", "+ours"});
}

TEST_CASE("an empty side is counted as diff counts it") {
  CHECK(unified_diff("", "a\nb\n") == Lines{"@@ -0,0 +1,2 @@", "+a", "+b"});
  CHECK(unified_diff("a\n", "") == Lines{"@@ -1 +0,0 @@", "-a"});
}

TEST_CASE("changes far apart are hunks of their own, close ones are one") {
  std::string before;
  for (int i = 1; i <= 30; ++i) before += std::to_string(i) + "\n";
  std::string after = before;
  after.replace(after.find("5\n"), 1, "five");
  after.replace(after.find("25\n"), 2, "xxv");
  const Lines far = unified_diff(before, after);
  REQUIRE(far.size() == 18);
  CHECK(far[0] == "@@ -2,7 +2,7 @@");
  CHECK(far[9] == "@@ -22,7 +22,7 @@");
  std::string close = before;
  close.replace(close.find("10\n"), 2, "x");
  close.replace(close.find("16\n"), 2, "xvi");
  const Lines one = unified_diff(before, close);
  CHECK(one.front() == "@@ -7,13 +7,13 @@");
}

TEST_CASE("lines that both texts share are kept, whatever moves around them") {
  CHECK(unified_diff("a\nb\nc\n", "b\nc\nd\n") == Lines{"@@ -1,3 +1,3 @@", "-a", " b", " c", "+d"});
}

TEST_CASE("texts too long to compare are shown as replaced, and end") {
  std::string before;
  std::string after;
  for (int i = 0; i < 5000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  CHECK(unified_diff(before, after).size() == 10001);
}
