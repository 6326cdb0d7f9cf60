// Judging a change: when its rules apply, what excuses them, and how the paths that differ are
// found.

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "documents/policy.hpp"
#include "engine/change_paths.hpp"
#include "engine/evaluate.hpp"
#include "harness/catch.hpp"
#include "model/memory_snapshot.hpp"
#include "rules/built_in.hpp"

namespace qualm::engine {
namespace {

constexpr Date kToday{.year = 2026, .month = 6, .day = 15};
const std::string kSlos = "models/a/safety-slos.yaml";

std::string slos(const std::string& target, const std::string& comment = "") {
  return comment + "slos:\n  - {name: recall_7d, objective: It finds them., target: \"" + target +
         "\", window: 7d, action_on_breach: page}\n";
}

MemorySnapshot::Files files(const std::string& text) {
  return {{"models/a/model-card.md", "# A\n"}, {kSlos, text}};
}

struct Judged {
  std::vector<std::string> rules;     ///< of findings that count
  std::vector<std::string> standing;  ///< of findings that do not
  std::vector<std::string> gaps;
};

struct Push {
  MemorySnapshot::Files before;
  MemorySnapshot::Files after;
  std::string policy = "level: 3\n";
  bool compared = true;
  std::optional<std::vector<Concern>> concerns = std::vector<Concern>();
  std::vector<BaselineEntry> baseline = {};
  std::vector<std::string> paths = {};
  const std::vector<std::string>* changed = nullptr;
};

Judged judge(const Push& push) {
  auto policy = documents::read_policy(push.policy, ".qualm.yaml");
  if (!policy) FAIL(describe(policy.error()));
  std::vector<Rule> all = rules::built_in_rules();
  auto set = rules::select_rules(
      std::move(all), *policy,
      {.select = {"change", "policy/waiver-of-locked-rule", "policy/baseline-entry-locked"}});
  if (!set) FAIL(describe(set.error()));
  const MemorySnapshot before(push.before);
  const MemorySnapshot after(push.after);
  const auto evaluation =
      evaluate({.tree = after,
                .policy = *policy,
                .rules = *set,
                .today = kToday,
                .authors = {},
                .paths = push.paths,
                .baseline = push.baseline,
                .jobs = 1,
                .before = push.compared ? &before : nullptr,
                .changed = push.changed,
                .concerns = push.concerns ? std::optional(std::span(*push.concerns))
                                          : std::optional<std::span<const Concern>>()});
  if (!evaluation) FAIL(describe(evaluation.error()));
  Judged judged;
  for (const Finding& finding : evaluation->findings) {
    (finding.standing == Standing::counts ? judged.rules : judged.standing)
        .push_back(finding.rule->name);
  }
  for (const NotJudged& gap : evaluation->not_judged) judged.gaps.push_back(gap.rule->name);
  return judged;
}

using Names = std::vector<std::string>;

TEST_CASE("without a protected side there is no change to judge") {
  const Push push{.before = files(slos(">= 0.9")), .after = files(slos(">= 0.8"))};
  CHECK(judge(push).rules == Names{"change/slo-relaxed"});
  Push alone = push;
  alone.compared = false;
  CHECK(judge(alone).rules.empty());
  CHECK(judge(alone).gaps.empty());
}

TEST_CASE("a change does not excuse itself") {
  const std::string waiver =
      "# qualm: allow change/slo-relaxed reason=\"it is enough\" owner=dana@example.com "
      "until=2026-12-31\n";
  const Push push{.before = files(slos(">= 0.9")), .after = files(slos(">= 0.8", waiver))};
  CHECK(judge(push).rules == Names{"policy/waiver-of-locked-rule", "change/slo-relaxed"});
}

TEST_CASE("the policy excuses a change beforehand, and such a waiver is never unused") {
  Push push{.before = files(slos(">= 0.9")), .after = files(slos(">= 0.8"))};
  push.policy =
      "waivers: [{rule: change/slo-relaxed, path: models/a/safety-slos.yaml, reason: we agreed on "
      "it, owner: dana@example.com, expires: 2026-12-31}]\n";
  CHECK(judge(push).rules.empty());
  CHECK(judge(push).standing == Names{"change/slo-relaxed"});
  push.after = push.before;
  CHECK(judge(push).rules.empty());
}

TEST_CASE("the baseline holds no finding about a change") {
  Push push{.before = files(slos(">= 0.9")), .after = files(slos(">= 0.8"))};
  push.baseline = {{.digest = "0123456789abcdef",
                    .rule = "change/slo-relaxed",
                    .path = kSlos,
                    .key = "slos/recall_7d/target",
                    .line = 3}};
  CHECK(judge(push).rules == Names{"policy/baseline-entry-locked", "change/slo-relaxed"});
}

TEST_CASE("what a change takes away is reported wherever it stood") {
  Push push{.before = files(slos(">= 0.9")), .after = files(slos(">= 0.9"))};
  push.before.emplace_back("safety/incidents/INC-1.yaml", "id: INC-1\n");
  push.paths = {"models/a"};
  CHECK(judge(push).rules == Names{"change/record-deleted"});
}

TEST_CASE("paths that differ may be given or found") {
  Push push{.before = files(slos(">= 0.9")), .after = files(slos(">= 0.8"))};
  const std::vector<std::string> changed = {kSlos, "models/a/model-card.md", "nowhere", kSlos};
  push.changed = &changed;
  CHECK(judge(push).rules == Names{"change/slo-relaxed"});
  const std::vector<std::string> nothing;
  push.changed = &nothing;
  CHECK(judge(push).rules.empty());
}

TEST_CASE("unknown concerns are a gap only where one could matter") {
  Push push{.before = files(slos(">= 0.9")), .after = files(slos(">= 0.9"))};
  push.concerns.reset();
  CHECK(judge(push).gaps.empty());
  push.after = {{"models/b/model-card.md", "# A\n"}, {"models/b/safety-slos.yaml", slos(">= 0.9")}};
  const Judged judged = judge(push);
  CHECK(judged.rules.empty());
  CHECK(judged.gaps == Names{"change/system-hidden-while-concern-open",
                             "change/system-removed-while-concern-open",
                             "change/system-renamed-while-concern-open",
                             "change/system-taken-apart-while-concern-open"});
}

TEST_CASE("walking finds what was added, removed and changed, and nothing else") {
  MemorySnapshot before({{"a", "1"}, {"b/c", "2"}, {"d", "3"}, {"vendor/x", "1"}});
  MemorySnapshot after({{"a", "1"}, {"b/c", "other"}, {"e", "3"}, {"vendor/x", "2"}});
  before.add_file("tool", "run", EntryKind::executable);
  after.add_file("tool", "run");
  before.add_symlink("l", "a");
  after.add_symlink("l", "e");
  const auto changed = changed_paths(before, after, documents::default_policy());
  REQUIRE(changed);
  Names paths;
  for (const ChangedPath& one : *changed) paths.push_back(one.path);
  CHECK(paths == Names{"b/c", "d", "e", "l"});
  CHECK(!changed->at(1).after);
  CHECK(!changed->at(2).before);
}

TEST_CASE("a Git LFS pointer names the content it stands for") {
  const std::string digits(64, 'a');
  CHECK(lfs_digest("version https://git-lfs.github.com/spec/v1\noid sha256:" + digits +
                   "\nsize 9\n") == digits);
  CHECK(!lfs_digest("oid sha256:" + digits + "\n"));
  CHECK(!lfs_digest("version 1\noid sha256:short\n"));
  CHECK(!lfs_digest(""));
}

}  // namespace
}  // namespace qualm::engine
