// Reading settings. libgit2 would look for the user's files by the environment of the process and
// knows neither GIT_CONFIG_GLOBAL nor `git -c`; so the files are named to it one by one, and what
// the environment holds is read here.

#include "git/settings.hpp"

#include <charconv>
#include <filesystem>
#include <map>

#include "git/libgit2.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSettings = 100'000;
constexpr std::size_t kMostInEnvironment = 1'000;

using Environment = std::map<std::string, std::string>;

std::optional<std::string> variable(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  if (found == environment.end()) return std::nullopt;
  return found->second;
}

bool is_set(const Environment& environment, const std::string& name) {
  const std::string value = ascii_lower(variable(environment, name).value_or(""));
  return !value.empty() && value != "0" && value != "false" && value != "no" && value != "off";
}

struct SettingsFile {
  std::string path;
  git_config_level_t level = GIT_CONFIG_LEVEL_LOCAL;
};

std::vector<SettingsFile> files_of(const Repository::Impl& repository) {
  const Environment& environment = repository.environment;
  std::vector<SettingsFile> files;
  if (!is_set(environment, "GIT_CONFIG_NOSYSTEM")) {
    files.push_back({variable(environment, "GIT_CONFIG_SYSTEM").value_or("/etc/gitconfig"),
                     GIT_CONFIG_LEVEL_SYSTEM});
  }
  const std::string home = variable(environment, "HOME").value_or("");
  if (const auto global = variable(environment, "GIT_CONFIG_GLOBAL")) {
    files.push_back({*global, GIT_CONFIG_LEVEL_GLOBAL});
  } else {
    const std::string xdg = variable(environment, "XDG_CONFIG_HOME").value_or("");
    if (!xdg.empty()) {
      files.push_back({xdg + "/git/config", GIT_CONFIG_LEVEL_XDG});
    } else if (!home.empty()) {
      files.push_back({home + "/.config/git/config", GIT_CONFIG_LEVEL_XDG});
    }
    if (!home.empty()) files.push_back({home + "/.gitconfig", GIT_CONFIG_LEVEL_GLOBAL});
  }
  files.push_back({repository.common_directory + "/config", GIT_CONFIG_LEVEL_LOCAL});
  return files;
}

Result<void> add_file(git_config* config, const SettingsFile& file, git_repository* handle) {
  std::error_code error;
  if (file.path.empty() || !fs::exists(file.path, error)) {
    if (!error) return {};
    return fail(ErrorCode::io, file.path + " cannot be read: " + error.message());
  }
  if (git_config_add_file_ondisk(config, file.path.c_str(), file.level, handle, 0) == 0) return {};
  return fail(ErrorCode::invalid, file.path + " cannot be read: " + last_error_text(),
              "`git config --list --show-origin` says where it is wrong");
}

Result<void> collect(git_config* config, std::vector<Setting>& settings) {
  ConfigHandle snapshot;
  ConfigIteratorHandle entries;
  // Two statements: a handle is filled when the expression that `out` stands in ends.
  bool failed = git_config_snapshot(out(snapshot), config) < 0;
  if (!failed) failed = git_config_iterator_new(out(entries), snapshot.get()) < 0;
  if (failed) {
    return fail(ErrorCode::invalid, "the settings cannot be read: " + last_error_text());
  }
  git_config_entry* entry = nullptr;
  int code = 0;
  while ((code = git_config_next(&entry, entries.get())) == 0) {
    if (settings.size() == kMostSettings) {
      return fail(ErrorCode::limit,
                  "there are more than " + std::to_string(kMostSettings) + " settings");
    }
    settings.push_back(Setting{.key = normal_key(entry->name),
                               .value = entry->value == nullptr ? "true" : entry->value});
  }
  if (code == GIT_ITEROVER) return {};
  return fail(ErrorCode::invalid, "the settings cannot be read: " + last_error_text());
}

tl::unexpected<Error> missing(const std::string& key, const std::string& value) {
  return fail(ErrorCode::invalid,
              key + " or " + value + " is missing or malformed, though GIT_CONFIG_COUNT counts it");
}

