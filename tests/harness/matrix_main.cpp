// The claims-triage example against every rule: each stage of it is clean, as it stands and as a
// change of the one before, and for every rule one small change makes exactly that rule fire. Reads
// the rules from their files, so that a rule can be tried without building.
//
//   matrix SOURCE stages            each stage of the example, at every level
//   matrix SOURCE changes [PACK…]   tests/matrix/<pack>.yaml
//   matrix SOURCE examples [PACK…]  the examples inside the rules

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "documents/yaml.hpp"
#include "engine/evaluate.hpp"
#include "engine/examples.hpp"
#include "model/memory_snapshot.hpp"
#include "rules/rule_file.hpp"

namespace {

using namespace qualm;
namespace fs = std::filesystem;

/// A file, or a symbolic link to what it says.
struct File {
  std::string text;
  bool is_link = false;
};
using Files = std::map<std::string, File>;

/// A stage of the story, and a day on which it is judged.
struct Stage {
  const char* folder;
  Date day;
};
constexpr std::array<Stage, 3> kStages = {{{"1-before-launch", {2026, 11, 20}},
                                           {"2-launch-week", {2026, 11, 26}},
                                           {"3-after-the-incident", {2026, 12, 10}}}};

std::string read_all(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The files of the story up to a stage: later stages replace and add.
Files files_until(const fs::path& source, std::size_t stage) {
  Files files;
  for (std::size_t i = 0; i <= stage; ++i) {
    const fs::path root = source / "templates/example/claims-triage" / kStages.at(i).folder;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file())
        files[entry.path().lexically_relative(root).generic_string()] = {read_all(entry.path())};
    }
  }
  return files;
}

std::vector<Rule> rules_on_disk(const fs::path& source) {
  std::vector<Rule> rules;
  for (const auto& entry : fs::recursive_directory_iterator(source / "rules")) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string file = entry.path().lexically_relative(source / "rules").generic_string();
    if (file.find('/') == std::string::npos) continue;
    auto rule = rules::read_rule(read_all(entry.path()), file);
    if (!rule) {
      std::cout << describe(rule.error()) << '\n';
      std::exit(1);
    }
    rule->built_in = true;
    rules.push_back(*std::move(rule));
  }
  std::sort(rules.begin(), rules.end(),
            [](const Rule& a, const Rule& b) { return a.name < b.name; });
  return rules;
}

/// The rules on disk. Compiling them costs more than judging by them, and most policies of the
/// matrix turn on the same ones: each choice is compiled once.
class Rules {
 public:
  explicit Rules(std::vector<Rule> all) : all_(std::move(all)) {}

  [[nodiscard]] const std::vector<Rule>& all() const { return all_; }

  Result<const rules::RuleSet*> chosen_by(const Policy& policy, const std::string& text) {
    const auto known = chosen_.find({policy.level, text});
    if (known != chosen_.end()) return &known->second;
    QUALM_ASSIGN(rules::RuleSet set, rules::select_rules(all_, policy, {}));
    for (rules::CompiledRule& rule : set.active) {
      if (rule.check != nullptr) continue;
      QUALM_ASSIGN(rules::CompiledRule compiled, rules::compile_rule(*rule.rule));
      compiled.severity = rule.severity;
      rule = std::move(compiled);
    }
    return &chosen_.emplace(std::pair(policy.level, text), std::move(set)).first->second;
  }

 private:
  std::vector<Rule> all_;
  std::map<std::pair<int, std::string>, rules::RuleSet> chosen_;
};

struct Outcome {
  std::set<std::string> rules;
  std::vector<std::string> lines;
};

void fill(MemorySnapshot& tree, const Files& files) {
  for (const auto& [path, file] : files) {
    if (file.is_link) {
      tree.add_symlink(path, file.text);
    } else {
      tree.add_file(path, file.text);
    }
  }
}

