// Moving one ref: locked, compared, written beside, renamed into place.

#include <chrono>
#include <thread>

#include "git/checked_out.hpp"
#include "git/durable.hpp"
#include "git/libgit2.hpp"
#include "git/ref_name.hpp"
#include "git/refs.hpp"
#include "git/signature_text.hpp"
#include "git/write.hpp"
#include "model/entry_name.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

using namespace std::chrono_literals;

constexpr int kAttempts = 20;
constexpr auto kPause = 10ms;

std::string shown(std::string_view name) { return shorten(visible_name(name), 120); }

/// Objects that a push brings live in a quarantine, and vanish with it when it is refused.
Result<void> not_in_quarantine(const Repository::Impl& repository) {
  const auto found = repository.environment.find("GIT_QUARANTINE_PATH");
  if (found == repository.environment.end() || found->second.empty()) return {};
  return fail(ErrorCode::unsupported, "no ref can be moved while a push is being received",
              "do it from a hook that runs afterwards: post-receive");
}

Result<void> check(const Repository& repository, const RefUpdate& update) {
  const Repository::Impl& impl = *repository.impl();
  QUALM_TRY(not_in_quarantine(impl));
  if (!is_ref_name(update.name) || is_work_tree_ref(update.name)) {
    return fail(ErrorCode::invalid, "'" + shown(update.name) + "' is not the full name of a ref",
                "as in refs/heads/main");
  }
  QUALM_TRY(check_signature(update.who, "committer"));
  if (update.message.find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos) {
    return fail(ErrorCode::invalid, "the message for the reflog is more than one line");
  }
  const auto after = from_hex(update.after);
  if (!after || (!update.before.empty() && !from_hex(update.before))) {
    return fail(ErrorCode::invalid, "a ref is moved from one object id to another");
  }
  const std::string what = "what " + shown(update.name) + " is to name";
  QUALM_ASSIGN(const ObjectHeader header, read_header(impl, *after, what));
  if (update.name.starts_with("refs/heads/") && header.type != GIT_OBJECT_COMMIT) {
    return fail(ErrorCode::invalid, what + " is a " + git_object_type2string(header.type) +
                                        ", and a branch names a commit");
  }
  return {};
}

tl::unexpected<Error> in_the_way(const std::string& name, const std::string& other) {
  std::string hint = "delete it or give it another name: `git update-ref -d " + other + "`";
  if (other.starts_with("refs/heads/")) {
    const std::string branch = other.substr(std::string_view("refs/heads/").size());
    hint = "give it another name: `git branch -m " + branch + " OTHER-NAME`";
  }
  return fail(ErrorCode::invalid,
              shown(name) + " cannot be made, because " + shown(other) +
                  " is in the way: one name cannot be a ref and a folder of refs",
              std::move(hint));
}

/// Refs of which one is a folder in the name of the other cannot be side by side.
Result<void> check_neighbours(const Repository& repository, const std::string& name) {
  for (std::size_t at = name.find('/', std::string_view("refs/").size()); at != std::string::npos;
       at = name.find('/', at + 1)) {
    const std::string above = name.substr(0, at);
    QUALM_ASSIGN(const std::optional<Ref> taken, find_ref(repository, above));
    QUALM_ASSIGN(const std::optional<std::string> symbolic, symbolic_target(repository, above));
    if (taken || symbolic) return in_the_way(name, above);
  }
  QUALM_ASSIGN(const std::vector<Ref> below, refs_below(repository, name + "/"));
  if (!below.empty()) return in_the_way(name, below.front().name);
  return {};
}

Result<void> check_work_trees(const Repository& repository, const std::string& name) {
  Repository::Impl& impl = *repository.impl();
  const std::lock_guard lock(impl.mutex);
  QUALM_ASSIGN(const std::optional<std::string> place, checked_out_at(impl, name));
  if (!place) return {};
  return fail(ErrorCode::invalid,
              shown(name) + " is checked out in " + *place +
                  ": moving it would make the files there look changed",
              "stand on another branch there: `git -C " + *place + " switch --detach`");
}

