// The files of a hook directory: looked at as Git looks at them, and changed whole or not at all.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "git/disk.hpp"
#include "support/result.hpp"

namespace qualm::git {

enum class HookFileKind : std::uint8_t { none, file, link, other };

/// What stands under a name.
struct HookFile {
  HookFileKind kind = HookFileKind::none;
  bool runs = false;  ///< Git would run it: it may be executed, links followed
  mode_t mode = 0;    ///< its permissions; of a link those of what it leads to
  /// Its content, links followed; at most `limits::kHookFileBytes` of it. Empty when it may not be
  /// read.
  std::string text;
};

/// An open hook directory. Names are single ones, without a slash.
class HookFolder {
 public:
  /// Opens the directory at `path`, links followed. `io` when that fails.
  [[nodiscard]] static Result<HookFolder> open(const std::string& path);

  /// `io` when it cannot be looked at.
  [[nodiscard]] Result<HookFile> look(const std::string& name) const;

  /// Writes an executable file in the place of whatever file or link is there; at every moment
  /// there is the old one or the new one, whole.
  [[nodiscard]] Result<void> put(const std::string& name, std::string_view text, mode_t mode) const;

  /// Gives a file or link the second name `kept`, with its bytes, mode and owner; it goes on being
  /// there under `name` as well, unless the file system cannot do that. `invalid` when `kept` is
  /// taken.
  [[nodiscard]] Result<void> keep(const std::string& name, const std::string& kept) const;

  /// Gives `kept` its old name back, in the place of whatever file is there.
  [[nodiscard]] Result<void> give_back(const std::string& kept, const std::string& name) const;

  [[nodiscard]] Result<void> remove(const std::string& name) const;

 private:
  HookFolder(Descriptor descriptor, std::string path)
      : descriptor_(std::move(descriptor)), path_(std::move(path)) {}
  [[nodiscard]] tl::unexpected<Error> failure(const std::string& name, std::string_view what) const;
  [[nodiscard]] Result<void> flush() const;

  Descriptor descriptor_;
  std::string path_;
};

/// The permissions of the hooks that we write: everybody who may push has to be able to run them.
inline constexpr mode_t kHookMode = 0755;

}  // namespace qualm::git
