// Names of refs: which ones Git allows, and which stand as files on disk.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace qualm::git {

/// Whether Git takes `name` for the full name of a ref: `refs/` and what may follow it. Git passes
/// over files under refs/ that are called otherwise, an editor's `main~` for one.
[[nodiscard]] bool is_ref_name(std::string_view name);

/// The refs that stand in files of their own below `common_directory` and whose names begin with
/// `prefix`, in no order. Names only: what the files say is another matter. Left out is what
/// belongs to one work tree alone (bisecting, rewriting). `limit` when there are too many, `io`
/// when a folder cannot be read, `invalid` for what is neither file nor folder.
[[nodiscard]] Result<std::vector<std::string>> loose_ref_names(const std::string& common_directory,
                                                               std::string_view prefix);

/// Whether a ref belongs to one work tree alone.
[[nodiscard]] bool is_work_tree_ref(std::string_view name);

}  // namespace qualm::git
