// Finding and reading the policy in a tree.

#include "gate/policy_of_tree.hpp"

#include <string>

#include "documents/policy.hpp"
#include "support/limits.hpp"

namespace qualm::gate {

Result<Policy> policy_of_tree(const Snapshot& tree) {
  const std::string path(documents::kPolicyPath);
  QUALM_ASSIGN(const auto entry, tree.find(path));
  if (!entry) {
    QUALM_ASSIGN(const auto other, tree.find(".qualm.yml"));
    if (!other) return documents::default_policy();
    return fail(Error{.code = ErrorCode::invalid,
                      .message = "the policy is called .qualm.yml",
                      .where = Location{".qualm.yml", {}},
                      .hint = "rename it to .qualm.yaml: no other name is read"});
  }
  if (entry->kind != EntryKind::file && entry->kind != EntryKind::executable) {
    return fail(Error{
        .code = ErrorCode::invalid,
        .message = "the policy is not a file",
        .where = Location{path, {}},
        .hint = "commit .qualm.yaml as an ordinary file: links and folders are never followed"});
  }
  auto text = tree.read(*entry, limits::kDocumentBytes);
  if (!text) return fail(std::move(text).error().within("while reading the policy"));
  return documents::read_policy(*text, path);
}

}  // namespace qualm::gate
