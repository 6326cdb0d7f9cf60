// One document, written where it belongs.

#include "commands/shared/new_document.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "commands/shared/new_values.hpp"
#include "commands/shared/scaffold_findings.hpp"
#include "commands/shared/scaffold_templates.hpp"
#include "commands/shared/scaffold_write.hpp"
#include "commands/shared/workspace.hpp"
#include "git/snapshot.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

/// `--path`, which is relative to where the user stands, as a path from the root.
Result<std::string> named_path(const Session& session, const git::Repository& repository,
                               const std::string& given) {
  std::error_code error;
  const std::filesystem::path here = std::filesystem::weakly_canonical(session.cwd, error);
  const std::filesystem::path path = ((error ? std::filesystem::path(session.cwd) : here) / given)
                                         .lexically_normal()
                                         .lexically_relative(repository.root());
  if (path.empty() || *path.begin() == ".." || path == "." || path.filename().empty())
    return fail(ErrorCode::usage,
                fmt::format("--path: \"{}\" is no file of this repository", shorten(given, 120)),
                "name one below its top folder");
  return path.generic_string();
}

/// A document of a system stands in it once, whatever it is called.
Result<void> refuse_second(const Surroundings& there, const NewDocument& document) {
  if (!scaffold::is_of_system(document.kind)) return {};
  for (const engine::Found& found : there.landscape.documents) {
    if (found.kind->id != document.kind || found.system == engine::kNoSystem ||
        there.landscape.systems[found.system].path != document.system)
      continue;
    return fail(Error{.code = ErrorCode::usage,
                      .message = fmt::format("is the {} of this system already", document.kind),
                      .where = Location{found.entry.path, {}},
                      .hint = "write in it, or name another system with --system"});
  }
  return {};
}

Result<void> refuse_there(const git::Repository& repository, const std::string& path) {
  QUALM_ASSIGN(const scaffold::Standing standing, look_in_work_tree(repository, path));
  if (!standing.text && standing.odd.empty()) return {};
  return fail(Error{.code = ErrorCode::usage,
                    .message = "is already there",
                    .where = Location{path, {}},
                    .hint = "write in it, or say where this one goes: --path FILE"});
}

/// What is left to write where no rule says so.
void list_slots(Session& session, const std::string& path, const std::string& text, int level) {
  constexpr std::size_t kShown = 10;
  const std::vector<SourcePos> places = open_slots(path, text);
  if (places.empty()) {
    session.out << "nothing is left open\n";
    return;
  }
  session.out << fmt::format("a person must still write, in {}, though no rule of level {} asks:\n",
                             counted(places.size(), "place"), level);
  const auto lines = split_lines(text);
  for (std::size_t i = 0; i < std::min(places.size(), kShown); ++i) {
    const std::string_view line = trim(lines[static_cast<std::size_t>(places[i].line) - 1]);
    session.out << terminal_text(fmt::format("  {}:{}:{}: {}", path, places[i].line,
                                             places[i].column, shorten(line, 80)))
                << '\n';
  }
  if (places.size() > kShown) session.out << fmt::format("  and {} more\n", places.size() - kShown);
}

Result<void> say_what_is_open(Session& session, const Arguments& arguments,
                              const git::Repository& repository, const std::string& path,
                              const std::string& text) {
  QUALM_ASSIGN(const Evaluation evaluation, judge_files(session, arguments, repository, {path}));
  const std::size_t open = open_places(evaluation);
  if (evaluation.counts.documents == 0) {
    session.out << wrapped("note: ",
                           fmt::format("no rule reads {}: the policy has documents of this kind "
                                       "elsewhere, or Git ignores it",
                                       path),
                           session.width);
    return {};
  }
  if (open == 0) {
    QUALM_ASSIGN(const auto tree, git::worktree_snapshot(repository));
    QUALM_ASSIGN(const Policy policy, load_policy(session, arguments, tree.get()));
    list_slots(session, path, text, policy.level);
    return {};
  }
  session.out << fmt::format("a person must still write, in {}:\n", counted(open, "place"));
  list_findings(session, evaluation);
  return {};
}

}  // namespace

Result<int> new_document(Session& session, const Arguments& arguments, std::string_view kind) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  if (repository.is_bare())
    return fail(ErrorCode::usage, "a bare repository has no work tree to write to");
  QUALM_ASSIGN(const auto tree, git::worktree_snapshot(repository));
  QUALM_ASSIGN(const Policy policy, load_policy(session, arguments, tree.get()));
  QUALM_ASSIGN(const engine::Landscape landscape, engine::survey(*tree, policy));
  const Surroundings there{
      .repository = repository, .tree = *tree, .policy = policy, .landscape = landscape};
  NewDocument document{.kind = kind, .system = {}, .id = {}, .day = {}};
  QUALM_ASSIGN(document.day, today(session, arguments));
  QUALM_TRY(choose_system(session, arguments, there, document));
  QUALM_TRY(choose_incident(arguments, there, document));
  QUALM_TRY(refuse_second(there, document));

  QUALM_ASSIGN(const scaffold::Subject subject, subject_of(arguments, there, document));
  std::string path;
  if (arguments.has("--path")) {
    QUALM_ASSIGN(path, named_path(session, repository, arguments.value("--path")));
  } else {
    QUALM_ASSIGN(path, scaffold::place_for(kind, policy, subject));
  }
  QUALM_TRY(refuse_there(repository, path));
  QUALM_ASSIGN(const scaffold::TemplateSet templates, load_templates(session, arguments, *tree));
  QUALM_ASSIGN(const scaffold::Values values, values_of(session, arguments, there, document));
  const scaffold::FoundTemplate shape = templates.find(scaffold::template_of_kind(kind));
  QUALM_ASSIGN(const std::string text, scaffold::fill_in(shape.text, shape.file, values));
  QUALM_TRY(write_together(repository, {{.path = path, .content = text}}));
  session.out << terminal_text(fmt::format("wrote {}", path)) << '\n';
  QUALM_TRY(say_what_is_open(session, arguments, repository, path, text));
  if (kind == "concern") {
    session.out << wrapped(
        "next: ",
        fmt::format("once it is written, qualm concern seal {} gives it its name; "
                    "then commit it",
                    path),
        session.width);
  }
  return kClean;
}

}  // namespace qualm::commands
