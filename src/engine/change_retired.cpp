// Systems that a change takes away.

#include <string>
#include <vector>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/slo_diff_read.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// `with its SLOs a and b`: what nothing watches over any more; empty where it had none.
std::string with_slos(const Change& change, std::size_t system) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> names;
  for (const documents::Document* file : documents_of(change.before, system, "safety-slos")) {
    const auto read = read_slo_file(*file);
    if (!read) continue;
    for (const SloRecord& slo : read->slos) names.push_back(slo.name);
  }
  if (names.empty()) return {};
  const std::size_t count = names.size();
  if (count > kNamed) {
    names.resize(kNamed);
    names.push_back(fmt::format("{} more", count - kNamed));
  }
  return fmt::format("its SLO{} {}", count == 1 ? "" : "s", join_words(names));
}

/// The first document that it had; the policy where it was only declared.
std::string document_of(const Change& change, std::size_t system) {
  const auto& land = change.before.land;
  const auto& documents = land.systems[system].documents;
  return documents.empty() ? std::string(documents::kPolicyPath)
                           : land.documents[documents.front()].entry.path;
}

}  // namespace

ChangeItems retired_systems(const Change& change) {
  std::vector<documents::Item> items;
  for (const SystemPair& pair : change.systems) {
    if (pair.before == kNoSystem || pair.after != kNoSystem) continue;
    const std::string system = shown_folder(change.folder(pair));
    const std::string slos = with_slos(change, pair.before);
    if (slos.empty()) continue;
    items.push_back(change_item("retired/" + system, slos, {document_of(change, pair.before), {}},
                                {{"system", system}, {"slos", slos}}));
  }
  return items;
}

}  // namespace qualm::engine
