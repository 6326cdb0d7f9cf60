// What `qualm audit` prints.

#pragma once

#include <iosfwd>
#include <string>

#include "gate/audit.hpp"
#include "support/date.hpp"

namespace qualm::commands {

/// An audit, and what it went by.
struct AuditReport {
  const gate::Audit& audit;
  std::string side;    ///< what is audited, in words
  std::string seen;    ///< how old the view is; may be empty
  bool asked = false;  ///< the remote was asked what it has
  Date today;
};

/// For people: findings first, each with its place and the way out, then notes, then a summary.
void write_audit_text(std::ostream& out, const AuditReport& report, int width);

/// Why something was not judged, for people, with the command that helps.
void write_not_judged(std::ostream& err, const gate::Audit& audit, int width);

void write_audit_json(std::ostream& out, const AuditReport& report);

/// 0 nothing found and all judged, 1 something found, 2 nothing found, and not all judged.
[[nodiscard]] int exit_status(const gate::Audit& audit);

}  // namespace qualm::commands
