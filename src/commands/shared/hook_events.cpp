// The hooks that Qualm can stand in.

#include "commands/shared/hook_events.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "support/text.hpp"

namespace qualm::commands {
namespace {

using git::HookPlace;

constexpr std::array<HookEvent, 5> kEvents = {{
    {.name = "pre-commit", .in_work_tree = true, .refuses = "commit"},
    {.name = "pre-push", .reads_input = true, .in_work_tree = true, .refuses = "push"},
    {.name = "pre-receive",
     .place = HookPlace::git_directory,
     .reads_input = true,
     .in_bare = true,
     .refuses = "push"},
    // It runs for every change of a ref, from anywhere; ours is there for those that a push brings.
    {.name = "reference-transaction",
     .place = HookPlace::git_directory,
     .reads_input = true,
     .in_bare = true,
     .refuses = "change of a ref"},
    {.name = "update", .place = HookPlace::git_directory, .refuses = "push"},
}};

}  // namespace

std::span<const HookEvent> hook_events() { return kEvents; }

Result<const HookEvent*> find_hook_event(std::string_view name) {
  const auto* const found = std::find_if(
      kEvents.begin(), kEvents.end(), [&](const HookEvent& event) { return event.name == name; });
  if (found != kEvents.end()) return found;
  std::vector<std::string> known;
  known.reserve(kEvents.size());
  for (const HookEvent& event : kEvents) known.emplace_back(event.name);
  const auto near = nearest(name, known);
  return fail(ErrorCode::usage, fmt::format("there is no hook \"{}\" that qualm stands in", name),
              near ? fmt::format("did you mean \"{}\"?", *near)
                   : fmt::format("it stands in {}", join_words(known)));
}

Result<std::vector<const HookEvent*>> chosen_hooks(const git::Repository& repository,
                                                   const std::vector<std::string>& names) {
  std::vector<const HookEvent*> chosen;
  for (const std::string& name : names) {
    QUALM_ASSIGN(const HookEvent* event, find_hook_event(name));
    if (std::find(chosen.begin(), chosen.end(), event) == chosen.end()) chosen.push_back(event);
  }
  if (!names.empty()) return chosen;
  for (const HookEvent& event : kEvents) {
    if (repository.is_bare() ? event.in_bare : event.in_work_tree) chosen.push_back(&event);
  }
  return chosen;
}

}  // namespace qualm::commands
