// The hook directory: whether it is one to write in, and taking our files away from there.

#include "commands/shared/hook_place.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "commands/shared/hook_text.hpp"

namespace qualm::commands {
namespace {

/// How to be rid of `core.hooksPath` where it is set.
std::string unset_hint(const git::HookDirectory& directory) {
  if (directory.scope.empty()) return {};
  if (directory.scope == "command") return "it is set for this command alone, by `git -c`";
  return fmt::format("unset it: git config --{} --unset core.hooksPath", directory.scope);
}

}  // namespace

Result<void> check_place(const git::Repository& repository, const git::HookDirectory& directory,
                         bool shared) {
  const std::string what = directory.scope.empty() ? shown_path(repository, directory.usual)
                                                   : shown_setting(repository, directory);
  if (directory.path.empty()) {
    return fail(ErrorCode::invalid, what + " is empty, so Git runs no hook from a directory",
                unset_hint(directory));
  }
  if (directory.kind == git::HookDirectoryKind::unusable) {
    const std::string named =
        directory.scope.empty()
            ? std::string("is")
            : fmt::format("names {}, which is", shown_path(repository, directory.path));
    return fail(ErrorCode::invalid,
                fmt::format("{} {} no directory, so Git runs no hook from there", what, named),
                unset_hint(directory));
  }
  if (directory.own || shared) return {};
  std::string hint = "to write there all the same, for all of them: --shared";
  if (!directory.scope.empty())
    hint += fmt::format("\n  hint: or give this repository its own: git config core.hooksPath {}",
                        directory.usual);
  return fail(
      ErrorCode::usage,
      fmt::format("{} leads to {}, outside this repository: a hook there runs in every repository "
                  "that takes its hooks from it",
                  what, directory.leads_to),
      std::move(hint));
}

Result<git::HookFolder> open_place(const git::HookDirectory& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory.path, error);
  if (error) {
    return fail(ErrorCode::io,
                fmt::format("{} cannot be made: {}", directory.path, error.message()));
  }
  return git::HookFolder::open(directory.path);
}

Result<void> take_away(const SurveyedHook& hook, WayBack& way_back) {
  const std::string name(hook.event->name);
  const std::string kept = kept_name(*hook.event);
  const bool was_there = hook.file.kind != git::HookFileKind::none;
  const bool was_kept = hook.kept.kind != git::HookFileKind::none;
  QUALM_ASSIGN(const auto folder, git::HookFolder::open(hook.directory.path));
  if (was_kept) {
    QUALM_TRY(folder.give_back(kept, name));
  } else {
    QUALM_TRY(folder.remove(name));
  }
  way_back.add([path = hook.directory.path, name, kept, was_kept, was_there,
                ours = hook.file]() -> Result<void> {
    QUALM_ASSIGN(const auto again, git::HookFolder::open(path));
    if (was_kept) QUALM_TRY(again.keep(name, kept));
    return was_there ? again.put(name, ours.text, ours.mode) : again.remove(name);
  });
  return {};
}

}  // namespace qualm::commands
