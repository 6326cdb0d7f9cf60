// Who may do what to a concern: the table of events, applied to one concern.

#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "concerns/circumstances.hpp"
#include "concerns/conflicts.hpp"
#include "concerns/history.hpp"
#include "concerns/overrides.hpp"

namespace qualm::concerns {

/// Whether an event has the effect that its type has, and if not, why.
struct Ruling {
  bool counts = true;
  std::string reason;  ///< for people; empty when it counts
};

/// The rulings on all events of a concern. Each depends on the event, on what it follows and on who
/// raised and endorsed the concern; never on order or where copies were found, and on dates only
/// where somebody has left. `history` and `ground` must outlive it.
class Rights {
 public:
  Rights(const History& history, const Ground& ground);

  /// Of a disputing event: whether it is the raiser's. Of an override: whether it counts as one
  /// signature; whether there are enough is for `overrides()`.
  [[nodiscard]] const Ruling& of(std::size_t node) const { return rulings_[node]; }
  [[nodiscard]] const Overrides& overrides() const { return overrides_; }
  [[nodiscard]] const Conflicts& conflicts() const { return conflicts_; }

  /// Why `person` is no neutral party, as a sentence; empty when they are. `then` is what a
  /// `LedgerEvent` of theirs says of who had changed the systems.
  [[nodiscard]] std::string not_neutral(const Person& person,
                                        const std::vector<ChangedBy>& then = {}) const;

  /// A word for the author of an event: the same for all addresses of a person, one for everybody
  /// anonymous, empty when it says nobody's name.
  [[nodiscard]] const std::string& author_key(std::size_t node) const { return authors_[node]; }

 private:
  [[nodiscard]] Ruling rule(std::size_t node) const;
  [[nodiscard]] std::string closing_fault(std::size_t node) const;
  [[nodiscard]] std::string author_fault(std::size_t node) const;
  [[nodiscard]] std::string role_fault(std::size_t node) const;
  [[nodiscard]] std::string withdrawal_fault(std::size_t node) const;
  [[nodiscard]] std::string content_fault(std::size_t node) const;
  [[nodiscard]] std::string reviewer_fault(const LedgerEvent& one) const;
  [[nodiscard]] std::string expiry_fault(const LedgerEvent& one) const;
  [[nodiscard]] std::string proof_fault(std::size_t node) const;
  [[nodiscard]] std::string review_fault(std::size_t node) const;
  [[nodiscard]] Ruling rule_on_reopening(std::size_t node) const;
  [[nodiscard]] bool by_a_raiser(std::size_t node) const;
  void find_authors();
  [[nodiscard]] std::vector<SignedOverride> sign() const;

  const History& history_;
  const Ground& ground_;
  Conflicts conflicts_;
  std::vector<std::string> authors_;  ///< of each event, as `author_key` has it
  std::set<std::string> raisers_;     ///< likewise
  std::vector<Ruling> rulings_;
  Overrides overrides_;
};

}  // namespace qualm::concerns
