// The part of a tree that a change bears on, so that judging it does not cost a walk over the rest.

#pragma once

#include <bitset>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// Some folders of a tree with all that is below them, and others of which only what stands in them
/// is looked at. Folders that only case or the normal form of a letter tells apart are the same.
class Vicinity {
 public:
  /// Takes in every folder above `path`, and the folders in those that only collect documents.
  void add_above(std::string_view path);
  /// Takes in a folder with everything below it.
  void add_below(std::string_view folder);

  /// Whether the change touches a system, a document, a model or what else the survey looks for.
  [[nodiscard]] bool is_governed() const { return is_governed_; }
  void set_governed() { is_governed_ = true; }

  /// Whether `folder` is one of those that were taken in. A walk enters those, and every folder
  /// below one of which it holds all.
  [[nodiscard]] bool names(std::string_view folder) const { return named_.contains(folder); }
  /// Whether everything below `folder` is entered.
  [[nodiscard]] bool holds_all_of(std::string_view folder) const;

 private:
  /// Folded folders. Whether one is among them is asked of all its siblings, which may be
  /// very many: most differ in their length and last letters.
  class Folders {
   public:
    void insert(std::string_view lower);
    [[nodiscard]] bool contains(std::string_view folder) const;  ///< in any case

   private:
    static constexpr std::size_t kShapes = 4096;
    static std::size_t shape_of(std::string_view folder);

    std::set<std::string, std::less<>> folders_;
    std::bitset<kShapes> shapes_;
  };
  Folders named_;
  Folders whole_;  // those with everything below them
  bool is_governed_ = false;
};

/// A path that differs between two trees.
struct TouchedPath {
  std::string_view path;
  bool in_place = false;  ///< an ordinary file on both sides
};

/// The part of `tree` that a change of the paths `touched` bears on: the systems they belong to,
/// what stands beside them and above, and the systems that cover paths elsewhere. Both sides hold
/// the same systems, documents and models then, and differ in content alone. Nothing where the
/// change may bear on any other part: where a document or a model comes, goes or moves, and where
/// what is changed speaks of more than one system, as the policy, CODEOWNERS and records do that
/// stand outside all systems. Fails as `survey` does.
[[nodiscard]] Result<std::optional<Vicinity>> vicinity_of(const Snapshot& tree,
                                                          const Policy& policy,
                                                          std::span<const TouchedPath> touched);

}  // namespace qualm::engine
