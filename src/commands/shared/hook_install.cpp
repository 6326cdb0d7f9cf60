// Putting our hooks in their places.
//
// Everything that can be known to be in the way is looked at before anything is changed; what only
// shows on the way is answered by going the way back.

#include "commands/shared/hook_install.hpp"

#include <fmt/format.h>

#include "commands/shared/hook_changes.hpp"
#include "commands/shared/hook_place.hpp"
#include "commands/shared/hook_text.hpp"
#include "support/limits.hpp"

namespace qualm::commands {
namespace {

using git::HookFile;
using git::HookFileKind;

/// What a hook of somebody else is called in messages.
std::string name_of(const HookFile& file) {
  const std::string_view manager = manager_of(file.text);
  return manager.empty() ? std::string() : fmt::format(" ({})", manager);
}

/// A tool that wrote its hook again over ours wrote what is kept already.
bool is_kept_already(const SurveyedHook& hook) {
  return hook.file.kind == HookFileKind::file && hook.kept.kind == HookFileKind::file &&
         hook.file.text.size() < limits::kHookFileBytes && hook.file.text == hook.kept.text &&
         hook.file.mode == hook.kept.mode;
}

/// A hook that calls us by itself is as good as ours, and ours before it would judge twice.
bool calls_us_already(const SurveyedHook& hook) {
  return !hook.program && hook.file.runs && calls_us(*hook.event, hook.file.text);
}

/// Whether the hook that is there can be kept and run after ours.
Result<void> check_other(const git::Repository& repository, const SurveyedHook& hook,
                         const std::string& program) {
  const std::string name(hook.event->name);
  if (hook.file.kind == HookFileKind::none || hook.program || is_kept_already(hook) ||
      calls_us_already(hook))
    return {};
  const std::string place = shown_path(repository, hook.directory.path);
  if (hook.file.kind == HookFileKind::other) {
    return fail(ErrorCode::invalid, fmt::format("{}/{} is neither file nor link", place, name),
                "look at what it is, and remove it");
  }
  if (has_to_stand(hook.file.text)) {
    return fail(ErrorCode::invalid,
                fmt::format("the {} hook that is there{} has to stand under that name: without it "
                            "nobody would be let in",
                            name, name_of(hook.file)),
                "qualm hook install pre-receive reference-transaction, which judge all that it "
                "would");
  }
  if (looks_at_its_name(hook.file.text)) {
    return fail(ErrorCode::invalid,
                fmt::format("the {} hook that is there{} looks at its own name, so it would not do "
                            "the same when it is kept under another",
                            name, name_of(hook.file)),
                fmt::format("have it run this as well, with its arguments and standard input, and "
                            "fail when this fails: {} \"$@\"",
                            our_command(*hook.event, program)));
  }
  if (hook.kept.kind == HookFileKind::none) return {};
  return fail(ErrorCode::invalid,
              fmt::format("both {} and {} are hooks of others, and only one can be kept", name,
                          kept_name(*hook.event)),
              fmt::format("look at both in {}, and remove one", place));
}

class Installer {
 public:
  Installer(const git::Repository& repository, const InstallOptions& options, bool configured)
      : repository_(repository), options_(options), configured_(configured) {}

  Result<void> check(const SurveyedHook& hook) const {
    if (configured_) return {};
    QUALM_TRY(check_place(repository_, hook.directory, options_.shared));
    return check_other(repository_, hook, options_.program);
  }

  Result<HookChange> install(const SurveyedHook& hook) {
    return configured_ ? into_settings(hook) : into_directory(hook);
  }

  Error go_back(Error reason) { return back_.go(std::move(reason)); }

 private:
  Result<HookChange> into_directory(const SurveyedHook& hook);
  Result<HookChange> into_settings(const SurveyedHook& hook);
  Result<std::string> keep_other(const SurveyedHook& hook, const git::HookFolder& folder);
  Result<void> forget_settings(const SurveyedHook& hook);
  Result<std::string> clear_directory(const SurveyedHook& hook);

