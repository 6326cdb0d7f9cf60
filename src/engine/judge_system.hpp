// Judging the documents of one system; private to engine/.

#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.hpp"
#include "engine/evaluate.hpp"
#include "engine/landscape.hpp"
#include "engine/shelf.hpp"

namespace qualm::engine {

/// What one task found. Tasks share nothing that changes.
struct Portion {
  std::vector<Finding> findings;
  std::vector<NotJudged> not_judged;
  std::vector<Waiver> waivers;  ///< inline ones
  std::vector<std::vector<documents::Item>>
      gathered;  ///< per rule of Setting::active: items for checks that reach further than one
                 ///< document
  std::size_t documents = 0;
  std::size_t passed = 0;
  std::size_t not_applicable = 0;
};

/// What every task of one evaluation reads and none changes, but for the shelf, which may be asked
/// by several.
struct Setting {
  const Request& request;
  const Landscape& land;
  const language::KnownPeople& known;
  Shelf& shelf;
  /// The rules of the request that have something to read here, compiled.
  const std::vector<rules::CompiledRule>& active;
};

/// The text of a document by its lines, found once for all findings in it.
class SourceLines {
 public:
  explicit SourceLines(std::string_view source) : source_(source) {}

  [[nodiscard]] bool empty() const { return source_.empty(); }
  /// A line, counted from 1, without its end; empty where there is none.
  [[nodiscard]] std::string_view at(int line);

 private:
  std::string_view source_;
  std::vector<std::string_view> lines_;  // split when first asked for
};

/// What a check may ask about the tree as a whole.
[[nodiscard]] checks::Surroundings surroundings_of(const Setting& setting);

/// Judges the documents at `indices` of the landscape, which belong together.
[[nodiscard]] Portion judge_documents(const Setting& setting, std::span<const std::size_t> indices);

/// Books the outcome of `rule` on the document at `path` with the lines of `source` (empty:
/// unknown).
void book(const Request& request, const rules::CompiledRule& rule, checks::Judgement judgement,
          const std::string& path, SourceLines& source, Portion& portion);

/// Whether `path` is at or below one of the paths that were asked for.
[[nodiscard]] bool is_asked_for(const Request& request, std::string_view path);

}  // namespace qualm::engine
