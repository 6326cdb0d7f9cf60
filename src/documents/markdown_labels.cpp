// Labels: `**Owner:** x` and its many spellings, told apart from prose that happens to have a
// colon.

#include <algorithm>

#include "documents/markdown_parts.hpp"
#include "support/text.hpp"

namespace qualm::documents::markdown {
namespace {

constexpr std::size_t kLongestLabel = 60;
constexpr int kMostWords = 8;
constexpr int kMostRunInWords = 5;  // "Feedback that changed the plan."
constexpr int kMostBareWords = 4;
constexpr std::size_t kLongestHeading = 100;
constexpr int kMostHeadingWords = 12;

/// Where a label and its value stand in the text.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;    // of the title
  std::size_t value = 0;  // where the value begins
  bool lower = false;     // begins with a small letter
};

/// Length of a colon at `at` (the full-width one counts), 0 for anything else.
std::size_t colon_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == ':') return 1;
  return text.substr(at, 3) == "：" ? 3 : 0;
}

/// Length of the colon that ends `text`.
std::size_t colon_behind(std::string_view text) {
  if (!text.empty() && text.back() == ':') return 1;
  return text.size() >= 3 && text.substr(text.size() - 3) == "：" ? 3 : 0;
}

bool is_title(std::string_view title) {
  if (title.empty() || title.size() > kLongestLabel) return false;
  const bool letters = std::any_of(title.begin(), title.end(), [](char c) {
    return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
  });
  return letters && count_words(title) <= kMostWords;
}

/// Prose gives itself away by how it begins or by a sentence that ends before the colon.
bool is_plain_title(std::string_view title) {
  if (!is_title(title)) return false;
  const char first = title.front();
  if (!is_letter(first) && !is_digit(first) && static_cast<unsigned char>(first) < 0x80)
    return false;
  for (const std::string_view mark : {". ", "! ", "? ", ";", "://", "\""}) {
    if (title.find(mark) != std::string_view::npos) return false;
  }
  return title.find(':') == std::string_view::npos;
}

class LabelFinder {
 public:
  LabelFinder(const InlineText& text, std::size_t block, std::vector<Label>& labels)
      : text_(text), view_(text.text), block_(block), labels_(labels) {}

  void run() {
    for (std::size_t i = 0; i < text_.pieces.size(); ++i) {
      if (text_.pieces[i].line_start) {
        start_line(i);
      } else if (line_labelled_) {
        inside_line(i);
      }
    }
    close(view_.size());
  }

 private:
  /// The end, in the text, of the run of pieces that share the emphasis of piece `i`; looked for no
  /// further than a label can reach.
  [[nodiscard]] std::size_t run_end(std::size_t i) const {
    const Piece& first = text_.pieces[i];
    const std::size_t farthest = first.begin + 2 * kLongestLabel;
    while (++i < text_.pieces.size()) {
      const Piece& piece = text_.pieces[i];
      const bool same =
          first.strong > 0 ? piece.strong == first.strong : piece.emphasis == first.emphasis;
      if (!same || piece.begin > farthest) return piece.begin;
    }
    return view_.size();
  }

  /// The end of the line that begins with piece `i`.
  [[nodiscard]] std::size_t line_end(std::size_t i) const {
    while (++i < text_.pieces.size()) {
      if (text_.pieces[i].line_start) return text_.pieces[i].begin;
    }
    return view_.size();
  }

  /// `**Owner:** x`, `**Owner**: x`, and at the start of a line, where the emphasis is strong,
  /// `**Owner** – x`, `**Owner.** x`, `**Owner** Dana` and `**Owner**` with `x` on the next line.
  [[nodiscard]] std::optional<Found> emphasised(std::size_t i, bool at_line_start) const {
    const Piece& piece = text_.pieces[i];
    if (piece.strong == 0 && piece.emphasis == 0) return std::nullopt;
    const std::size_t end = run_end(i);
    Found found{.begin = piece.begin, .end = piece.begin, .value = end};
    std::string_view title = trim(view_.substr(piece.begin, end - piece.begin));
    std::size_t next = skip_blanks(view_, end);
    if (const std::size_t colon = colon_behind(title); colon > 0) {
      title.remove_suffix(colon);
    } else if (const std::size_t behind = colon_at(view_, next); behind > 0) {
      found.value = next + behind;
    } else {
      const std::size_t dash = at_line_start && piece.strong > 0 && next > end ? dash_at(next) : 0;
      // Few words with a full stop are a heading run into its text; more are a sentence.
      const bool run_in = at_line_start && piece.strong > 0 && next > end && title.ends_with('.') &&
                          count_words(title) <= kMostRunInWords;
      const bool bare = at_line_start && piece.strong > 0 && next > end &&
                        count_words(title) <= kMostBareWords && starts_a_value(next);
      if (dash == 0 && !run_in && !bare && !(at_line_start && fills_line(i, end))) {
        return std::nullopt;
      }
      if (run_in) title.remove_suffix(1);
      found.value = next + dash;
    }
    title = trim(title);
    found.end = static_cast<std::size_t>(title.data() - view_.data()) + title.size();
    if (!is_title(title) || title.find("://") != std::string_view::npos) return std::nullopt;
    return found;
  }

