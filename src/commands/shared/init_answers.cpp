// Asking little, and never without somebody there to answer.

#include "commands/shared/init_answers.hpp"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "commands/shared/author.hpp"
#include "commands/shared/workspace.hpp"
#include "concerns/event_grammar.hpp"
#include "gate/protected_side.hpp"
#include "git/refs.hpp"
#include "model/entry_name.hpp"
#include "scaffold/placement.hpp"
#include "support/encode.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

namespace fs = std::filesystem;

constexpr int kLowestLevel = 2;
constexpr int kHighestLevel = 5;
constexpr int kAttempts = 3;

bool may_ask(const Session& session) { return session.in_is_terminal && session.out_is_terminal; }

/// A line from the user; what stands in brackets when it is empty, nothing at the end of input.
std::optional<std::string> ask(Session& session, std::string_view question,
                               const std::string& otherwise) {
  session.out << terminal_text(question);
  if (!otherwise.empty()) session.out << " [" << terminal_text(otherwise) << ']';
  session.out << ": " << std::flush;
  std::string line;
  if (!std::getline(session.in, line)) return std::nullopt;
  line = std::string(trim(line));
  return line.empty() ? otherwise : line;
}

/// Asks until `read` takes the answer, a few times.
template <typename Read>
auto answer(Session& session, std::string_view question, const std::string& otherwise, Read read)
    -> decltype(read(std::string())) {
  for (int attempt = 1;; ++attempt) {
    const auto line = ask(session, question, otherwise);
    if (!line) return fail(ErrorCode::usage, "nobody answered; nothing was written");
    auto taken = read(*line);
    if (taken || attempt == kAttempts) return taken;
    session.out << "  " << terminal_text(taken.error().message) << '\n';
  }
}

/// Whether the folder of a system can be called so: no glob, no quotation mark, no control.
bool is_plain(std::string_view path) {
  return path.find_first_of("*?[]{}\"\\:#!<>|") == std::string_view::npos &&
         !path.starts_with('-') && !concerns::has_unseen(path);
}

Result<Identity> read_owner(const std::string& text) {
  auto person = concerns::parse_person(text);
  if (person) return *std::move(person);
  return fail(ErrorCode::usage,
              fmt::format("\"{}\" is no person with an address", shorten(text, 80)),
              "--owner \"Full Name <name@example.com>\"");
}

Result<int> read_level(const std::string& text) {
  const auto number = Value::scalar(text, false).as_integer();
  if (number && *number >= kLowestLevel && *number <= kHighestLevel)
    return static_cast<int>(*number);
  return fail(ErrorCode::usage, fmt::format("level: \"{}\" is no level", shorten(text, 20)),
              "--level 2, 3, 4 or 5");
}

/// Who owns the system, or any, by the policy that is there.
std::optional<Identity> known_owner(const Policy& policy) {
  for (const Person& person : policy.people) {
    const bool owns =
        std::find(person.roles.begin(), person.roles.end(), "owner") != person.roles.end();
    if (owns && !person.emails.empty() && person.left.empty())
      return Identity{.name = person.name, .email = person.emails.front()};
  }
  return std::nullopt;
}

Result<std::string> choose_system(Session& session, const Arguments& arguments,
                                  const Surroundings& there) {
  const auto read = [&](const std::string& text) {
    return system_path(session, there.repository, text);
  };
  if (arguments.has("--system")) return read(arguments.value("--system"));
  const auto& systems = there.landscape.systems;
  if (systems.size() == 1) return systems.front().path;
  if (!may_ask(session)) {
    std::vector<std::string> known;
    for (const auto& system : systems) known.push_back(system.path.empty() ? "." : system.path);
    return fail(ErrorCode::usage,
                systems.empty() ? "which folder holds the system is not known"
                                : "there are several systems: " + join_words(known),
                "--system models/NAME");
  }
  const std::string name = fs::path(there.repository.root()).filename().string();
  const std::string otherwise = is_plain(name) ? "models/" + name : std::string();
  return answer(session, "Folder of the AI system", otherwise, read);
}

