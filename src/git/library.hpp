// The Git library: started when a repository is first opened, never before.

#pragma once

#include <memory>
#include <string>

#include "support/result.hpp"

namespace qualm::git {

/// Keeps libgit2 initialised while it lives. Every `Repository` holds one, so that commands that
/// open no repository never pay for it.
class Library {
 public:
  /// Starts libgit2 and sets its process-wide options, unless it is running already; `unsupported`
  /// when it cannot start. Open the first repository before starting threads.
  [[nodiscard]] static Result<std::shared_ptr<const Library>> open();

  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library();

 private:
  Library() = default;
};

/// The version of the libgit2 in use, as `1.5.1`. Does not start it.
[[nodiscard]] std::string libgit2_version();

/// Whether this program was linked without libgit2's TLS, SSH and Negotiate code.
[[nodiscard]] bool libgit2_without_network();

}  // namespace qualm::git
