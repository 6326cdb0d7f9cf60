// `qualm slo check`: which SLO policies there are, and what became of each of their SLOs.

#include "commands/shared/slo_check.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "documents/document.hpp"
#include "engine/landscape.hpp"
#include "engine/shelf.hpp"

namespace qualm::commands {
namespace {

constexpr std::string_view kPolicyKind = "safety-slos";
constexpr std::string_view kResultsKind = "safety-slo-results";

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

bool is_at_or_below(const std::string& path, const std::string& above) {
  return above.empty() || path == above || (path.starts_with(above) && path[above.size()] == '/');
}

/// The policies and the values of one tree, and which belong together.
class Collector {
 public:
  Collector(const SloRequest& request, const engine::Landscape& land)
      : request_(request), land_(land), shelf_(request.tree, land, request.policy) {}

  Result<SloCheck> collect() {
    QUALM_TRY(find_policies());
    QUALM_TRY(read_given_results());
    QUALM_TRY(refuse_ambiguous_results());
    SloCheck check;
    for (const documents::Document* policy : policies_) check.policies.push_back(judge(*policy));
    check.unknown = engine::unknown_results(used_, known_names());
    if (request_.paths.empty()) check.without = systems_without();
    return check;
  }

 private:
  Result<void> find_policies() {
    std::set<std::string> named;
    for (const std::string& path : request_.paths) {
      if (path.empty()) continue;  // the whole tree
      QUALM_ASSIGN(const auto entry, request_.tree.find(path));
      if (entry && entry->kind != EntryKind::directory) named.insert(path);
    }
    for (std::size_t i = 0; i < land_.documents.size(); ++i) {
      const engine::Found& found = land_.documents[i];
      if (found.kind->id != kPolicyKind) continue;
      const std::string& path = found.entry.path;
      const bool asked = request_.paths.empty() ||
                         std::any_of(request_.paths.begin(), request_.paths.end(),
                                     [&](const auto& one) { return is_at_or_below(path, one); });
      if (asked) policies_.push_back(&shelf_.at(i));
      named.erase(path);
    }
    for (const std::string& path : named) QUALM_TRY(take_named(path));
    std::sort(policies_.begin(), policies_.end(),
              [](const auto* a, const auto* b) { return a->path < b->path; });
    if (!policies_.empty()) return {};
    return fail(ErrorCode::not_found,
                request_.paths.empty()
                    ? fmt::format("there are no safety SLOs in {}", request_.tree.label())
                    : fmt::format("there are no safety SLOs at or below the paths named, in {}",
                                  request_.tree.label()),
                "write safety-slos.yaml beside the model card, or name the file");
  }

  /// A file that was named outright, and that is a document of another kind or of none.
  Result<void> take_named(const std::string& path) {
    const auto other =
        std::find_if(land_.documents.begin(), land_.documents.end(),
                     [&](const engine::Found& found) { return found.entry.path == path; });
    if (other != land_.documents.end())
      return fail(ErrorCode::usage,
                  fmt::format("\"{}\" is a {}, not a policy of safety SLOs", path, other->kind->id),
                  "name a folder, or the file with the SLOs");
    QUALM_ASSIGN(const auto entry, request_.tree.find(path));
    if (!entry) return {};
    own_.push_back(
        documents::read_document(request_.tree, *entry, *documents::find_kind(kPolicyKind)));
    policies_.push_back(own_.back().get());
    return {};
  }

  Result<void> read_given_results() {
    if (!request_.results) return {};
    const auto document = documents::parse_document(request_.results->path, request_.results->text,
                                                    *documents::find_kind(kResultsKind));
    QUALM_ASSIGN(given_, engine::read_measured(*document));
    return {};
  }

  /// Values from outside the tree say the name of an SLO, not whose it is.
  Result<void> refuse_ambiguous_results() {
    std::map<std::string, const documents::Document*> owners;
    for (const documents::Document* document : policies_) {
      const auto policy = engine::read_slo_policy(*document);
      if (!policy || !request_.results) continue;
      for (const engine::Slo& slo : policy->slos) {
        const auto [owner, is_new] = owners.emplace(slo.name, document);
        const bool measured =
            std::any_of(given_.begin(), given_.end(),
                        [&](const engine::Measured& one) { return one.name == slo.name; });
        if (is_new || owner->second == document || !measured) continue;
        return fail(ErrorCode::usage,
                    fmt::format("--results: \"{}\" is an SLO of {} and of {}", slo.name,
                                owner->second->path, document->path),
                    "name the policy whose values these are");
      }
    }
    return {};
  }

