// An SLO as a comparison sees it: every key with its place, and what target, window and action
// mean.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.hpp"
#include "engine/slo_diff.hpp"
#include "language/slo_name.hpp"
#include "language/slo_target.hpp"
#include "language/slo_window.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// A key and what stands under it, on one line.
struct SloKey {
  std::string key;
  std::string text;
  SourcePos where;
};

/// A promise that was read, or why it was not. `text` is empty where the key is not there.
template <typename T>
struct SloReading {
  std::string text;
  std::optional<T> value;
  std::string problem;  ///< it is there and cannot be read

  [[nodiscard]] bool absent() const { return text.empty() && problem.empty(); }
};

/// One SLO of one version.
struct SloRecord {
  const documents::Document* document = nullptr;
  SourcePos where;
  std::vector<SloKey> keys;  ///< those that say something, in the order of the file
  std::string name;
  std::string folded_name;  ///< as names are told apart; empty where it has none
  std::string objective;
  language::Scale scale = language::Scale::unknown;
  SloReading<language::Target> target;  ///< with the unit that `unit` states
  SloReading<language::Window> window;
  std::string action;
  std::vector<std::string> name_words;       ///< sorted; without those that state a window
  std::vector<std::string> objective_words;  ///< sorted

  [[nodiscard]] const SloKey* find(std::string_view key) const;
  /// What it says under `key`, where it stands; the SLO itself where it has no such key.
  [[nodiscard]] SloSide side(std::string_view key) const;
  /// The whole of it: target, window and action.
  [[nodiscard]] SloSide whole() const;
};

/// One file of one version.
struct SloFile {
  const documents::Document* document = nullptr;
  std::vector<SloRecord> slos;
  std::vector<SloKey> keys;  ///< of the file, but for `slos`
  bool no_service = false;   ///< it says that nothing runs that could be measured

  [[nodiscard]] SloSide side(std::string_view key) const;
};

/// Reads a file for comparison; fails as `diff_slos` says. A file of another tool's format has no
/// SLO and no keys.
[[nodiscard]] Result<SloFile> read_slo_file(const documents::Document& document);

}  // namespace qualm::engine
