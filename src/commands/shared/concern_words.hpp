// What is said about a concern in several places, in the same words.

#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "concerns/circumstances.hpp"
#include "gate/standing.hpp"
#include "model/concern.hpp"

namespace qualm::commands {

/// "open", "accepted until 2027-01-22".
[[nodiscard]] std::string state_text(const Concern& concern);

/// What an open concern holds up, as `gate` judges it, as the end of a sentence: "every push to a
/// protected ref that changes models/spam", "nothing: …". Empty for one that is not open.
[[nodiscard]] std::string held_up_by(const Concern& concern, const concerns::Ground& ground);

/// How old the view of the concerns is: "as origin was last fetched, 2026-11-20 09:15 UTC", "and
/// origin/main was never fetched"; empty where they are looked up in the protected side
/// itself.
[[nodiscard]] std::string age_of_view(const gate::Standing& standing);

/// Unix seconds as `2026-11-20T09:15:00Z`.
[[nodiscard]] std::string moment(std::int64_t seconds);

/// The ways on, one below the other: who, and the command, which is never broken over two lines.
/// `neutral_unknown`: who is neutral cannot be told here.
void write_steps(std::ostream& out, const std::vector<NextStep>& steps, bool neutral_unknown,
                 int width);

}  // namespace qualm::commands
