// What a change bears on: judging its vicinity finds what judging the whole tree finds.

#include "engine/vicinity.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "documents/policy.hpp"
#include "engine/change_sides.hpp"
#include "engine/evaluate.hpp"
#include "engine/landscape.hpp"
#include "harness/catch.hpp"
#include "model/memory_snapshot.hpp"
#include "rules/built_in.hpp"

namespace qualm::engine {
namespace {

namespace fs = std::filesystem;

constexpr Date kToday{.year = 2027, .month = 1, .day = 15};
using Tree = std::map<std::string, std::string>;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The example repository with two more systems, copies of its own that cover nothing elsewhere.
Tree example() {
  Tree tree;
  const fs::path root = fs::path(QUALM_SOURCE_DIR) / "templates/example/claims-triage";
  for (const char* stage : {"1-before-launch", "3-after-the-incident"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / stage)) {
      if (!entry.is_regular_file()) continue;
      tree[fs::relative(entry.path(), root / stage).generic_string()] = read(entry.path());
    }
  }
  const Tree first = tree;
  const std::string own = "models/claims-triage/";
  for (const auto& [path, text] : first) {
    if (!path.starts_with(own)) continue;
    tree["models/second/" + path.substr(own.size())] = text;
    tree["teams/third/" + path.substr(own.size())] = text;
  }
  tree["models/second/src/predict.py"] = "def predict(): ...\n";
  tree["teams/third/docs/notes.txt"] = "Nothing that is governed.\n";
  return tree;
}

MemorySnapshot snapshot(const Tree& tree) {
  return MemorySnapshot(MemorySnapshot::Files(tree.begin(), tree.end()));
}

std::set<std::string> said(const Evaluation& evaluation) {
  std::set<std::string> lines;
  for (const Finding& one : evaluation.findings)
    lines.insert(one.rule->name + " " + one.path + ":" + std::to_string(one.where.line) + " " +
                 one.message + " " + std::to_string(static_cast<int>(one.standing)));
  for (const NotJudged& one : evaluation.not_judged)
    lines.insert("not judged: " + one.rule->name + " " + one.path + " " + one.reason);
  return lines;
}

class Changes {
 public:
  explicit Changes(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  /// `text` with something about it that may matter to a rule.
  std::string changed(std::string text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from < text.size()) {
      const std::size_t end = std::min(text.find('\n', from), text.size() - 1);
      lines.push_back(text.substr(from, end + 1 - from));
      from = end + 1;
    }
    if (lines.empty()) return "x\n";
    const auto at = static_cast<std::ptrdiff_t>(below(lines.size()));
    switch (below(5)) {
      case 0:
        lines.resize(lines.size() / 2);
        break;
      case 1:
        lines.erase(lines.begin() + at);
        break;
      case 2:
        lines.insert(lines.begin() + at, lines[static_cast<std::size_t>(at)]);
        break;
      case 3:
        lines.insert(lines.begin() + at, "TBD\n");
        break;
      default:
        for (char& c : lines[static_cast<std::size_t>(at)]) {
          if (c >= '0' && c <= '8') ++c;
        }
    }
    std::string all;
    for (const std::string& line : lines) all += line;
    return all;
  }

