// Two versions of the safety SLOs of a system, compared: what was added, removed, tightened,
// relaxed, renamed, and whether that weakens what is promised.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.hpp"
#include "model/policy.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// More SLOs than this on either side are not compared: nobody reviews such a policy.
inline constexpr std::size_t kMostSlosCompared = 500;

enum class SloChangeKind : std::uint8_t {
  added,
  removed,
  renamed,     ///< the same SLO under another name
  duplicated,  ///< its name now belongs to several SLOs of one file
  tightened,
  relaxed,       ///< the target asks for less, or is gone
  flipped,       ///< the comparator turned round: at least became at most
  incomparable,  ///< the target changed so that nobody can tell which one asks for more
  window_lengthened,
  window_shortened,
  window_changed,  ///< to or from `rolling`, stated, dropped, or unreadable
  action_strengthened,
  action_weakened,
  action_changed,     ///< nobody can tell which action protects more
  objective_changed,  ///< the sentence alone
  detail_changed,     ///< any other key of an SLO: source, oncall, reason …
  file_changed,       ///< a key of the file besides `slos`
  service_dropped,    ///< the file now says that nothing runs that could be measured
};

/// `removed`, `relaxed`, `window lengthened`.
[[nodiscard]] std::string_view to_string(SloChangeKind kind);

/// Whether a change asks less of the system than before.
enum class Weakens : std::uint8_t { no, yes, cannot_tell };

/// `no`, `yes` or `cannot tell`.
[[nodiscard]] std::string_view to_string(Weakens weakens);

/// What one version says, on one line, and where.
struct SloSide {
  std::string name;  ///< of the SLO; empty where it has none, and for a key of the file
  std::string text;  ///< the value that changed; the target, window and action of an SLO that was
                     ///< added or removed; empty where the key is not there
  Location where;    ///< the value, or the SLO that lacks it; columns count bytes
};

struct SloChange {
  SloChangeKind kind = SloChangeKind::added;
  Weakens weakens = Weakens::no;
  std::string key;                ///< `target`, `window`, `name`, `source`; empty for a whole SLO
  std::optional<SloSide> before;  ///< nothing for what was added
  std::optional<SloSide> after;   ///< nothing for what was removed
  std::string reason;             ///< why it weakens, or why nobody can tell; empty where plain
  /// All of it for people, without the name of the SLO: `target >= 0.95 → >= 0.90 (relaxed)`,
  /// with the reason behind it.
  std::string words;

  /// The name it has now; the one it had where it is gone. Empty for a key of the file.
  [[nodiscard]] std::string slo() const {
    if (after && !after->name.empty()) return after->name;
    return before ? before->name : std::string();
  }
  /// What a gate has to ask about: it weakens, or nobody can tell that it does not.
  [[nodiscard]] bool may_weaken() const { return weakens != Weakens::no; }
};

/// Compares all SLOs of a system as two versions of its policies state them, and says what changed:
/// one entry per change, by the order of the SLOs in `after`, then of those that are gone. SLOs are
/// matched by name, whatever its case and hyphens; those left over by what they say, so that a new
/// name hides nothing. Order, layout, other ways to write the same value, and moves from one file
/// to another are no changes. `policy` names the team's own actions.
///
/// A file of another tool's format holds no safety SLO, and neither does an empty one. Fails with
/// the document's own error where it cannot be read, with `invalid` where it is no list of SLOs,
/// and with `limit` beyond `kMostSlosCompared`: then nothing was compared.
[[nodiscard]] Result<std::vector<SloChange>> diff_slos(
    std::span<const documents::Document* const> before,
    std::span<const documents::Document* const> after, const Policy& policy);

/// The same for one file on either side; null where there is none.
[[nodiscard]] Result<std::vector<SloChange>> diff_slos(const documents::Document* before,
                                                       const documents::Document* after,
                                                       const Policy& policy);

}  // namespace qualm::engine
