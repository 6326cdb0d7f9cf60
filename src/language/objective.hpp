// Whether an objective speaks of people, of a metric, or of a task.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace qualm::language {

enum class ObjectiveKind {
  human,           ///< somebody benefits, or there is a purpose
  metric,          ///< what is optimised is a metric
  metric_unclear,  ///< a metric stands there, and neither a beneficiary nor a purpose
  task,            ///< neither a metric nor a beneficiary nor a purpose
};

struct ObjectiveReading {
  ObjectiveKind kind = ObjectiveKind::task;
  std::string evidence;  ///< the words that decided; empty for a task
};

/// What kind of objective `sentence` is. ("Shipping Responsible AI Without Slowing Down", What
/// Lands in the Repo: the human objective first, in one plain sentence; metrics are its proxies.)
[[nodiscard]] ObjectiveReading read_objective(std::string_view sentence);

/// The goals of `sentence`, one or more: parts between top-level semicolons, and parts joined by
/// "and also" or "as well as" that have a verb of their own. A list of people is one goal.
[[nodiscard]] std::vector<std::string_view> goals_of(std::string_view sentence);

/// How hard a sentence is to read for somebody from outside.
struct Plainness {
  int words = 0;
  std::vector<std::string_view> unexplained_capitals;  ///< each once, in order
  bool has_code = false;                               ///< holds a code span
};

/// Counts what makes `text` hard to read. Abbreviations that everybody knows (UK, NHS, AI), those
/// that `text` explains itself and those for which `is_defined` answers true are not counted.
[[nodiscard]] Plainness plainness_of(std::string_view text,
                                     const std::function<bool(std::string_view)>& is_defined = {});

}  // namespace qualm::language
