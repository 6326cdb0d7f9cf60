// The hooks that Qualm can stand in.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "git/hook_directory.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// A hook as Git calls it.
struct HookEvent {
  std::string_view name;
  git::HookPlace place = git::HookPlace::work_tree;  ///< where it runs
  bool reads_input = false;                          ///< Git feeds it one line for each ref
  bool in_work_tree = false;  ///< belongs to what is installed in a repository with a work tree
  bool in_bare = false;       ///< and in one without
  std::string_view refuses;   ///< what does not happen when it fails
};

/// All of them, sorted by name.
[[nodiscard]] std::span<const HookEvent> hook_events();

/// The hook called `name`; `usage` when Qualm has none, with the nearest one that it has.
[[nodiscard]] Result<const HookEvent*> find_hook_event(std::string_view name);

/// The hooks called `names`, each once; those that belong in `repository` when there are none.
[[nodiscard]] Result<std::vector<const HookEvent*>> chosen_hooks(
    const git::Repository& repository, const std::vector<std::string>& names);

/// One run of a hook by Git.
struct HookCall {
  const HookEvent* event = nullptr;
  std::vector<std::string> arguments;
  std::string input;     ///< all of its standard input
  unsigned seconds = 0;  ///< that judging may take, as the call says; 0: it says nothing
  std::string file;      ///< that Git runs, as the call says; empty: it says nothing
};

}  // namespace qualm::commands
