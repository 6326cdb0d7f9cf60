// Check primitive `same_system`: a document that a field names is one of the same system.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/records.hpp"
#include "checks/shared/tree_path.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field that names the document; absent: the hit's own text"},
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of document it should be; other files are left to other rules",
     .required = true},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "other", "system"};

/// Whether `path` is `folder` or stands in it; everything stands in the root, which is empty.
bool is_in(std::string_view path, std::string_view folder) {
  if (folder.empty() || path == folder) return true;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

/// The nearest system above a path; nothing when there is none.
std::optional<std::string> system_above(const Surroundings& around, std::string_view path) {
  std::optional<std::string> nearest;
  for (const std::string& system : around.systems()) {
    if (is_in(path, system) && (!nearest || system.size() > nearest->size())) nearest = system;
  }
  return nearest;
}

/// The system that the document at `path` is about, where that surely is another one than
/// `system`. A document above or below the folder of a system may well be about it.
std::optional<std::string> other_system(const Surroundings& around,
                                        const documents::Document& named,
                                        const std::string& system) {
  const bool is_record = !text_in(named, "system").empty();
  auto other = is_record ? system_of_record(named, around) : system_above(around, named.path);
  if (!other || *other == system) return std::nullopt;
  const std::string_view folder = folder_part(named.path);
  if (!is_record && (is_in(system, folder) || is_in(folder, system))) return std::nullopt;
  return other;
}

Result<Judge> compile(const Options& options) {
  if (documents::find_kind(options.text("in")) == nullptr)
    return fail(ErrorCode::invalid,
                fmt::format("with: in: there is no kind \"{}\"", options.text("in")));
  return Judge([options](const Subject& subject) {
    const auto system = system_of_record(subject.document, subject.around);
    if (!system || !subject.around.all_of) return Judgement::not_applicable();
    const auto all = subject.around.all_of(options.text("in"));
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const std::string& field = options.text("field");
      if (!is_stated(item, field)) continue;
      const auto path = named_file(subject, text_of(item, field));
      if (!path) return Judgement::not_judged(path.error());
      const auto named = std::find_if(all.begin(), all.end(), [&](const documents::Document* one) {
        return one->path == *path;
      });
      if (path->empty() || named == all.end()) continue;
      any = true;
      const auto other = other_system(subject.around, **named, *system);
      if (!other) continue;
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("other", *other);
      fault.values.emplace_back("system", *system);
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check same_system_check() {
  return {.id = "same_system",
          .summary = "A document that a field names is one of the same system.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
