// Two versions of a policy of safety SLOs: what changed, and whether that weakens it.

#include "engine/slo_diff.hpp"

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "harness/catch.hpp"

namespace qualm::engine {
namespace {

using Texts = std::vector<std::string>;

std::unique_ptr<documents::Document> read(const std::string& text,
                                          const std::string& path = "m/safety-slos.yaml") {
  const documents::Kind* kind = documents::find_kind("safety-slos");
  REQUIRE(kind != nullptr);
  return documents::parse_document(path, text, *kind);
}

Policy team() {
  Policy policy;
  policy.slo_actions = {"freeze_tenant", "call_the_doctor"};
  return policy;
}

std::vector<SloChange> changes(const std::string& before, const std::string& after) {
  const auto old_file = read(before);
  const auto new_file = read(after);
  auto result = diff_slos(old_file.get(), new_file.get(), team());
  if (!result) FAIL(describe(result.error()));
  return *std::move(result);
}

/// Each change as `slo: kind, weakens`.
Texts short_form(const std::vector<SloChange>& all) {
  Texts texts;
  for (const SloChange& one : all)
    texts.push_back(
        fmt::format("{}: {}, {}", one.slo(), to_string(one.kind), to_string(one.weakens)));
  return texts;
}

Texts diff(const std::string& before, const std::string& after) {
  return short_form(changes(before, after));
}

/// A policy with one SLO whose `fields` are written in braces.
std::string policy(const Texts& slos) {
  std::string text = "slos:\n";
  for (const std::string& slo : slos) text += fmt::format("  - {{{}}}\n", slo);
  return text;
}

std::string slo(const std::string& name, const std::string& target,
                const std::string& window = "7d", const std::string& action = "page",
                const std::string& objective = "") {
  std::string text = fmt::format(R"(name: {}, target: "{}", window: {}, action_on_breach: {})",
                                 name, target, window, action);
  if (!objective.empty()) text += fmt::format(R"(, objective: "{}")", objective);
  return text;
}

/// What became of one target, as `kind, weakens`; empty for no change.
std::string target(const std::string& name, const std::string& before, const std::string& after) {
  const auto all = changes(policy({slo(name, before)}), policy({slo(name, after)}));
  if (all.empty()) return "";
  CHECK(all.size() == 1);
  return fmt::format("{}, {}", to_string(all.front().kind), to_string(all.front().weakens));
}

std::string window(const std::string& name, const std::string& asked, const std::string& before,
                   const std::string& after) {
  const auto all = changes(policy({slo(name, asked, before)}), policy({slo(name, asked, after)}));
  if (all.empty()) return "";
  CHECK(all.size() == 1);
  return fmt::format("{}, {}", to_string(all.front().kind), to_string(all.front().weakens));
}

std::string action(const std::string& before, const std::string& after) {
  const auto all =
      changes(policy({slo("a", "== 0", "7d", before)}), policy({slo("a", "== 0", "7d", after)}));
  if (all.empty()) return "";
  CHECK(all.size() == 1);
  return fmt::format("{}, {}", to_string(all.front().kind), to_string(all.front().weakens));
}

TEST_CASE("a target is tightened, relaxed or turned round") {
  CHECK(target("ood_recall", ">= 0.90", ">= 0.95") == "tightened, no");
  CHECK(target("ood_recall", ">= 0.95", ">= 0.90") == "relaxed, yes");
  CHECK(target("decision_ece", "<= 0.05", "<= 0.06") == "relaxed, yes");
  CHECK(target("decision_ece", "<= 0.05", "<= 0.04") == "tightened, no");
  CHECK(target("ood_recall", "> 0.90", ">= 0.90") == "relaxed, yes");
  CHECK(target("ood_recall", ">= 0.90", "> 0.90") == "tightened, no");
  CHECK(target("ood_recall", ">= 0.90", "<= 0.90") == "flipped, yes");
  CHECK(target("denials", "== 0", "<= 3") == "relaxed, yes");
  CHECK(target("denials", "== 3", "<= 3") == "relaxed, yes");
  CHECK(target("denials", "<= 3", "== 0") == "tightened, no");
  CHECK(target("denials", "== 3", "== 4") == "incomparable, cannot tell");
  CHECK(target("ood_recall", ">= 0.90", "== 0.50") == "incomparable, cannot tell");
}

TEST_CASE("other ways to write the same target are no change") {
  CHECK(target("ood_recall", ">= 0.90", ">=0.9").empty());
  CHECK(target("ood_recall", ">= 0.90", ">= 90 %").empty());
  CHECK(target("ood_recall", ">= 0.90", "≥ 0.90").empty());
  CHECK(target("ood_recall", ">= 0.90", "at least 0.90").empty());
  CHECK(target("latency", "<= 250 ms", "<= 0.25 s").empty());
  CHECK(target("never_event_violations", "== 0", "<= 0").empty());
  CHECK(target("odd_thing", "== 0", "<= 0").empty());
  CHECK(target("drift_delta", "== 0", "<= 0") == "relaxed, yes");
}

TEST_CASE("percent and ratios are told apart") {
  CHECK(target("ood_recall", ">= 0.90", ">= 85 %") == "relaxed, yes");
  CHECK(target("ood_recall", ">= 0.90", ">= 90") == "incomparable, cannot tell");
  CHECK(target("decision_ece", "<= 0.05", "<= 5") == "incomparable, cannot tell");
  CHECK(target("decision_ece", "<= 0.05", "<= 4") == "incomparable, cannot tell");
  CHECK(target("decision_ece", "<= 5", "<= 0.04") == "tightened, no");
  CHECK(target("denial_rate_percent", "<= 12", "<= 12 %").empty());
  CHECK(target("denial_rate_percent", "<= 12", "<= 15") == "relaxed, yes");
}

TEST_CASE("units that do not compare, and texts that are no target, are not passed over") {
  CHECK(target("latency", "<= 250 ms", "<= 250") == "incomparable, cannot tell");
  CHECK(target("latency", "<= 250 ms", "<= 3 claims") == "incomparable, cannot tell");
  CHECK(target("latency", "<= 30 days", "<= 1 month").empty());  // as long as anybody can tell
  CHECK(target("latency", "<= 29 days", "<= 1 month") == "relaxed, yes");
  for (const char* odd : {"high", ".nan", ".inf", "NaN", "0.90", ">= nan", ">= 1e400", ">= 0,9"}) {
    CAPTURE(odd);
    CHECK(target("ood_recall", ">= 0.90", odd) == "incomparable, cannot tell");
    CHECK(target("ood_recall", odd, odd).empty());
  }
  CHECK(target("ood_recall", "high", ">= 0.90") == "incomparable, cannot tell");
  CHECK(target("ood_recall", "0.90", ">= 0.90") == "tightened, no");
  CHECK(target("ood_recall", "0.95", ">= 0.90") == "incomparable, cannot tell");
}

TEST_CASE("a target that always holds asks for nothing") {
  CHECK(target("ood_recall", ">= 0.90", ">= 0") == "relaxed, yes");
  CHECK(target("ood_recall", "== 0.9", "<= 1") == "relaxed, yes");
  CHECK(target("ood_recall", ">= 0", ">= 0.90") == "tightened, no");
  CHECK(target("ood_recall", "<= 1", ">= 0.90") == "tightened, no");
  const auto all =
      changes(policy({slo("ood_recall", ">= 0.90")}), policy({slo("ood_recall", ">= 1.2 ")}));
  REQUIRE(all.size() == 1);
  CHECK(all.front().words == "target >= 0.90 → >= 1.2 (tightened; nothing can ever meet it)");
}

TEST_CASE("keys that are missing, dropped or stated") {
  const std::string whole = policy({slo("a", ">= 0.90")});
  const std::string bare = policy({"name: a"});
  CHECK(diff(whole, bare) ==
        Texts{"a: relaxed, yes", "a: window changed, yes", "a: action weakened, yes"});
  CHECK(diff(bare, whole) ==
        Texts{"a: tightened, no", "a: window changed, no", "a: action strengthened, no"});
  CHECK(diff(bare, bare).empty());
  CHECK(diff(bare, policy({"name: a, target: high, window: soon, action_on_breach: sigh"})) ==
        Texts{"a: incomparable, no", "a: window changed, no", "a: action changed, no"});
  CHECK(diff(whole,
             policy({R"(name: a, target: [">= 0.90"], window: 7d, action_on_breach: page)"})) ==
        Texts{"a: incomparable, cannot tell"});
  CHECK(diff(policy({slo("a", ">= 0.90") + ", unit: claims"}), whole) ==
        Texts{"a: incomparable, cannot tell"});
  CHECK(diff(policy({slo("a", ">= 95") + ", unit: percent"}), whole) == Texts{"a: relaxed, yes"});
}

TEST_CASE("a unit under its own key counts") {
  const std::string ms = policy({slo("latency", "<= 250") + ", unit: ms"});
  CHECK(diff(ms, policy({slo("latency", "<= 250 ms")})) == Texts{"latency: detail changed, no"});
  CHECK(diff(ms, policy({slo("latency", "<= 250") + ", unit: s"})) ==
        Texts{"latency: relaxed, yes"});
  const auto all = changes(ms, policy({slo("latency", "<= 250") + ", unit: s"}));
  REQUIRE(all.size() == 1);
  CHECK(all.front().words == "target <= 250 ms → <= 250 s (relaxed)");
}

TEST_CASE("windows weaken by what the target counts") {
  CHECK(window("ood_recall", ">= 0.90", "7d", "30d") == "window lengthened, yes");
  CHECK(window("ood_recall", ">= 0.90", "7d", "24h") == "window shortened, no");
  CHECK(window("latency", "<= 250 ms", "24h", "7d") == "window lengthened, yes");
  CHECK(window("never_event_violations", "== 0", "24h", "7d") == "window lengthened, yes");
  CHECK(window("never_event_violations", "== 0", "rolling", "7d") == "window changed, yes");
  CHECK(window("never_event_violations", "== 0", "7d", "rolling") == "window changed, no");
  CHECK(window("ood_recall", ">= 0.90", "7d", "rolling") == "window changed, cannot tell");
  CHECK(window("incident_count", "<= 3", "7d", "24h") == "window shortened, yes");
  CHECK(window("incident_count", "<= 3", "24h", "7d") == "window lengthened, no");
  CHECK(window("incident_count", ">= 3", "24h", "7d") == "window lengthened, yes");
  CHECK(window("oddity", "<= 3", "24h", "7d") == "window lengthened, cannot tell");
  CHECK(window("oddity", "<= 3", "7d", "24h") == "window shortened, cannot tell");
  CHECK(window("ood_recall", ">= 0.90", "7d", "soon") == "window changed, cannot tell");
  CHECK(window("ood_recall", ">= 0.90", "soon", "7d") == "window changed, cannot tell");
  CHECK(window("ood_recall", ">= 0.90", "7d", "168h").empty());
  CHECK(window("ood_recall", ">= 0.90", "7 days", "1w").empty());
}

TEST_CASE("a window is unclear where the target changed its nature with it") {
  CHECK(diff(policy({slo("denial_count", "== 0", "24h")}),
             policy({slo("denial_count", "<= 3", "7d")})) ==
        Texts{"denial_count: relaxed, yes", "denial_count: window lengthened, cannot tell"});
}

TEST_CASE("actions have an order as far as anybody can tell") {
  CHECK(action("kill_switch", "degrade_to_safe_mode") == "action weakened, yes");
  CHECK(action("degrade_to_safe_mode", "route_to_human_review") == "action weakened, yes");
  CHECK(action("route_to_human_review", "page") == "action weakened, yes");
  CHECK(action("page", "notify") == "action weakened, yes");
  CHECK(action("page", "none") == "action weakened, yes");
  CHECK(action("rollback", "page") == "action weakened, yes");
  CHECK(action("kill_switch", "rollback") == "action weakened, yes");
  CHECK(action("kill_switch", "freeze_releases") == "action weakened, yes");
  CHECK(action("page", "kill_switch") == "action strengthened, no");
  CHECK(action("none", "page") == "action strengthened, no");
  CHECK(action("rollback", "degrade_to_safe_mode") == "action changed, cannot tell");
  CHECK(action("page", "freeze_releases") == "action changed, cannot tell");
  CHECK(action("kill_switch", "freeze_tenant") == "action changed, cannot tell");
  CHECK(action("freeze_tenant", "call_the_doctor") == "action changed, cannot tell");
  CHECK(action("freeze_tenant", "none") == "action weakened, yes");
  CHECK(action("kill_switch", "kil_switch") == "action changed, cannot tell");
  CHECK(action("kill_switch", "Kill-Switch").empty());
  CHECK(action("none", "nothing").empty());
}

TEST_CASE("why nobody can tell is said") {
  const auto reason = [](const std::string& before, const std::string& after) {
    const auto all =
        changes(policy({slo("a", "== 0", "7d", before)}), policy({slo("a", "== 0", "7d", after)}));
    REQUIRE(all.size() == 1);
    return all.front().words;
  };
  CHECK(reason("kill_switch", "freeze_tenant") ==
        "action kill_switch → freeze_tenant (changed; \"freeze_tenant\" is the team's own action, "
        "which has no rank)");
  CHECK(reason("sigh", "page") ==
        "action sigh → page (changed; \"sigh\" is an action nobody knows)");
  const auto all =
      changes(policy({slo("latency", "<= 250 ms")}), policy({slo("latency", "<= 250")}));
  REQUIRE(all.size() == 1);
  CHECK(all.front().words ==
        "target <= 250 ms → <= 250 (incomparable; a number of milliseconds and a plain number "
        "cannot be compared)");
}

TEST_CASE("SLOs come and go") {
  const std::string one = policy({slo("a", ">= 0.90")});
  const std::string two = policy({slo("a", ">= 0.90"), slo("denials", "== 0", "rolling")});
  CHECK(diff(one, two) == Texts{"denials: added, no"});
  CHECK(diff(two, one) == Texts{"denials: removed, yes"});
  const auto all = changes(two, one);
  REQUIRE(all.size() == 1);
  CHECK(all.front().words == "removed: target == 0, window rolling, action page");
  REQUIRE(all.front().before);
  CHECK(all.front().before->where == Location{"m/safety-slos.yaml", {3, 5}});
  CHECK_FALSE(all.front().after);
}

TEST_CASE("a version without a file, and one without SLOs") {
  const auto file = read(policy({slo("a", ">= 0.90")}));
  const auto gone = diff_slos(file.get(), nullptr, team());
  REQUIRE(gone);
  CHECK(short_form(*gone) == Texts{"a: removed, yes"});
  const auto added = diff_slos(nullptr, file.get(), team());
  REQUIRE(added);
  CHECK(short_form(*added) == Texts{"a: added, no"});
  const auto nothing = diff_slos(nullptr, nullptr, team());
  REQUIRE(nothing);
  CHECK(nothing->empty());
  for (const char* empty : {"", "slos: []\n", "slos:\n", "# gone\n"}) {
    CAPTURE(empty);
    CHECK(diff(policy({slo("a", ">= 0.90")}), empty) == Texts{"a: removed, yes"});
    CHECK(diff(empty, policy({slo("a", ">= 0.90")})) == Texts{"a: added, no"});
  }
}

TEST_CASE("a service that is no more measured") {
  const std::string kept = policy({slo("a", ">= 0.90")});
  CHECK(diff(kept, "service: none\nservice_reason: a library\n") ==
        Texts{": service dropped, yes", ": file changed, no", "a: removed, yes"});
  CHECK(diff(kept, kept + "service: none\n") == Texts{": service dropped, yes"});
  CHECK(diff("service: none\n", kept) == Texts{": file changed, no", "a: added, no"});
}

TEST_CASE("the format of another tool holds no safety SLO") {
  const std::string other = "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: a}\nspec: {}\n";
  CHECK(diff(policy({slo("a", ">= 0.90")}), other) == Texts{"a: removed, yes"});
  CHECK(diff(other, policy({slo("a", ">= 0.90")})) == Texts{"a: added, no"});
}

TEST_CASE("what cannot be read is an error on either side") {
  const auto good = read(policy({slo("a", ">= 0.90")}));
  for (const char* bad : {"slos:\n  - target: >= 0.90\n", "slos: {a: 1}\n", "- a\n", "slos: [a]\n",
                          "slos:\n  - {name: a, name: b}\n", "slos: &x []\n", "\x01"}) {
    CAPTURE(bad);
    const auto broken = read(bad);
    const auto before = diff_slos(broken.get(), good.get(), team());
    REQUIRE_FALSE(before);
    CHECK(before.error().where);
    CHECK(before.error().context == Texts{"while reading the earlier version"});
    const auto after = diff_slos(good.get(), broken.get(), team());
    REQUIRE_FALSE(after);
    CHECK(after.error().context == Texts{"while reading the later version"});
    CHECK_FALSE(diff_slos(broken.get(), broken.get(), team()));
    CHECK_FALSE(diff_slos(broken.get(), nullptr, team()));
  }
}

TEST_CASE("too many SLOs are not compared") {
  Texts many;
  for (std::size_t i = 0; i <= kMostSlosCompared; ++i) many.push_back(fmt::format("name: s{}", i));
  const auto file = read(policy(many));
  REQUIRE_FALSE(file->unreadable);
  const auto result = diff_slos(file.get(), nullptr, team());
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::limit);
  CHECK(result.error().message == "501 SLOs, of which at most 500 are compared");
}

TEST_CASE("order, layout and quotation marks are no changes") {
  const std::string before =
      "# old\nslos:\n  - name: a\n    target: \">= 0.90\"\n    window: 7d\n"
      "    objective: >-\n      Notice what\n      is unlike.\n"
      "  - {name: b, target: \"== 0\", window: rolling}\n";
  const std::string after =
      "slos:\n- {window: \"rolling\", name: 'b', target: '== 0'}\n"
      "- {objective: \"Notice  what is unlike.\", name: a, target: '>= 0.900', window: 7d}\n";
  CHECK(diff(before, after).empty());
}

TEST_CASE("sentences and other keys are told, and weaken nothing") {
  const std::string before =
      "oncall: triage\n" + policy({slo("a", ">= 0.9", "7d", "page", "Old.") + ", source: log"});
  const std::string after = "oncall: [triage, night]\n" +
                            policy({slo("a", ">= 0.9", "7d", "page", "New.") + ", oncall: me"});
  CHECK(diff(before, after) == Texts{": file changed, no", "a: objective changed, no",
                                     "a: detail changed, no", "a: detail changed, no"});
  const auto all = changes(before, after);
  REQUIRE(all.size() == 4);
  CHECK(all[0].words == "oncall triage → [triage, night] (changed)");
  CHECK(all[2].words == "oncall nothing → me (changed)");
  CHECK(all[3].words == "source log → nothing (changed)");
}

TEST_CASE("a new name for the same promise is a new name") {
  const std::string sentence = "Notice claims unlike the training data.";
  const std::string before = policy({slo("ood_recall", ">= 0.90", "7d", "page", sentence)});
  const std::string after = policy({slo("shift_seen", ">= 90 %", "7d", "page", sentence)});
  CHECK(diff(before, after) == Texts{"shift_seen: renamed, no"});
  CHECK(changes(before, after).front().words == "name ood_recall → shift_seen (renamed)");
  CHECK(diff(policy({slo("ood-recall", ">= 0.90")}), policy({slo("OOD_recall", ">= 0.90")})) ==
        Texts{"OOD_recall: renamed, no"});
}

TEST_CASE("a new name hides no weakening") {
  const std::string sentence = "Notice claims unlike the training data.";
  const std::string before = policy({slo("ood_recall_7d", ">= 0.90", "7d", "page", sentence)});
  CHECK(diff(before, policy({slo("shift_seen", ">= 0.80", "7d", "page", sentence)})) ==
        Texts{"shift_seen: renamed, yes", "shift_seen: relaxed, yes"});
  CHECK(diff(before, policy({slo("ood_recall_30d", ">= 0.90", "30d", "page", sentence)})) ==
        Texts{"ood_recall_30d: renamed, yes", "ood_recall_30d: window lengthened, yes"});
  const std::string reworded = "Notice most claims unlike the training data.";
  CHECK(diff(before, policy({slo("ood_recal_7d", ">= 0.80", "7d", "notify", reworded)})) ==
        Texts{"ood_recal_7d: renamed, yes", "ood_recal_7d: relaxed, yes",
              "ood_recal_7d: action weakened, yes", "ood_recal_7d: objective changed, no"});
  CHECK(diff(before, policy({slo("margin", "<= 3", "1h", "page", "Keep it cheap.")})) ==
        Texts{"margin: added, no", "ood_recall_7d: removed, yes"});
  const auto all = changes(before, policy({slo("shift_seen", ">= 0.80", "7d", "page", sentence)}));
  CHECK(all.front().words ==
        "name ood_recall_7d → shift_seen (renamed; weakened under its new name)");
}

TEST_CASE("an SLO of like name may be another one") {
  // The same target, window and action, for other people.
  const std::string before = policy({slo("denials_eu", "== 0", "rolling", "kill_switch",
                                         "No claim from Europe is denied unseen.")});
  const std::string after = policy({slo("denials_us", "== 0", "rolling", "kill_switch",
                                        "No claim from America is denied unseen.")});
  CHECK(diff(before, after) ==
        Texts{"denials_us: renamed, cannot tell", "denials_us: objective changed, no"});
  // One sentence for all of them tells none apart.
  const std::string vague = "Keep people safe.";
  CHECK(diff(policy({slo("denials", "== 0", "7d", "page", vague),
                     slo("letters_lost", "== 0", "7d", "page", vague)}),
             policy({slo("denials", "== 0", "7d", "page", vague),
                     slo("oddities", "== 0", "7d", "page", vague)})) ==
        Texts{"oddities: renamed, cannot tell"});
}

TEST_CASE("a new name that measures something else is not comparable") {
  const std::string sentence = "Answer in time.";
  CHECK(diff(policy({slo("latency_ms", "<= 250", "7d", "page", sentence)}),
             policy({slo("latency_s", "<= 250", "7d", "page", sentence)})) ==
        Texts{"latency_s: renamed, cannot tell", "latency_s: incomparable, cannot tell"});
  CHECK(diff(policy({slo("error_count", "<= 3", "7d", "page", sentence)}),
             policy({slo("error_rate", "<= 0.03", "7d", "page", sentence)})) ==
        Texts{"error_rate: renamed, cannot tell", "error_rate: incomparable, cannot tell"});
  CHECK(diff(policy({slo("denial_rate", "<= 0.12", "7d", "page", sentence)}),
             policy({slo("denial_rate_percent", "<= 12", "7d", "page", sentence)})) ==
        Texts{"denial_rate_percent: renamed, no"});
  CHECK(diff(policy({slo("denial_rate", "<= 0.12", "7d", "page", sentence)}),
             policy({slo("denial_rate_percent", "<= 15", "7d", "page", sentence)})) ==
        Texts{"denial_rate_percent: renamed, yes", "denial_rate_percent: relaxed, yes"});
}

TEST_CASE("several SLOs of one name") {
  const std::string strict = slo("a", ">= 0.90");
  const std::string loose = slo("a", ">= 0.50");
  // A weaker twin may be the one that counts.
  CHECK(diff(policy({strict}), policy({strict, loose})) == Texts{"a: duplicated, cannot tell"});
  CHECK(diff(policy({strict}), policy({loose, strict})) == Texts{"a: duplicated, cannot tell"});
  CHECK(diff(policy({loose}), policy({loose, strict})) == Texts{"a: duplicated, no"});
  CHECK(diff(policy({}), policy({strict, loose})) == Texts{"a: added, no", "a: duplicated, no"});
  // Twins that go.
  CHECK(diff(policy({strict, loose}), policy({strict})) == Texts{"a: removed, no"});
  CHECK(diff(policy({strict, loose}), policy({loose})) == Texts{"a: removed, yes"});
  // Twins that stay, in any order, and one of which changes.
  CHECK(diff(policy({strict, loose}), policy({loose, strict})).empty());
  CHECK(diff(policy({strict, loose}), policy({loose, slo("a", ">= 0.80")})) ==
        Texts{"a: relaxed, yes"});
  // Another SLO that takes the name hides nothing.
  CHECK(diff(policy({strict, slo("b", "== 0")}), policy({strict, slo("A", "== 0")})) ==
        Texts{"A: duplicated, cannot tell", "b: removed, yes"});
}

TEST_CASE("SLOs without a name") {
  const std::string one = R"(target: "== 0", window: rolling, objective: "No claim is denied.")";
  CHECK(diff(policy({one}), policy({one})).empty());
  CHECK(diff(policy({one}), policy({"name: denials, " + one})) == Texts{"denials: renamed, no"});
  CHECK(diff(policy({one, R"(target: ">= 0.90")"}), policy({one})) == Texts{": removed, yes"});
}

TEST_CASE("moves between the files of a system are no changes") {
  const auto old_a = read(policy({slo("a", ">= 0.90"), slo("b", "== 0")}), "m/safety-slos.yaml");
  const auto new_a = read(policy({slo("a", ">= 0.90")}), "m/safety-slos.yaml");
  const auto new_b = read(policy({slo("b", "== 0")}), "m/eu/safety-slos.yaml");
  const std::vector<const documents::Document*> before = {old_a.get()};
  const std::vector<const documents::Document*> after = {new_a.get(), new_b.get()};
  const auto split = diff_slos(before, after, team());
  REQUIRE(split);
  CHECK(split->empty());
  // The same name in two files is two SLOs, each compared with its own.
  const auto loose = read(policy({slo("a", ">= 0.50")}), "m/eu/safety-slos.yaml");
  const std::vector<const documents::Document*> both = {new_a.get(), loose.get()};
  const std::vector<const documents::Document*> turned = {loose.get(), new_a.get()};
  const auto same = diff_slos(both, turned, team());
  REQUIRE(same);
  CHECK(same->empty());
  const auto gone = diff_slos(both, after, team());
  REQUIRE(gone);
  CHECK(short_form(*gone) == Texts{"b: added, no", "a: removed, no"});
}

TEST_CASE("each change knows both its places") {
  const auto all = changes("slos:\n  - name: a\n    target: \">= 0.95\"\n",
                           "# one line more\nslos:\n  - name: a\n    target: \">= 0.90\"\n");
  REQUIRE(all.size() == 1);
  const SloChange& change = all.front();
  CHECK(change.words == "target >= 0.95 → >= 0.90 (relaxed)");
  CHECK(change.key == "target");
  REQUIRE(change.before);
  REQUIRE(change.after);
  CHECK(change.before->text == ">= 0.95");
  CHECK(change.before->where == Location{"m/safety-slos.yaml", {3, 13}});
  CHECK(change.after->text == ">= 0.90");
  CHECK(change.after->where == Location{"m/safety-slos.yaml", {4, 13}});
}

}  // namespace
}  // namespace qualm::engine
