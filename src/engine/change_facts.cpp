// What a change does, as the facts of the kind `change`.

#include "engine/change_facts.hpp"

#include <map>
#include <optional>
#include <utility>

#include "engine/change_fact_list.hpp"
#include "engine/change_pairs.hpp"

namespace qualm::engine {
namespace {

class Facts final : public ChangeFacts {
 public:
  Facts(const ChangeRequest& request, std::optional<Landscape> own, std::vector<ChangedPath> paths)
      : own_land_(std::move(own)),
        before_land_(own_land_ ? *own_land_ : *request.before_land),
        before_shelf_(request.before, before_land_, request.policy),
        change_{.before = {request.before, before_land_, before_shelf_, PathOwners(before_land_)},
                .after = {request.after, request.land, request.shelf, PathOwners(request.land)},
                .policy = request.policy,
                .paths = std::move(paths),
                .systems = {},
                .concerns = request.concerns},
        contents_(change_) {}

  Result<void> pair() {
    change_.sort_paths();
    QUALM_ASSIGN(change_.systems, pair_systems(change_, contents_));
    return {};
  }

  const ChangeItems& items(std::string_view fact) override {
    const auto known = items_.find(fact);
    if (known != items_.end()) return known->second;
    ChangeItems items = work_out(fact);
    if (auto failure = before_shelf_.failure()) items = fail(*std::move(failure));
    return items_.emplace(fact, std::move(items)).first->second;
  }

 private:
  ChangeItems work_out(std::string_view fact) {
    if (fact == "slos") return changed_slos(change_);
    if (fact == "packs") return changed_packs(change_);
    if (fact == "incidents") return dropped_incidents(change_);
    if (fact == "notes") return notes_of_changed_models(change_, contents_);
    if (fact == "cards") return cards_of_changed_models(change_, contents_);
    if (fact == "hidden") return hidden_parts(change_);
    if (fact == "systems") return systems_under_concern(change_, contents_);
    if (fact == "unlisted_concerns") return unlisted_concerns(change_);
    if (fact == "records") return changed_records(change_, contents_);
    if (fact == "policy") return changed_policy(change_);
    if (fact == "baseline") return grown_baseline(change_);
    if (fact == "never_events") return dropped_never_events(change_);
    if (fact == "retired") return retired_systems(change_);
    if (fact == "owners") return changed_owners(change_);
    return newcomers(change_);
  }

  std::optional<Landscape> own_land_;
  const Landscape& before_land_;
  Shelf before_shelf_;
  Change change_;
  Contents contents_;
  std::map<std::string, ChangeItems, std::less<>> items_;
};

}  // namespace

Result<std::unique_ptr<ChangeFacts>> ChangeFacts::open(const ChangeRequest& request) {
  std::optional<Landscape> own;
  if (request.before_land == nullptr) {
    QUALM_ASSIGN(own, survey(request.before, request.policy));
  }
  auto paths = request.paths != nullptr
                   ? look_up_paths(request.before, request.after, *request.paths)
                   : changed_paths(request.before, request.after, request.policy);
  if (!paths) return fail(std::move(paths).error());
  auto facts = std::make_unique<Facts>(request, std::move(own), *std::move(paths));
  QUALM_TRY(facts->pair());
  return std::unique_ptr<ChangeFacts>(std::move(facts));
}

}  // namespace qualm::engine
