// Names of refs. libgit2 lists refs too, but passes over files it cannot read without a word; who
// must not miss a ref has to know the names first.

#include "git/ref_name.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

bool is_component(std::string_view name) {
  return !name.empty() && !name.starts_with('.') && !name.ends_with(".lock");
}

tl::unexpected<Error> unreadable(const fs::path& path, const std::error_code& error) {
  return fail(ErrorCode::io, path.string() + " cannot be read: " + error.message(),
              "check who may read the repository");
}

/// Gathers names below refs/, one folder after another.
class LooseRefs {
 public:
  LooseRefs(fs::path top, std::string_view prefix) : top_(std::move(top)), prefix_(prefix) {}

  Result<std::vector<std::string>> gather(const std::string& folder) {
    folders_.push_back(folder);
    while (!folders_.empty()) {
      const std::string next = std::move(folders_.back());
      folders_.pop_back();
      QUALM_TRY(list(next));
    }
    return std::move(names_);
  }

 private:
  /// `folder` ends in a slash.
  Result<void> list(const std::string& folder) {
    std::error_code error;
    fs::directory_iterator item(top_ / folder, error);
    // A folder that is not there, or no longer, holds no refs.
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
      return {};
    }
    for (; !error && item != fs::directory_iterator(); item.increment(error)) {
      if (++seen_ > 2 * limits::kRefs) {
        return fail(ErrorCode::limit, "there are more than " + std::to_string(2 * limits::kRefs) +
                                          " files and folders below " + folder);
      }
      QUALM_TRY(take(*item, folder + item->path().filename().string()));
    }
    if (error) return unreadable(top_ / folder, error);
    return {};
  }

  Result<void> take(const fs::directory_entry& item, std::string name) {
    if (name.size() > limits::kPathBytes) {
      return fail(ErrorCode::limit, "the name of a ref is longer than " +
                                        std::to_string(limits::kPathBytes) + " bytes");
    }
    std::error_code error;
    const fs::file_status status = item.status(error);
    if (fs::is_directory(status)) {
      name += '/';
      const bool leads_there = name.starts_with(prefix_) || prefix_.starts_with(name);
      if (leads_there && !is_work_tree_ref(name)) folders_.push_back(std::move(name));
      return {};
    }
    if (!name.starts_with(prefix_) || !is_ref_name(name)) return {};
    // What has just gone is no longer our business; a link that leads nowhere is looked at later.
    if (fs::exists(status) && !fs::is_regular_file(status)) {
      return fail(ErrorCode::invalid, "ref " + visible_name(name) + " is not a file");
    }
    names_.push_back(std::move(name));
    return {};
  }

  fs::path top_;
  std::string_view prefix_;
  std::vector<std::string> folders_;
  std::vector<std::string> names_;
  std::size_t seen_ = 0;
};

}  // namespace

bool is_ref_name(std::string_view name) {
  if (!name.starts_with("refs/") || name.ends_with('.') || name.size() > limits::kPathBytes) {
    return false;
  }
  if (name.find("..") != std::string_view::npos || name.find("@{") != std::string_view::npos) {
    return false;
  }
  const bool forbidden = std::ranges::any_of(name, [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte <= 0x20 || byte == 0x7f ||
           std::string_view("~^:?*[\\").find(letter) != std::string_view::npos;
  });
  if (forbidden) return false;
  const auto components = split(name, '/');
  return std::ranges::all_of(components, is_component);
}

bool is_work_tree_ref(std::string_view name) {
  constexpr std::array<std::string_view, 3> kOwn = {"refs/bisect/", "refs/worktree/",
                                                    "refs/rewritten/"};
  return std::ranges::any_of(kOwn, [name](std::string_view own) { return name.starts_with(own); });
}

Result<std::vector<std::string>> loose_ref_names(const std::string& common_directory,
                                                 std::string_view prefix) {
  constexpr std::string_view kTop = "refs/";
  if (!kTop.starts_with(prefix) && !prefix.starts_with(kTop)) return std::vector<std::string>();
  const std::size_t slash = prefix.rfind('/');
  const std::string folder(slash == std::string_view::npos ? kTop : prefix.substr(0, slash + 1));
  // A prefix no ref may have could lead out of the repository.
  if (folder != kTop && !is_ref_name(folder.substr(0, folder.size() - 1))) {
    return std::vector<std::string>();
  }
  return LooseRefs(common_directory, prefix).gather(folder);
}

}  // namespace qualm::git
