// Rules times documents: judging one tree.

#include "engine/evaluate.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "engine/change_facts.hpp"
#include "engine/excuse.hpp"
#include "engine/judge_system.hpp"
#include "engine/landscape.hpp"
#include "engine/ledger_facts.hpp"
#include "engine/repository_facts.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// Documents that belong together make one task; a document without a system is a task of its own.
std::vector<std::vector<std::size_t>> tasks_of(const Request& request, const Landscape& land) {
  std::vector<std::vector<std::size_t>> tasks;
  for (const System& system : land.systems) {
    const bool asked = std::any_of(
        system.documents.begin(), system.documents.end(),
        [&](std::size_t index) { return is_asked_for(request, land.documents[index].entry.path); });
    if (asked) tasks.push_back(system.documents);
  }
  for (std::size_t i = 0; i < land.documents.size(); ++i) {
    if (land.documents[i].system == kNoSystem &&
        is_asked_for(request, land.documents[i].entry.path))
      tasks.push_back({i});
  }
  return tasks;
}

std::vector<Portion> run(const Setting& setting) {
  const Request& request = setting.request;
  const auto tasks = tasks_of(request, setting.land);
  std::vector<Portion> portions(tasks.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < tasks.size(); i = next++)
      portions[i] = judge_documents(setting, tasks[i]);
  };
  constexpr std::size_t kTasksWorthAThread = 8;
  const std::size_t wanted =
      request.jobs > 0 ? request.jobs : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::min(wanted, tasks.size() / kTasksWorthAThread + 1);
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  return portions;
}

template <typename T>
void append(std::vector<T>& all, std::vector<T>& some) {
  std::move(some.begin(), some.end(), std::back_inserter(all));
  std::vector<T>().swap(some);
}

Portion merged(std::vector<Portion> portions, std::size_t rules) {
  Portion all;
  all.gathered.resize(rules);
  for (Portion& one : portions) {
    append(all.findings, one.findings);
    append(all.not_judged, one.not_judged);
    append(all.waivers, one.waivers);
    for (std::size_t i = 0; i < one.gathered.size(); ++i) append(all.gathered[i], one.gathered[i]);
    all.documents += one.documents;
    all.passed += one.passed;
    all.not_applicable += one.not_applicable;
  }
  return all;
}

/// Judges items that belong to no single document.
void judge_items(const Setting& setting, const rules::CompiledRule& rule,
                 const std::vector<documents::Item>& items, Portion& all) {
  documents::Document whole;
  const Request& request = setting.request;
  whole.path = request.policy.file.empty() ? std::string(".qualm.yaml") : request.policy.file;
  whole.kind = rule.kind;
  checks::Surroundings around = surroundings_of(setting);
  around.findings = all.findings;
  SourceLines none({});
  book(request, rule, rule.judge({whole, items, around}), whole.path, none, all);
}

/// Judges what rules of one reach have gathered from all documents.
void judge_gathered(const Setting& setting, checks::Reach reach, Portion& all) {
  for (std::size_t i = 0; i < setting.active.size(); ++i) {
    const rules::CompiledRule& rule = setting.active[i];
    if (rule.check->reach != reach || rule.kind->gathered) continue;
    std::vector<documents::Item> items = std::move(all.gathered[i]);
    std::stable_sort(items.begin(), items.end(),
                     [](const auto& a, const auto& b) { return a.path < b.path; });
    judge_items(setting, rule, items, all);
  }
}

using Items = Result<std::vector<documents::Item>>;

/// Judges the rules of a kind whose facts are gathered; `place` is where one stands that cannot be
/// told.
void judge_facts(const Setting& setting, std::string_view kind, const std::string& place,
                 const std::function<const Items&(const std::string& fact)>& items_of,
                 Portion& all) {
  for (const rules::CompiledRule& rule : setting.active) {
    if (rule.kind->id != kind) continue;
    const Items& items = items_of(rule.selector.name());
    if (!items) {
      SourceLines none({});
      const auto& where = items.error().where;
      book(setting.request, rule, checks::Judgement::not_judged(items.error()),
           place.empty() && where ? where->file : place, none, all);
    } else {
      std::vector<documents::Item> left;
      judge_items(setting, rule, rules::left_by_conditions(rule, *items, left), all);
    }
  }
}