  /// The documents of a system, or of the folder where the policy belongs to none.
  [[nodiscard]] std::vector<std::size_t> results_for(const std::string& policy) const {
    const std::size_t system = system_of(policy);
    std::vector<std::size_t> beside;
    std::vector<std::size_t> same_system;
    for (std::size_t i = 0; i < land_.documents.size(); ++i) {
      const engine::Found& found = land_.documents[i];
      if (found.kind->id != kResultsKind) continue;
      if (folder_of(found.entry.path) == folder_of(policy)) beside.push_back(i);
      if (system != engine::kNoSystem && found.system == system) same_system.push_back(i);
    }
    return beside.empty() ? same_system : beside;
  }

  [[nodiscard]] std::size_t system_of(const std::string& policy) const {
    const auto found =
        std::find_if(land_.documents.begin(), land_.documents.end(), [&](const engine::Found& one) {
          return one.entry.path == policy && one.kind->id == kPolicyKind;
        });
    return found == land_.documents.end() ? engine::kNoSystem : found->system;
  }

  CheckedPolicy judge(const documents::Document& document) {
    CheckedPolicy checked{.path = document.path};
    const std::size_t system = system_of(document.path);
    if (system != engine::kNoSystem) checked.system = land_.systems[system].path;
    auto policy = engine::read_slo_policy(document);
    if (!policy) {
      checked.problem = std::move(policy).error();
      return checked;
    }
    if (policy->no_service) checked.nothing = policy->reason;
    auto results = measured_for(document.path, checked.results);
    if (!results) {
      checked.problem = std::move(results).error();
      return checked;
    }
    checked.verdicts = engine::hold(policy->slos, *results, request_.now, request_.max_age);
    return checked;
  }

  Result<std::vector<engine::Measured>> measured_for(const std::string& policy,
                                                     std::vector<std::string>& files) {
    if (request_.results) {
      files = {request_.results->path};
      if (used_.empty()) used_ = given_;
      return given_;
    }
    std::vector<engine::Measured> all;
    for (const std::size_t index : results_for(policy)) {
      QUALM_ASSIGN(auto measured, engine::read_measured(shelf_.at(index)));
      files.push_back(shelf_.at(index).path);
      // Two policies of one system read the same file.
      if (seen_.insert(index).second) used_.insert(used_.end(), measured.begin(), measured.end());
      std::move(measured.begin(), measured.end(), std::back_inserter(all));
    }
    return all;
  }

  /// The names of all SLOs of the tree: a file of values may serve more policies than were asked
  /// for.
  [[nodiscard]] std::vector<std::string> known_names() {
    std::vector<const documents::Document*> all = shelf_.all_of(kPolicyKind);
    for (const auto& one : own_) all.push_back(one.get());
    std::vector<std::string> names;
    for (const documents::Document* document : all) {
      const auto policy = engine::read_slo_policy(*document);
      if (!policy) continue;
      for (const engine::Slo& slo : policy->slos) names.push_back(slo.name);
    }
    return names;
  }

  [[nodiscard]] std::vector<std::string> systems_without() const {
    std::vector<std::string> without;
    for (const engine::System& system : land_.systems) {
      const bool has = std::any_of(
          system.documents.begin(), system.documents.end(),
          [&](std::size_t index) { return land_.documents[index].kind->id == kPolicyKind; });
      if (!has) without.push_back(system.path.empty() ? "." : system.path);
    }
    return without;
  }

  const SloRequest& request_;
  const engine::Landscape& land_;
  engine::Shelf shelf_;
  std::vector<std::unique_ptr<documents::Document>> own_;
  std::vector<const documents::Document*> policies_;
  std::vector<engine::Measured> given_;
  std::vector<engine::Measured> used_;  // every value that was held against something
  std::set<std::size_t> seen_;
};

}  // namespace

Result<SloCheck> check_slos(const SloRequest& request) {
  QUALM_ASSIGN(const engine::Landscape land, engine::survey(request.tree, request.policy));
  return Collector(request, land).collect();
}

SloCounts count(const SloCheck& check) {
  SloCounts counts;
  for (const CheckedPolicy& policy : check.policies) {
    if (policy.problem) ++counts.not_judged;
    counts.slos += policy.verdicts.size();
    for (const engine::SloVerdict& verdict : policy.verdicts) {
      switch (verdict.state) {
        case engine::SloState::met:
          ++counts.met;
          break;
        case engine::SloState::breached:
          ++counts.breached;
          break;
        case engine::SloState::missing:
          ++counts.missing;
          break;
        case engine::SloState::stale:
          ++counts.stale;
          break;
        case engine::SloState::not_judged:
          ++counts.not_judged;
          break;
      }
    }
  }
  counts.unknown = check.unknown.size();
  return counts;
}

}  // namespace qualm::commands