Result<Identity> choose_owner(Session& session, const Arguments& arguments,
                              const Surroundings& there) {
  if (arguments.has("--owner")) return read_owner(arguments.value("--owner"));
  if (const auto known = known_owner(there.policy)) return *known;
  const auto who = authorship(session, there.repository);
  const std::string me = who ? concerns::person_text(who->author.identity) : std::string();
  if (may_ask(session)) return answer(session, "Accountable owner, one person", me, read_owner);
  if (me.empty())
    return fail(ErrorCode::usage, "who answers for the system is not known",
                "--owner \"Full Name <name@example.com>\"");
  return read_owner(me);
}

Result<int> choose_level(Session& session, const Arguments& arguments, const Surroundings& there) {
  if (arguments.has("--level")) return read_level(arguments.value("--level"));
  const bool is_new = there.policy.file.empty();
  const std::string otherwise = fmt::format("{}", there.policy.level);
  if (!is_new || !may_ask(session)) return there.policy.level;
  return answer(session, "Level, from 2 (the least) to 5", otherwise, read_level);
}

Result<const scaffold::Forge*> choose_forge(const Arguments& arguments, const Surroundings& there) {
  if (arguments.has("--forge")) {
    const scaffold::Forge* forge = scaffold::find_forge(arguments.value("--forge"));
    if (forge == nullptr) return fail(ErrorCode::usage, "--forge: there is no such forge");
    return forge;
  }
  scaffold::ForgeSigns signs;
  signs.exists = [&](std::string_view path) -> Result<bool> {
    std::error_code error;
    const auto status = fs::symlink_status(fs::path(there.repository.root()) / path, error);
    return fs::exists(status);
  };
  QUALM_ASSIGN(std::vector<git::Remote> remotes, git::remotes(there.repository));
  std::stable_partition(remotes.begin(), remotes.end(),
                        [](const git::Remote& remote) { return remote.name == "origin"; });
  for (const git::Remote& remote : remotes) signs.remotes.push_back(remote.url);
  return scaffold::recognise_forge(signs);
}

/// The branch that deployments come from, as far as anybody can tell by now.
std::string default_branch(const git::Repository& repository) {
  const auto side = gate::protected_side(repository, {});
  if (side && !side->branch.empty()) return side->branch;
  return "main";
}

}  // namespace

Result<std::string> system_path(const Session& session, const git::Repository& repository,
                                const std::string& text) {
  const fs::path root = repository.root();
  std::error_code error;
  const fs::path here = fs::weakly_canonical(session.cwd, error);
  const fs::path from_here =
      ((error ? fs::path(session.cwd) : here) / text).lexically_normal().lexically_relative(root);
  const fs::path from_root = fs::path(text).lexically_normal();
  const auto inside = [](const fs::path& path) {
    return !path.empty() && path.is_relative() && *path.begin() != "..";
  };
  const bool stands_outside =
      !inside(fs::path(error ? fs::path(session.cwd) : here).lexically_relative(root));
  fs::path chosen = stands_outside ? from_root : from_here;  // --repo may lead elsewhere
  if (inside(from_root) && !text.starts_with('.') &&
      (!inside(from_here) || !fs::exists(root / from_here, error)) &&
      fs::exists(root / from_root, error))
    chosen = from_root;
  if (text.empty() || !inside(chosen))
    return fail(ErrorCode::usage,
                fmt::format("--system: \"{}\" is no folder of this repository", shorten(text, 120)),
                "name one below its top folder: --system models/NAME");
  std::string path = chosen.generic_string();
  while (path.ends_with('/')) path.pop_back();
  if (path == ".") return std::string();
  const bool is_named = std::all_of(chosen.begin(), chosen.end(), [](const fs::path& part) {
    return part.empty() || entry_name_fault(part.string()).empty();
  });
  if (!is_plain(path) || !is_named)
    return fail(ErrorCode::usage,
                fmt::format("--system: no system can stand in \"{}\"", shorten(path, 120)),
                "letters, digits, hyphens, dots and slashes are safe everywhere");
  return path;
}

Result<InitAnswers> init_answers(Session& session, const Arguments& arguments,
                                 const Surroundings& there) {
  InitAnswers answers;
  QUALM_ASSIGN(answers.system, choose_system(session, arguments, there));
  QUALM_ASSIGN(answers.owner, choose_owner(session, arguments, there));
  QUALM_ASSIGN(answers.level, choose_level(session, arguments, there));
  QUALM_ASSIGN(answers.forge, choose_forge(arguments, there));
  answers.forge_named = arguments.has("--forge");
  answers.branch = default_branch(there.repository);
  return answers;
}

}  // namespace qualm::commands
