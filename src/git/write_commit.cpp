// Making a commit: blobs, trees, then the commit, each flushed before the next, so that whatever
// can be seen is whole.

#include <set>

#include "git/commit_signature.hpp"
#include "git/durable.hpp"
#include "git/libgit2.hpp"
#include "git/new_tree.hpp"
#include "git/signature_text.hpp"
#include "git/snapshot.hpp"
#include "git/write.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

std::string raw(const git_oid& id) { return {reinterpret_cast<const char*>(id.id), sizeof id.id}; }

/// The database that objects go to: the directory itself, never an alternate.
class ObjectWriter {
 public:
  explicit ObjectWriter(ObjectStore& store) : store_(store), odb_(store) {}

  Result<std::string> write(std::string_view bytes, git_object_t type) {
    git_oid id;
    if (odb_.get() != nullptr &&
        git_odb_write(&id, odb_.get(), bytes.data(), bytes.size(), type) == 0) {
      return raw(id);
    }
    return fail(ErrorCode::io,
                std::string("a ") + git_object_type2string(type) +
                    " cannot be written to the object store: " + last_error_text(),
                "check the free space and the permissions of " + store_.directory());
  }

  [[nodiscard]] Result<void> flush() const { return flush_directory(store_.directory()); }

 private:
  ObjectStore& store_;
  BorrowedOdb odb_;
};

Result<void> check_message(std::string_view message) {
  if (trim(message).empty()) return fail(ErrorCode::invalid, "the commit has no message");
  if (message.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::invalid, "the message of the commit holds a NUL");
  }
  if (invalid_utf8(message)) return fail(ErrorCode::invalid, "the message is not UTF-8");
  return {};
}

Result<void> check(const NewCommit& commit) {
  QUALM_TRY(check_signature(commit.author, "author"));
  QUALM_TRY(check_signature(commit.committer, "committer"));
  QUALM_TRY(check_message(commit.message));
  std::set<std::string> parents;
  for (const std::string& parent : commit.parents) {
    if (!from_hex(parent)) {
      return fail(ErrorCode::invalid, "'" + shorten(parent, 80) + "' is not the id of a commit");
    }
    if (!parents.insert(parent).second) {
      return fail(ErrorCode::invalid, "commit " + parent.substr(0, 7) + " is a parent twice");
    }
  }
  for (const NewFile& file : commit.files) {
    if (file.content.size() > limits::kArtefactBytes) {
      return fail(ErrorCode::limit, visible_name(file.path) + " is larger than " +
                                        std::to_string(limits::kArtefactBytes) + " bytes");
    }
  }
  return {};
}

/// Every file of a parent, whose id was checked.
Result<void> keep_files(const Repository& repository, const std::string& parent, NewTree& tree) {
  QUALM_ASSIGN(const CommitObject commit, read_commit(*repository.impl(), *from_hex(parent)));
  const Revision revision{.commit = parent, .tree = commit.tree, .label = parent};
  QUALM_ASSIGN(const std::unique_ptr<Snapshot> snapshot, commit_snapshot(repository, revision));
  Result<void> kept;
  QUALM_TRY(snapshot->walk(nullptr, [&](const TreeEntry& entry) {
    if (kept) kept = tree.keep(entry);
  }));
  return kept;
}

/// What a blob of `content` is called; nothing is written.
Result<std::string> blob_id(std::string_view content) {
  git_oid id;
  if (git_odb_hash(&id, content.data(), content.size(), GIT_OBJECT_BLOB) == 0) return raw(id);
  return fail(ErrorCode::io, "no digest can be computed: " + last_error_text());
}

std::string commit_text(const NewCommit& commit, const std::string& tree) {
  std::string text = "tree " + to_hex(from_raw(tree)) + "\n";
  for (const std::string& parent : commit.parents) text += "parent " + parent + "\n";
  text += "author " + signature_text(commit.author) + "\n";
  text += "committer " + signature_text(commit.committer) + "\n\n";
  text += commit.message;
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

/// Signs `text`, and makes sure that it still says what it said.
Result<std::string> signed_text(const std::string& text, const CommitSigner& sign) {
  QUALM_ASSIGN(const std::string armor, sign(text));
  std::string whole = with_signature(text, armor);
  const CommitSignature parted = commit_signature(whole);
  if (parted.payload == text && parted.fault.empty() && parted.kind != SignatureKind::none) {
    return whole;
  }
  return fail(ErrorCode::invalid, "the signature cannot stand in a commit" +
                                      (parted.fault.empty() ? "" : ": " + parted.fault));
}

}  // namespace

Result<std::string> write_commit(const Repository& repository, const NewCommit& commit,
                                 const CommitSigner& sign) {
  QUALM_TRY(check(commit));
  NewTree tree;
  for (const std::string& parent : commit.parents) {
    QUALM_TRY(keep_files(repository, parent, tree));
  }
  for (const NewFile& file : commit.files) {
    QUALM_ASSIGN(const std::string id, blob_id(file.content));
    QUALM_TRY(tree.add(file.path, id));
  }
  QUALM_TRY(tree.check());
  // Nothing has been written up to here.
  ObjectWriter writer(*repository.impl()->objects);
  for (const NewFile& file : commit.files) {
    QUALM_TRY(writer.write(file.content, GIT_OBJECT_BLOB));
  }
  QUALM_ASSIGN(const std::string top, tree.write([&](const std::string& bytes) {
    return writer.write(bytes, GIT_OBJECT_TREE);
  }));
  std::string text = commit_text(commit, top);
  if (sign) {
    QUALM_ASSIGN(text, signed_text(text, sign));
  }
  if (text.size() > kCommitBytes) {
    return fail(ErrorCode::limit,
                "the commit is larger than " + std::to_string(kCommitBytes) + " bytes",
                "shorten its message");
  }
  QUALM_ASSIGN(const std::string id, writer.write(text, GIT_OBJECT_COMMIT));
  QUALM_TRY(writer.flush());
  return to_hex(from_raw(id));
}

}  // namespace qualm::git
