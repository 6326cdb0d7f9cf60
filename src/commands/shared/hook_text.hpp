// What stands in the files of hooks: ours, and those of others.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/session.hpp"
#include "commands/shared/hook_events.hpp"
#include "git/hook_file.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Where this binary is, as hooks are to call it: the absolute path by which it was called, so that
/// an upgrade behind a symbolic link is followed. `not_found` when that cannot be said, `invalid`
/// for a path with control characters.
[[nodiscard]] Result<std::string> program_path(const Session& session);

/// The file of a hook that runs the qualm at `program`.
[[nodiscard]] std::string our_hook(const HookEvent& event, std::string_view program);

/// What a script of somebody else has to run, in front of the arguments that Git gave it.
[[nodiscard]] std::string our_call(const HookEvent& event, std::string_view program);

/// The command of a configured hook that runs the qualm at `program`. It says that it is one: Git
/// runs what stands in the directory by itself then.
[[nodiscard]] std::string our_command(const HookEvent& event, std::string_view program);

/// The name under which that command is configured.
[[nodiscard]] std::string our_name(const HookEvent& event);

/// Which qualm a text or a command of ours runs; nothing when it is not ours. A file is ours by its
/// second line. The path is empty when it names none.
[[nodiscard]] std::optional<std::string> program_of_hook(const HookEvent& event,
                                                         std::string_view text);
[[nodiscard]] std::optional<std::string> program_of_command(const HookEvent& event,
                                                            std::string_view command);

/// Whether Git would run this file, and it is ours as this qualm writes it.
[[nodiscard]] bool is_our_hook(const HookEvent& event, const git::HookFile& file);

/// The name beside it that the hook of somebody else is kept under.
[[nodiscard]] std::string kept_name(const HookEvent& event);

/// Whether a script of somebody else calls us, outside its comments.
[[nodiscard]] bool calls_us(const HookEvent& event, std::string_view text);

/// Whether a configured command calls us: ours, or one that somebody wrote by hand.
[[nodiscard]] bool command_calls_us(const HookEvent& event, std::string_view command);

/// The tool that wrote this hook, by its own marks: `git-lfs`; empty when it is none that is known.
[[nodiscard]] std::string_view manager_of(std::string_view text);

/// Whether a hook has to be the file of its name, because the tool that wrote it looks for it
/// there: gitolite lets nobody into a repository whose update hook is not its own.
[[nodiscard]] bool has_to_stand(std::string_view text);

/// Whether a hook looks at the name that it was called by, and so would do something else, or
/// nothing, under another name.
[[nodiscard]] bool looks_at_its_name(std::string_view text);

}  // namespace qualm::commands
