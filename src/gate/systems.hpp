// The systems of a tree, as the gate and concerns need them: where they are, who answers for them,
// when they were deployed.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/landscape.hpp"
#include "git/repository.hpp"
#include "model/people.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"
#include "support/glob.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// A deployment that a record tells of.
struct Deployed {
  std::string record;  ///< path of the record
  std::string pin;     ///< the commit that went out, as written; empty when none is pinned
  std::optional<Date> day;
};

/// A system of one tree, or of several.
struct SystemOfTree {
  std::string path;                 ///< its folder; empty for the root
  std::vector<std::string> covers;  ///< globs of further paths that belong to it
  std::vector<Identity> owners;     ///< accountable owners, as policy and model card name them
  std::vector<Deployed> deployments;
  /// Owners that only a tree names which is being judged: it grants nobody a right.
  std::vector<Identity> claimed_owners = {};
};

/// Whether to read who answers for the system in a folder, and when it was deployed. Reading the
/// cards of a thousand systems to judge a push to one of them would be most of the work.
using WantsPeople = std::function<bool(const std::string& folder)>;

/// The systems of `tree`, by path, with the people of those that are wanted; empty: of all. `land`
/// is the tree as `policy` surveys it, whole where anybody is wanted. A card or record that cannot
/// be read says nothing here, and is reported where documents are judged.
[[nodiscard]] std::vector<SystemOfTree> systems_of(const Snapshot& tree, const Policy& policy,
                                                   const engine::Landscape& land,
                                                   const WantsPeople& wanted = {});

/// The same, of a tree that nobody has surveyed yet. Fails where it cannot be walked.
[[nodiscard]] Result<std::vector<SystemOfTree>> systems_of(const Snapshot& tree,
                                                           const Policy& policy);

/// The systems of both lists. What either says of a system's paths and owners counts against
/// people; only `base` grants rights and tells of deployments, which are where looking back for a
/// conflict of interest ends: what is being judged says neither of itself.
[[nodiscard]] std::vector<SystemOfTree> united(std::vector<SystemOfTree> base,
                                               std::vector<SystemOfTree> judged);

/// Which systems a path belongs to.
class SystemPaths {
 public:
  explicit SystemPaths(const std::vector<SystemOfTree>& systems);

  /// The places in the list of all systems that `path` is a part of, be it by their folder or by
  /// what they cover, ascending. Paths that only case or the normal form of a letter tells apart
  /// are the same: on many a disk they are one.
  [[nodiscard]] std::vector<std::size_t> of(std::string_view path) const;

 private:
  struct Covered {
    Glob glob;
    std::size_t place;
  };
  std::vector<std::pair<std::string, std::size_t>> folders_;  ///< folded, `/` behind, sorted
  std::vector<Covered> covered_;
};

}  // namespace qualm::gate
