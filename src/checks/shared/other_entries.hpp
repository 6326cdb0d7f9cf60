// Entries of other documents that a hit may refer to.

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/check.hpp"

namespace qualm::checks {

inline constexpr std::array<std::string_view, 2> kScopes = {"system", "repository"};

/// The option `scope` of checks that look into other documents.
inline constexpr OptionSpec kScopeOption = {
    .name = "scope",
    .type = OptionType::choices,
    .help = "where to look: in the documents of the same system, or in the whole repository",
    .fallback = "system",
    .choices = kScopes};

/// Entries, each with the document that it stands in, and as long-lived as that.
using OtherHits = std::vector<std::pair<const documents::Document*, const documents::Item*>>;

/// A fact of another kind of document, and where to look for it.
struct OtherFact {
  const documents::Kind* kind = nullptr;
  documents::Selector selector;
  bool whole_repository = false;

  /// From the options `in` (a kind), `of` (a fact of it, or a path of values) and `scope`.
  /// `invalid` for a kind or a fact that does not exist.
  [[nodiscard]] static Result<OtherFact> read(const Options& options);

  /// Its hits: in the documents of the same system, or in the whole repository; of the latter only
  /// those near what is judged, where that is asked.
  [[nodiscard]] OtherHits hits(const Subject& subject, bool near = false) const;
};

/// Whether any document of the kind stands where `fact` looks; tells "no such entry" from "no such
/// document".
[[nodiscard]] bool has_document(const Subject& subject, const OtherFact& fact);

/// The documents of the kind that could not be read; what they hold is unknown.
[[nodiscard]] const documents::Document* unreadable_one(const Subject& subject,
                                                        const OtherFact& fact);

}  // namespace qualm::checks
