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
  PolicyComparison(const Policy& before, const Policy& after, std::span<const Rule> rules,
                   const PolicyTrees& trees)
      : before_(before), after_(after), rules_(rules), trees_(trees) {}

  /// Compares all of it.
  [[nodiscard]] Weakenings compare();
  /// Compares `gate:` and `concerns:`, which hold by their defaults where there is no policy.
  [[nodiscard]] Weakenings compare_what_had_defaults();

 private:
  void compare_people();
  void compare_gains(const Person* old, const Person& now);
  void compare_losses(const Person& old, const Person* now);
  void compare_rules();
  void compare_gate();
  void compare_concerns();
  void compare_waivers();
  void compare_documents();
  void compare_places();
  void compare_systems();
  void compare_system(const DeclaredSystem& old, const DeclaredSystem& now);
  void compare_owner(const DeclaredSystem& old, const DeclaredSystem& now);
  void compare_calendar();
  void compare_actions();
  void compare_revision();

  void add(WeakeningKind kind, std::string key, SourcePos where, std::string words) {
    found_.push_back(
        {.kind = kind, .words = std::move(words), .key = std::move(key), .where = where});
  }

  const Policy& before_;
  const Policy& after_;
  std::span<const Rule> rules_;
  PolicyTrees trees_;
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

/// Names and addresses as they are compared: in small letters, single-spaced.
[[nodiscard]] std::string folded(const std::string& text);
[[nodiscard]] std::vector<std::string> folded(const std::vector<std::string>& texts);

/// Whether a system that stood in the folder `from` has moved to `to`: nothing stands at the one
/// any more, nothing stood at the other, and there its model cards and most files are, unchanged.
/// Folders are normal. No where the trees do not tell.
[[nodiscard]] bool has_moved(const PolicyTrees& trees, const Policy& before,
                             const std::string& from, const std::string& to);

/// Whether nothing stood in `folder` before; no where nobody can tell.
[[nodiscard]] bool is_new_folder(const PolicyTrees& trees, const std::string& folder);

}  // namespace qualm::engine
