// Reading single objects: size first, then content, and a reason when there is none.

#include <array>
#include <cstring>

#include "git/libgit2.hpp"
#include "git/object_id.hpp"
#include "model/entry_name.hpp"

namespace qualm::git {
namespace {

tl::unexpected<Error> missing(const Repository::Impl& repository, const git_oid& id,
                              std::string_view what) {
  std::string hint = "`git fsck` lists what is missing; fetch again from a complete clone";
  if (is_partial_clone(repository)) {
    hint = "this is a partial clone: `git cat-file -t " + to_hex(id) +
           "` fetches this object, `git fetch --refetch --no-filter` all of them";
  } else if (repository.shallow) {
    hint = "this is a shallow clone: run `git fetch --unshallow`";
  }
  return fail(ErrorCode::incomplete,
              std::string(what) + " is missing from the object store (" + to_hex(id) + ")",
              std::move(hint));
}

tl::unexpected<Error> unreadable(const Repository::Impl& repository, int code, const git_oid& id,
                                 std::string_view what) {
  if (code == GIT_ENOTFOUND) return missing(repository, id, what);
  return fail(ErrorCode::invalid,
              std::string(what) + " cannot be read (" + to_hex(id) + "): " + last_error_text(),
              "run `git fsck`");
}

tl::unexpected<Error> no_store() {
  return fail(ErrorCode::io, "the object store cannot be opened: " + last_error_text(),
              "check GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES");
}

Result<ObjectHeader> header_in(git_odb* odb, const Repository::Impl& repository, const git_oid& id,
                               std::string_view what) {
  ObjectHeader header;
  const int code = git_odb_read_header(&header.size, &header.type, odb, &id);
  if (code < 0) return unreadable(repository, code, id, what);
  return header;
}

}  // namespace

OdbHandle ObjectStore::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      OdbHandle odb = std::move(idle_.back());
      idle_.pop_back();
      return odb;
    }
  }
  OdbHandle odb;
  if (git_odb_open(out(odb), directory_.c_str()) < 0) return nullptr;
  for (const std::string& alternate : alternates_) {
    if (git_odb_add_disk_alternate(odb.get(), alternate.c_str()) < 0) return nullptr;
  }
  return odb;
}

void ObjectStore::put_back(OdbHandle odb) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(odb));
}

std::string last_error_text() {
  const git_error* error = git_error_last();
  if (error == nullptr || error->message == nullptr) return "unknown failure";
  return error->message;
}

std::string to_hex(const git_oid& id) {
  std::array<char, GIT_OID_HEXSZ + 1> hex = {};
  git_oid_tostr(hex.data(), hex.size(), &id);
  return hex.data();
}

std::optional<git_oid> from_hex(std::string_view hex) {
  git_oid id;
  if (hex.size() != GIT_OID_HEXSZ) return std::nullopt;
  if (git_oid_fromstrn(&id, hex.data(), hex.size()) < 0) return std::nullopt;
  return id;
}

git_oid from_raw(std::string_view bytes) {
  git_oid id = {};
  std::memcpy(id.id, bytes.data(), std::min(bytes.size(), sizeof id.id));
  return id;
}

Result<ObjectHeader> read_header(const Repository::Impl& repository, const git_oid& id,
                                 std::string_view what) {
  const BorrowedOdb odb(*repository.objects);
  if (odb.get() == nullptr) return no_store();
  return header_in(odb.get(), repository, id, what);
}

Result<OdbObjectHandle> read_object(const Repository::Impl& repository, const git_oid& id,
                                    git_object_t type, std::size_t at_most, std::string_view what) {
  const BorrowedOdb odb(*repository.objects);
  if (odb.get() == nullptr) return no_store();
  QUALM_ASSIGN(const ObjectHeader header, header_in(odb.get(), repository, id, what));
  if (header.type != type) {
    return fail(ErrorCode::invalid, std::string(what) + " is a " +
                                        git_object_type2string(header.type) + ", not a " +
                                        git_object_type2string(type));
  }
  if (header.size > at_most) {
    return fail(ErrorCode::limit,
                std::string(what) + " is larger than " + std::to_string(at_most) + " bytes");
  }
  OdbObjectHandle object;
  const int code = git_odb_read(out(object), odb.get(), &id);
  if (code < 0) return unreadable(repository, code, id, what);
  const git_oid found = id_of(type, bytes_of(object));
  if (git_oid_equal(&found, &id) == 0) {
    return fail(ErrorCode::invalid,
                std::string(what) + " has another content than the one it is named by (" +
                    to_hex(id) + ", and " + to_hex(found) + " would be its name)",
                "run `git fsck`, then fetch again into a new clone");
  }
  return object;
}

Result<std::string> read_blob(const Repository::Impl& repository, const TreeEntry& entry,
                              std::size_t at_most) {
  const std::string what = visible_name(entry.path);
  if (entry.kind == EntryKind::submodule || entry.kind == EntryKind::directory) {
    const bool submodule = entry.kind == EntryKind::submodule;
    return fail(ErrorCode::unsupported,
                what + " is a " + (submodule ? "submodule" : "directory") + ", not a file");
  }
  QUALM_ASSIGN(const OdbObjectHandle object,
               read_object(repository, from_raw(entry.id), GIT_OBJECT_BLOB, at_most, what));
  return std::string(bytes_of(object));
}

Result<CommitObject> read_commit(const Repository::Impl& repository, const git_oid& id) {
  const std::string what = "commit " + to_hex(id).substr(0, 7);
  QUALM_ASSIGN(const OdbObjectHandle object,
               read_object(repository, id, GIT_OBJECT_COMMIT, kCommitBytes, what));
  auto commit = parse_commit(bytes_of(object));
  if (!commit) return fail(std::move(commit).error().within("while reading " + what));
  return commit;
}

bool is_partial_clone(const Repository::Impl& repository) {
  ConfigHandle config;
  if (git_repository_config_snapshot(out(config), repository.handle.get()) < 0) return false;
  if (config_text(config.get(), "extensions.partialclone")) return true;
  ConfigIteratorHandle entries;
  if (git_config_iterator_new(out(entries), config.get()) < 0) return false;
  git_config_entry* entry = nullptr;
  while (git_config_next(&entry, entries.get()) == 0) {
    const std::string_view name = entry->name;
    if (name.starts_with("remote.") && name.ends_with(".promisor")) return true;
  }
  return false;
}

std::string_view bytes_of(const OdbObjectHandle& object) {
  return {static_cast<const char*>(git_odb_object_data(object.get())),
          git_odb_object_size(object.get())};
}

std::optional<bool> config_bool(git_config* config, const char* name) {
  int value = 0;
  if (git_config_get_bool(&value, config, name) < 0) return std::nullopt;
  return value != 0;
}

std::optional<std::string> config_text(git_config* config, const char* name) {
  git_buf text = GIT_BUF_INIT;
  if (git_config_get_string_buf(&text, config, name) < 0) return std::nullopt;
  std::string value(text.ptr, text.size);
  git_buf_dispose(&text);
  return value;
}

}  // namespace qualm::git
