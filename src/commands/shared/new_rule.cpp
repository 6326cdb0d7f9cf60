// A rule of one's own to start from.

#include "commands/shared/new_rule.hpp"

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/shared/scaffold_templates.hpp"
#include "commands/shared/workspace.hpp"
#include "git/snapshot.hpp"
#include "rules/built_in.hpp"
#include "rules/rule_file.hpp"
#include "scaffold/fields.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

/// `data-retention-missing` as a title: "Data retention".
std::string title_of(std::string_view fault) {
  constexpr std::array<std::string_view, 4> kEndings = {"-missing", "-is-missing", "-not-stated",
                                                        "-unknown"};
  for (const std::string_view ending : kEndings) {
    if (fault.ends_with(ending) && fault.size() > ending.size()) {
      fault.remove_suffix(ending.size());
      break;
    }
  }
  std::string title(fault);
  for (char& c : title) {
    if (c == '-') c = ' ';
  }
  if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

Result<void> refuse(const git::Repository& repository, const std::string& name) {
  if (std::count(name.begin(), name.end(), '/') != 1) {
    return fail(ErrorCode::usage, fmt::format("\"{}\" is no name of a rule", shorten(name, 60)),
                "name its pack and its fault: acme/data-retention-missing");
  }
  if (rules::built_in_rule(name)) {
    return fail(ErrorCode::usage, fmt::format("\"{}\" is a built-in rule", name),
                "choose another name, or set the built-in one in .qualm.yaml");
  }
  if (repository.is_bare())
    return fail(ErrorCode::usage, "a bare repository has no work tree to write to");
  return {};
}

}  // namespace

Result<int> new_rule(Session& session, const Arguments& arguments) {
  const std::string name = arguments.value("NAME");
  const std::string file = fmt::format("{}/{}.yaml", rules::kRulesFolder, name);
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_TRY(refuse(repository, name));
  const std::size_t slash = name.find('/');
  const std::string fault = slash == std::string::npos ? std::string() : name.substr(slash + 1);
  const std::string title = title_of(fault);
  QUALM_ASSIGN(const auto tree, git::worktree_snapshot(repository));
  QUALM_ASSIGN(const scaffold::TemplateSet templates, load_templates(session, arguments, *tree));
  const scaffold::FoundTemplate shape = templates.find("rule/rule.yaml");
  QUALM_ASSIGN(const std::string text, scaffold::fill_in(shape.text, shape.file,
                                                         {{"pack", name.substr(0, slash)},
                                                          {"fault", fault},
                                                          {"title", title},
                                                          {"title_lower", ascii_lower(title)}}));
  // What is written is read back first: a name that is no name of a rule is refused here.
  QUALM_TRY(rules::read_rule(text, file));
  QUALM_TRY(write_in_work_tree(repository, file, text, IfThere::refuse));
  session.out << fmt::format("wrote {}\n", file)
              << "next: change what it asks for, then its examples until they hold:\n"
              << fmt::format("  qualm test {}\n", name);
  return kClean;
}

}  // namespace qualm::commands