  const git::Repository& repository_;
  const InstallOptions& options_;
  bool configured_;
  WayBack back_;
};

/// Keeps the hook of somebody else; what there is to say about it.
Result<std::string> Installer::keep_other(const SurveyedHook& hook, const git::HookFolder& folder) {
  const std::string kept = kept_name(*hook.event);
  if (hook.file.kind == HookFileKind::none || hook.program || is_kept_already(hook)) {
    return hook.kept.kind == HookFileKind::none ? std::string()
                                                : fmt::format("; {} runs after it", kept);
  }
  const std::string name(hook.event->name);
  QUALM_TRY(folder.keep(name, kept));
  back_.add([path = hook.directory.path, name, kept]() -> Result<void> {
    QUALM_ASSIGN(const auto again, git::HookFolder::open(path));
    return again.give_back(kept, name);
  });
  if (!hook.file.runs) {
    return fmt::format(
        "; the one that was there{} is not executable, so Git did not run it: it is kept as {}, "
        "and "
        "not run",
        name_of(hook.file), kept);
  }
  return fmt::format("; the hook that was there{} is kept as {} and runs after it",
                     name_of(hook.file), kept);
}

Result<HookChange> Installer::into_directory(const SurveyedHook& hook) {
  const std::string name(hook.event->name);
  const std::string text = our_hook(*hook.event, options_.program);
  const std::string place = shown_path(repository_, hook.directory.path);
  HookChange change{.event = hook.event};
  if (hook.program && hook.file.text == text && hook.file.mode == git::kHookMode) {
    change.text = fmt::format("installed in {} already", place);
  } else if (calls_us_already(hook)) {
    change.text = fmt::format("the hook in {} calls qualm already, and stays as it is", place);
  } else {
    QUALM_ASSIGN(const auto folder, open_place(hook.directory));
    QUALM_ASSIGN(const std::string about_other, keep_other(hook, folder));
    const bool was_there = hook.file.kind != HookFileKind::none;
    QUALM_TRY(folder.put(name, text, git::kHookMode));
    if (!was_there || hook.program || is_kept_already(hook)) {
      back_.add([path = hook.directory.path, name, was_there, old = hook.file]() -> Result<void> {
        QUALM_ASSIGN(const auto again, git::HookFolder::open(path));
        return was_there ? again.put(name, old.text, old.mode) : again.remove(name);
      });
    }
    change.changed = true;
    change.in_work_tree = hook.directory.in_work_tree;
    change.text =
        fmt::format("{} in {}{}", hook.program ? "renewed" : "installed", place, about_other);
  }
  QUALM_TRY(forget_settings(hook));
  return change;
}

/// Once the file is there, what stands in the settings would judge everything twice.
Result<void> Installer::forget_settings(const SurveyedHook& hook) {
  const git::ConfiguredHook* const ours = hook.ours();
  if (ours == nullptr || ours->scope != "local") return {};
  const std::string name = ours->name;
  QUALM_TRY(git::forget_hook(repository_, name));
  back_.add([this, name, event = std::string(hook.event->name), command = ours->command] {
    return git::configure_hook(repository_, name, event, command);
  });
  return {};
}

Result<HookChange> Installer::into_settings(const SurveyedHook& hook) {
  const std::string name = our_name(*hook.event);
  const std::string command = our_command(*hook.event, options_.program);
  HookChange change{.event = hook.event};
  const git::ConfiguredHook* const ours = hook.ours();
  if (ours != nullptr && ours->command == command && ours->enabled) {
    change.text = fmt::format("configured as hook.{} already", ours->name);
  } else {
    // Whatever stood there under our name is ours, and may say more than the two settings we write.
    if (ours != nullptr && ours->scope == "local") QUALM_TRY(forget_settings(hook));
    auto done = git::configure_hook(repository_, name, std::string(hook.event->name), command);
    if (!done) {
      const auto half = git::forget_hook(repository_, name);  // there may be nothing to forget
      static_cast<void>(half);
      return fail(std::move(done).error());
    }
    back_.add([this, name] { return git::forget_hook(repository_, name); });
    change.changed = true;
    change.text = fmt::format("configured as hook.{}", name);
  }
  QUALM_ASSIGN(const std::string about_file, clear_directory(hook));
  change.text += about_file;
  return change;
}

/// Once it is configured, our file would judge everything twice; the kept hook is Git's to run.
Result<std::string> Installer::clear_directory(const SurveyedHook& hook) {
  if (!hook.program || !(hook.directory.own || options_.shared)) {
    const bool other = hook.file.kind != HookFileKind::none && !hook.program && hook.file.runs;
    return other ? fmt::format("; the hook in {}{} stays, and runs after it",
                               shown_path(repository_, hook.directory.path), name_of(hook.file))
                 : std::string();
  }
  QUALM_TRY(take_away(hook, back_));
  const bool was_kept = hook.kept.kind != HookFileKind::none;
  return fmt::format("; the file in {} is gone{}", shown_path(repository_, hook.directory.path),
                     was_kept ? ", and the hook that was there before is back" : "");
}

}  // namespace

Result<std::vector<HookChange>> install_hooks(const git::Repository& repository,
                                              const HookSurvey& survey,
                                              const InstallOptions& options) {
  Installer installer(repository, options, survey.reads_configured() && !options.files);
  for (const SurveyedHook& hook : survey.hooks) QUALM_TRY(installer.check(hook));
  std::vector<HookChange> changes;
  for (const SurveyedHook& hook : survey.hooks) {
    auto change = installer.install(hook);
    if (!change) return fail(installer.go_back(std::move(change).error()));
    changes.push_back(*std::move(change));
  }
  return changes;
}

}  // namespace qualm::commands
