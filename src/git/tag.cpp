// Reading the tagger of a tag.

#include "git/tag.hpp"

#include "git/libgit2.hpp"
#include "support/text.hpp"

namespace qualm::git {

Result<std::optional<Signature>> tagger_of(const Repository& repository, const std::string& id) {
  const auto oid = from_hex(id);
  if (!oid) return fail(ErrorCode::usage, "'" + id + "' is no id");
  const Repository::Impl& impl = *repository.impl();
  const std::string what = "object " + id.substr(0, 7);
  QUALM_ASSIGN(const ObjectHeader header, read_header(impl, *oid, what));
  if (header.type != GIT_OBJECT_TAG) return std::nullopt;
  QUALM_ASSIGN(const OdbObjectHandle tag,
               read_object(impl, *oid, GIT_OBJECT_TAG, kCommitBytes, what));
  const std::string_view bytes = bytes_of(tag);
  for (const std::string_view line : split(bytes.substr(0, bytes.find("\n\n")), '\n')) {
    constexpr std::string_view kTagger = "tagger ";
    if (line.starts_with(kTagger)) return parse_signature(line.substr(kTagger.size()));
  }
  return std::nullopt;
}

Result<bool> leads_to_file(const Repository& repository, const std::string& id) {
  constexpr int kTagsDeep = 5;
  constexpr std::string_view kKey = "object ";
  const Repository::Impl& impl = *repository.impl();
  std::string at = id;
  for (int depth = 0; depth <= kTagsDeep; ++depth) {
    const auto oid = from_hex(at);
    if (!oid) return false;
    const std::string what = "object " + at.substr(0, 7);
    QUALM_ASSIGN(const ObjectHeader header, read_header(impl, *oid, what));
    if (header.type != GIT_OBJECT_TAG) return header.type == GIT_OBJECT_BLOB;
    QUALM_ASSIGN(const OdbObjectHandle tag,
                 read_object(impl, *oid, GIT_OBJECT_TAG, kCommitBytes, what));
    const std::string_view bytes = bytes_of(tag);
    if (!bytes.starts_with(kKey)) return false;
    at = bytes.substr(kKey.size(), bytes.find('\n') - kKey.size());
  }
  return false;
}

}  // namespace qualm::git
