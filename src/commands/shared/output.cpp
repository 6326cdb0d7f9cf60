// Where results go.

#include "commands/shared/output.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "commands/shared/workspace.hpp"
#include "reports/report.hpp"
#include "support/text.hpp"
#include "support/version.hpp"

namespace qualm::commands {
namespace {

struct Target {
  const reports::Report* report = nullptr;
  std::string file;  ///< empty: standard output
};

Result<std::vector<Target>> targets_of(const Arguments& arguments) {
  std::vector<std::string> wanted = arguments.values("--output");
  if (wanted.empty()) wanted.emplace_back("text");
  std::vector<Target> targets;
  bool to_stdout = false;
  for (const std::string& one : wanted) {
    const std::size_t equals = one.find('=');
    Target target{.report = reports::find_report(one.substr(0, equals))};
    if (target.report == nullptr) {
      std::vector<std::string> names;
      for (const auto& report : reports::all_reports()) names.emplace_back(report.id);
      return fail(ErrorCode::usage,
                  fmt::format("--output: there is no format \"{}\"", one.substr(0, equals)),
                  "known: " + join_words(names));
    }
    if (equals != std::string::npos) {
      target.file = one.substr(equals + 1);
    } else if (std::exchange(to_stdout, true)) {
      return fail(ErrorCode::usage, "--output: two formats on standard output",
                  "send one to a file: --output sarif=qualm.sarif");
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace

Result<void> write_reports(Session& session, const Arguments& arguments,
                           const Evaluation& evaluation, Severity fail_on) {
  QUALM_ASSIGN(const std::vector<Target> targets, targets_of(arguments));
  reports::Style style{
      .width = session.width, .docs_link = QUALM_DOCS_LINK, .version = std::string(version())};
  style.fail_on = fail_on;
  for (const Target& target : targets) {
    if (target.file.empty()) {
      style.color = wants_color(session, arguments);
      target.report->write(evaluation, style,
                           [&](std::string_view bytes) { session.out << bytes; });
      continue;
    }
    style.color = false;
    std::string content;
    target.report->write(evaluation, style, [&](std::string_view bytes) { content += bytes; });
    QUALM_TRY(write_file(absolute_path(session, target.file), content));
  }
  return {};
}

bool wants_excerpts(const Arguments& arguments) {
  const auto wanted = arguments.values("--output");
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [](const std::string& one) {
           return one == "text" || one.starts_with("text=");
         });
}

Result<std::string> plain_format(const Arguments& arguments,
                                 std::span<const std::string_view> known) {
  const std::string format = arguments.has("--output") ? arguments.value("--output") : "text";
  if (std::find(known.begin(), known.end(), format) != known.end()) return format;
  return fail(ErrorCode::usage, fmt::format("--output: there is no format \"{}\" here", format),
              "known: " + join_words(std::vector<std::string>(known.begin(), known.end())));
}

}  // namespace qualm::commands