/// What is judged: a tree, alone or as a change of the protected one, and the open concerns.
struct Side {
  const Files& files;
  const Files* before = nullptr;
  std::vector<Concern> concerns = {};
};

/// What comes of judging `side` at `level`: findings that count, and what could not be judged.
Outcome judge(Rules& rules, const Side& side, int level, Date day) {
  Outcome outcome;
  const Files& judge_by = side.before == nullptr ? side.files : *side.before;
  const auto broken = [&](const Error& error) {
    outcome.lines.push_back(describe(error));
    outcome.rules.insert("(error)");
    return outcome;
  };
  const auto text = judge_by.find(".qualm.yaml");
  auto policy = text == judge_by.end() ? Result<Policy>(documents::default_policy())
                                       : documents::read_policy(text->second.text, ".qualm.yaml");
  if (!policy) return broken(policy.error());
  policy->level = level;
  const auto selected =
      rules.chosen_by(*policy, text == judge_by.end() ? std::string() : text->second.text);
  if (!selected) return broken(selected.error());
  MemorySnapshot tree;
  fill(tree, side.files);
  MemorySnapshot before;
  if (side.before != nullptr) fill(before, *side.before);
  const std::vector<Identity> authors = {{.name = "Dana Whitfield", .email = "dana@example.com"},
                                         {.name = "Ana Souza", .email = "ana@example.com"}};
  const auto baseline = judge_by.find(policy->baseline);
  std::vector<engine::BaselineEntry> entries;
  if (baseline != judge_by.end()) {
    auto read = engine::read_baseline(baseline->second.text, baseline->first);
    if (!read) return broken(read.error());
    entries = *std::move(read);
  }
  const auto evaluation = engine::evaluate(
      {.tree = tree,
       .policy = *policy,
       .rules = **selected,
       .today = day,
       .authors = [&] { return authors; },
       // The commits that the deployment records of the story pin.
       .stood_at = [](std::string_view commit, std::string_view) -> Result<std::optional<bool>> {
         if (commit.starts_with("5d21c07") || commit.starts_with("e83b1f6")) return true;
         return std::nullopt;
       },
       .baseline = std::move(entries),
       .jobs = 1,
       .before = side.before == nullptr ? nullptr : &before,
       .concerns = side.concerns});
  if (!evaluation) return broken(evaluation.error());
  for (const Finding& finding : evaluation->findings) {
    if (finding.standing != Standing::counts) continue;
    outcome.rules.insert(finding.rule->name);
    outcome.lines.push_back(fmt::format("{}:{}:{} {}: {}", finding.path, finding.where.line,
                                        finding.where.column, finding.rule->name, finding.message));
  }
  for (const NotJudged& gap : evaluation->not_judged) {
    outcome.rules.insert("(not judged) " + gap.rule->name);
    outcome.lines.push_back(
        fmt::format("{} {}: not judged: {}", gap.path, gap.rule->name, gap.reason));
  }
  return outcome;
}

bool is_wanted(const std::vector<std::string>& packs, const std::string& rule) {
  return packs.empty() || std::any_of(packs.begin(), packs.end(), [&](const std::string& pack) {
           return rule == pack || rule.starts_with(pack + "/");
         });
}

int run_stages(const fs::path& source) {
  Rules rules(rules_on_disk(source));
  int faults = 0;
  for (std::size_t stage = 0; stage < kStages.size(); ++stage) {
    const Files files = files_until(source, stage);
    const Files before = stage == 0 ? Files() : files_until(source, stage - 1);
    for (int level = 2; level <= 5; ++level) {
      const Outcome outcome =
          judge(rules, {.files = files, .before = stage == 0 ? nullptr : &before}, level,
                kStages.at(stage).day);
      for (const std::string& line : outcome.lines) {
        std::cout << kStages.at(stage).folder << ", level " << level << ": " << line << '\n';
        ++faults;
      }
    }
  }
  std::cout << faults << " findings on the example, of " << rules.all().size() << " rules\n";
  return faults == 0 ? 0 : 1;
}

