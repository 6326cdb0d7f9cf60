// Forges: where each looks for what it is to run and to show.

#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace qualm::scaffold {

/// A file that a forge reads, and the template that it is made from.
struct ForgeFile {
  std::string_view from;  ///< below templates/
  std::string_view to;    ///< from the root of the repository
};

struct Forge {
  std::string_view name;  ///< the word for `--forge`
  std::string_view title;
  std::span<const std::string_view> signs;  ///< paths that only repositories for it have
  std::span<const std::string_view> words;  ///< in the address of a remote
  std::span<const ForgeFile> files;
  std::span<const std::string_view> owners;         ///< where CODEOWNERS may stand; ours first
  std::span<const std::string_view> pull_requests;  ///< where the template may stand; ours first
  std::string_view control;  ///< what makes the gate count there; `{{branch}}` in it is a field
};

/// Every forge, and `none` last.
[[nodiscard]] std::span<const Forge> all_forges();

/// The forge called `name`; null when there is none.
[[nodiscard]] const Forge* find_forge(std::string_view name);

/// What tells which forge a repository is for.
struct ForgeSigns {
  std::function<Result<bool>(std::string_view path)> exists;
  std::vector<std::string> remotes;  ///< addresses, the most important first
};

/// The forge that files speak of or, where they speak of none or of several, a remote does; `none`
/// where nothing tells. Fails as `exists` does.
[[nodiscard]] Result<const Forge*> recognise_forge(const ForgeSigns& signs);

}  // namespace qualm::scaffold