/// What must hold while the ref is locked.
Result<void> check_before(const Repository& repository, const RefUpdate& update) {
  QUALM_ASSIGN(const std::optional<std::string> symbolic, symbolic_target(repository, update.name));
  if (symbolic) {
    return fail(ErrorCode::invalid,
                shown(update.name) + " is a symbolic ref, to " + shown(*symbolic));
  }
  QUALM_ASSIGN(const std::optional<Ref> present, find_ref(repository, update.name));
  const std::string now = present ? present->id : std::string();
  if (now == update.before) return {};
  if (now.empty()) {
    return fail(ErrorCode::invalid,
                shown(update.name) + " is gone: it was to be moved from " + update.before,
                "somebody has just deleted it; look again");
  }
  if (update.before.empty()) {
    return fail(ErrorCode::invalid, shown(update.name) + " is there already, at " + now,
                "somebody has just made it; look again");
  }
  return fail(ErrorCode::invalid,
              shown(update.name) + " is at " + now + " by now, no longer at " + update.before,
              "somebody has just moved it; look again");
}

Result<TransactionHandle> lock_ref(const Repository& repository, const std::string& name) {
  Repository::Impl& impl = *repository.impl();
  int code = 0;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(kPause);
    const std::lock_guard lock(impl.mutex);
    TransactionHandle transaction;
    code = git_transaction_new(out(transaction), impl.handle.get());
    if (code == 0) code = git_transaction_lock_ref(transaction.get(), name.c_str());
    if (code == 0) return transaction;
    if (code != GIT_ELOCKED) break;
  }
  const std::string why = last_error_text();
  if (code == GIT_ELOCKED) {
    return fail(ErrorCode::io, shown(name) + " is locked by another Git process",
                "if none is running, delete " + impl.common_directory + "/" + name + ".lock");
  }
  QUALM_TRY(check_neighbours(repository, name));
  return fail(ErrorCode::io, shown(name) + " cannot be locked: " + why,
              "check the free space and the permissions of " + impl.common_directory + "/refs");
}

Result<void> commit(const Repository& repository, git_transaction* transaction,
                    const RefUpdate& update) {
  Repository::Impl& impl = *repository.impl();
  const std::lock_guard lock(impl.mutex);
  const git_oid after = *from_hex(update.after);
  SignatureHandle who;
  // Each call is a statement of its own: a handle is filled when the expression with `out` ends.
  int code = git_signature_new(out(who), update.who.identity.name.c_str(),
                               update.who.identity.email.c_str(), update.who.time, 0);
  if (code == 0) {
    code = git_transaction_set_target(transaction, update.name.c_str(), &after, who.get(),
                                      update.message.c_str());
  }
  if (code == 0) code = git_transaction_commit(transaction);
  if (code < 0) {
    return fail(ErrorCode::io, shown(update.name) + " cannot be written: " + last_error_text(),
                "check the free space and the permissions of " + impl.common_directory);
  }
  return flush_directories_above(impl.common_directory + "/" + update.name, impl.common_directory);
}

}  // namespace

Result<void> update_ref(const Repository& repository, const RefUpdate& update) {
  QUALM_TRY(check(repository, update));
  QUALM_TRY(check_work_trees(repository, update.name));
  QUALM_ASSIGN(const TransactionHandle transaction, lock_ref(repository, update.name));
  // Under the lock nobody else moves this ref, nor makes one whose name is in the way: the folder
  // of the lock file is not empty, and a folder in the place of the ref would have kept us out.
  QUALM_TRY(check_before(repository, update));
  QUALM_TRY(check_neighbours(repository, update.name));
  return commit(repository, transaction.get(), update);
}

}  // namespace qualm::git