std::string text_at(const Value& map, const char* key) {
  const Value* value = map.find(key);
  return value == nullptr ? std::string() : value->text();
}

/// Moves a file, or a folder with all that is in it; says so where there is none.
std::string move(const std::string& from, const std::string& to, Files& files) {
  Files moved;
  for (const auto& [path, file] : files) {
    if (path == from || path.starts_with(from + "/")) moved[to + path.substr(from.size())] = file;
  }
  if (moved.empty()) return "there is no " + from;
  std::erase_if(files, [&](const auto& one) {
    return one.first == from || one.first.starts_with(from + "/");
  });
  moved.merge(files);
  files = std::move(moved);
  return {};
}

/// Applies one change; says what is wrong with it.
std::string apply(const Value& change, Files& files) {
  if (const Value* path = change.find("remove"))
    return files.erase(path->text()) == 1 ? "" : "there is no " + path->text();
  if (const Value* path = change.find("write")) {
    files[path->text()] = {text_at(change, "text")};
    return {};
  }
  if (const Value* path = change.find("link")) {
    files[path->text()] = {.text = text_at(change, "to"), .is_link = true};
    return {};
  }
  if (const Value* path = change.find("move"))
    return move(path->text(), text_at(change, "to"), files);
  const auto file = files.find(text_at(change, "in"));
  if (file == files.end()) return "there is no " + text_at(change, "in");
  std::string& text = file->second.text;
  const std::string old = text_at(change, "replace");
  const std::size_t at = text.find(old);
  if (old.empty() || at == std::string::npos)
    return fmt::format("{} does not hold \"{}\"", file->first, old);
  if (text.find(old, at + 1) != std::string::npos)
    return fmt::format("{} holds \"{}\" more than once", file->first, old);
  text.replace(at, old.size(), text_at(change, "with"));
  return {};
}

/// Applies a list of changes; says what is wrong with the first that cannot be.
std::string apply_all(const Value* changes, Files& files) {
  if (changes == nullptr) return {};
  for (const Value& change : changes->items()) {
    if (std::string fault = apply(change, files); !fault.empty()) return fault;
  }
  return {};
}

std::vector<Concern> concerns_of(const Value& entry) {
  std::vector<Concern> concerns;
  const Value* open = entry.find("concerns");
  if (open == nullptr) return concerns;
  for (const Value& one : open->items()) {
    Concern concern;
    concern.id = text_at(one, "id");
    concern.systems = {text_at(one, "system")};
    concern.system_stated = true;
    concern.title = text_at(one, "title");
    concern.review_due = parse_date(text_at(one, "review_due"));
    if (const Value* event = one.find("not_counted")) {
      concern.not_counted.push_back({.event = text_at(*event, "event"),
                                     .type = event_type(text_at(*event, "type")),
                                     .by = text_at(*event, "by"),
                                     .reason = text_at(*event, "reason")});
    }
    concerns.push_back(std::move(concern));
  }
  return concerns;
}

bool follows_from(const std::vector<Rule>& rules, const std::string& name,
                  const std::string& other) {
  const auto rule =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& one) { return one.name == name; });
  const Value* sources = rule == rules.end() ? nullptr : rule->with.find("rules");
  if (sources == nullptr || rule->check != "borne_out") return false;
  return std::any_of(sources->items().begin(), sources->items().end(),
                     [&](const Value& source) { return rules::names_rule(source.text(), other); });
}

