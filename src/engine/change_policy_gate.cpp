// What the gate lets through under one policy and not under another: refs and concerns.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/change_policy_parts.hpp"
#include "language/slo_window.hpp"
#include "support/glob_cover.hpp"
#include "support/ref_pattern.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// From this level on, events of concerns are signed unless the policy says otherwise.
constexpr int kSigningLevel = 4;

/// The values a setting may have, the strictest first.
using Scale = std::vector<std::string_view>;

std::size_t rank_of(const Scale& scale, const std::string& word) {
  return static_cast<std::size_t>(std::find(scale.begin(), scale.end(), word) - scale.begin());
}

std::string text_or(const Value& value, const std::string& fallback) {
  return value.is_scalar() && !value.is_null() ? value.text() : fallback;
}

constexpr std::string_view kDefaultRef = "@default";

/// Patterns over refs as full names; the default branch is none, and covers only itself.
std::vector<std::string> full_patterns(const std::vector<std::string>& refs) {
  std::vector<std::string> full;
  for (const std::string& ref : refs) {
    if (ref != kDefaultRef) full.push_back(full_ref_pattern(ref));
  }
  return full;
}

/// Minutes of `36h`, `14d`, `2w`; nothing for what is none.
std::optional<int> minutes_of(const std::string& text) {
  const auto window = language::read_window(text);
  return window && !window->rolling ? std::optional(window->minutes) : std::nullopt;
}

}  // namespace

void PolicyComparison::compare_gate() {
  const Value& gate = value_at(after_.source, "gate");
  const std::vector<std::string> default_refs = {std::string(kDefaultRef), "release/**",
                                                 "deploy/**", "tags/v*"};
  const auto old_refs = texts_in(value_at(before_.source, "gate", "protects"), default_refs);
  const auto refs = texts_in(value_at(gate, "protects"), default_refs);
  const std::vector<std::string> full_refs = full_patterns(refs);
  for (const std::string& ref : added_to(refs, old_refs)) {
    // Which branch is the default one is not told by its name: nothing else stands for it.
    if (ref == kDefaultRef || !any_surely_covers(full_refs, full_ref_pattern(ref)))
      add(WeakeningKind::protects, "gate/protects/" + ref, place_of(after_, "gate"),
          fmt::format("no longer protects {}", ref));
  }
  if (after_.fail_on > before_.fail_on) {
    add(WeakeningKind::gate, "gate/fail_on", place_of(after_, "gate"),
        fmt::format("fails on {} only, no longer on {}", to_string(after_.fail_on),
                    to_string(before_.fail_on)));
  }
  const auto old_roles = texts_in(value_at(before_.source, "gate", "policy_by"), {"board"});
  const auto new_roles = texts_in(value_at(gate, "policy_by"), {"board"});
  const auto roles = added_to(old_roles, new_roles);
  if (!roles.empty()) {
    add(WeakeningKind::gate, "gate/policy_by", place_of(after_, "gate"),
        fmt::format("lets the role{} {} weaken the policy", roles.size() == 1 ? "" : "s",
                    join_words(roles)));
  }
  if (!old_roles.empty() && new_roles.empty()) {
    // Nobody could take it back.
    add(WeakeningKind::gate, "gate/policy_by", place_of(after_, "gate"),
        "leaves nobody who may weaken the policy");
  }
}

void PolicyComparison::compare_concerns() {
  const SourcePos where = place_of(after_, "concerns");
  const auto stated = [](const Policy& policy, std::string_view key, const std::string& fallback) {
    return text_or(value_at(policy.source, "concerns", key), fallback);
  };
  const auto both = [&](std::string_view key, const std::string& fallback) {
    return std::pair{stated(before_, key, fallback), stated(after_, key, fallback)};
  };
  const auto ranked = [&](std::string_view key, const std::pair<std::string, std::string>& values,
                          const Scale& scale, std::string_view words) {
    const auto& [old, now] = values;
    if (rank_of(scale, now) <= rank_of(scale, old)) return;
    add(WeakeningKind::concerns, fmt::format("concerns/{}", key), where,
        fmt::format("{} from {} to {}", words, old, now));
  };
  // What a lower level alone decides is reported with the level.
  const auto identity_at = [](int level) {
    return std::string(level >= kSigningLevel ? "signature" : "commit");
  };
  ranked("identity",
         {stated(before_, "identity", identity_at(before_.level)),
          stated(after_, "identity", identity_at(std::max(before_.level, after_.level)))},
         {"signature", "commit", "none"}, "lowers the proof of who wrote about a concern");
  ranked("blocks_at", both("blocks_at", "low"), {"low", "medium", "high", "critical"},
         "raises the severity at which a concern blocks");
  ranked("scope", both("scope", "system"), {"repository", "system"},
         "narrows what an open concern blocks");
  const auto timed = [&](std::string_view key, const std::string& fallback,
                         std::string_view words) {
    const auto [old, now] = both(key, fallback);
    const auto before = minutes_of(old);
    const auto after = minutes_of(now);
    if (old == now || (before && after && *after <= *before)) return;
    add(WeakeningKind::concerns, fmt::format("concerns/{}", key), where,
        fmt::format("{} {} instead of {}", words, now, old));
  };
  timed("accept_at_most", "90d", "lets a risk be accepted for");
  timed("review_within", "14d", "gives the review of a concern");
  const auto quorum_in = [](const Policy& policy) {
    const Value& override_keys = value_at(policy.source, "concerns", "override");
    return value_at(override_keys, "quorum").as_integer().value_or(1);
  };
  if (quorum_in(after_) < quorum_in(before_)) {
    add(WeakeningKind::concerns, "concerns/override/quorum", where,
        fmt::format("lets {} of the board override a concern instead of {}", quorum_in(after_),
                    quorum_in(before_)));
  }
}

}  // namespace qualm::engine
