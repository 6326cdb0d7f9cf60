// Which concerns hold up a change of a protected ref.

#include "concerns/blocking.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "concerns/proof.hpp"
#include "concerns/systems.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

/// What was settled may open by itself, on a day or with a new owner: whoever pushes then learns
/// why.
std::string settled_no_more(const Concern& concern) {
  const auto found = std::find_if(
      concern.not_counted.begin(), concern.not_counted.end(), [](const NotCounted& one) {
        const bool settled = one.type == EventType::accepted || one.type == EventType::resolved;
        return settled && !one.reason.starts_with(kNotSettledYet);
      });
  if (found == concern.not_counted.end()) return {};
  return fmt::format(" (that {} {} does not count: {})", found->by,
                     found->type == EventType::accepted ? "accepted the risk" : "resolved it",
                     shorten(found->reason, 160));
}

ConcernVerdict blocks(const Concern& concern, std::string why) {
  return {.concern = concern.id, .blocks = true, .why = why + settled_no_more(concern)};
}

ConcernVerdict passes(const Concern& concern, std::string why) {
  return {.concern = concern.id, .why = std::move(why)};
}

ConcernVerdict judge(const Concern& concern, const ConcernPolicy& policy,
                     const ProtectedChange& change) {
  if (!concern.blocking) {
    return passes(concern, "it is open, and was raised as one that does not block");
  }
  if (concern.severity < policy.blocks_at) {
    return passes(concern,
                  fmt::format("it is open; its severity is {}, and this policy blocks at {}",
                              to_string(concern.severity), to_string(policy.blocks_at)));
  }
  if (policy.scope == ConcernScope::repository) {
    return blocks(concern, "it is open, and this policy lets any open concern block");
  }
  const SystemMatch known = match_systems(concern.systems, change.known);
  if (known.every) return blocks(concern, "it is open and about every system");
  if (!concern.system_stated) {
    return blocks(concern,
                  "it is open and does not say which system it is about, so it may be any");
  }
  if (!known.unknown.empty()) {
    return blocks(concern, fmt::format("it is open and about {}, which is no system here, so it "
                                       "may be any",
                                       shorten(known.unknown.front(), 80)));
  }
  const SystemMatch touched = match_systems(concern.systems, change.touched);
  if (touched.places.empty()) {
    return passes(concern, fmt::format("it is open, and this change does not touch {}",
                                       shorten(join_words(concern.systems), 120)));
  }
  return blocks(concern, fmt::format("it is open, and this change touches {}",
                                     system_name(change.touched[touched.places.front()])));
}

}  // namespace

std::vector<ConcernVerdict> judge_change(const std::vector<Concern>& concerns,
                                         const ConcernPolicy& policy,
                                         const ProtectedChange& change) {
  std::vector<ConcernVerdict> verdicts;
  for (const Concern& concern : concerns) {
    if (concern.state == ConcernState::open) verdicts.push_back(judge(concern, policy, change));
  }
  std::stable_sort(verdicts.begin(), verdicts.end(),
                   [](const ConcernVerdict& left, const ConcernVerdict& right) {
                     if (left.blocks != right.blocks) return left.blocks;
                     return left.concern < right.concern;
                   });
  return verdicts;
}

}  // namespace qualm::concerns
