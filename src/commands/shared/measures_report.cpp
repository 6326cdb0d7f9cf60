// Printing measures: for a terminal and as Markdown.

#include "commands/shared/measures_report.hpp"

#include <cstddef>
#include <ostream>
#include <string_view>
#include <utility>

#include "commands/shared/measures_words.hpp"
#include "commands/shared/table.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"

namespace qualm::commands {
namespace {

void put_row(std::ostream& out, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) out << "| " << markdown_text(cell) << ' ';
  out << "|\n";
}

void put_table(std::ostream& out, const ReportPart& part, int width) {
  std::vector<std::string> heads = part.heads;
  if (part.last_below) heads.pop_back();
  std::vector<TableRow> rows;
  for (const auto& cells : part.rows) {
    TableRow row{.cells = cells, .below = {}};
    if (part.last_below) {
      row.below = std::move(row.cells.back());
      row.cells.pop_back();
    }
    rows.push_back(std::move(row));
  }
  out << '\n' << laid_out_table(heads, rows, width);
}

}  // namespace

void write_measures_text(std::ostream& out, const MeasuresReport& report, int width) {
  out << title_of(report) << '\n';
  for (const ReportPart& part : in_words(report)) {
    out << '\n';
    if (!part.title.empty()) out << part.title << '\n';
    const std::string_view indent = part.title.empty() ? "" : "  ";
    for (const std::string& line : part.lines) out << wrapped(indent, line, width);
    if (!part.heads.empty()) put_table(out, part, width);
    if (!part.after.empty()) out << '\n';
    for (const std::string& line : part.after) out << wrapped(indent, line, width);
  }
}

void write_measures_markdown(std::ostream& out, const MeasuresReport& report) {
  out << "# " << title_of(report) << '\n';
  for (const ReportPart& part : in_words(report)) {
    if (!part.title.empty()) out << "\n## " << part.title << '\n';
    for (const std::string& line : part.lines) out << '\n' << markdown_text(line) << '\n';
    if (!part.heads.empty()) {
      out << '\n';
      put_row(out, part.heads);
      for (std::size_t i = 0; i < part.heads.size(); ++i) out << "|---";
      out << "|\n";
      for (const auto& cells : part.rows) put_row(out, cells);
    }
    for (const std::string& line : part.after) out << '\n' << markdown_text(line) << '\n';
  }
}

}  // namespace qualm::commands
