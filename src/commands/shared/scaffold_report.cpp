// One line for each file, then the differences: what stays as it is should be seen to.

#include "commands/shared/scaffold_report.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>

#include <fmt/format.h>

#include "scaffold/unified_diff.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using scaffold::Action;
using scaffold::Planned;

std::string_view word(const Planned& file) {
  if (!file.odd.empty()) return "kept";
  switch (file.action) {
    case Action::create:
      return "new";
    case Action::extend:
      return "added to";
    case Action::differ:
      return "differs";
    case Action::keep:
      break;
  }
  return "same";
}

std::string remark(const Planned& file) {
  if (!file.odd.empty()) return fmt::format(": {}, left alone", file.odd);
  if (file.action != Action::differ) return {};
  return file.can_merge ? ": left as it is; --merge would add what it lacks" : ": left as it is";
}

void write_diff(Session& session, const Planned& file) {
  const auto lines = scaffold::unified_diff(file.before, file.after);
  if (lines.empty()) return;  // they differ in how lines end
  const std::string_view there = file.action == Action::extend ? "as it was" : "as it is";
  const std::string_view other = file.action == Action::extend || file.can_merge
                                     ? "with what it lacks"
                                     : "as the template has it";
  session.out << '\n'
              << terminal_text(fmt::format("--- {} ({})", file.path, there)) << '\n'
              << terminal_text(fmt::format("+++ {} ({})", file.path, other)) << '\n';
  for (const std::string& line : lines) session.out << terminal_text(line) << '\n';
}

std::size_t count(const std::vector<Planned>& files, Action action) {
  return static_cast<std::size_t>(std::count_if(
      files.begin(), files.end(), [&](const Planned& file) { return file.action == action; }));
}

std::string sum(const std::vector<Planned>& files, bool only_shown) {
  const std::size_t made = count(files, Action::create);
  const std::size_t extended = count(files, Action::extend);
  const std::size_t differ = count(files, Action::differ);
  std::vector<std::string> done;
  if (made > 0)
    done.push_back(fmt::format("{} {}", only_shown ? "write" : "wrote", counted(made, "file")));
  if (extended > 0)
    done.push_back(
        fmt::format("{} {}", only_shown ? "add to" : "added to", counted(extended, "file")));
  std::string text = done.empty()
                         ? fmt::format("nothing {}", only_shown ? "would change" : "changed")
                         : fmt::format("{}{}", only_shown ? "would " : "", join_words(done));
  if (done.empty() && differ == 0) text += ": everything is there";
  if (differ > 0)
    text += fmt::format("; {} {} from the template and {} as {}", counted(differ, "file"),
                        differ == 1 ? "differs" : "differ", differ == 1 ? "stays" : "stay",
                        differ == 1 ? "it is" : "they are");
  return text;
}

}  // namespace

void report_plan(Session& session, const std::vector<Planned>& files, bool only_shown) {
  for (const Planned& file : files)
    session.out << terminal_text(fmt::format("  {:<10}{}{}", word(file), file.path, remark(file)))
                << '\n';
  for (const Planned& file : files) {
    if (file.action == Action::differ || file.action == Action::extend) write_diff(session, file);
  }
  session.out << '\n' << wrapped("", sum(files, only_shown), session.width);
}

}  // namespace qualm::commands
