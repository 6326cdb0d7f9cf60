// Everything that decides which hooks Git would run here.

#include "commands/shared/hook_survey.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "commands/shared/hook_text.hpp"

namespace qualm::commands {

const git::ConfiguredHook* SurveyedHook::ours() const {
  const auto found = std::find_if(configured.begin(), configured.end(), [&](const auto& hook) {
    return program_of_command(*event, hook.command).has_value();
  });
  return found == configured.end() ? nullptr : &*found;
}

Result<HookSurvey> survey_hooks(const git::Repository& repository,
                                const std::vector<const HookEvent*>& events) {
  HookSurvey survey;
  QUALM_ASSIGN(survey.git, git::git_version(repository));
  QUALM_ASSIGN(const auto settings, git::hook_settings(repository));
  std::map<git::HookPlace, git::HookDirectory> directories;
  for (const HookEvent* event : events) {
    if (!directories.contains(event->place)) {
      QUALM_ASSIGN(directories[event->place], git::hook_directory(repository, event->place));
    }
    SurveyedHook hook{.event = event, .directory = directories.at(event->place)};
    hook.configured = git::configured_hooks(settings, event->name);
    if (hook.directory.kind == git::HookDirectoryKind::present) {
      QUALM_ASSIGN(const auto folder, git::HookFolder::open(hook.directory.path));
      QUALM_ASSIGN(hook.file, folder.look(std::string(event->name)));
      QUALM_ASSIGN(hook.kept, folder.look(kept_name(*event)));
      if (hook.file.kind == git::HookFileKind::file)
        hook.program = program_of_hook(*event, hook.file.text);
    }
    survey.hooks.push_back(std::move(hook));
  }
  return survey;
}

std::string shown_path(const git::Repository& repository, const std::string& path) {
  const std::string& base = repository.is_bare() ? repository.git_directory() : repository.root();
  const auto relative = std::filesystem::path(path).lexically_relative(base);
  return relative.empty() || *relative.begin() == ".." ? path : relative.generic_string();
}

std::string shown_setting(const git::Repository& repository, const git::HookDirectory& directory) {
  constexpr std::string_view kFile = "file:";
  if (!directory.origin.starts_with(kFile))
    return fmt::format("core.hooksPath ({})", directory.scope);
  return fmt::format("core.hooksPath ({}, {})", directory.scope,
                     shown_path(repository, directory.origin.substr(kFile.size())));
}

}  // namespace qualm::commands
