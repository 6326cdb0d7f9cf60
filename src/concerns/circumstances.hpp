// What concerns are judged by, all of it from the protected side.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "concerns/concern_policy.hpp"
#include "concerns/history.hpp"
#include "concerns/who.hpp"
#include "model/people.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// What is known about an AI system.
struct SystemFacts {
  std::string path;              ///< its folder; empty for the root
  std::vector<Identity> owners;  ///< accountable owners; by name alone where no address is stated
  /// Owners that only what is being judged names: a conflict of interest, and no right.
  std::vector<Identity> claimed_owners = {};
  std::vector<Identity> touched;  ///< authors, committers and co-authors since its last deployment
  std::string touched_unknown;    ///< why `touched` may lack somebody ("the history is shallow")
};

/// The base policy and the facts around concerns.
struct Circumstances {
  std::vector<Person> people;
  ConcernPolicy policy;
  std::vector<SystemFacts> systems;  ///< every system of the trees that are looked at
  ProperIdentity proper;             ///< the base tree's mailmap; may be empty
  Date today;                        ///< of the judgement; nothing else tells the time
};

/// A trace of somebody, and their place in the list it was made from.
using Marks = std::vector<std::pair<std::string, std::size_t>>;

/// Who changed a system, and their traces, sorted.
struct MarkedChanges {
  const ChangedBy* changed = nullptr;
  Marks marks;
};

/// Circumstances, prepared once to judge any number of concerns.
class Ground {
 public:
  explicit Ground(Circumstances circumstances);
  Ground(const Ground&) = delete;
  Ground& operator=(const Ground&) = delete;
  Ground(Ground&&) = delete;
  Ground& operator=(Ground&&) = delete;
  ~Ground() = default;

  [[nodiscard]] const ConcernPolicy& policy() const { return facts_.policy; }
  [[nodiscard]] const Who& who() const { return who_; }
  [[nodiscard]] Date today() const { return facts_.today; }
  [[nodiscard]] const std::vector<std::string>& system_paths() const { return paths_; }

  /// Why somebody known by `traces` is no neutral party where the system at `place` is concerned,
  /// as the end of a sentence that begins with their name; empty when nothing speaks against it.
  /// `changed`, where it is not null, stands in for who changed it since its last deployment.
  [[nodiscard]] std::string conflict(const Traces& traces, std::size_t place,
                                     const MarkedChanges* changed) const;

  /// The same by what is known of who changed a system, whoever owns it.
  [[nodiscard]] static std::string conflict(const Traces& traces, const MarkedChanges& changed);

  /// `changed`, ready to be compared with many people; must not outlive it.
  [[nodiscard]] MarkedChanges marked(const ChangedBy& changed) const;

  /// Whether `person` is an accountable owner of the system at `place`: by an address of theirs or,
  /// where none is stated, by a name that nobody else has.
  [[nodiscard]] bool owns(const Person& person, std::size_t place) const;

  /// Whether `person` is still here today.
  [[nodiscard]] bool is_here(const Person& person) const;

 private:
  [[nodiscard]] Marks marks_of(const std::vector<Identity>& identities, bool single_names) const;

  Circumstances facts_;
  Who who_;
  std::vector<std::string> paths_;
  std::vector<Marks> owners_;
  std::vector<Marks> touched_;
};

}  // namespace qualm::concerns
