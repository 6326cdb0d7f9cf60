// Reading receipts.

#include "concerns/receipt.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "model/concern.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

constexpr std::string_view kNotThere = "NOT ";  // in front of "there yet" and "anywhere else yet"

/// A line as its first word and the rest.
struct Entry {
  std::string_view label;
  std::string_view value;
};

Entry entry_of(std::string_view line) {
  line = trim(line);
  const std::size_t end = std::min(line.find(' '), line.size());
  return {.label = line.substr(0, end), .value = trim(line.substr(end))};
}

/// The first line of a receipt: the type of an event and its id, with a remark behind them or not.
bool is_head(const Entry& entry) {
  return event_type(entry.label) != EventType::unknown &&
         is_event_id(entry.value.substr(0, entry.value.find(',')));
}

class Reading {
 public:
  Result<std::vector<KeptReceipt>> run(std::string_view text) {
    for (const std::string_view line : split_lines(text)) QUALM_TRY(take(entry_of(line)));
    QUALM_TRY(close());
    if (!receipts_.empty()) return std::move(receipts_);
    return fail(
        ErrorCode::invalid, "there is no receipt in it",
        "keep what `qualm concern raise` prints: the lines with the concern and the commit");
  }

 private:
  Result<void> take(const Entry& entry) {
    if (is_head(entry)) {
      QUALM_TRY(close());
      next_.type = entry.label;
      next_.event = entry.value.substr(0, entry.value.find(','));
    } else if (entry.label == "concern" && is_event_id(entry.value)) {
      if (!next_.concern.empty()) QUALM_TRY(close());
      next_.concern = entry.value;
    } else if (entry.label == "commit" && is_commit_id(entry.value)) {
      next_.commit = entry.value;
    } else if (entry.label == "remote") {
      next_.only_here = entry.value.find(kNotThere) != std::string_view::npos;
    } else if (entry.label == "time" && is_moment(entry.value)) {
      next_.time = entry.value;
    }
    return {};
  }

  /// Ends the receipt that was begun. One that names no concern was none.
  Result<void> close() {
    KeptReceipt done = std::exchange(next_, {});
    if (done.concern.empty()) return {};
    if (done.commit.empty())
      return fail(ErrorCode::invalid,
                  fmt::format("the receipt of concern {} names no commit", done.concern),
                  "give the receipt as it was printed, whole");
    receipts_.push_back(std::move(done));
    return {};
  }

  KeptReceipt next_;
  std::vector<KeptReceipt> receipts_;
};

}  // namespace

Result<std::vector<KeptReceipt>> read_receipts(std::string_view text) {
  return Reading().run(text);
}

}  // namespace qualm::concerns