  /// Whether what stands at `at` begins something of its own and does not go on with a sentence, as
  /// in "**Note** that …": a capital, a figure, a handle.
  [[nodiscard]] bool starts_a_value(std::size_t at) const {
    if (at >= view_.size()) return false;
    const char c = view_[at];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '@' || c == '[';
  }

  /// Whether the strong text from piece `i` to `end` is a line of its own above other text.
  [[nodiscard]] bool fills_line(std::size_t i, std::size_t end) const {
    if (text_.pieces[i].strong == 0 || end >= view_.size()) return false;
    while (i < text_.pieces.size() && text_.pieces[i].begin < end) ++i;
    return i < text_.pieces.size() && text_.pieces[i].line_start;
  }

  /// Length of a dash with space behind it.
  [[nodiscard]] std::size_t dash_at(std::size_t at) const {
    for (const std::string_view dash : {"–", "—", "-"}) {
      if (view_.substr(at, dash.size()) != dash) continue;
      const std::size_t end = at + dash.size();
      return end == view_.size() || is_blank(view_[end]) ? dash.size() : 0;
    }
    return 0;
  }

  /// `Owner: x`: everything on the line before its first colon, if that reads like a label.
  [[nodiscard]] std::optional<Found> plain(std::size_t i) const {
    const std::size_t begin = text_.pieces[i].begin;
    const std::size_t last = std::min(line_end(i), begin + kLongestLabel + 4);
    std::size_t colon = begin;
    while (colon < last && colon_at(view_, colon) == 0) ++colon;
    const std::size_t length = colon < last ? colon_at(view_, colon) : 0;
    if (length == 0) return std::nullopt;
    const std::size_t value = colon + length;
    if (length == 1 && value < view_.size() && !is_blank(view_[value])) return std::nullopt;
    const std::string_view title = trim(view_.substr(begin, colon - begin));
    if (!is_plain_title(title) || !is_uniform(i, colon)) return std::nullopt;
    const char first = title.front();
    return Found{.begin = begin,
                 .end = static_cast<std::size_t>(title.data() - view_.data()) + title.size(),
                 .value = value,
                 .lower = first >= 'a' && first <= 'z'};
  }

  /// Whether the text from piece `i` to `end` holds no code and is strong throughout or nowhere:
  /// "Text **bold**: more" is prose.
  [[nodiscard]] bool is_uniform(std::size_t i, std::size_t end) const {
    const int strong = text_.pieces[i].strong;
    for (; i < text_.pieces.size() && text_.pieces[i].begin < end; ++i) {
      if (text_.pieces[i].code || text_.pieces[i].strong != strong) return false;
    }
    return true;
  }

  /// Whether piece `i` is a bullet or the like that somebody drew in front of a strong label.
  [[nodiscard]] bool is_ornament(std::size_t i) const {
    if (i + 1 >= text_.pieces.size() || text_.pieces[i].strong > 0) return false;
    if (text_.pieces[i + 1].strong == 0 || text_.pieces[i + 1].line_start) return false;
    const std::size_t begin = text_.pieces[i].begin;
    const std::string_view bytes = trim(view_.substr(begin, text_.pieces[i + 1].begin - begin));
    return bytes.size() <= 3 && std::none_of(bytes.begin(), bytes.end(),
                                             [](char c) { return is_letter(c) || is_digit(c); });
  }

  void start_line(std::size_t i) {
    line_labelled_ = false;
    if (is_ornament(i)) ++i;
    const std::size_t begin = text_.pieces[i].begin;
    std::optional<Found> found = emphasised(i, true);
    if (!found) {
      found = plain(i);
      // In the middle of a paragraph a small letter is how prose goes on, not how a label begins.
      const bool prose = found && found->lower && begin > 0 && !lower_labels_;
      if (prose) found.reset();
    }
    if (!found) return;
    if (begin == 0) lower_labels_ = found->lower;
    open(*found);
  }

