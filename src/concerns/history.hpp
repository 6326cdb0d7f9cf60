// The set of a concern's events, and which of them follows which.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/concern.hpp"
#include "model/people.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// A commit that brought an event: what was found out about it, by whoever reads Git.
struct Introduction {
  std::string commit;    ///< its id, for messages
  bool settled = false;  ///< on the concern's own branch as the protected side held it before
  std::string fault;     ///< why it proves nothing ("it has two author lines"); empty: it is sound
  std::optional<Identity> author;
  std::optional<Identity> committer;
  std::string signer;            ///< address whose listed key made its good signature; else empty
  std::string unsigned_because;  ///< why there is no signer, as a clause; may be empty
  std::optional<Date> received;  ///< the day a server witnessed it; never a date it states itself
  std::optional<Date> stated;    ///< the later day of author and committer: whoever writes chooses
};

/// Whether the paths in an event's `evidence` are there: in the tree of its `subject` or, where it
/// has none, in the tree of the protected side. `gone`: that commit is not here at all.
enum class EvidenceFound : std::uint8_t { not_looked_for, gone, missing, found };

/// The part of a system's history that somebody may have changed it in. Every part begins behind
/// the last deployment, and of `since_raised` behind the last that was there before the concern.
enum class ChangeSpan : std::uint8_t {
  until_deployed,  ///< to the deployment that carried what an event looked at
  since_deployed,  ///< to now
  since_raised     ///< to now, over deployments that came after the concern or may have
};

/// Who had changed a system in some part of its history.
struct ChangedBy {
  std::string system;  ///< its folder; empty for the root
  std::vector<Identity> people;
  ChangeSpan span = ChangeSpan::until_deployed;
  std::string unknown = {};  ///< why somebody may be lacking ("the history is shallow")
  /// The system stood where an event looked at it, and is none any more.
  bool gone = false;
  std::vector<Identity> owners = {};  ///< of a system that is gone: who answered for it there
};

/// An event and how it came to us. The same event may come several times, and is one event.
struct LedgerEvent {
  Event event;
  std::vector<Introduction> introductions;  ///< empty for a file that only stands in some tree
  EvidenceFound evidence = EvidenceFound::not_looked_for;
  bool follow_up_proven = false;  ///< signed by the key that the anonymous raising event names
  /// Where a later deployment of a system carried the commit that the event looked at: who had
  /// changed the system by then. These, and not who changed it since, speak against its author.
  std::vector<ChangedBy> changed_by;
  /// Of the event that raised the concern: who changed each system up to now. It stands in for what
  /// `Circumstances` say of that, wherever `changed_by` does not.
  std::vector<ChangedBy> since = {};
  std::optional<Date> looked_at = {};  ///< the day that the commit in `subject` states
};

/// The events that one concern may have. Beyond it, whoever floods a concern would make judging it
/// costly: it is not judged, and so it stays open.
inline constexpr std::size_t kEventsPerConcern = 2000;

/// A set of nodes.
using NodeSet = std::vector<bool>;

/// The events of one concern, each once and in the order of their digests, as the nodes 0 to
/// `size() - 1`; behind them a node for each id that is named and not there. An edge leads from an
/// event to what it follows.
class History {
 public:
  /// `concern` is the id of the concern: the event of that id counts as named.
  History(const std::string& concern, std::vector<LedgerEvent> events);

  [[nodiscard]] std::size_t size() const { return events_.size(); }
  [[nodiscard]] std::size_t nodes() const { return events_.size() + missing_.size(); }
  [[nodiscard]] const LedgerEvent& at(std::size_t node) const { return events_[node]; }
  [[nodiscard]] const Event& event(std::size_t node) const { return events_[node].event; }
  /// The ids, or words in place of one, that are named and not there; sorted.
  [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }

  /// The id of the concern.
  [[nodiscard]] const std::string& concern() const { return concern_; }
  /// The node of the event that gives the concern its id, when that event is not there.
  [[nodiscard]] std::optional<std::size_t> missing_root() const { return missing_root_; }
  /// The first word in the event's `follows` that names nothing that is there; null when none.
  [[nodiscard]] const std::string* missing_from(std::size_t node) const;
  [[nodiscard]] bool dangles(std::size_t node) const { return missing_from(node) != nullptr; }
  /// Whether another event has the same id and a different content.
  [[nodiscard]] bool clashes(std::size_t node) const { return clashes_[node]; }
  /// The nodes an event of this id could be; none when it is not there.
  [[nodiscard]] std::vector<std::size_t> find(const std::string& id) const;

  /// Everything that `node` follows, directly or through others, itself not counted unless it
  /// follows itself. Linear in the size of the concern.
  [[nodiscard]] NodeSet reached(std::size_t node) const;

 private:
  void merge(std::vector<LedgerEvent> events);
  void link(const std::string& concern);

  std::string concern_;
  std::vector<LedgerEvent> events_;
  std::vector<std::string> missing_;
  std::vector<std::vector<std::size_t>> follows_;
  std::optional<std::size_t> missing_root_;
  std::vector<bool> clashes_;
  std::vector<std::size_t> by_id_;  ///< nodes sorted by id
};

}  // namespace qualm::concerns
