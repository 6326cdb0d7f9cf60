// What an opened repository says about itself.

#include "git/repository.hpp"

#include "git/libgit2.hpp"

namespace qualm::git {

const std::string& Repository::root() const { return impl_->root; }

const std::string& Repository::git_directory() const { return impl_->git_directory; }

bool Repository::is_bare() const { return impl_->bare; }

bool Repository::is_shallow() const { return impl_->shallow; }

Result<std::string> Repository::head_branch() const {
  const std::lock_guard lock(impl_->mutex);
  ReferenceHandle head;
  if (git_reference_lookup(out(head), impl_->handle.get(), "HEAD") < 0) {
    return fail(ErrorCode::invalid, "HEAD cannot be read: " + last_error_text(), "run `git fsck`");
  }
  const char* const target = git_reference_symbolic_target(head.get());
  return std::string(target == nullptr ? "" : target);
}

Result<std::optional<Revision>> Repository::head() const {
  QUALM_ASSIGN(const std::string branch, head_branch());
  if (!branch.empty()) {
    const std::lock_guard lock(impl_->mutex);
    git_oid id;
    const int code = git_reference_name_to_id(&id, impl_->handle.get(), branch.c_str());
    if (code == GIT_ENOTFOUND) return std::nullopt;
    if (code < 0) {
      return fail(ErrorCode::invalid, branch + " cannot be read: " + last_error_text(),
                  "run `git fsck`");
    }
  }
  QUALM_ASSIGN(Revision revision, resolve("HEAD"));
  return std::optional(std::move(revision));
}

Result<bool> Repository::is_ignored(std::string_view path) const {
  if (impl_->bare) return false;
  const std::lock_guard lock(impl_->mutex);
  int ignored = 0;
  const std::string name(path);
  if (git_ignore_path_is_ignored(&ignored, impl_->handle.get(), name.c_str()) < 0) {
    return fail(ErrorCode::io, "ignore rules cannot be read: " + last_error_text());
  }
  return ignored != 0;
}

}  // namespace qualm::git
