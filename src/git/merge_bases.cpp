// Where two lines of history part.

#include "git/merge_bases.hpp"

#include "git/libgit2.hpp"
#include "support/text.hpp"

namespace qualm::git {

Result<std::vector<std::string>> merge_bases(const Repository& repository, const std::string& left,
                                             const std::string& right) {
  const auto one = from_hex(left);
  const auto other = from_hex(right);
  if (!one || !other)
    return fail(ErrorCode::invalid,
                "'" + shorten(one ? right : left, 80) + "' is not the id of a commit");
  std::vector<std::string> found;
  const std::lock_guard lock(repository.impl()->mutex);
  git_oidarray bases = {nullptr, 0};
  const int code = git_merge_bases(&bases, repository.impl()->handle.get(), &*one, &*other);
  for (std::size_t i = 0; code == 0 && i < bases.count; ++i) found.push_back(to_hex(bases.ids[i]));
  git_oidarray_dispose(&bases);
  if (code == 0 || code == GIT_ENOTFOUND || repository.is_shallow()) return found;
  return fail(ErrorCode::incomplete,
              "what commits " + left.substr(0, 7) + " and " + right.substr(0, 7) +
                  " share cannot be told: " + last_error_text(),
              "run `git fsck`");
}

}  // namespace qualm::git
