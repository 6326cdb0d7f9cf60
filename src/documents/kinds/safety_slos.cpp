// The safety SLO policy: what is promised, over which window, and what happens on a breach.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<Key, 5> kSloKeys = {{
    {.name = "name",
     .shape = &kText,
     .required = true,
     .help = "a name that other documents refer to"},
    {.name = "objective",
     .shape = &kText,
     .required = true,
     .help = "one sentence: what it protects"},
    {.name = "target",
     .shape = &kText,
     .required = true,
     .help = "operator and number, quoted: \">= 0.90\""},
    {.name = "window", .shape = &kText, .required = true, .help = "24h, 7d or rolling"},
    {.name = "action_on_breach",
     .shape = &kText,
     .required = true,
     .help = "what happens when it is broken"},
}};
constexpr Shape kSlo{.type = ShapeType::map, .keys = kSloKeys};
constexpr Shape kSlos{.type = ShapeType::list, .item = &kSlo};
constexpr std::array<Key, 1> kKeys = {{
    {.name = "slos", .shape = &kSlos, .required = true, .help = "the safety SLOs of this system"},
}};
constexpr Shape kShape{.type = ShapeType::map, .keys = kKeys};

constexpr std::array<std::string_view, 2> kPaths = {"**/safety-slos.yaml", "**/safety-slos.yml"};

}  // namespace

Kind safety_slos_kind() {
  return {.id = "safety-slos",
          .summary = "safety SLOs as policy: targets, windows and the action on a breach",
          .format = Format::yaml,
          .paths = kPaths,
          .shape = &kShape};
}

}  // namespace qualm::documents
