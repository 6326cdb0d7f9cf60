// Looking back over the whole history of the concerns: whether anything was taken away or changed.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "concerns/ledger.hpp"
#include "concerns/receipt.hpp"
#include "gate/protected_side.hpp"
#include "gate/standing.hpp"
#include "git/repository.hpp"
#include "support/error.hpp"

namespace qualm::gate {

/// What an entry of an audit is about.
enum class AuditKind : std::uint8_t { branch, event, record, receipt };

/// One thing that an audit has to say.
struct AuditEntry {
  AuditKind kind = AuditKind::branch;
  bool is_finding = true;  ///< otherwise it is for knowing only
  std::string concern;     ///< id; empty: about no single one
  std::string where;       ///< the ref or the receipt; may be empty
  std::string commit;      ///< id; may be empty
  std::string path;        ///< may be empty
  std::string message;
  std::string way_out;  ///< may be empty
};

/// Everything that was found. Each part adds what it finds, and why it could not judge.
struct Audit {
  std::vector<AuditEntry> entries;
  std::vector<Error> not_judged;  ///< each reason once
  std::size_t concerns = 0;       ///< whose branches are here
  std::size_t events = 0;         ///< whose authors were looked at
  std::size_t commits = 0;        ///< of the protected branch
  std::size_t receipts = 0;

  /// The number of entries that are findings.
  [[nodiscard]] std::size_t findings() const;
  /// Keeps a reason why something was not judged, unless the same way out is known already.
  void cannot_judge(Error why);
};

/// The concern branches that a remote has now, as it was asked: id of the concern and tip.
using BranchesThere = std::map<std::string, std::string>;

/// What the parts of an audit look at.
struct AuditRequest {
  const git::Repository& repository;
  const ProtectedSide& side;
  const std::vector<concerns::ConcernRef>& refs;  ///< `concern_refs`
  /// What the remote has now; nothing where there is none, or where it was not asked. What it has
  /// as it was last fetched is gone by then.
  const std::optional<BranchesThere>& there;
  /// Why branches may be lacking here, as far as that can be told without asking.
  const std::optional<Error>& incomplete;
};

/// Problems of one concern's branch that an audit keeps; the others it counts.
inline constexpr std::size_t kAuditedProblems = 1'000;

/// Holds the whole history of every concern branch that is here to the rules of such a branch
/// (`append_only_problems`), copies of one branch against each other, and what was fetched against
/// what the remote has now. Names reserved for concerns, and replaced objects, are findings too.
void audit_branches(const AuditRequest& request, Audit& audit);

/// Whose name events stand under, at the identity level of the policy. An event that does not count
/// because its commit is somebody else's is a finding, until whoever it names has written another
/// on top of it, proven: they know of it then. What counts without a proof, as opening a concern
/// does, and what does not count for another reason is only told.
void audit_events(const Standing& standing, Audit& audit);

/// Looks for files of concerns that stood in the tree of the protected branch, in any commit it
/// reaches, and that its tip no longer has, or has with another content. A finding, unless the
/// concern's own branch on the protected side has the very file; where that branch is not here, it
/// is not judged.
void audit_records(const AuditRequest& request, Audit& audit);

/// Looks up each receipt of `file`: whether the protected side has the concern's branch, and
/// whether that still holds the commit.
void audit_receipts(const AuditRequest& request, const std::string& file,
                    const std::vector<concerns::KeptReceipt>& receipts, Audit& audit);

}  // namespace qualm::gate
