// What judging a tree came to: findings, what could not be judged, and the counts of both.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/rule.hpp"
#include "support/error.hpp"

namespace qualm {

/// Whether a finding counts, or why it does not.
enum class Standing : std::uint8_t { counts, waived, baselined };

/// A rule, a place, a message, a way to mend it.
struct Finding {
  const Rule* rule = nullptr;  ///< owned by the evaluation
  Severity severity = Severity::error;
  std::string path;
  SourcePos where;  ///< line from 1; column in code points from 1
  int width = 1;    ///< code points the caret underlines, within the line
  std::string message;
  std::string key;         ///< structural place, stable when lines move: `proxies/AUROC`
  std::string digest;      ///< 16 hex digits over the normalised content it is about
  std::string excerpt;     ///< the source line, at most 200 bytes; empty unless asked for
  int excerpt_column = 1;  ///< column of its first code point, when a long line was cut
  Standing standing = Standing::counts;
  std::string excuse;  ///< reason of the waiver that excuses it
};

/// A rule that could not be judged at a place: never a pass.
struct NotJudged {
  const Rule* rule = nullptr;  ///< owned by the evaluation
  Severity severity = Severity::error;
  std::string path;
  SourcePos where;
  std::string reason;  ///< names the limit or the missing thing
  std::string hint;
};

/// How often rules came to each outcome.
struct Counts {
  std::size_t systems = 0;
  std::size_t documents = 0;
  std::size_t rules = 0;
  std::size_t passed = 0;
  std::size_t not_applicable = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t waived = 0;
  std::size_t baselined = 0;
  std::size_t not_judged = 0;
};

/// The whole result, sorted by path, line, column, rule and message: the same input gives the same
/// bytes whatever the number of threads.
struct Evaluation {
  std::string subject;                             ///< "the work tree", "commit 3fa9c2d"
  std::shared_ptr<const std::vector<Rule>> rules;  ///< every rule that was turned on
  std::vector<Finding> findings;                   ///< those that do not count included
  std::vector<NotJudged> not_judged;
  std::vector<std::string> notes;  ///< what a reader should know, in words
  Counts counts;
};

/// Whether a finding that counts reaches `fail_on`.
[[nodiscard]] bool has_failures(const Evaluation& evaluation, Severity fail_on);

/// Whether a rule of at least `fail_on` could not be judged.
[[nodiscard]] bool has_gaps(const Evaluation& evaluation, Severity fail_on);

/// Whether no rule came to a verdict anywhere: no pass, no finding.
[[nodiscard]] bool judged_nothing(const Counts& counts);

/// `2 errors, 1 warning in 3 documents of 2 systems; 1 waived, 2 in the baseline, 1 not judged`.
[[nodiscard]] std::string summary_line(const Evaluation& evaluation);

}  // namespace qualm
