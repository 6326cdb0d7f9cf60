// The default layout as patterns, and fitting it to the globs of a policy.

#include "scaffold/placement.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/args.h>
#include <fmt/format.h>

#include "documents/kind.hpp"
#include "support/glob.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::scaffold {
namespace {

struct Place {
  std::string_view kind;
  std::string_view folder;  ///< below that of the system where `of_system`
  std::string_view file;
  bool of_system = false;
};

constexpr std::array<Place, 15> kPlaces = {{
    {"artefact-manifest", "", "model-artifacts.yaml", true},
    {"concern", "safety/concerns/new", "raised.md"},
    {"deliberation-note", "", "deliberation-note.md", true},
    {"deployment", "safety/deployments", "{date}-{name}-{version}.yaml"},
    {"incident", "safety/incidents", "{id}.yaml"},
    {"model-card", "", "model-card.md", true},
    {"playbook", "docs", "playbook.md"},
    {"production-safety", "", "production-safety.yaml", true},
    {"robustness-pack", "robustness", "pack.yaml", true},
    {"root-cause-analysis", "safety/incidents", "{id}.md"},
    {"safety-review", "safety/reviews", "{month}.md"},
    {"safety-slo-results", "", "safety-slo-results.yaml", true},
    {"safety-slos", "", "safety-slos.yaml", true},
    {"survey", "safety/surveys", "{quarter}.yaml"},
    {"working-agreements", "", "WORKING_AGREEMENTS.md"},
}};

const Place* find_place(std::string_view kind) {
  const auto found = std::find_if(kPlaces.begin(), kPlaces.end(),
                                  [&](const Place& place) { return place.kind == kind; });
  return found == kPlaces.end() ? nullptr : &*found;
}

std::string join(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return name.empty() ? std::string(folder) : fmt::format("{}/{}", folder, name);
}

std::string file_name(const Place& place, const Subject& subject) {
  const std::string date = to_string(subject.day);
  return fmt::format(fmt::runtime(std::string(place.file)), fmt::arg("date", date),
                     fmt::arg("name", subject.name), fmt::arg("version", subject.version),
                     fmt::arg("id", subject.id), fmt::arg("month", date.substr(0, 7)),
                     fmt::arg("quarter", quarter_of(subject.day)));
}

/// What a glob would have a document called that we would put at `path`: its own words, and ours
/// where it leaves them open. Nothing where that makes no match.
std::optional<std::string> fitted(const std::string& glob, const std::string& path, bool of_system,
                                  const std::string& system) {
  std::string folder;
  std::string_view rest = glob;
  if (rest.starts_with("**/")) {
    rest.remove_prefix(3);
    if (of_system) folder = system;
  }
  const auto components = split(rest, '/');
  for (std::size_t i = 0; i < components.size(); ++i) {
    const std::string_view part = components[i];
    const bool is_last = i + 1 == components.size();
    if (part == "**") continue;
    if (part.find_first_of("*?[{") == std::string_view::npos) {
      folder = join(folder, part);
    } else if (!is_last) {
      folder = join(folder, name_part(system));
    } else {
      folder = join(folder, name_part(path));
    }
  }
  if (!Glob(glob).matches(folder)) return std::nullopt;
  return folder;
}

}  // namespace

bool is_of_system(std::string_view kind) {
  const Place* place = find_place(kind);
  return place != nullptr && place->of_system;
}

Result<std::string> place_for(std::string_view kind, const Policy& policy, const Subject& subject) {
  const Place* place = find_place(kind);
  if (place == nullptr)
    return fail(ErrorCode::usage, fmt::format("nothing says where a {} stands", kind));
  std::string folder =
      place->of_system ? join(subject.system, place->folder) : std::string(place->folder);
  if (!place->of_system && !place->folder.empty() && !subject.others.empty())
    folder = std::string(folder_part(subject.others.back()));
  std::string path = join(folder, file_name(*place, subject));
  const auto moved =
      std::find_if(policy.documents.begin(), policy.documents.end(),
                   [&](const auto& one) { return one.first == kind && !one.second.empty(); });
  if (moved == policy.documents.end()) return path;
  const auto& globs = moved->second;
  if (std::any_of(globs.begin(), globs.end(),
                  [&](const std::string& glob) { return Glob(glob).matches(path); }))
    return path;
  for (const std::string& glob : globs) {
    if (auto fit = fitted(glob, path, place->of_system, subject.system)) return *std::move(fit);
  }
  return fail(ErrorCode::usage,
              fmt::format("the policy has a {} at {}, which leaves open where this one goes", kind,
                          join_words(globs)),
              "say where: --path PATH");
}

std::string title_of_folder(std::string_view folder) {
  std::string title(name_part(folder));
  std::replace_if(
      title.begin(), title.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  title = collapse_space(title);
  if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

std::string next_incident(const std::vector<std::string>& others, int year) {
  const std::string prefix = fmt::format("INC-{}-", year);
  int last = 0;
  for (const std::string& path : others) {
    const std::string_view name = name_part(path);
    if (!name.starts_with(prefix)) continue;
    int number = 0;
    const char* const begin = name.data() + prefix.size();
    if (std::from_chars(begin, name.data() + name.size(), number).ec == std::errc())
      last = std::max(last, number);
  }
  return fmt::format("{}{:04}", prefix, last + 1);
}

std::string quarter_of(Date day) {
  constexpr int kMonths = 3;
  return fmt::format("{}-Q{}", day.year, (day.month - 1) / kMonths + 1);
}

}  // namespace qualm::scaffold
