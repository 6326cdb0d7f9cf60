// Check primitive `in_system`: the document stands in the folder of a system.

#include <algorithm>
#include <array>
#include <string_view>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 1> kValues = {"systems"};

bool is_below(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

Judgement judge(const Subject& subject) {
  // Asking for all systems may cost a walk over the tree.
  const std::string& own = subject.around.system;
  if (!own.empty() && is_below(subject.document.path, own)) return Judgement{};
  const auto& systems = subject.around.systems();
  if (systems.empty()) return Judgement::not_applicable();
  const bool below = std::any_of(systems.begin(), systems.end(), [&](const std::string& folder) {
    return is_below(subject.document.path, folder);
  });
  if (below) return Judgement{};
  constexpr std::size_t kShown = 160;
  Fault fault{.where = {.line = 1, .column = 1}, .key = "document"};
  fault.values.emplace_back("systems", shorten(join_words(systems), kShown));
  return Judgement::of({std::move(fault)});
}

Result<Judge> compile(const Options&) { return Judge(judge); }

}  // namespace

Check in_system_check() {
  return {.id = "in_system",
          .summary = "The document stands in the folder of a system.",
          .options = {},
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
