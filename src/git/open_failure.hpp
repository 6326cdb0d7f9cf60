// Why a repository could not be opened, told apart from "there is none".

#pragma once

#include <string>
#include <string_view>

#include "support/error.hpp"

namespace qualm::git {

/// What is known about a failed attempt to open a repository.
struct OpenFailure {
  bool not_found = false;      ///< the library says that there is nothing there
  bool foreign_owner = false;  ///< the library says that it belongs to somebody else
  bool refused = false;        ///< the operating system is to blame
  std::string text;            ///< the library's own words
  std::string path;            ///< where the search started, or what `GIT_DIR` names; absolute
  std::string found;           ///< the repository that discovery sees there; may be empty
  bool explicit_path = false;  ///< `path` comes from `GIT_DIR`
};

/// The error for a failure: one distinct message for each cause, with the command that mends it.
[[nodiscard]] Error explain(const OpenFailure& failure);

}  // namespace qualm::git
