// The gate's decision, ref by ref, with its reasons.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gate/ref_change.hpp"
#include "model/finding.hpp"
#include "support/error.hpp"

namespace qualm::gate {

/// Not being able to judge is not passing: on a protected ref it is as good as a refusal.
enum class Decision : std::uint8_t { allowed, not_judged, refused };

/// Why a ref is not let through: what was found, where, and the way out.
struct Reason {
  Decision decision = Decision::refused;
  std::string what;     ///< one line
  std::string where;    ///< a place or an id; may be empty
  std::string way_out;  ///< what to do next; may be empty
  bool listed = false;  ///< it sums up what the evaluation of the documents lists
};

struct RefVerdict {
  RefChange change;
  bool guarded = false;  ///< the ref is protected: its update is a deployment
  Decision decision = Decision::allowed;
  std::vector<Reason> reasons;           ///< the gravest first
  std::vector<std::string> notes;        ///< what somebody should know although it does not block
  std::optional<Evaluation> evaluation;  ///< of the documents, where they were judged
  Severity fail_on = Severity::error;    ///< findings of the documents from here on refuse
};

struct Verdict {
  std::vector<RefVerdict> refs;  ///< in the order of the push
  std::vector<std::string> notes;

  /// The gravest decision of any ref.
  [[nodiscard]] Decision decision() const;
};

/// Why something could not be judged, as a reason.
[[nodiscard]] Reason not_judged(const Error& error);

/// Adds a reason and lets it count.
void add_reason(RefVerdict& verdict, Reason reason);

}  // namespace qualm::gate
