// Receipts, as they were printed and as people keep them.

#include "concerns/receipt.hpp"

#include <string>

#include "harness/catch.hpp"

using namespace qualm;
using concerns::read_receipts;

namespace {

const std::string kConcern = "a3d26efe83df2418";
const std::string kEvent = "dacd7d6abdb15525";
const std::string kCommit(40, 'c');

std::string printed(const std::string& remote) {
  return "resolved " + kEvent + "\n  concern " + kConcern + "\n  commit  " + kCommit +
         "\n  remote  " + remote + "\n  time    2026-11-20T09:00:00Z\n";
}

}  // namespace

TEST_CASE("a receipt is read as it was printed") {
  const auto all = read_receipts(printed("origin (../team.git)"));
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  const auto& one = all->front();
  CHECK(one.type == "resolved");
  CHECK(one.event == kEvent);
  CHECK(one.concern == kConcern);
  CHECK(one.commit == kCommit);
  CHECK(one.time == "2026-11-20T09:00:00Z");
  CHECK_FALSE(one.only_here);
}

TEST_CASE("what a command printed around its receipt is passed over") {
  const auto all =
      read_receipts("note: it has no title\r\n" + printed("origin (x)") + "concern " + kConcern +
                    " is open and holds up every push\nnext:\n  - Ben: review it\n" +
                    printed("origin (x): NOT there yet"));
  REQUIRE(all);
  REQUIRE(all->size() == 2);
  CHECK_FALSE(all->front().only_here);
  CHECK(all->back().only_here);
}

TEST_CASE("an event that was on record already has a receipt as well") {
  std::string text = printed("none: it is kept in this repository");
  text.insert(text.find('\n'), ", which was on record already");
  const auto all = read_receipts(text);
  REQUIRE(all);
  CHECK(all->front().event == kEvent);
}

TEST_CASE("concern and commit alone will do, in lines that end as on another system") {
  const auto all = read_receipts("concern " + kConcern + "\r\ncommit " + kCommit + "\r\n");
  REQUIRE(all);
  CHECK(all->front().commit == kCommit);
  CHECK(all->front().event.empty());
  CHECK_FALSE(all->front().only_here);
}

TEST_CASE("what is cut off or no receipt is refused") {
  for (const std::string& text :
       {std::string(), std::string("concern fetch\n"), "concern " + kConcern + "\n",
        "concern " + kConcern + "\ncommit 1234567\n", "commit " + kCommit + "\n",
        "concern " + kConcern + "\n" + printed("origin (x)")}) {
    CAPTURE(text);
    const auto all = read_receipts(text);
    REQUIRE_FALSE(all);
    CHECK(all.error().code == ErrorCode::invalid);
    CHECK_FALSE(all.error().hint.empty());
  }
}
