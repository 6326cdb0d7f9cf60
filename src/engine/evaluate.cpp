// Rules times documents: judging one tree.

#include "engine/evaluate.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

#include <fmt/format.h>

#include "engine/judge_system.hpp"
#include "engine/landscape.hpp"
#include "engine/repository_facts.hpp"
#include "engine/waivers.hpp"
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

std::vector<Portion> run(const Request& request, const Landscape& land,
                         const language::KnownPeople& known) {
  const auto tasks = tasks_of(request, land);
  std::vector<Portion> portions(tasks.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < tasks.size(); i = next++)
      portions[i] = judge_documents(request, land, known, tasks[i]);
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
void judge_items(const Request& request, const rules::CompiledRule& rule,
                 const std::vector<documents::Item>& items, Portion& all) {
  documents::Document whole;
  whole.path = request.policy.file.empty() ? std::string(".qualm.yaml") : request.policy.file;
  whole.kind = rule.kind;
  checks::Surroundings around;
  around.policy = &request.policy;
  around.today = request.today;
  around.file_exists = [&](std::string_view path) -> Result<bool> {
    QUALM_ASSIGN(const auto entry, request.tree.find(path));
    return entry.has_value();
  };
  book(request, rule, rule.judge({whole, items, around}), whole.path, {}, all);
}

void judge_repository(const Request& request, const Landscape& land, Portion& all) {
  for (std::size_t i = 0; i < request.rules.active.size(); ++i) {
    const rules::CompiledRule& rule = request.rules.active[i];
    if (rule.check->across_documents && !rule.kind->gathered) {
      auto& items = all.gathered[i];
      std::sort(items.begin(), items.end(),
                [](const auto& a, const auto& b) { return a.path < b.path; });
      judge_items(request, rule, items, all);
    } else if (rule.kind->id == "repository") {
      const auto items = repository_items(rule.selector.name(), request.tree, land);
      if (items) {
        judge_items(request, rule, *items, all);
      } else {
        book(request, rule, checks::Judgement::not_judged(items.error()), land.code_owners, {},
             all);
      }
    }
  }
}

/// Waivers and the baseline, and then the rules about waivers and the baseline.
void judge_exceptions(const Request& request, Portion& all) {
  std::vector<Waiver> waivers = request.policy.waivers;
  std::move(all.waivers.begin(), all.waivers.end(), std::back_inserter(waivers));
  const auto decided = [&](const std::string& name) {
    const auto is_it = [&](const Rule* rule) { return rule->name == name; };
    const auto& known = *request.rules.rules;
    const bool exists =
        std::any_of(known.begin(), known.end(), [&](const Rule& rule) { return is_it(&rule); });
    const bool on = std::any_of(request.rules.active.begin(), request.rules.active.end(),
                                [&](const rules::CompiledRule& rule) { return is_it(rule.rule); });
    const bool gap = std::any_of(all.not_judged.begin(), all.not_judged.end(),
                                 [&](const NotJudged& one) { return is_it(one.rule); });
    return request.paths.empty() && !gap && (on || !exists);
  };
  const auto used =
      apply_waivers(waivers, *request.rules.rules, request.today, decided, all.findings);
  const auto entries =
      apply_baseline(request.baseline, request.policy.baseline, decided, all.findings);
  for (const rules::CompiledRule& rule : request.rules.active) {
    if (rule.kind->id != "exceptions") continue;
    judge_items(request, rule, rule.selector.name() == "waivers" ? used : entries, all);
  }
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

std::vector<std::string> notes_of(const Request& request, const Landscape& land) {
  std::vector<std::string> notes;
  if (request.policy.file.empty())
    notes.push_back(
        fmt::format("no .qualm.yaml: judged at level {} with the defaults", request.policy.level));
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

}  // namespace

Result<Evaluation> evaluate(const Request& request) {
  QUALM_ASSIGN(const Landscape land, survey(request.tree, request.policy));
  const language::KnownPeople known = known_people(request.policy, request.authors);
  Portion all = merged(run(request, land, known), request.rules.active.size());
  judge_repository(request, land, all);
  judge_exceptions(request, all);
  std::sort(all.findings.begin(), all.findings.end(), earlier);
  std::sort(all.not_judged.begin(), all.not_judged.end(),
            [](const NotJudged& a, const NotJudged& b) {
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