/// One rule of the matrix: what is changed, and whether only that rule fires. A rule that holds a
/// claim against the findings of others fires with one of them: the two are one change. A rule over
/// a change is judged with the example as the protected side, after what `before:` does to it.
bool holds(Rules& rules, const Files& clean, const std::string& name, const Value& entry) {
  constexpr int kHighest = 5;
  Files before = clean;
  Files files = clean;
  const auto complain = [&](const std::string& what) {
    std::cout << name << ": " << what << '\n';
    return false;
  };
  const bool is_change = name.starts_with("change/");
  if (entry.find("changes") == nullptr && entry.find("before") == nullptr)
    return complain("needs `changes:`");
  if (std::string fault = apply_all(entry.find("before"), before); !fault.empty())
    return complain(fault);
  if (std::string fault = apply_all(entry.find("changes"), files); !fault.empty())
    return complain(fault);
  const auto now = parse_date(text_at(entry, "now"));
  const Outcome outcome = judge(
      rules,
      {.files = files, .before = is_change ? &before : nullptr, .concerns = concerns_of(entry)},
      kHighest, now.value_or(kStages.back().day));
  bool alone = outcome.rules.contains(name) || complain("does not fire");
  for (const std::string& other : outcome.rules) {
    if (other == name || follows_from(rules.all(), name, other) ||
        follows_from(rules.all(), other, name))
      continue;
    alone = complain("also: " + other);
  }
  if (!alone) {
    for (const std::string& line : outcome.lines) std::cout << "  " << line << '\n';
  }
  return alone;
}

int run_changes(const fs::path& source, const std::vector<std::string>& packs) {
  Rules rules(rules_on_disk(source));
  const Files clean = files_until(source, kStages.size() - 1);
  std::set<std::string> missing;
  for (const Rule& rule : rules.all()) {
    if (is_wanted(packs, rule.name)) missing.insert(rule.name);
  }
  int held = 0;
  int faults = 0;
  for (const auto& file : fs::directory_iterator(source / "tests/matrix")) {
    if (file.path().extension() != ".yaml") continue;
    const auto matrix =
        documents::parse_yaml(read_all(file.path()), {.file = file.path().filename().string()});
    if (!matrix) {
      std::cout << describe(matrix.error()) << '\n';
      return 1;
    }
    const std::string pack = file.path().stem().string();
    for (const Value::Entry& entry : matrix->entries()) {
      const std::string name = pack + "/" + entry.key;
      if (!is_wanted(packs, name)) continue;
      if (missing.erase(name) == 0) {
        std::cout << name << ": there is no such rule\n";
        ++faults;
        continue;
      }
      ++(holds(rules, clean, name, entry.value) ? held : faults);
    }
  }
  for (const std::string& name : missing) std::cout << name << ": has no change in tests/matrix\n";
  faults += static_cast<int>(missing.size());
  std::cout << held << " rules fire alone, " << faults << " do not\n";
  return faults == 0 ? 0 : 1;
}

int run_examples(const fs::path& source, const std::vector<std::string>& packs) {
  int held = 0;
  int failed = 0;
  for (const Rule& rule : rules_on_disk(source)) {
    if (!is_wanted(packs, rule.name)) continue;
    for (const engine::ExampleResult& result : engine::run_examples(rule)) {
      if (result.verdict == engine::ExampleVerdict::ok) {
        ++held;
        continue;
      }
      ++failed;
      std::cout << fmt::format("{}:{}: {}: example \"{}\" {}\n", rule.file,
                               result.example->where.line, engine::to_string(result.verdict),
                               result.example->name, result.reason);
      for (const std::string& line : result.expected) std::cout << "  - " << line << '\n';
      for (const std::string& line : result.got) std::cout << "  + " << line << '\n';
    }
  }
  std::cout << held << " examples hold, " << failed << " do not\n";
  return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 2) {
    std::cerr << "usage: matrix SOURCE stages|changes|examples [PACK…]\n";
    return 2;
  }
  const std::vector<std::string> packs(arguments.begin() + 2, arguments.end());
  if (arguments[1] == "stages") return run_stages(arguments[0]);
  if (arguments[1] == "examples") return run_examples(arguments[0], packs);
  return run_changes(arguments[0], packs);
}
