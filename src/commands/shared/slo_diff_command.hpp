// `qualm slo diff`: from the words of the command line to an exit code.

#pragma once

#include "commands/command.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Compares the safety SLOs of two trees. The words under `PATH` are the earlier revision (`HEAD`
/// without), the later one (the work tree without, the index with `--staged`) and paths, of which
/// the first may stand in place of the later revision where no revision has its name. `kFindings`
/// where anything weakens or may weaken, else `kCannotJudge` where a policy could not be read.
[[nodiscard]] Result<int> run_slo_diff(Session& session, const Arguments& arguments);

}  // namespace qualm::commands
