// The longest common subsequence of lines, by the textbook table: documents are short.

#include "scaffold/unified_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "support/text.hpp"

namespace qualm::scaffold {
namespace {

constexpr std::size_t kContext = 3;
constexpr std::size_t kCells = 4'000'000;  // of the table: 8 MB

using Lines = std::vector<std::string_view>;

/// A line of either text: ' ' for both, '-' for the first, '+' for the second.
struct Edit {
  char sign = ' ';
  std::string_view line;
};

void add(std::vector<Edit>& edits, char sign, const Lines& lines, std::size_t from,
         std::size_t to) {
  for (std::size_t i = from; i < to; ++i) edits.push_back({sign, lines[i]});
}

/// The edits between `from` and the ends `old_to` and `new_to`, where the texts differ.
void add_middle(std::vector<Edit>& edits, const Lines& before, const Lines& after, std::size_t from,
                std::size_t old_to, std::size_t new_to) {
  const std::size_t rows = old_to - from;
  const std::size_t columns = new_to - from;
  if (rows == 0 || columns == 0 || rows > kCells / columns) {
    add(edits, '-', before, from, old_to);
    add(edits, '+', after, from, new_to);
    return;
  }
  // shared[r][c]: how many lines the rest of both texts can share, from r and from c.
  const std::size_t width = columns + 1;
  std::vector<std::uint32_t> shared((rows + 1) * width, 0);
  for (std::size_t r = rows; r-- > 0;) {
    for (std::size_t c = columns; c-- > 0;) {
      shared[r * width + c] =
          before[from + r] == after[from + c]
              ? shared[(r + 1) * width + c + 1] + 1
              : std::max(shared[(r + 1) * width + c], shared[r * width + c + 1]);
    }
  }
  std::size_t r = 0;
  std::size_t c = 0;
  while (r < rows && c < columns) {
    if (before[from + r] == after[from + c]) {
      edits.push_back({' ', before[from + r]});
      ++r;
      ++c;
    } else if (shared[(r + 1) * width + c] >= shared[r * width + c + 1]) {
      edits.push_back({'-', before[from + r++]});
    } else {
      edits.push_back({'+', after[from + c++]});
    }
  }
  add(edits, '-', before, from + r, old_to);
  add(edits, '+', after, from + c, new_to);
}

std::vector<Edit> edits_between(const Lines& before, const Lines& after) {
  std::size_t head = 0;
  while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
  std::size_t old_to = before.size();
  std::size_t new_to = after.size();
  while (old_to > head && new_to > head && before[old_to - 1] == after[new_to - 1]) {
    --old_to;
    --new_to;
  }
  std::vector<Edit> edits;
  add(edits, ' ', before, 0, head);
  add_middle(edits, before, after, head, old_to, new_to);
  add(edits, ' ', before, old_to, before.size());
  return edits;
}

/// Where a range of lines begins, as diff counts: an empty one by the line before it.
std::string range(std::size_t first, std::size_t count) {
  const std::size_t start = count == 0 ? first : first + 1;
  return count == 1 ? fmt::format("{}", start) : fmt::format("{},{}", start, count);
}

/// One past the last edit of the hunk that begins with the change at `first`.
std::size_t end_of_hunk(const std::vector<Edit>& edits, std::size_t first) {
  std::size_t last_change = first;
  for (std::size_t i = first; i < edits.size() && i - last_change <= 2 * kContext; ++i) {
    if (edits[i].sign != ' ') last_change = i;
  }
  return std::min(edits.size(), last_change + kContext + 1);
}

}  // namespace

std::vector<std::string> unified_diff(std::string_view before, std::string_view after) {
  const Lines old_lines = split_lines(before);
  const Lines new_lines = split_lines(after);
  const std::vector<Edit> edits = edits_between(old_lines, new_lines);
  std::vector<std::string> out;
  std::size_t old_at = 0;  // lines of either text before edits[at]
  std::size_t new_at = 0;
  std::size_t at = 0;
  const auto pass = [&](std::size_t to) {
    for (; at < to; ++at) {
      if (edits[at].sign != '+') ++old_at;
      if (edits[at].sign != '-') ++new_at;
    }
  };
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].sign == ' ') continue;
    pass(i > kContext ? std::max(at, i - kContext) : at);
    const std::size_t begin = at;
    const std::size_t old_begin = old_at;
    const std::size_t new_begin = new_at;
    const std::size_t end = end_of_hunk(edits, i);
    pass(end);
    out.push_back(fmt::format("@@ -{} +{} @@", range(old_begin, old_at - old_begin),
                              range(new_begin, new_at - new_begin)));
    for (std::size_t k = begin; k < end; ++k)
      out.push_back(fmt::format("{}{}", edits[k].sign, edits[k].line));
    i = end - 1;
  }
  return out;
}

}  // namespace qualm::scaffold
