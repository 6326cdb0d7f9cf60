// Auditing what somebody kept a receipt of.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "gate/audit.hpp"
#include "git/refs.hpp"

namespace qualm::gate {
namespace {

using concerns::ConcernRef;
using concerns::KeptReceipt;

constexpr std::string_view kHeads = "refs/heads/";

class Receipts {
 public:
  Receipts(const AuditRequest& request, std::string file, Audit& audit)
      : request_(request), file_(std::move(file)), audit_(audit) {}

  void look_up(const KeptReceipt& receipt) {
    ++audit_.receipts;
    const std::vector<std::string> tips = tips_of(receipt.concern);
    if (tips.empty()) return missing(receipt);
    for (const std::string& tip : tips) {
      if (!request_.repository.resolve(tip)) {
        unseen(receipt, tip);
        return;
      }
      const auto holds = git::is_ancestor(request_.repository, receipt.commit, tip);
      if (!holds) {
        cannot_judge(holds.error());
        return;
      }
      if (*holds) return found(receipt);
    }
    gone(receipt, tips.front());
  }

 private:
  /// Where the protected side has the branch: as it was asked, else as it was last fetched.
  [[nodiscard]] std::vector<std::string> tips_of(const std::string& concern) const {
    std::vector<std::string> tips;
    if (request_.there) {
      const auto now = request_.there->find(concern);
      if (now != request_.there->end()) tips.push_back(now->second);
      return tips;
    }
    for (const ConcernRef& one : request_.refs) {
      if (one.settled && one.concern == concern) tips.push_back(one.tip);
    }
    return tips;
  }

  void say(const KeptReceipt& receipt, bool is_finding, std::string message, std::string way_out) {
    audit_.entries.push_back({.kind = AuditKind::receipt,
                              .is_finding = is_finding,
                              .concern = receipt.concern,
                              .where = file_,
                              .commit = receipt.commit,
                              .path = {},
                              .message = std::move(message),
                              .way_out = std::move(way_out)});
  }

  [[nodiscard]] std::string protected_side() const {
    return request_.side.remote ? request_.side.remote->name : "this repository";
  }

  void found(const KeptReceipt& receipt) {
    say(receipt, false, fmt::format("found: {} has it, with the commit", protected_side()), {});
  }

  /// Without asking the remote, a branch that is not here may only not be fetched.
  void missing(const KeptReceipt& receipt) {
    if (!request_.there && request_.incomplete) return cannot_judge(*request_.incomplete);
    const bool only_here = request_.side.remote && receipt.only_here;
    say(receipt, true,
        only_here ? fmt::format("missing: it is not on {}, and the receipt says that it was not "
                                "there yet",
                                protected_side())
                  : fmt::format("missing: {} had this concern{}{}, and has it no longer",
                                protected_side(), receipt.time.empty() ? "" : " on ", receipt.time),
        way_back(receipt));
  }

  void gone(const KeptReceipt& receipt, const std::string& tip) {
    say(receipt, true,
        fmt::format("missing: {} has a branch of this concern, at {}, that does not hold the "
                    "commit: it was rewritten",
                    protected_side(), tip.substr(0, 7)),
        way_to_restore(receipt, tip));
  }

  /// The youngest of what is here that holds the commit, so that nothing behind it is lost.
  [[nodiscard]] std::string youngest(const KeptReceipt& receipt) const {
    std::string young = receipt.commit;
    for (const ConcernRef& one : request_.refs) {
      if (one.concern != receipt.concern) continue;
      const auto holds = git::is_ancestor(request_.repository, young, one.tip);
      if (holds && *holds) young = one.tip;
    }
    return young;
  }

  [[nodiscard]] std::string way_back(const KeptReceipt& receipt) const {
    if (!request_.repository.resolve(receipt.commit)) return elsewhere(receipt);
    const std::string tip = youngest(receipt);
    if (request_.side.remote)
      return fmt::format("the commit is here: git push {} {}:{}concern/{}",
                         request_.side.remote->name, tip, kHeads, receipt.concern);
    return fmt::format("the commit is here: git update-ref {}concern/{} {}", kHeads,
                       receipt.concern, tip);
  }

  /// What was only cut off is put back by a push; what was replaced is for somebody to look at.
  [[nodiscard]] std::string way_to_restore(const KeptReceipt& receipt,
                                           const std::string& now) const {
    if (!request_.repository.resolve(receipt.commit)) return elsewhere(receipt);
    const auto cut = git::is_ancestor(request_.repository, now, youngest(receipt));
    if (cut && *cut) return way_back(receipt);
    return fmt::format("git log {} ^{} shows what was taken away", youngest(receipt), now);
  }

  static std::string elsewhere(const KeptReceipt& receipt) {
    return fmt::format(
        "the commit is not here: in every other clone, git cat-file -t {} says whether it is; "
        "whoever has it can push it to {}concern/{}",
        receipt.commit, kHeads, receipt.concern);
  }

  void unseen(const KeptReceipt& receipt, const std::string& tip) {
    cannot_judge({.code = ErrorCode::incomplete,
                  .message = fmt::format("{} has concern {} at {}, which was not fetched",
                                         protected_side(), receipt.concern, tip.substr(0, 7)),
                  .where = {},
                  .hint = request_.side.remote ? fetch_command(request_.side.remote->name) : "",
                  .context = {}});
  }

  void cannot_judge(Error why) {
    if (why.code == ErrorCode::incomplete && request_.repository.is_shallow())
      why.hint = unshallow_command(request_.side);
    audit_.cannot_judge(std::move(why));
  }

  const AuditRequest& request_;
  std::string file_;
  Audit& audit_;
};

}  // namespace

void audit_receipts(const AuditRequest& request, const std::string& file,
                    const std::vector<KeptReceipt>& receipts, Audit& audit) {
  Receipts looking(request, file, audit);
  for (const KeptReceipt& one : receipts) looking.look_up(one);
}

}  // namespace qualm::gate
