// Sealing events.

#include "commands/shared/concern_seal.hpp"

#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "commands/shared/workspace.hpp"
#include "concerns/event_reader.hpp"
#include "support/encode.hpp"
#include "support/limits.hpp"

namespace qualm::commands {
namespace {

namespace fs = std::filesystem;

/// Where the event at `path` belongs: a raising event begins a folder of its own name, any other
/// stands in the folder of its concern.
fs::path place_of(const fs::path& path, const Event& event, const std::string& name) {
  const fs::path folder = path.parent_path();
  if (event.type != EventType::raised || folder.filename() == event.id) return folder / name;
  const bool among_folders = folder.filename() == "concerns";
  return (among_folders ? folder : folder.parent_path()) / event.id / name;
}

Result<void> seal(Session& session, const std::string& given) {
  const fs::path path = absolute_path(session, given);
  auto text = read_file(path.string(), limits::kEventBytes);
  if (!text) return fail(std::move(text).error());
  auto name = concerns::event_name(*text);
  if (!name) {
    Error error = std::move(name).error();
    error.where = Location{given, error.where ? error.where->pos : SourcePos{}};
    return fail(std::move(error));
  }
  const Event event = concerns::read_event(*text);
  const fs::path sealed = place_of(path, event, *name);
  for (const EventProblem& problem : event.problems)
    session.err << "note: " << terminal_text(concerns::describe(problem)) << '\n';
  if (sealed == path) {
    session.out << terminal_text(fmt::format("{} has its name already", given)) << '\n';
    return {};
  }
  std::error_code error;
  if (fs::exists(sealed, error))
    return fail(
        ErrorCode::invalid,
        fmt::format("there is a file {} already", sealed.lexically_relative(session.cwd).string()),
        "it is the same event: remove the copy");
  fs::create_directories(sealed.parent_path(), error);
  if (!error) fs::rename(path, sealed, error);
  if (error)
    return fail(ErrorCode::io, fmt::format("{} cannot be renamed: {}", given, error.message()));
  session.out << terminal_text(fmt::format("{} -> {}", given,
                                           sealed.lexically_relative(session.cwd).string()))
              << '\n';
  return {};
}

}  // namespace

Result<int> seal_event(Session& session, const Arguments& arguments) {
  for (const std::string& file : arguments.values("ID")) QUALM_TRY(seal(session, file));
  return kClean;
}

}  // namespace qualm::commands
