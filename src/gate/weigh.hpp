// What the findings of the documents weigh at the gate.

#pragma once

#include "gate/verdict.hpp"
#include "model/finding.hpp"

namespace qualm::gate {

/// Makes reasons of the findings and gaps in `ref.evaluation`, which is there: one for each kind,
/// the reports list them. Where nothing stands against the ref, what rules of changes find below
/// `fail_on` are notes: whoever pushes hears of it. `baseline_left_behind`: files of the baseline
/// move in the change, and it does not follow.
void weigh_documents(RefVerdict& ref, Severity fail_on, bool baseline_left_behind);

}  // namespace qualm::gate
