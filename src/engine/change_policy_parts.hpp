// The parts of a comparison of policies, one file each; private to engine/.

#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/change_policy.hpp"
#include "model/policy.hpp"
#include "model/rule.hpp"
#include "support/value.hpp"

namespace qualm::engine {

using Weakenings = std::vector<PolicyWeakening>;

/// Two policies, and what came of comparing them so far.
class PolicyComparison {
 public:
  PolicyComparison(const Policy& before, const Policy& after, std::span<const Rule> rules)
      : before_(before), after_(after), rules_(rules) {}

  /// Compares all of it.
  [[nodiscard]] Weakenings compare();

 private:
  void compare_people();
  void compare_rules();
  void compare_gate();
  void compare_concerns();
  void compare_waivers();
  void compare_documents();
  void compare_systems();
  void compare_revision();

  void add(WeakeningKind kind, std::string key, SourcePos where, std::string words) {
    found_.push_back(
        {.kind = kind, .words = std::move(words), .key = std::move(key), .where = where});
  }

  const Policy& before_;
  const Policy& after_;
  std::span<const Rule> rules_;
  Weakenings found_;
};

/// The value at a path of keys; a null value where there is none.
[[nodiscard]] const Value& value_at(const Value& map, std::string_view key);
[[nodiscard]] const Value& value_at(const Value& map, std::string_view outer,
                                    std::string_view inner);

/// The place of the value of `key`, else that of the file's first line.
[[nodiscard]] SourcePos place_of(const Policy& policy, std::string_view key);

/// The texts of a list, or the one text; `fallback` where there is none.
[[nodiscard]] std::vector<std::string> texts_in(const Value& value,
                                                std::vector<std::string> fallback = {});

[[nodiscard]] inline bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// What `now` has and `before` has not.
[[nodiscard]] std::vector<std::string> added_to(const std::vector<std::string>& before,
                                                const std::vector<std::string>& now);

/// Whether a glob covers another: it is the same, or matches it as a path.
[[nodiscard]] bool glob_covers(const std::string& wide, const std::string& narrow);

}  // namespace qualm::engine
