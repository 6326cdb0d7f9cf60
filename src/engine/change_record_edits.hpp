// What an edit takes away from a record: what it stated and states no more.

#pragma once

#include <string>
#include <vector>

#include "documents/document.hpp"
#include "support/error.hpp"

namespace qualm::engine {

/// A statement of a record that is gone, or says something else.
struct RecordEdit {
  std::string what;  ///< `severity was SEV1 and is SEV2`, `actions[0].due is gone`
  SourcePos where;   ///< in the later version, columns counting bytes; 1:1 where nothing stands
};

/// What `after` no longer states of `before`, in the order of `before`. To add to a record is to
/// complete it: new keys, longer lists, text behind the text that stands, a day made a time, and an
/// answer where there was a placeholder, "unknown", "open" or nothing. Layout, the order of keys
/// and a mended slip of the pen take nothing away. Both versions can be read, or are compared line
/// by line.
[[nodiscard]] std::vector<RecordEdit> record_edits(const documents::Document& before,
                                                   const documents::Document& after);

}  // namespace qualm::engine
