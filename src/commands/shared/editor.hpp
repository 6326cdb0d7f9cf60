// Letting the user write a text in their editor.

#pragma once

#include <string>
#include <string_view>

#include "commands/session.hpp"
#include "git/repository.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// A text that the user had in their editor.
struct Edited {
  std::string text;
  std::string file;  ///< where it was edited, absolute
};

/// What the user made of `text` in the editor that Git would open: `GIT_EDITOR`, the setting
/// `core.editor`, `VISUAL`, `EDITOR`, then `vi` on a terminal. The file is a new one in the
/// repository's own directory, called `name.md` or, when that is left from another time,
/// `name-2.md` and so on; it stays there when the caller does not remove it: nothing that was
/// written is lost. `usage` when there is no editor, `io` when it fails or leaves no text.
[[nodiscard]] Result<Edited> edit(const Session& session, const git::Repository& repository,
                                  const std::string& name, std::string_view text);

/// `error`, whose hint says as well that what was written in an editor is kept in `file`.
[[nodiscard]] Error kept_in(Error error, const std::string& file);

}  // namespace qualm::commands
