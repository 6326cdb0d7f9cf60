// What the gate lets through under one policy and not under another: refs, concerns, waivers,
// documents that are not looked for.

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "documents/kind.hpp"
#include "engine/change_policy_parts.hpp"
#include "language/slo_window.hpp"
#include "support/date.hpp"
#include "support/glob.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// The values a setting may have, the strictest first.
using Scale = std::vector<std::string_view>;

std::size_t rank_of(const Scale& scale, const std::string& word) {
  return static_cast<std::size_t>(std::find(scale.begin(), scale.end(), word) - scale.begin());
}

std::string text_or(const Value& value, const std::string& fallback) {
  return value.is_scalar() && !value.is_null() ? value.text() : fallback;
}

/// Minutes of `36h`, `14d`, `2w`; nothing for what is none.
std::optional<int> minutes_of(const std::string& text) {
  const auto window = language::read_window(text);
  return window && !window->rolling ? std::optional(window->minutes) : std::nullopt;
}

/// Whether `wide` excuses all that `narrow` excuses, for as long.
bool covers(const Waiver& wide, const Waiver& narrow) {
  if (wide.rule != narrow.rule || !glob_covers(wide.path, narrow.path)) return false;
  if (!wide.key.empty() && wide.key != narrow.key) return false;
  if (!wide.digest.empty() && wide.digest != narrow.digest) return false;
  if (wide.expires == narrow.expires) return true;
  const auto last = parse_date(wide.expires);
  const auto wanted = parse_date(narrow.expires);
  return last && wanted && *wanted <= *last;
}

}  // namespace

void PolicyComparison::compare_gate() {
  const Value& gate = value_at(after_.source, "gate");
  const std::vector<std::string> default_refs = {"@default", "release/**", "deploy/**", "tags/v*"};
  const auto old_refs = texts_in(value_at(before_.source, "gate", "protects"), default_refs);
  const auto refs = texts_in(value_at(gate, "protects"), default_refs);
  for (const std::string& ref : added_to(refs, old_refs)) {
    const bool covered = std::any_of(refs.begin(), refs.end(),
                                     [&](const std::string& one) { return glob_covers(one, ref); });
    if (!covered)
      add(WeakeningKind::protects, "gate/protects/" + ref, place_of(after_, "gate"),
          fmt::format("no longer protects {}", ref));
  }
  if (after_.fail_on > before_.fail_on) {
    add(WeakeningKind::gate, "gate/fail_on", place_of(after_, "gate"),
        fmt::format("fails on {} only, no longer on {}", to_string(after_.fail_on),
                    to_string(before_.fail_on)));
  }
  const auto old_roles = texts_in(value_at(before_.source, "gate", "policy_by"), {"board"});
  const auto roles = added_to(old_roles, texts_in(value_at(gate, "policy_by"), {"board"}));
  if (!roles.empty()) {
    add(WeakeningKind::gate, "gate/policy_by", place_of(after_, "gate"),
        fmt::format("lets the role{} {} weaken the policy", roles.size() == 1 ? "" : "s",
                    join_words(roles)));
  }
}

void PolicyComparison::compare_concerns() {
  const SourcePos where = place_of(after_, "concerns");
  // What the level alone decides is reported with the level.
  const std::string identity = before_.level >= 4 ? "signature" : "commit";
  const auto both = [&](std::string_view key, const std::string& fallback) {
    return std::pair{text_or(value_at(before_.source, "concerns", key), fallback),
                     text_or(value_at(after_.source, "concerns", key), fallback)};
  };
  const auto ranked = [&](std::string_view key, const std::string& fallback, const Scale& scale,
                          std::string_view words) {
    const auto [old, now] = both(key, fallback);
    if (rank_of(scale, now) <= rank_of(scale, old)) return;
    add(WeakeningKind::concerns, fmt::format("concerns/{}", key), where,
        fmt::format("{} from {} to {}", words, old, now));
  };
  ranked("identity", identity, {"signature", "commit", "none"},
         "lowers the proof of who wrote about a concern");
  ranked("blocks_at", "low", {"low", "medium", "high", "critical"},
         "raises the severity at which a concern blocks");
  ranked("scope", "system", {"repository", "system"}, "narrows what an open concern blocks");
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

void PolicyComparison::compare_waivers() {
  for (const Waiver& now : after_.waivers) {
    const bool known = std::any_of(before_.waivers.begin(), before_.waivers.end(),
                                   [&](const Waiver& old) { return covers(old, now); });
    if (known) continue;
    const bool is_wider =
        std::any_of(before_.waivers.begin(), before_.waivers.end(), [&](const Waiver& old) {
          return old.rule == now.rule &&
                 (glob_covers(now.path, old.path) || glob_covers(old.path, now.path));
        });
    add(WeakeningKind::waiver, fmt::format("waivers/{}@{}", now.rule, now.path), now.where,
        fmt::format("{} {} at {} until {}", is_wider ? "widens the waiver of" : "waives", now.rule,
                    now.path, now.expires.empty() ? std::string("ever") : now.expires));
  }
}

void PolicyComparison::compare_documents() {
  for (const std::string& glob : added_to(before_.exclude, after_.exclude)) {
    const bool covered =
        std::any_of(before_.exclude.begin(), before_.exclude.end(),
                    [&](const std::string& one) { return glob_covers(one, glob); });
    if (!covered)
      add(WeakeningKind::documents, "exclude/" + glob, place_of(after_, "exclude"),
          fmt::format("leaves the folder {} out of all judging", glob));
  }
  const auto globs_of = [](const Policy& policy, const std::string& kind) {
    const auto found = std::find_if(policy.documents.begin(), policy.documents.end(),
                                    [&](const auto& one) { return one.first == kind; });
    if (found != policy.documents.end()) return found->second;
    std::vector<std::string> globs;
    if (const documents::Kind* known = documents::find_kind(kind))
      globs.assign(known->paths.begin(), known->paths.end());
    return globs;
  };
  std::vector<std::string> kinds;
  for (const Policy* policy : {&before_, &after_}) {
    for (const auto& [kind, globs] : policy->documents) {
      if (!holds(kinds, kind)) kinds.push_back(kind);
    }
  }
  for (const std::string& kind : kinds) {
    const auto lost = added_to(globs_of(after_, kind), globs_of(before_, kind));
    if (!lost.empty())
      add(WeakeningKind::documents, "documents/" + kind, place_of(after_, "documents"),
          fmt::format("no longer looks for documents of the kind {} at {}", kind,
                      join_words(lost)));
  }
  const auto artefacts = added_to(after_.artefacts, before_.artefacts);
  if (!artefacts.empty())
    add(WeakeningKind::documents, "artefacts", place_of(after_, "artefacts"),
        fmt::format("no longer takes {} for a model", join_words(artefacts)));
  if (before_.hugging_face_readmes && !after_.hugging_face_readmes)
    add(WeakeningKind::documents, "hugging_face_readmes", place_of(after_, "hugging_face_readmes"),
        "no longer reads a README as a model card");
  const auto vendors = added_to(after_.vendors, before_.vendors);
  if (!vendors.empty())
    add(WeakeningKind::documents, "vendors", place_of(after_, "vendors"),
        fmt::format("no longer takes {} for a vendor", join_words(vendors)));
  if (before_.baseline != after_.baseline)
    add(WeakeningKind::baseline, "baseline", place_of(after_, "baseline"),
        fmt::format("reads the baseline from {} instead of {}", after_.baseline, before_.baseline));
}

}  // namespace qualm::engine
