// What `qualm concern list` and `qualm concern show` print.

#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gate/standing.hpp"
#include "support/date.hpp"

namespace qualm::commands {

/// A concern in a list.
struct ListedConcern {
  const gate::StandingConcern* standing = nullptr;
  std::string raised_on;  ///< the day its raising event states; may be empty
  bool overdue = false;
};

/// Looks up what a list says of a concern, as of `today`.
[[nodiscard]] ListedConcern listed(const gate::StandingConcern& one, Date today);

/// For people: a line for each, what blocks first, and a summary. Where there is none, that is said
/// in words, with what is known of it.
void write_concern_list(std::ostream& out, const std::vector<ListedConcern>& concerns,
                        const gate::Standing& standing, int width);

/// For people: what the concern says, what it has come to and why, every event in order, and who
/// can do what next.
void write_concern(std::ostream& out, const ListedConcern& concern, const gate::Standing& standing,
                   int width);

/// The events of a concern, those that others follow first, and equals by the day they state.
[[nodiscard]] std::vector<const concerns::LedgerEvent*> in_order(
    const std::vector<concerns::LedgerEvent>& events);

/// Who the event says wrote it.
[[nodiscard]] std::string author_text(const Event& event);

/// How well that is proven.
[[nodiscard]] IdentityLevel proof_of(const Concern& concern, const Event& event);

}  // namespace qualm::commands