void judge_repository(const Setting& setting, Portion& all) {
  judge_gathered(setting, checks::Reach::digests, all);
  judge_gathered(setting, checks::Reach::documents, all);
  const Request& request = setting.request;
  std::map<std::string, Items> facts;  // many rules look at the same fact
  const auto items_of = [&](const std::string& fact) -> const Items& {
    const auto known = facts.find(fact);
    if (known != facts.end()) return known->second;
    const Policy& stated = request.stated ? request.stated->policy : request.policy;
    Items items = repository_items(fact, request.tree, stated, setting.land, setting.shelf);
    if (items && request.stated) place_in_stated(request.policy, stated, *items);
    return facts.emplace(fact, std::move(items)).first->second;
  };
  judge_facts(setting, "repository", setting.land.code_owners, items_of, all);
  const auto ledger = [&](const std::string& fact) -> const Items& {
    return facts.insert_or_assign("ledger", ledger_items(fact, request, setting.shelf))
        .first->second;
  };
  judge_facts(setting, "ledger", "", ledger, all);
  judge_gathered(setting, checks::Reach::findings, all);
}

/// What differs from the protected side, where there is one.
Result<void> judge_change(const Setting& setting, Portion& all) {
  const Request& request = setting.request;
  const bool any = std::any_of(setting.active.begin(), setting.active.end(),
                               [](const auto& rule) { return rule.kind->id == "change"; });
  if (!any || request.before == nullptr) return {};
  QUALM_ASSIGN(const auto facts, ChangeFacts::open({.before = *request.before,
                                                    .after = request.tree,
                                                    .policy = request.policy,
                                                    .land = setting.land,
                                                    .shelf = setting.shelf,
                                                    .before_land = request.before_land,
                                                    .paths = request.changed,
                                                    .concerns = request.concerns}));
  judge_facts(
      setting, "change", "",
      [&](const std::string& fact) -> const Items& { return facts->items(fact); }, all);
  return {};
}

/// Waivers and the baseline, and then the rules about waivers and the baseline.
Result<void> judge_exceptions(const Setting& setting, Portion& all) {
  QUALM_ASSIGN(const ExceptionItems exceptions, excuse(setting, all));
  for (const rules::CompiledRule& rule : setting.active) {
    if (rule.kind->id != "exceptions") continue;
    const auto& items = rule.selector.name() == "waivers" ? exceptions.waivers : exceptions.entries;
    std::vector<documents::Item> left;
    judge_items(setting, rule, rules::left_by_conditions(rule, items, left), all);
  }
  return {};
}

/// `all` in order. What is compared and moved while sorting is where they stand: a finding is
/// large.
template <typename T, typename Less>
std::vector<T> sorted(std::vector<T> all, const Less& less) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return less(all[a], all[b]); });
  std::vector<T> result;
  result.reserve(all.size());
  for (const std::size_t index : order) result.push_back(std::move(all[index]));
  return result;
}

bool earlier(const Finding& a, const Finding& b) {
  return std::tie(a.path, a.where, a.rule->name, a.message, a.key) <
         std::tie(b.path, b.where, b.rule->name, b.message, b.key);
}

Counts counts_of(const Portion& all, const Landscape& land, const Request& request) {
  Counts counts{.documents = all.documents,
                .rules = request.rules.active.size(),
                .passed = all.passed,
                .not_applicable = all.not_applicable};
  for (const System& system : land.systems) {
    const bool asked =
        request.paths.empty() || is_asked_for(request, system.path) ||
        std::any_of(system.documents.begin(), system.documents.end(), [&](std::size_t index) {
          return is_asked_for(request, land.documents[index].entry.path);
        });
    if (asked) ++counts.systems;
  }
  for (const Finding& finding : all.findings) {
    if (finding.standing == Standing::waived) ++counts.waived;
    if (finding.standing == Standing::baselined) ++counts.baselined;
    if (finding.standing != Standing::counts) continue;
    ++(finding.severity == Severity::error     ? counts.errors
       : finding.severity == Severity::warning ? counts.warnings
                                               : counts.infos);
  }
  counts.not_judged = all.not_judged.size();
  return counts;
}

