// From the command line to an exit code: parse, dispatch, and the one place that ends an error.

#include "app/app.hpp"

#include <exception>
#include <ostream>
#include <vector>

#include <fmt/format.h>

#include "app/parser.hpp"
#include "commands/command.hpp"
#include "support/encode.hpp"
#include "support/text.hpp"

namespace qualm::app {
namespace {

using commands::kCannotJudge;
using commands::kInternal;

int complain(commands::Session& session, const Error& error) {
  bool first = true;
  const std::string text = describe(error);
  for (const std::string_view line : split_lines(text)) {
    session.err << (first ? "qualm: " : "") << terminal_text(line) << '\n';
    first = false;
  }
  return kCannotJudge;
}

int dispatch(commands::Session& session, std::span<const std::string> arguments) {
  const auto parsed = parse(arguments);
  if (!parsed) return complain(session, parsed.error());
  if (!parsed->text.empty()) {
    session.out << parsed->text;
    return commands::kClean;
  }
  const auto code = parsed->command->run(session, parsed->arguments);
  return code ? *code : complain(session, code.error());
}

}  // namespace

int run(commands::Session& session, std::span<const std::string> arguments) {
  try {
    const int code = dispatch(session, arguments);
    session.out.flush();
    if (session.out) return code;
    session.err << "qualm: results could not be written to standard output\n";
    return kCannotJudge;
  } catch (const std::exception& error) {
    session.err << "qualm: internal error: " << terminal_text(error.what())
                << "\n  hint: this is a bug in qualm; nothing was judged\n";
  }
  return kInternal;
}

}  // namespace qualm::app
