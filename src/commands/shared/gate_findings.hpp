// A verdict in the formats of `qualm check`.

#pragma once

#include <vector>

#include "gate/verdict.hpp"
#include "model/finding.hpp"

namespace qualm::commands {

/// What a report says of a ref. It holds pointers into the verdict that it was made from.
struct Reportable {
  std::vector<Rule> rules;  ///< the gate's own: one for each reason, so that each has its way out
  Evaluation evaluation;
};

/// The evaluation of the documents of a ref with everything else that speaks against the ref in
/// front of it: refusals as findings of `gate/refused`, `gate/refused-2` and so on, what could not
/// be judged as a gap of `gate/not-judged`. So every format says what the gate says, also where no
/// document was judged. All of it is of severity error, and the subject names ref and decision.
[[nodiscard]] Reportable reportable(const gate::RefVerdict& ref);

}  // namespace qualm::commands
