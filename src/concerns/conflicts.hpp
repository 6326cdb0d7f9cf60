// Whose interests are in the way of judging a concern, and who answers for what it is about.

#pragma once

#include <string>
#include <vector>

#include "concerns/circumstances.hpp"
#include "concerns/history.hpp"
#include "concerns/systems.hpp"
#include "concerns/who.hpp"

namespace qualm::concerns {

/// Who raised, endorsed, owns and changed what one concern is about. Endorsing, and raising it as
/// well, are held against somebody where it is proven, at the policy's level, that it was them; the
/// event that raised it first where its commit is theirs. Must not outlive either.
class Conflicts {
 public:
  Conflicts(const History& history, const Ground& ground);

  /// The systems that the raising events name, in normal form, sorted; may hold `*`.
  [[nodiscard]] const std::vector<std::string>& named() const { return named_; }
  /// Whether there is a raising event, and each names a system.
  [[nodiscard]] bool all_named() const { return all_named_; }

  /// Whether every raising event names systems, and all of them are there.
  [[nodiscard]] bool is_about_known_systems() const { return all_found_ && !places_.empty(); }

  /// Why somebody known by `traces` is not a neutral party, whatever role they hold, as the end of
  /// a sentence that begins with their name; empty when nothing speaks against it. A concern about
  /// a system that nobody can find is held against everybody who has to do with any system. `then`
  /// is what a `LedgerEvent` says of who had changed the systems; where it knows those that are
  /// gone, they stand for themselves.
  [[nodiscard]] std::string against(const Traces& traces,
                                    const std::vector<ChangedBy>& then = {}) const;

  /// Why `person` does not answer for every system concerned, likewise; empty when they do.
  [[nodiscard]] std::string not_owner(const Person& person) const;

 private:
  /// Whether `then` knows every system that was not found.
  [[nodiscard]] bool stood_then(const std::vector<ChangedBy>& then) const;
  [[nodiscard]] std::string against_gone(const Traces& traces, const ChangedBy& system) const;

  const Ground& ground_;
  std::vector<std::string> named_;
  bool all_named_ = false;
  bool all_found_ = false;
  std::vector<std::size_t> places_;  ///< of the systems concerned; all of them when not all found
  std::vector<std::size_t> found_;   ///< of those that were found
  std::vector<std::string> gone_;    ///< names that match no system
  std::vector<Traces> raised_;
  std::vector<Traces> endorsed_;
  std::vector<MarkedChanges> since_;  ///< what the event that raised it says of who changed what
};

}  // namespace qualm::concerns
