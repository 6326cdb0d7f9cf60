// The files by which Git decides how others come to be in a checkout or an archive; private to
// gate/.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qualm::gate {

/// What a changed line of a `.gitattributes` is about.
struct AttributePattern {
  std::string glob;          ///< from the root; what it matches below a folder counts for all of it
  bool matches_all = false;  ///< it cannot be told what it is about
};

/// The patterns of those lines by which the texts differ that may change what a file is in a
/// checkout or an archive; `folder` is where the `.gitattributes` stands. Lines that only tell
/// programs how to show or merge files, or leave it to Git to find out what a text is, are none.
[[nodiscard]] std::vector<AttributePattern> changed_attributes(std::string_view folder,
                                                               std::string_view before,
                                                               std::string_view after);

/// The paths of submodules of which the two texts of a `.gitmodules` say different things; an empty
/// path where that cannot be told.
[[nodiscard]] std::vector<std::string> changed_submodules(std::string_view before,
                                                          std::string_view after);

}  // namespace qualm::gate
