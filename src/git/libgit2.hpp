// The one place where libgit2 is included: handles that own its objects, and the state behind a
// `Repository`. For the .cpp files of src/git only.

#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <git2.h>

#include "git/commit_object.hpp"
#include "git/library.hpp"
#include "git/repository.hpp"
#include "model/snapshot.hpp"
#include "support/c_handle.hpp"
#include "support/result.hpp"

namespace qualm::git {

using ConfigHandle = CHandle<git_config, git_config_free>;
using ConfigIteratorHandle = CHandle<git_config_iterator, git_config_iterator_free>;
using IndexHandle = CHandle<git_index, git_index_free>;
using OdbHandle = CHandle<git_odb, git_odb_free>;
using OdbObjectHandle = CHandle<git_odb_object, git_odb_object_free>;
using ReferenceHandle = CHandle<git_reference, git_reference_free>;
using RepositoryHandle = CHandle<git_repository, git_repository_free>;
using SignatureHandle = CHandle<git_signature, git_signature_free>;
using TransactionHandle = CHandle<git_transaction, git_transaction_free>;

/// Commits and tags larger than this are nobody's honest work.
inline constexpr std::size_t kCommitBytes = std::size_t{1024} * 1024;

/// Object databases over the same directories, one for each thread that reads at the same time:
/// libgit2 holds a database's lock while it unpacks an object, so that threads sharing one would
/// wait for each other.
class ObjectStore {
 public:
  ObjectStore() = default;
  ObjectStore(std::string directory, std::vector<std::string> alternates)
      : directory_(std::move(directory)), alternates_(std::move(alternates)) {}

  /// A database that nobody else uses until it is put back; null when it cannot be opened.
  [[nodiscard]] OdbHandle take();
  void put_back(OdbHandle odb);

  /// Where objects are written.
  [[nodiscard]] const std::string& directory() const { return directory_; }

 private:
  std::string directory_;
  std::vector<std::string> alternates_;
  std::mutex mutex_;
  std::vector<OdbHandle> idle_;
};

/// Borrows a database for the length of a scope.
class BorrowedOdb {
 public:
  explicit BorrowedOdb(ObjectStore& store) : store_(store), odb_(store.take()) {}
  BorrowedOdb(const BorrowedOdb&) = delete;
  BorrowedOdb& operator=(const BorrowedOdb&) = delete;
  ~BorrowedOdb() {
    if (odb_) store_.put_back(std::move(odb_));
  }

  [[nodiscard]] git_odb* get() const { return odb_.get(); }

 private:
  ObjectStore& store_;
  OdbHandle odb_;
};

class StoredTrees;

/// What a `Repository` stands on. Everything but `handle`, `objects` and `trees` is fixed once it
/// is open; the latter two lock for themselves and `mutex` guards what libgit2 does through
/// `handle`.
struct Repository::Impl {
  std::shared_ptr<const Library> library;  // first, so that it goes last
  RepositoryHandle handle;
  std::unique_ptr<ObjectStore> objects;
  std::shared_ptr<StoredTrees> trees;
  std::string root;
  std::string git_directory;
  std::string common_directory;
  std::string index_file;
  std::map<std::string, std::string> environment;  // that it was opened in
  bool bare = false;
  bool shallow = false;
  std::mutex mutex;
};

/// The text of libgit2's last error on this thread; never empty.
[[nodiscard]] std::string last_error_text();

/// An id as lower-case hex digits.
[[nodiscard]] std::string to_hex(const git_oid& id);

/// The id of 40 hex digits; nothing for any other text.
[[nodiscard]] std::optional<git_oid> from_hex(std::string_view hex);

/// The id of 20 raw bytes.
[[nodiscard]] git_oid from_raw(std::string_view bytes);

/// What an object weighs and what it is, without its content.
struct ObjectHeader {
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
};

/// `incomplete` when the object is missing, with the command that brings it; `what` names it in
/// messages ("models/a/card.md", "commit 3fa9c2d").
[[nodiscard]] Result<ObjectHeader> read_header(const Repository::Impl& repository,
                                               const git_oid& id, std::string_view what);

/// Reads an object of at most `at_most` bytes, its size being checked first: `limit` when it is
/// larger, `invalid` when it is damaged or no `type`, `incomplete` when it is missing.
[[nodiscard]] Result<OdbObjectHandle> read_object(const Repository::Impl& repository,
                                                  const git_oid& id, git_object_t type,
                                                  std::size_t at_most, std::string_view what);

/// The content of a file or symbolic link that has an id, with the limits and failures of
/// `read_object`; `unsupported` for a submodule.
[[nodiscard]] Result<std::string> read_blob(const Repository::Impl& repository,
                                            const TreeEntry& entry, std::size_t at_most);

/// Reads a commit, with the limits and failures of `read_object`.
[[nodiscard]] Result<CommitObject> read_commit(const Repository::Impl& repository,
                                               const git_oid& id);

/// Whether Git may lack objects here by agreement with the remote (a partial clone).
[[nodiscard]] bool is_partial_clone(const Repository::Impl& repository);

/// The bytes of an object that was read, for as long as the handle lives.
[[nodiscard]] std::string_view bytes_of(const OdbObjectHandle& object);

/// The boolean `name` of the repository's settings; nothing when it is not set.
[[nodiscard]] std::optional<bool> config_bool(git_config* config, const char* name);

/// The text `name` of the repository's settings; nothing when it is not set.
[[nodiscard]] std::optional<std::string> config_text(git_config* config, const char* name);

}  // namespace qualm::git