 private:
  std::mt19937 random_;
};

struct Both {
  std::set<std::string> whole;
  std::set<std::string> local;
  bool is_local = false;
};

Both judge_both(const Tree& before_tree, const Tree& after_tree) {
  const MemorySnapshot before = snapshot(before_tree);
  const MemorySnapshot after = snapshot(after_tree);
  auto policy = documents::read_policy(before_tree.at(".qualm.yaml"), ".qualm.yaml");
  REQUIRE(policy);
  auto rules = rules::select_rules(rules::built_in_rules(), *policy, {});
  REQUIRE(rules);
  std::vector<std::string> paths;
  std::vector<TouchedPath> touched;
  for (const Tree* tree : {&before_tree, &after_tree}) {
    for (const auto& [path, text] : *tree) {
      const auto old = before_tree.find(path);
      const auto now = after_tree.find(path);
      const bool both = old != before_tree.end() && now != after_tree.end();
      if (both && old->second == now->second) continue;
      if (std::find(paths.begin(), paths.end(), path) != paths.end()) continue;
      paths.push_back(path);
      touched.push_back({.path = path, .in_place = both});
    }
  }
  const auto vicinity = vicinity_of(after, *policy, touched);
  REQUIRE(vicinity);
  Both result;
  if (!*vicinity) return result;
  result.is_local = true;
  const auto land = survey(after, *policy);
  const auto near = survey(after, *policy, &**vicinity);
  const auto near_before = survey(before, *policy, &**vicinity);
  REQUIRE(land);
  REQUIRE(near);
  REQUIRE(near_before);
  std::vector<std::string> asked = paths;
  const PathOwners owners(*land);
  for (const std::string& path : paths) {
    for (const std::size_t system : owners.of(path)) asked.push_back(land->systems[system].path);
  }
  const std::vector<Concern> none;
  const auto judge = [&](const Landscape* after_land, const Landscape* before_land) {
    const auto found = evaluate({.tree = after,
                                 .policy = *policy,
                                 .rules = *rules,
                                 .today = kToday,
                                 .authors = {},
                                 .paths = asked,
                                 .jobs = 1,
                                 .before = &before,
                                 .changed = &paths,
                                 .land = after_land,
                                 .before_land = before_land,
                                 .concerns = std::span<const Concern>(none)});
    REQUIRE(found);
    return said(*found);
  };
  result.whole = judge(nullptr, nullptr);
  result.local = judge(&*near, &*near_before);
  return result;
}

TEST_CASE("a change in place is judged in its vicinity as in the whole tree") {
  const Tree base = example();
  std::vector<std::string> all;
  for (const auto& [path, text] : base) all.push_back(path);
  Changes changes(20261121);
  int local = 0;
  int with_findings = 0;
  for (int round = 0; round < 400; ++round) {
    Tree after = base;
    const std::size_t files = 1 + changes.below(3);
    for (std::size_t i = 0; i < files; ++i) {
      const std::string& path = all[changes.below(all.size())];
      after[path] = changes.changed(after[path]);
    }
    if (changes.below(3) == 0) after["models/second/src/more.py"] = "x = 1\n";
    if (changes.below(4) == 0) after.erase("teams/third/docs/notes.txt");
    if (after == base) continue;  // no paths would mean all of them
    const Both both = judge_both(base, after);
    local += both.is_local ? 1 : 0;
    with_findings += both.whole.empty() ? 0 : 1;
    INFO("round " << round);
    CHECK(both.local == both.whole);
  }
  // Or nothing was compared.
  CHECK(local > 100);
  CHECK(with_findings > 50);
}

TEST_CASE("what bears on more than its own system is judged in the whole tree") {
  const Tree base = example();
  const auto is_local = [&](const std::string& path, bool stays) {
    Tree after = base;
    if (stays) {
      after[path] += "\n";
    } else if (base.contains(path)) {
      after.erase(path);
    } else {
      after[path] = "\n";
    }
    return judge_both(base, after).is_local;
  };
  CHECK(is_local("models/second/model-card.md", true));
  CHECK(is_local("README.md", true));
  CHECK(is_local("src/new.py", false));
  CHECK_FALSE(is_local("models/second/model-card.md", false));
  CHECK_FALSE(is_local("models/fourth/model-card.md", false));
  CHECK_FALSE(is_local("models/second/model.onnx", false));
  CHECK_FALSE(is_local("models/claims-triage/model-card.md", true));  // it covers a service
  CHECK_FALSE(is_local("services/triage/README.md", true));
  CHECK_FALSE(is_local(".qualm.yaml", true));
  CHECK_FALSE(is_local(".mailmap", false));
  CHECK_FALSE(is_local(".github/CODEOWNERS", true));
  CHECK_FALSE(is_local("safety/reviews/2026-11.md", true));
  CHECK_FALSE(is_local("WORKING_AGREEMENTS.md", true));
}

}  // namespace
}  // namespace qualm::engine
