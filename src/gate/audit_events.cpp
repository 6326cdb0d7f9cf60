// Auditing whose name events stand under.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "concerns/proof.hpp"
#include "gate/audit.hpp"

namespace qualm::gate {
namespace {

using concerns::LedgerEvent;

/// Events of one concern whose past is looked up. Beyond it, nobody is taken to know of anything.
constexpr std::size_t kPastsRead = 200;

/// Looks at the events of one concern.
class Events {
 public:
  Events(const StandingConcern& concern, const concerns::Ground& ground, Audit& audit)
      : concern_(concern), who_(ground.who()), level_(ground.policy().identity), audit_(audit) {}

  void run() {
    std::set<std::string> seen;
    for (const LedgerEvent& one : concern_.events) {
      if (!seen.insert(one.event.digest).second) continue;
      ++audit_.events;
      look_at(one);
    }
  }

 private:
  void look_at(const LedgerEvent& one) {
    const Event& event = one.event;
    const auto& ignored = concern_.concern.not_counted;
    const auto found = std::find_if(ignored.begin(), ignored.end(), [&](const NotCounted& other) {
      return other.event == event.id;
    });
    const bool is_proven = concerns::level_of(one, who_) >= level_;
    if (found != ignored.end()) {
      const bool is_forged = event.by && !is_proven && is_settled(one);
      const bool is_finding = is_forged && !is_known(one);
      say(one, is_finding,
          fmt::format("{} by {} does not count: {}", to_string(found->type), found->by,
                      is_forged ? concerns::unproven(one, *event.by, level_, who_) : found->reason),
          is_finding ? fmt::format("{} should know: an event of theirs on top of it (qualm concern "
                                   "comment {}) makes this a note",
                                   who_.name(*event.by), concern_.concern.id)
                     : std::string());
    } else if (event.anonymous) {
      say(one, false, fmt::format("{} without a name, as anybody may", to_string(event.type)), {});
    } else if (event.by && !is_proven) {
      const std::string why = concerns::unproven(one, *event.by, level_, who_);
      say(one, false,
          fmt::format("{} in the name of {}, which is not proven{}{}", to_string(event.type),
                      who_.name(*event.by), why.empty() ? "" : ": ", why),
          {});
    }
  }

  static bool is_settled(const LedgerEvent& one) {
    return std::any_of(one.introductions.begin(), one.introductions.end(),
                       [](const concerns::Introduction& other) { return other.settled; });
  }

  /// Whether whom the event names has written another on top of it, proven and settled.
  bool is_known(const LedgerEvent& one) {
    if (concern_.events.size() > concerns::kEventsPerConcern) return false;
    const concerns::History& all = history();
    const auto places = all.find(one.event.id);
    for (std::size_t node = 0; node < all.size(); ++node) {
      if (!is_answer(all.at(node), one)) continue;
      const concerns::NodeSet* past = past_of(node);
      if (past == nullptr) return false;
      if (std::any_of(places.begin(), places.end(),
                      [&](std::size_t place) { return (*past)[place]; }))
        return true;
    }
    return false;
  }

  /// Whether `later` is proven to be by whom `one` names.
  [[nodiscard]] bool is_answer(const LedgerEvent& later, const LedgerEvent& one) const {
    return later.event.by && later.event.digest != one.event.digest &&
           who_.party(*later.event.by) == who_.party(*one.event.by) && is_settled(later) &&
           concerns::level_of(later, who_) >= level_;
  }

  /// What the event at `node` follows; null when enough was looked up.
  const concerns::NodeSet* past_of(std::size_t node) {
    const auto known = pasts_.find(node);
    if (known != pasts_.end()) return &known->second;
    if (pasts_.size() >= kPastsRead) return nullptr;
    return &pasts_.emplace(node, history().reached(node)).first->second;
  }

  const concerns::History& history() {
    if (!history_) history_.emplace(concern_.concern.id, concern_.events);
    return *history_;
  }

  void say(const LedgerEvent& one, bool is_finding, std::string message, std::string way_out) {
    audit_.entries.push_back(
        {.kind = AuditKind::event,
         .is_finding = is_finding,
         .concern = concern_.concern.id,
         .where = fmt::format("event {}", one.event.id),
         .commit = one.introductions.empty() ? std::string() : one.introductions.front().commit,
         .path = {},
         .message = std::move(message),
         .way_out = std::move(way_out)});
  }

  const StandingConcern& concern_;
  const concerns::Who& who_;
  IdentityLevel level_;
  Audit& audit_;
  std::optional<concerns::History> history_;
  std::map<std::size_t, concerns::NodeSet> pasts_;
};

}  // namespace

void audit_events(const Standing& standing, Audit& audit) {
  for (const StandingConcern& one : standing.concerns) Events(one, *standing.ground, audit).run();
}

}  // namespace qualm::gate