  /// A second label on a line that began with one: `**Date:** x | **Status:** y`.
  void inside_line(std::size_t i) {
    const Piece& piece = text_.pieces[i];
    if (piece.strong == 0 || text_.pieces[i - 1].strong == piece.strong) return;
    if (piece.begin == 0 || !is_blank(view_[piece.begin - 1])) return;
    if (open_ && piece.begin < open_->value) return;
    if (const std::optional<Found> found = emphasised(i, false)) open(*found);
  }

  void open(const Found& found) {
    close(found.begin);
    open_ = found;
    line_labelled_ = true;
  }

  void close(std::size_t end) {
    if (!open_) return;
    std::size_t stop = std::max(end, open_->value);
    if (end < view_.size()) stop = open_->value + without_separator(open_->value, stop);
    Label label{.name = {},
                .title = text_.slice(open_->begin, open_->end),
                .value = text_.slice(open_->value, stop),
                .block = block_};
    label.name = normal_title(label.title.text);
    open_.reset();
    if (!label.name.empty()) labels_.push_back(std::move(label));
  }

  /// The length of a value without what sets it off from the next label on its line.
  [[nodiscard]] std::size_t without_separator(std::size_t begin, std::size_t end) const {
    std::string_view value = view_.substr(begin, end - begin);
    while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
    for (const std::string_view mark : {"|", "·", "•", ",", ";"}) {
      const bool ends =
          value.size() >= mark.size() && value.substr(value.size() - mark.size()) == mark;
      if (ends) return value.size() - mark.size();
    }
    return value.size();
  }

  const InlineText& text_;
  std::string_view view_;
  std::size_t block_;
  std::vector<Label>& labels_;
  std::optional<Found> open_;
  bool line_labelled_ = false;
  bool lower_labels_ = false;
};

/// Without the colon that may end a label in a table.
Inline without_colon(Inline title) {
  title.text.resize(title.text.size() - colon_behind(title.text));
  title.text = std::string(trim(title.text));
  return title;
}

}  // namespace

void add_line_labels(const InlineText& text, std::size_t block, std::vector<Label>& labels) {
  const bool any =
      text.text.find(':') != std::string::npos || text.text.find("：") != std::string::npos ||
      (!text.pieces.empty() && text.pieces.front().strong > 0) ||
      std::any_of(text.pieces.begin(), text.pieces.end(),
                  [](const Piece& piece) { return piece.line_start && piece.strong > 0; });
  if (any) LabelFinder(text, block, labels).run();
}

void add_table_labels(const Table& table, std::size_t block, std::vector<Label>& labels) {
  if (table.header.size() != 2) return;
  const auto add = [&](const std::vector<Inline>& cells) {
    Inline title = without_colon(cells[0]);
    std::string name = is_title(title.text) ? normal_title(title.text) : std::string();
    if (name.empty()) return;
    labels.push_back({.name = std::move(name),
                      .title = std::move(title),
                      .value = cells[1],
                      .block = block,
                      .in_table = true});
  };
  // Some tables have no header and put their first row there; its form tells.
  const Inline& corner = table.header[0];
  if (corner.strong || colon_behind(corner.text) > 0) add(table.header);
  for (const TableRow& row : table.rows) add(row.cells);
}

bool may_be_heading(const InlineText& text) {
  if (text.pieces.empty() || text.pieces.front().strong == 0) return false;
  std::string_view title = trim(text.text);
  if (title.size() > kLongestHeading || count_words(title) > kMostHeadingWords) return false;
  const int strong = text.pieces.front().strong;
  for (std::size_t i = 0; i < text.pieces.size(); ++i) {
    if (text.pieces[i].empty_code) return false;
    if (text.pieces[i].strong == strong) continue;
    const std::size_t begin = text.pieces[i].begin;
    const std::size_t end =
        i + 1 < text.pieces.size() ? text.pieces[i + 1].begin : text.text.size();
    const std::string_view bytes = trim(std::string_view(text.text).substr(begin, end - begin));
    if (!bytes.empty() && (bytes != ":" || i + 1 < text.pieces.size())) return false;
  }
  const bool sentence = title.back() == '.' || title.back() == '!' || title.back() == ';';
  return !sentence || count_words(title) <= 3;
}

}  // namespace qualm::documents::markdown
