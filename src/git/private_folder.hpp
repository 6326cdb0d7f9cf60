// A folder that nobody else can look into, for files that another program is to read.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace qualm::git {

/// Made under /tmp for its owner alone, and removed with its files. Not under TMPDIR: that is a
/// word of the environment, which whoever starts a hook may set; /tmp exists wherever ssh-keygen
/// does, and keeps others from removing what they do not own.
class PrivateFolder {
 public:
  /// `io` when none can be made.
  [[nodiscard]] static Result<PrivateFolder> make();

  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&&) = delete;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  /// Writes a new file with the mode 0600; its path. `io` when that fails.
  [[nodiscard]] Result<std::string> add(std::string_view name, std::string_view content);

 private:
  explicit PrivateFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;  ///< empty once it was moved away
  std::vector<std::string> files_;
};

}  // namespace qualm::git
