// Writing several files of the work tree, all of them or none.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "git/repository.hpp"
#include "scaffold/plan.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// What stands at `path`, from the root of the work tree. `invalid` for a path that no file of this
/// repository can have, that leads through a symbolic link, a file or another repository; `io` when
/// it cannot be read.
[[nodiscard]] Result<scaffold::Standing> look_in_work_tree(const git::Repository& repository,
                                                           const std::string& path);

/// A file that is to be written.
struct NewContent {
  std::string path;  ///< from the root of the work tree
  std::string content;
  std::optional<std::string> before = {};  ///< what stood there when it was planned; nothing: none
  bool executable = false;
};

/// Writes all `files`, making the folders above them, or none: what fails undoes what was done.
/// Every file is written beside its place and flushed first, then moved there; one that appeared or
/// changed in the meantime is never replaced. Fails as `look_in_work_tree`, and with `io`, naming
/// the file; the repository then stands as it did.
[[nodiscard]] Result<void> write_together(const git::Repository& repository,
                                          const std::vector<NewContent>& files);

/// Removes what a `write_together` that was killed left beside these `paths`: files under a
/// temporary name whose process is gone. Each held what stands at its place by now or what is
/// written again, so nothing is lost. How many there were; never fails.
[[nodiscard]] std::size_t clear_leftovers(const git::Repository& repository,
                                          const std::vector<std::string>& paths);

}  // namespace qualm::commands