/// GIT_CONFIG_COUNT, GIT_CONFIG_KEY_0, GIT_CONFIG_VALUE_0 and so on.
Result<void> add_counted(const Environment& environment, std::vector<Setting>& settings) {
  const std::string text = variable(environment, "GIT_CONFIG_COUNT").value_or("");
  if (text.empty()) return {};
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || *end != '\0' || count > kMostInEnvironment) {
    return fail(ErrorCode::invalid, "GIT_CONFIG_COUNT is not a number of settings: " + text);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::string key_name = "GIT_CONFIG_KEY_" + std::to_string(i);
    const std::string value_name = "GIT_CONFIG_VALUE_" + std::to_string(i);
    const std::string key = normal_key(variable(environment, key_name).value_or(""));
    const auto value = variable(environment, value_name);
    if (key.empty() || !value) {
      return missing(key_name, value_name);
    }
    settings.push_back(Setting{.key = key, .value = *value});
  }
  return {};
}

/// Takes a word in single quotes off the front; a quote inside it stands as `'\''`, `!` as `'\!'`.
std::optional<std::string> take_quoted(std::string_view& text) {
  if (!text.starts_with('\'')) return std::nullopt;
  text.remove_prefix(1);
  std::string word;
  for (;;) {
    const std::size_t end = text.find('\'');
    if (end == std::string_view::npos) return std::nullopt;
    word += text.substr(0, end);
    text.remove_prefix(end + 1);
    if (!text.starts_with("\\''") && !text.starts_with("\\!'")) return word;
    word += text[1];
    text.remove_prefix(3);
  }
}

/// One of `'key'='value'`, `'key'=`, and the older `'key=value'`, `'key'`.
std::optional<Setting> take_parameter(std::string_view& text) {
  const auto first = take_quoted(text);
  if (!first) return std::nullopt;
  Setting setting{.key = *first, .value = "true"};
  if (text.starts_with('=')) {
    text.remove_prefix(1);
    if (!text.empty() && text.front() != ' ') {
      const auto value = take_quoted(text);
      if (!value) return std::nullopt;
      setting.value = *value;
    }
  } else if (const std::size_t equals = first->find('='); equals != std::string::npos) {
    setting.key = first->substr(0, equals);
    setting.value = first->substr(equals + 1);
  }
  setting.key = normal_key(setting.key);
  if (setting.key.empty() || (!text.empty() && text.front() != ' ')) return std::nullopt;
  return setting;
}

}  // namespace

std::string normal_key(std::string_view key) {
  const std::size_t first = key.find('.');
  const std::size_t last = key.rfind('.');
  if (first == std::string_view::npos || first == 0 || last + 1 == key.size()) return {};
  return ascii_lower(key.substr(0, first)) + std::string(key.substr(first, last - first)) +
         ascii_lower(key.substr(last));
}

Result<std::vector<Setting>> parse_parameters(std::string_view text) {
  std::vector<Setting> settings;
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    auto setting = take_parameter(text);
    if (!setting || settings.size() == kMostInEnvironment) {
      return fail(ErrorCode::invalid, "GIT_CONFIG_PARAMETERS in the environment is malformed",
                  "it is set by `git -c`; unset it");
    }
    settings.push_back(*std::move(setting));
  }
  return settings;
}

Result<std::vector<Setting>> all_settings(const Repository& repository) {
  Repository::Impl& impl = *repository.impl();
  const std::lock_guard lock(impl.mutex);
  ConfigHandle config;
  if (git_config_new(out(config)) < 0) return fail(ErrorCode::io, last_error_text());
  for (const SettingsFile& file : files_of(impl)) {
    QUALM_TRY(add_file(config.get(), file, impl.handle.get()));
  }
  if (config_bool(config.get(), "extensions.worktreeconfig").value_or(false)) {
    const SettingsFile own{impl.git_directory + "/config.worktree", GIT_CONFIG_LEVEL_APP};
    QUALM_TRY(add_file(config.get(), own, impl.handle.get()));
  }
  std::vector<Setting> settings;
  QUALM_TRY(collect(config.get(), settings));
  QUALM_TRY(add_counted(impl.environment, settings));
  const std::string passed = variable(impl.environment, "GIT_CONFIG_PARAMETERS").value_or("");
  QUALM_ASSIGN(const std::vector<Setting> parameters, parse_parameters(passed));
  settings.insert(settings.end(), parameters.begin(), parameters.end());
  return settings;
}

}  // namespace qualm::git
