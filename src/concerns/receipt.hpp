// The receipt of an event, read again by whoever kept it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace qualm::concerns {

/// What a receipt says (`qualm concern raise` and its siblings print it).
struct KeptReceipt {
  std::string type;        ///< of the event: "raised"; empty where its line was not kept
  std::string event;       ///< id of the event; likewise
  std::string concern;     ///< id of the concern
  std::string commit;      ///< id of the commit that brought the event
  std::string time;        ///< as printed; may be empty
  bool only_here = false;  ///< it says that the event had not reached the remote yet
};

/// The receipts in `text`, in their order: whatever was printed around them is passed over, so that
/// the whole output of a command will do. `invalid` when there is none, and when one names no
/// commit, as a receipt does that was cut off.
[[nodiscard]] Result<std::vector<KeptReceipt>> read_receipts(std::string_view text);

}  // namespace qualm::concerns
