// A governed file, read once: its text, its structure, and what stood in the way of reading it.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "documents/kind.hpp"
#include "documents/markdown.hpp"
#include "model/snapshot.hpp"
#include "support/error.hpp"
#include "support/value.hpp"

namespace qualm::documents {

struct Item;

/// What selections have picked out of one document, each picked once: many rules look at the same
/// facts. Safe to ask from several threads; the answer does not depend on who asks first.
class Picked {
 public:
  /// The items of the selection called `name`, picked by `pick` the first time.
  [[nodiscard]] const std::vector<Item>& of(const std::string& name,
                                            const std::function<std::vector<Item>()>& pick) const;

 private:
  using Items = std::shared_ptr<const std::vector<Item>>;
  [[nodiscard]] const std::vector<Item>* find(const std::string& name) const;

  mutable std::mutex mutex_;
  mutable std::vector<std::pair<std::string, Items>> items_;
};

/// A document of a known kind. Never moved once read: `markdown` points into `source`.
struct Document {
  std::string path;
  const Kind* kind = nullptr;
  std::string source;
  std::optional<Markdown> markdown;  ///< Markdown kinds that could be read
  Value data;                        ///< the YAML document, or the front matter; null if none
  std::vector<std::string> names;    ///< `normal_title` of each top-level key of `data`
  std::optional<Error> unreadable;   ///< nothing can be said about the content
  std::optional<Error> broken_front_matter;  ///< the body was read all the same
  Picked picked;                             ///< by selectors, so far
};

/// Reads `entry` as a document of `kind`. Never fails: what cannot be read is in `unreadable`, with
/// code `limit` or `incomplete` where nobody judged, `invalid` where the file itself is at fault.
[[nodiscard]] std::unique_ptr<Document> read_document(const Snapshot& snapshot,
                                                      const TreeEntry& entry, const Kind& kind);

/// The same for text that is already at hand.
[[nodiscard]] std::unique_ptr<Document> parse_document(std::string path, std::string source,
                                                       const Kind& kind);

}  // namespace qualm::documents
