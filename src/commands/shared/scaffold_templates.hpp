// The templates that a command fills in: those it was given, the repository's, the built-in ones.

#pragma once

#include "commands/command.hpp"
#include "git/repository.hpp"
#include "model/snapshot.hpp"
#include "scaffold/template_set.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// The option of every command that fills in templates.
inline constexpr Option kTemplatesOption{
    .name = "--templates",
    .value = "DIR|URL@COMMIT",
    .help = "take templates from this folder, or from a Git repository at this full commit id"};

/// The built-in templates, below those of `.qualm/templates` in `tree`, below those that
/// `--templates` names. A repository is fetched by `git` into a private folder that is removed
/// again, and read from its objects: nothing of it is checked out or run. `usage` for one that is
/// not pinned to a commit, `not_found` for a folder that is not there, `limit` for too many or too
/// large files, `invalid` for a file that replaces no template.
[[nodiscard]] Result<scaffold::TemplateSet> load_templates(const Session& session,
                                                           const Arguments& arguments,
                                                           const Snapshot& tree);

}  // namespace qualm::commands
