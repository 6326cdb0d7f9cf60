// Surveying the systems of a tree.

#include "gate/systems.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "checks/shared/party_of.hpp"
#include "documents/selection.hpp"
#include "engine/known_people.hpp"
#include "engine/shelf.hpp"
#include "language/path_fold.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

using documents::Document;

class Survey {
 public:
  Survey(const Snapshot& tree, const Policy& policy, const engine::Landscape& land,
         const WantsPeople& wanted)
      : land_(land), wanted_(wanted), shelf_(tree, land, policy) {
    around_.policy = &policy;
    around_.known = engine::known_people(policy, {});
  }

  std::vector<SystemOfTree> run() {
    std::vector<SystemOfTree> systems;
    for (const engine::System& system : land_.systems) {
      SystemOfTree one{.path = system.path, .covers = system.covers};
      if (!wanted_ || wanted_(system.path)) {
        read_owners(system, one);
        is_any_wanted_ = true;
      }
      systems.push_back(std::move(one));
    }
    if (is_any_wanted_) add_deployments(systems);
    return systems;
  }

 private:
  void read_owners(const engine::System& system, SystemOfTree& one) {
    if (!system.owner.empty())
      add_owners(language::read_party(system.owner, around_.known), one.owners);
    for (const std::size_t index : system.documents) {
      if (land_.documents[index].kind->id == "model-card")
        add_owners_of_card(shelf_.at(index), one.owners);
    }
  }

  void add_owners_of_card(const Document& card, std::vector<Identity>& owners) const {
    const Value select = Value::scalar("accountable_owner", false);
    const auto selector = documents::Selector::compile(select, *card.kind, "");
    if (card.unreadable || !selector) return;
    for (const documents::Item& item : selector->select(card)) {
      const checks::Subject subject{.document = card, .items = {}, .around = around_};
      add_owners(checks::party_of(item, "", subject), owners);
    }
  }

  static void add_owners(const language::Party& party, std::vector<Identity>& owners) {
    if (party.name.empty() && party.email.empty()) return;
    owners.push_back({.name = party.name, .email = party.email});
    for (const std::string& other : party.others) owners.push_back({.name = other, .email = {}});
  }

  void add_deployments(std::vector<SystemOfTree>& systems) {
    for (std::size_t i = 0; i < land_.documents.size(); ++i) {
      if (land_.documents[i].kind->id != "deployment") continue;
      const Document& record = shelf_.at(i);
      if (record.unreadable) continue;
      const Value* name = record.data.find("system");
      const std::size_t place = name != nullptr && name->is_scalar()
                                    ? shelf_.system_named(name->text())
                                    : land_.documents[i].system;
      if (place == engine::kNoSystem) continue;
      systems[place].deployments.push_back(
          {.record = record.path, .pin = pin_of(record.data), .day = day_of(record.data)});
    }
  }

  /// The commit behind the last `@` of what the record pins.
  static std::string pin_of(const Value& record) {
    for (const char* key : {"card", "note"}) {
      const Value* value = record.find(key);
      if (value == nullptr || !value->is_scalar()) continue;
      const std::string_view text = value->text();
      if (const std::size_t at = text.rfind('@'); at != std::string_view::npos)
        return std::string(trim(text.substr(at + 1)));
    }
    return {};
  }

  static std::optional<Date> day_of(const Value& record) {
    const Value* value = record.find("date");
    if (value == nullptr || !value->is_scalar()) return std::nullopt;
    return parse_date(std::string_view(value->text()).substr(0, 10));
  }

  const engine::Landscape& land_;
  const WantsPeople& wanted_;
  bool is_any_wanted_ = false;
  engine::Shelf shelf_;
  checks::Surroundings around_;
};

template <typename T>
void append(std::vector<T>& to, std::vector<T> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

std::string as_folder(const std::string& path) { return path.empty() ? path : path + '/'; }

}  // namespace

std::vector<SystemOfTree> systems_of(const Snapshot& tree, const Policy& policy,
                                     const engine::Landscape& land, const WantsPeople& wanted) {
  return Survey(tree, policy, land, wanted).run();
}

Result<std::vector<SystemOfTree>> systems_of(const Snapshot& tree, const Policy& policy) {
  QUALM_ASSIGN(const engine::Landscape land, engine::survey(tree, policy));
  return systems_of(tree, policy, land);
}

std::vector<SystemOfTree> united(std::vector<SystemOfTree> base, std::vector<SystemOfTree> judged) {
  for (SystemOfTree& system : judged) {
    append(system.claimed_owners, std::exchange(system.owners, {}));
    system.deployments.clear();
  }
  append(base, std::move(judged));
  std::stable_sort(base.begin(), base.end(),
                   [](const SystemOfTree& a, const SystemOfTree& b) { return a.path < b.path; });
  std::vector<SystemOfTree> all;
  for (SystemOfTree& system : base) {
    if (all.empty() || all.back().path != system.path) {
      all.push_back(std::move(system));
      continue;
    }
    append(all.back().covers, std::move(system.covers));
    append(all.back().owners, std::move(system.owners));
    append(all.back().claimed_owners, std::move(system.claimed_owners));
    append(all.back().deployments, std::move(system.deployments));
  }
  return all;
}

SystemPaths::SystemPaths(const std::vector<SystemOfTree>& systems) {
  for (std::size_t i = 0; i < systems.size(); ++i) {
    folders_.emplace_back(language::folded_path(as_folder(systems[i].path)), i);
    for (const std::string& glob : systems[i].covers)
      covered_.push_back({.glob = Glob(language::folded_path(glob), true), .place = i});
  }
  std::sort(folders_.begin(), folders_.end());
}

std::vector<std::size_t> SystemPaths::of(std::string_view as_written) const {
  std::vector<std::size_t> places;
  // What stands at the path may itself be the folder of a system: a submodule, a link.
  const std::string path = language::folded_path(as_written) + '/';
  const std::string_view itself = std::string_view(path).substr(0, path.size() - 1);
  // Every folder above the path is looked up by itself: systems may lie within systems.
  for (std::size_t end = 0; end != std::string_view::npos;) {
    const std::string_view folder = std::string_view(path).substr(0, end);
    auto found = std::lower_bound(
        folders_.begin(), folders_.end(), folder,
        [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    for (; found != folders_.end() && found->first == folder; ++found)
      places.push_back(found->second);
    const std::size_t slash = path.find('/', end);
    end = slash == std::string_view::npos ? slash : slash + 1;
  }
  for (const Covered& one : covered_) {
    if (one.glob.matches(itself) || one.glob.matches(path + "any")) places.push_back(one.place);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

}  // namespace qualm::gate