/// A policy that stands above a system, but not at the root; empty where there is none.
std::string policy_below_root(const Snapshot& tree, const Landscape& land) {
  std::set<std::string_view> looked;
  for (const System& system : land.systems) {
    std::string_view folder = system.path;
    while (!folder.empty() && looked.insert(folder).second) {
      std::string path = fmt::format("{}/{}", folder, documents::kPolicyPath);
      const auto entry = tree.find(path);
      if (entry && *entry) return path;
      folder = folder_part(folder);
    }
  }
  return {};
}

std::vector<std::string> notes_of(const Request& request, const Landscape& land) {
  std::vector<std::string> notes;
  if (request.policy.file.empty()) {
    notes.push_back(
        fmt::format("no .qualm.yaml: judged at level {} with the defaults", request.policy.level));
    if (const std::string path = policy_below_root(request.tree, land); !path.empty())
      notes.push_back(fmt::format("{} is passed over: only a policy at the root counts", path));
  }
  if (!land.excluded.empty()) {
    std::vector<std::string> shown(
        land.excluded.begin(),
        land.excluded.begin() + std::min<std::ptrdiff_t>(3, std::ssize(land.excluded)));
    const std::size_t more = land.excluded.size() - shown.size();
    std::string list = join_words(shown);
    if (more > 0) list += fmt::format(" … and {} more", more);
    notes.push_back(fmt::format("not entered, by `exclude:` of the policy: {}", list));
  }
  return notes;
}

/// The rules that have something to read in this tree, compiled. Compiling them all would cost more
/// than judging a small repository.
Result<std::vector<rules::CompiledRule>> compiled_for(const Request& request,
                                                      const Landscape& land) {
  std::vector<rules::CompiledRule> active;
  for (const rules::CompiledRule& rule : request.rules.active) {
    if (rule.kind->id == "change" && request.before == nullptr) continue;
    // Whoever does not ask about concerns is not told about them.
    if (rule.kind->id == "ledger" && !request.concerns && !request.concerns_unknown) continue;
    const bool reads = rule.kind->gathered || rule.kind->id == "any" ||
                       std::any_of(land.documents.begin(), land.documents.end(),
                                   [&](const Found& found) { return found.kind == rule.kind; });
    if (!reads) continue;
    if (rule.check != nullptr) {
      active.push_back(rule);
      continue;
    }
    QUALM_ASSIGN(auto compiled, rules::compile_rule(*rule.rule));
    compiled.severity = rule.severity;
    active.push_back(std::move(compiled));
  }
  return active;
}

}  // namespace

Result<Evaluation> evaluate(const Request& request) {
  std::optional<Landscape> own;
  if (request.land == nullptr) {
    QUALM_ASSIGN(own, survey(request.tree, request.policy));
  }
  const Landscape& land = request.land != nullptr ? *request.land : *own;
  const language::KnownPeople known = known_people(request.policy, request.authors);
  QUALM_ASSIGN(const std::vector<rules::CompiledRule> active, compiled_for(request, land));
  Shelf shelf(request.tree, land, request.policy);
  const Setting setting{
      .request = request, .land = land, .known = known, .shelf = shelf, .active = active};
  Portion all = merged(run(setting), active.size());
  judge_repository(setting, all);
  QUALM_TRY(judge_change(setting, all));
  QUALM_TRY(judge_exceptions(setting, all));
  if (auto failure = shelf.failure()) return fail(*std::move(failure));
  all.findings = sorted(std::move(all.findings), earlier);
  all.not_judged = sorted(std::move(all.not_judged), [](const NotJudged& a, const NotJudged& b) {
    return std::tie(a.path, a.where, a.reason, a.rule->name) <
           std::tie(b.path, b.where, b.reason, b.rule->name);
  });
  Evaluation evaluation;
  evaluation.subject = request.tree.label();
  evaluation.rules = request.rules.rules;
  evaluation.counts = counts_of(all, land, request);
  evaluation.notes = notes_of(request, land);
  evaluation.findings = std::move(all.findings);
  evaluation.not_judged = std::move(all.not_judged);
  return evaluation;
}

}  // namespace qualm::engine
