// Running the user's editor.

#include "commands/shared/editor.hpp"

#include <cstdio>
#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "commands/shared/workspace.hpp"
#include "git/program.hpp"
#include "git/refs.hpp"
#include "support/limits.hpp"

namespace qualm::commands {
namespace {

/// The command that Git would run; empty when there is none.
Result<std::string> editor_of(const Session& session, const git::Repository& repository) {
  if (std::string named = session.variable("GIT_EDITOR"); !named.empty()) return named;
  QUALM_ASSIGN(const auto set, git::setting(repository, "core.editor"));
  if (set && !set->empty()) return *set;
  const std::string terminal = session.variable("TERM");
  const bool dumb = terminal.empty() || terminal == "dumb";
  if (std::string visual = session.variable("VISUAL"); !visual.empty() && !dumb) return visual;
  if (std::string named = session.variable("EDITOR"); !named.empty()) return named;
  return std::string(dumb || !session.out_is_terminal ? "" : "vi");
}

/// The first of `name.md`, `name-2.md` … that is not there yet: an earlier text may be all that is
/// left of somebody's words.
Result<std::string> new_file(const git::Repository& repository, const std::string& name) {
  constexpr int kMost = 99;
  for (int number = 1; number <= kMost; ++number) {
    const std::string suffix = number == 1 ? std::string() : fmt::format("-{}", number);
    std::string file = fmt::format("{}/{}{}.md", repository.git_directory(), name, suffix);
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::symlink_status(file, error))) return file;
  }
  return fail(
      ErrorCode::io,
      fmt::format("there are {} texts called {} in {}", kMost, name, repository.git_directory()),
      "remove those that are no longer wanted");
}

}  // namespace

Result<Edited> edit(const Session& session, const git::Repository& repository,
                    const std::string& name, std::string_view text) {
  QUALM_ASSIGN(const std::string editor, editor_of(session, repository));
  if (editor.empty()) {
    return fail(ErrorCode::usage, "there is no terminal to open an editor on",
                "give the text with --message or --file, or set GIT_EDITOR");
  }
  Edited edited;
  QUALM_ASSIGN(edited.file, new_file(repository, name));
  QUALM_TRY(write_file(edited.file, text));
  session.out.flush();
  // An editor may be a command line with options, which is for a shell to read, as Git has it read.
  const auto status =
      git::run_on_terminal({.name = "sh",
                            .arguments = {"-c", editor + " \"$@\"", editor, edited.file},
                            .environment = session.environment,
                            .directory = session.cwd});
  auto left = read_file(edited.file, limits::kEventBytes);
  if (status && *status == 0) {
    if (!left) return fail(kept_in(std::move(left).error(), edited.file));
    edited.text = *std::move(left);
    return edited;
  }
  Error error = status ? Error{.code = ErrorCode::io,
                               .message = fmt::format("the editor ended with status {}", *status)}
                       : Error(status.error()).within("while starting the editor");
  if (!left || *left != text) return fail(kept_in(std::move(error), edited.file));
  std::remove(edited.file.c_str());  // nobody wrote anything
  error.hint = "nothing is recorded; say it with --message, or name an editor: GIT_EDITOR";
  return fail(std::move(error));
}

Error kept_in(Error error, const std::string& file) {
  if (!error.hint.empty()) error.hint += error.hint.ends_with('?') ? " " : "; ";
  error.hint += fmt::format("what was written is kept: give it with --file {}", file);
  return error;
}

}  // namespace qualm::commands
