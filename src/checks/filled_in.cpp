// Check primitive `filled_in`: of several fields, at least one says something.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "fields",
     .type = OptionType::texts,
     .help = "fields of which at least one must be there, itself or with anything below it; what "
             "is empty or a placeholder is there, and other rules speak of it",
     .required = true},
    {.name = "when",
     .type = OptionType::texts,
     .help = "judge only hits that have one of these fields; absent: all hits"},
    {.name = "matches",
     .type = OptionType::patterns,
     .help = "what the fields must say: one of these must be found in one of them"},
    {.name = "none_with_reason",
     .type = OptionType::integer,
     .help = "accept \"none\" with a reason of at least this many words; 0: never",
     .fallback = "0"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

/// Whether `field` is `name`, or stands below it: `rollout.canary` and `rollout.canary.percent`.
bool is_part_of(const documents::Field& field, std::string_view name) {
  if (!std::string_view(field.name).starts_with(name)) return false;
  return field.name.size() == name.size() || field.name[name.size()] == '.';
}

bool has_any(const documents::Item& item, const std::vector<std::string>& names) {
  return std::any_of(item.fields.begin(), item.fields.end(), [&](const documents::Field& field) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return is_part_of(field, name); });
  });
}

/// What stands nearest to where `name` should: the first field of the map it belongs to.
const documents::Field* neighbour_of(const documents::Item& item, std::string_view name) {
  for (std::size_t dot = name.rfind('.'); dot != std::string_view::npos; dot = name.rfind('.')) {
    name = name.substr(0, dot);
    const auto near =
        std::find_if(item.fields.begin(), item.fields.end(),
                     [&](const documents::Field& field) { return is_part_of(field, name); });
    if (near != item.fields.end()) return &*near;
  }
  return nullptr;
}

class FilledIn {
 public:
  explicit FilledIn(Options options) : options_(std::move(options)) {}

  [[nodiscard]] Judgement judge(const Subject& subject) const {
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (options_.has("when") && !has_any(item, options_.texts("when"))) continue;
      any = true;
      const documents::Field* refused = nullptr;
      const auto problem = problem_of(item, refused);
      if (problem) faults.push_back(fault_of(item, refused, *problem));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  }

 private:
  /// What is wrong with what `field` says; nothing when it will do.
  [[nodiscard]] std::optional<std::string> problem_with(const documents::Item& item,
                                                        const documents::Field& field) const {
    const int words = options_.integer("none_with_reason");
    if (const auto reason = documents::reason_for_none(field.text)) {
      if (words == 0) return fmt::format("says \"{}\"", shorten(field.text, 60));
      if (count_words(*reason) >= words) return std::nullopt;
      return fmt::format("says \"{}\" and no reason why", shorten(field.text, 60));
    }
    const auto& matches = options_.patterns("matches");
    if (matches.empty() || !is_stated(item, field.name)) return std::nullopt;
    const bool said = std::any_of(matches.begin(), matches.end(), [&](const Pattern& pattern) {
      return pattern.is_in(field.text);
    });
    return said ? std::nullopt : std::optional(fmt::format("says \"{}\"", shorten(field.text, 60)));
  }

  /// What is wrong with the hit as a whole: `refused` is the first field that would not do.
  [[nodiscard]] std::optional<std::string> problem_of(const documents::Item& item,
                                                      const documents::Field*& refused) const {
    std::optional<std::string> problem;
    for (const std::string& name : options_.texts("fields")) {
      for (const documents::Field& field : item.fields) {
        if (!is_part_of(field, name)) continue;
        auto wrong = problem_with(item, field);
        if (!wrong) return std::nullopt;
        if (problem) continue;
        problem = std::move(wrong);
        refused = &field;
      }
    }
    return problem ? problem : "is missing";
  }

  [[nodiscard]] Fault fault_of(const documents::Item& item, const documents::Field* refused,
                               const std::string& problem) const {
    const std::string& name = options_.texts("fields").front();
    Fault fault = fault_at(item, refused != nullptr ? refused->name : name);
    if (const auto* near = refused == nullptr ? neighbour_of(item, name) : nullptr) {
      fault.where = near->where;
      fault.width = std::max(1, static_cast<int>(near->text.size()));
    }
    fault.values.insert(fault.values.begin(), {"problem", problem});
    return fault;
  }

  Options options_;
};

Result<Judge> compile(const Options& options) {
  return Judge(
      [filled = FilledIn(options)](const Subject& subject) { return filled.judge(subject); });
}

}  // namespace

Check filled_in_check() {
  return {.id = "filled_in",
          .summary = "Of several fields, at least one says something.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
