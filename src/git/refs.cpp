// Reading refs so that none is missed.
//
// libgit2's listing leaves out a ref whose file it cannot read, and one that is packed between its
// two looks at the repository. So the names of files come first, from the disk; the packed refs
// come second; and each file is then looked up by its name, which finds it wherever it has gone.

#include "git/refs.hpp"

#include <filesystem>
#include <map>

#include "git/libgit2.hpp"
#include "git/ref_name.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

using RefIteratorHandle = CHandle<git_reference_iterator, git_reference_iterator_free>;
/// Symbolic refs that may lead to each other; as many as Git follows.
constexpr int kMostLinks = 5;

using RefMap = std::map<std::string, std::string>;

std::string shown(std::string_view name) { return shorten(visible_name(name), 120); }

tl::unexpected<Error> broken(std::string_view name, const std::string& why) {
  return fail(ErrorCode::invalid, "ref " + shown(name) + " cannot be read: " + why,
              "`git fsck` describes it; restore it, or delete it if nobody needs it");
}

Result<std::string> checked(std::string_view name, const git_oid& id) {
  if (git_oid_is_zero(&id) != 0) return broken(name, "it names no object");
  return to_hex(id);
}

/// The ref itself; null when there is none.
Result<ReferenceHandle> look_up(git_repository* handle, const std::string& name) {
  ReferenceHandle reference;
  const int code = git_reference_lookup(out(reference), handle, name.c_str());
  if (code == GIT_ENOTFOUND) return ReferenceHandle();
  if (code < 0) return broken(name, last_error_text());
  return reference;
}

/// The id a ref leads to; nothing when it is not there, or symbolic and leads to one that is not.
Result<std::optional<std::string>> read_ref(git_repository* handle, const std::string& name) {
  std::string at = name;
  for (int links = 0; links <= kMostLinks; ++links) {
    QUALM_ASSIGN(const ReferenceHandle reference, look_up(handle, at));
    if (!reference) return std::nullopt;
    if (const git_oid* const id = git_reference_target(reference.get())) return checked(at, *id);
    at = git_reference_symbolic_target(reference.get());
    if (!is_ref_name(at)) return broken(name, "it leads to '" + shown(at) + "', which is no ref");
  }
  return broken(name, "it is a symbolic ref that leads nowhere");
}

Result<void> enough(const RefMap& refs) {
  if (refs.size() <= limits::kRefs) return {};
  return fail(ErrorCode::limit, "there are more than " + std::to_string(limits::kRefs) + " refs");
}

/// All that libgit2 lists; what it says about refs in files is overruled later.
Result<void> add_listed(git_repository* handle, std::string_view prefix, RefMap& refs) {
  const std::string pattern = std::string(prefix) + "*";
  RefIteratorHandle iterator;
  if (git_reference_iterator_glob_new(out(iterator), handle, pattern.c_str()) < 0) {
    return fail(ErrorCode::invalid, "refs cannot be listed: " + last_error_text(),
                "`git fsck` and `git pack-refs` describe what is wrong");
  }
  for (;;) {
    ReferenceHandle reference;
    const int code = git_reference_next(out(reference), iterator.get());
    if (code == GIT_ITEROVER) return {};
    if (code < 0) {
      return fail(ErrorCode::invalid, "refs cannot be listed: " + last_error_text(),
                  "run `git fsck`");
    }
    const std::string name = git_reference_name(reference.get());
    if (!name.starts_with(prefix) || !is_ref_name(name) || is_work_tree_ref(name)) continue;
    if (const git_oid* const id = git_reference_target(reference.get())) {
      QUALM_ASSIGN(refs[name], checked(name, *id));
    } else {
      QUALM_ASSIGN(std::optional<std::string> resolved, read_ref(handle, name));
      if (resolved) refs[name] = *std::move(resolved);
    }
    QUALM_TRY(enough(refs));
  }
}

/// Looks a ref up that had a file a moment ago.
Result<void> add_loose(const Repository::Impl& repository, const std::string& name, RefMap& refs) {
  git_repository* const handle = repository.handle.get();
  QUALM_ASSIGN(std::optional<std::string> id, read_ref(handle, name));
  if (id) {
    refs[name] = *std::move(id);
    return {};
  }
  refs.erase(name);
  QUALM_ASSIGN(const ReferenceHandle reference, look_up(handle, name));
  if (!reference) {
    std::error_code error;
    const auto file = std::filesystem::path(repository.common_directory) / name;
    if (std::filesystem::exists(std::filesystem::symlink_status(file, error))) {
      return broken(name, "it is a link that leads nowhere");
    }
  }
  // Otherwise it has just been deleted, or it is symbolic and names a ref that is yet to be born:
  // there is no object it stands for. Git lists neither.
  return {};
}

}  // namespace

Result<std::vector<Ref>> refs_below(const Repository& repository, std::string_view prefix) {
  Repository::Impl& impl = *repository.impl();
  // No ref's name holds any of these, and the listing would take them for patterns.
  if (prefix.find_first_of(std::string_view("*?[\\\0", 5)) != std::string_view::npos) {
    return std::vector<Ref>();
  }
  const std::lock_guard lock(impl.mutex);
  QUALM_ASSIGN(const std::vector<std::string> loose,
               loose_ref_names(impl.common_directory, prefix));
  RefMap refs;
  QUALM_TRY(add_listed(impl.handle.get(), prefix, refs));
  for (const std::string& name : loose) QUALM_TRY(add_loose(impl, name, refs));
  QUALM_TRY(enough(refs));
  std::vector<Ref> list;
  list.reserve(refs.size());
  for (auto& [name, id] : refs) list.push_back(Ref{.name = name, .id = std::move(id)});
  return list;
}

Result<std::optional<Ref>> find_ref(const Repository& repository, const std::string& name) {
  if (!is_ref_name(name) && name != "HEAD") return std::nullopt;
  Repository::Impl& impl = *repository.impl();
  const std::lock_guard lock(impl.mutex);
  QUALM_ASSIGN(std::optional<std::string> id, read_ref(impl.handle.get(), name));
  if (!id) return std::nullopt;
  return Ref{.name = name, .id = *std::move(id)};
}

Result<std::optional<std::string>> symbolic_target(const Repository& repository,
                                                   const std::string& name) {
  if (!is_ref_name(name) && name != "HEAD") return std::nullopt;
  Repository::Impl& impl = *repository.impl();
  const std::lock_guard lock(impl.mutex);
  QUALM_ASSIGN(const ReferenceHandle reference, look_up(impl.handle.get(), name));
  if (!reference) return std::nullopt;
  const char* const target = git_reference_symbolic_target(reference.get());
  if (target == nullptr) return std::nullopt;
  return std::string(target);
}

}  // namespace qualm::git
