// The two sides of an example over a change.

#include "engine/change_example.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "documents/policy.hpp"

namespace qualm::engine {
namespace {

/// A tree while it is written.
using Tree = std::map<std::string, ExampleFile>;

bool is_below(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder + "/");
}

/// Does what a push does at one path; says what is wrong with it.
std::string apply(const ExampleFile& step, Tree& tree) {
  using What = ExampleFile::What;
  const auto below = [](const std::string& folder) {
    return [folder](const auto& one) { return is_below(one.first, folder); };
  };
  if (step.what == What::removed) {
    if (std::erase_if(tree, below(step.path)) > 0) return {};
    return fmt::format("there is no {} to remove", step.path);
  }
  if (step.what != What::moved) {
    std::erase_if(tree, below(step.path));
    tree[step.path] = step;
    return {};
  }
  Tree moved;
  for (const auto& [path, file] : tree) {
    if (!is_below(path, step.content)) continue;
    ExampleFile here = file;
    here.path = step.path + path.substr(step.content.size());
    moved.emplace(here.path, std::move(here));
  }
  if (moved.empty()) return fmt::format("there is no {} to move", step.content);
  std::erase_if(tree, below(step.content));
  moved.merge(tree);  // what is moved here takes the place of what stood here
  tree = std::move(moved);
  return {};
}

std::unique_ptr<MemorySnapshot> snapshot_of(const Tree& tree) {
  using What = ExampleFile::What;
  auto snapshot = std::make_unique<MemorySnapshot>();
  for (const auto& [path, file] : tree) {
    if (file.what == What::link) {
      snapshot->add_symlink(path, file.content);
    } else if (file.what == What::submodule) {
      snapshot->add_submodule(path);
    } else {
      snapshot->add_file(path, file.content);
    }
  }
  return snapshot;
}

}  // namespace

Result<ExampleTrees> trees_of(const Example& example) {
  if (example.before.empty() && example.push.empty())
    return ExampleTrees{.before = nullptr,
                        .after = std::make_unique<MemorySnapshot>(example.files)};
  const std::string policy_file(documents::kPolicyPath);
  Tree tree;
  if (!example.policy.empty()) tree[policy_file] = {.path = policy_file, .content = example.policy};
  for (const ExampleFile& file : example.before) tree[file.path] = file;
  ExampleTrees trees;
  trees.before = snapshot_of(tree);
  for (const ExampleFile& step : example.push) {
    if (const std::string fault = apply(step, tree); !fault.empty())
      return fail(ErrorCode::invalid, fmt::format("push: {}", fault));
  }
  trees.after = snapshot_of(tree);
  return trees;
}

std::vector<Concern> concerns_of(const Example& example) {
  std::vector<Concern> concerns;
  for (const ExampleConcern& one : example.concerns.value_or(std::vector<ExampleConcern>())) {
    Concern concern;
    concern.id = one.id;
    concern.state = one.open ? ConcernState::open : ConcernState::resolved;
    concern.title = one.title;
    concern.review_due = one.review_due;
    for (const ExampleNotCounted& event : one.not_counted) {
      concern.not_counted.push_back({.event = event.event,
                                     .type = event_type(event.type),
                                     .by = event.by,
                                     .reason = event.reason});
    }
    concern.system_stated = !one.system.empty();
    if (concern.system_stated) concern.systems.push_back(one.system);
    concerns.push_back(std::move(concern));
  }
  return concerns;
}

}  // namespace qualm::engine
