// How an error reads.

#include "support/error.hpp"

#include <fmt/format.h>

namespace qualm {

std::string describe(const Error& error) {
  std::string text;
  if (error.where) {
    text = error.where->file + ":";
    if (error.where->pos.line > 0) {
      text += fmt::format("{}:{}:", error.where->pos.line, std::max(1, error.where->pos.column));
    }
    text += " ";
  }
  text += error.message;
  for (const std::string& context : error.context) text += fmt::format(" ({})", context);
  if (!error.hint.empty()) text += "\n  hint: " + error.hint;
  return text;
}

}  // namespace qualm
