// Everything that decides which hooks Git would run here.

#include "commands/shared/hook_survey.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "commands/shared/hook_text.hpp"

namespace qualm::commands {

namespace {

using git::HookFile;

/// Whether a hook of somebody else calls us. Managers put the hook that they find aside, and some
/// go on running it; husky's runs the script of its name above.
Result<bool> calls_us_here(const HookEvent& event, const std::string& directory,
                           const git::HookFolder& folder, const HookFile& file) {
  if (calls_us(event, file.text)) return true;
  const std::string name(event.name);
  const std::string_view manager = manager_of(file.text);
  if (manager == "pre-commit" || manager == "prek") {
    QUALM_ASSIGN(const HookFile before, folder.look(name + ".legacy"));
    return before.runs && program_of_hook(event, before.text).has_value();
  }
  if (manager == "husky") {
    QUALM_ASSIGN(const auto above, git::HookFolder::open(directory + "/.."));
    QUALM_ASSIGN(const HookFile script, above.look(name));
    return calls_us(event, script.text);
  }
  return false;
}

Result<void> look_in_directory(SurveyedHook& hook) {
  if (hook.directory.kind != git::HookDirectoryKind::present) return {};
  const HookEvent& event = *hook.event;
  QUALM_ASSIGN(const auto folder, git::HookFolder::open(hook.directory.path));
  QUALM_ASSIGN(hook.file, folder.look(std::string(event.name)));
  QUALM_ASSIGN(hook.kept, folder.look(kept_name(event)));
  if (hook.file.kind == git::HookFileKind::file)
    hook.program = program_of_hook(event, hook.file.text);
  if (!hook.program && hook.file.runs) {
    QUALM_ASSIGN(hook.called, calls_us_here(event, hook.directory.path, folder, hook.file));
  }
  return {};
}

/// The name of a file of settings, for people; empty for what comes from no file.
std::string shown_origin(const git::Repository& repository, const std::string& origin) {
  constexpr std::string_view kFile = "file:";
  if (!origin.starts_with(kFile)) return {};
  const std::filesystem::path file = origin.substr(kFile.size());
  return shown_path(repository, file.lexically_normal().string());
}

}  // namespace

const git::ConfiguredHook* SurveyedHook::ours() const {
  const std::string name = our_name(*event);
  const auto found = std::find_if(configured.begin(), configured.end(),
                                  [&](const auto& hook) { return hook.name == name; });
  return found == configured.end() ? nullptr : &*found;
}

Result<HookSurvey> survey_hooks(const git::Repository& repository,
                                const std::vector<const HookEvent*>& events) {
  HookSurvey survey;
  QUALM_ASSIGN(survey.git, git::git_version(repository));
  QUALM_ASSIGN(survey.settings, git::hook_settings(repository));
  if (survey.reads_configured())
    survey.gives_up = git::unusable_setting(survey.settings, survey.git);
  std::map<git::HookPlace, git::HookDirectory> directories;
  for (const HookEvent* event : events) {
    if (!directories.contains(event->place)) {
      QUALM_ASSIGN(directories[event->place], git::hook_directory(repository, event->place));
    }
    SurveyedHook hook{.event = event, .directory = directories.at(event->place)};
    // A Git that does not read them may be followed by one that does.
    hook.configured = git::configured_hooks(survey.settings, event->name,
                                            std::max(survey.git, git::kConfiguredHooksSince));
    hook.own_settings = git::own_settings(repository, survey.settings, our_name(*event));
    QUALM_TRY(look_in_directory(hook));
    survey.hooks.push_back(std::move(hook));
  }
  return survey;
}

std::string shown_path(const git::Repository& repository, const std::string& path) {
  const std::string& base = repository.is_bare() ? repository.git_directory() : repository.root();
  const auto relative = std::filesystem::path(path).lexically_relative(base);
  return relative.empty() || *relative.begin() == ".." ? path : relative.generic_string();
}

std::string shown_setting(const git::Repository& repository, const git::HookSetting& setting) {
  const std::string origin = shown_origin(repository, setting.origin);
  return origin.empty() ? fmt::format("{} ({})", setting.key, setting.scope)
                        : fmt::format("{} ({}, {})", setting.key, setting.scope, origin);
}

std::string unset_hint(const git::HookSetting& setting) {
  constexpr std::string_view kFile = "file:";
  if (!setting.origin.starts_with(kFile))
    return "it is set for this command alone, by `git -c` or in the environment";
  return fmt::format(
      "take it back: git config --file '{}' --unset-all {}",
      std::filesystem::path(setting.origin.substr(kFile.size())).lexically_normal().string(),
      setting.key);
}

std::string shown_setting(const git::Repository& repository, const git::HookDirectory& directory) {
  const std::string origin = shown_origin(repository, directory.origin);
  return origin.empty() ? fmt::format("core.hooksPath ({})", directory.scope)
                        : fmt::format("core.hooksPath ({}, {})", directory.scope, origin);
}

}  // namespace qualm::commands
