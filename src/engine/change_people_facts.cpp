// Who answers for the systems of a change, and who and what is new in it.

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "documents/selection.hpp"
#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/change_notes.hpp"
#include "engine/change_words.hpp"
#include "language/party.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kCard = "model-card";
constexpr std::string_view kAgreements = "working-agreements";

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value != nullptr && value->is_scalar() && !value->is_null() ? collapse_space(value->text())
                                                                     : std::string();
}

/// Who a card says answers for the system, and since when.
struct Owner {
  std::string name;
  std::string email;
  std::string since;
  SourcePos where;
};

/// Whether two names are surely of one person: spelt alike, one within the other, or with one
/// address.
bool same_owner(const Owner& one, const Owner& other) {
  if (!one.email.empty() && one.email == other.email) return true;
  const std::string left = plain_words(one.name);
  const std::string right = plain_words(other.name);
  return left == right || holds_words(left, right) || holds_words(right, left);
}

/// The owner in the front matter, where alone a day stands beside the name.
std::optional<Owner> owner_in_front_matter(const documents::Document& card) {
  constexpr std::array<std::string_view, 4> kKeys = {"accountable owner", "model owner",
                                                     "system owner", "owner"};
  for (const Value::Entry& entry : card.data.entries()) {
    const std::string key = normal_title(entry.key);
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end() || !entry.value.is_map())
      continue;
    const Value* since = entry.value.find("since");
    return Owner{.name = text_at(entry.value, "name"),
                 .email = ascii_lower(text_at(entry.value, "email")),
                 .since = text_at(entry.value, "since"),
                 .where = since == nullptr ? entry.where : since->where()};
  }
  return std::nullopt;
}

/// Whoever a card names as the owner, in whatever form, and where.
std::optional<Owner> named_owner(const documents::Document& card) {
  const auto selector =
      documents::Selector::compile(Value::scalar("accountable_owner", false), *card.kind, "");
  if (!selector) return std::nullopt;
  const auto items = selector->select(card);
  if (items.empty()) return std::nullopt;
  const language::Party party = language::read_party(items.front().text);
  if (party.kind == language::PartyKind::placeholder) return std::nullopt;
  return Owner{.name = collapse_space(items.front().text),
               .email = ascii_lower(party.email),
               .since = {},
               .where = items.front().where};
}

/// The name of them; empty where it names nobody.
std::string owner_named_in(const documents::Document& card) {
  const auto owner = named_owner(card);
  return owner ? owner->name : std::string();
}

const documents::Document* card_of(const ChangeSide& side, std::size_t system) {
  const DocumentList cards = documents_of(side, system, kCard);
  return cards.empty() ? nullptr : cards.front();
}

/// The policy of the pushed side; nothing where there is none or it cannot be read, which is
/// reported by itself.
std::optional<Policy> pushed_policy(const Change& change) {
  const auto entry = change.after.tree.find(documents::kPolicyPath);
  if (!entry || !is_file(*entry)) return std::nullopt;
  const auto text = change.after.tree.read(**entry, limits::kDocumentBytes);
  if (!text) return std::nullopt;
  auto policy = documents::read_policy(*text, std::string(documents::kPolicyPath));
  return policy ? std::optional(*std::move(policy)) : std::nullopt;
}

class Owners {
 public:
  explicit Owners(const Change& change) : change_(change) {}

  std::vector<documents::Item> items() {
    const bool is_policy_changed = change_.find(documents::kPolicyPath) != nullptr;
    for (const SystemPair& pair : change_.systems) {
      const bool may_be_named_elsewhere = is_policy_changed && pair.before != kNoSystem &&
                                          !change_.before.land.systems[pair.before].owner.empty();
      // Cards are read where something can have changed: there may be thousands of others.
      if (!is_touched(pair) && !may_be_named_elsewhere) continue;
      if (pair.after != kNoSystem) look_for_copy(pair);
      if (pair.stays()) look_for_another(pair);
      if (pair.before != kNoSystem) look_for_loss(pair);
    }
    return std::move(items_);
  }

 private:
  [[nodiscard]] bool is_touched(const SystemPair& pair) const {
    return (pair.before != kNoSystem && !change_.before.touched[pair.before].empty()) ||
           (pair.after != kNoSystem && !change_.after.touched[pair.after].empty());
  }

  /// A day that stands beside another owner, or beside the same owner of another system, was not
  /// written for this one.
  void look_for_copy(const SystemPair& pair) {
    const documents::Document* now = card_of(change_.after, pair.after);
    if (now == nullptr || change_.find(now->path) == nullptr) return;
    const auto owner = owner_in_front_matter(*now);
    if (!owner || owner->since.empty() || owner->name.empty()) return;
    if (pair.before != kNoSystem) {
      const documents::Document* before = card_of(change_.before, pair.before);
      const auto old = before == nullptr ? std::nullopt : owner_in_front_matter(*before);
      if (!old || same_owner(*old, *owner)) return;
      if (old->since == owner->since) add_copy(pair, *now, *owner, "that of " + old->name);
      return;
    }
    for (const System& other : change_.before.land.systems) {
      const auto index = static_cast<std::size_t>(&other - change_.before.land.systems.data());
      const documents::Document* card = card_of(change_.before, index);
      const auto theirs = card == nullptr ? std::nullopt : owner_in_front_matter(*card);
      if (!theirs || theirs->since != owner->since || !same_owner(*theirs, *owner)) continue;
      add_copy(pair, *now, *owner, "that of " + card->path);
      return;
    }
  }

  void add_copy(const SystemPair& pair, const documents::Document& card, const Owner& owner,
                const std::string& from) {
    const std::string system = shown_folder(change_.folder(pair));
    items_.push_back(change_item("owners/" + system, fmt::format("{} {}", owner.name, owner.since),
                                 place_in(card, owner.where),
                                 {{"system", system},
                                  {"change", "copied"},
                                  {"owner", owner.name},
                                  {"since", owner.since},
                                  {"from", from},
                                  {"to", ""},
                                  {"in_note", ""}}));
  }

  /// Somebody else answers for the system by its card. Whom the policy names or sees leave takes no
  /// word in the note: that was said there.
  void look_for_another(const SystemPair& pair) {
    const documents::Document* before = card_of(change_.before, pair.before);
    const documents::Document* after = card_of(change_.after, pair.after);
    if (before == nullptr || after == nullptr || change_.find(after->path) == nullptr) return;
    const auto old = named_owner(*before);
    const auto now = named_owner(*after);
    if (!old || !now || !is_somebody(*now) || same_owner(*old, *now) || has_left(*old)) return;
    const Owner by_policy{.name = change_.before.land.systems[pair.before].owner};
    if (!by_policy.name.empty() && same_owner(by_policy, *now)) return;
    const std::string system = shown_folder(change_.folder(pair));
    const AddedWords note = added_to_notes(change_, pair);
    const std::string name = name_of(*now);
    items_.push_back(change_item("owners/" + system, fmt::format("{} {}", old->name, now->name),
                                 place_in(*after, now->where),
                                 {{"system", system},
                                  {"change", "replaced"},
                                  {"owner", name_of(*old)},
                                  {"since", ""},
                                  {"from", "model card"},
                                  {"to", name},
                                  {"in_note", yes_or_no(note.name(name))}}));
  }

  /// As the policy knows them, of the protected side or of this change.
  [[nodiscard]] bool has_left(const Owner& owner) const {
    const auto left = [&](const Policy& policy) {
      return std::any_of(policy.people.begin(), policy.people.end(), [&](const Person& one) {
        return !one.left.empty() && same_owner({.name = one.name}, owner);
      });
    };
    if (left(change_.policy)) return true;
    if (change_.find(documents::kPolicyPath) == nullptr) return false;
    const auto policy = pushed_policy(change_);
    return policy && left(*policy);
  }

  /// What is surely nobody, a team say, is reported as it stands.
  [[nodiscard]] static bool is_somebody(const Owner& owner) {
    const auto kind = language::read_party(owner.name).kind;
    return kind == language::PartyKind::person || kind == language::PartyKind::unclear;
  }

  /// As one says it, without address.
  [[nodiscard]] static std::string name_of(const Owner& owner) {
    const language::Party party = language::read_party(owner.name);
    return party.name.empty() ? owner.name : party.name;
  }

  /// Where the card is gone, or the policy was the one to name the owner. A card that names nobody
  /// where the policy does not either is reported as it stands.
  void look_for_loss(const SystemPair& pair) {
    const System& old = change_.before.land.systems[pair.before];
    const documents::Document* before = card_of(change_.before, pair.before);
    const documents::Document* after =
        pair.after == kNoSystem ? nullptr : card_of(change_.after, pair.after);
    if (after == nullptr) {
      if (before != nullptr && !old.declared) look_for_remains(*before, old);
      return;
    }
    if (old.owner.empty() || !owner_named_in(*after).empty()) return;
    if (change_.find(documents::kPolicyPath) == nullptr) return;
    const auto policy = pushed_policy(change_);
    if (!policy) return;
    const std::string& folder = change_.after.land.systems[pair.after].path;
    const bool named =
        std::any_of(policy->systems.begin(), policy->systems.end(), [&](const DeclaredSystem& one) {
          return !one.owner.empty() && (one.path == folder || one.path == folder + "/");
        });
    if (!named) add_loss(folder, old.owner, {std::string(documents::kPolicyPath), {}}, "policy");
  }

  /// The card that named the owner is gone, and other documents of the system stay behind. A model
  /// without a card is reported as it stands.
  void look_for_remains(const documents::Document& card, const System& old) {
    const std::string owner = owner_named_in(card);
    const auto stays = [&](const std::string& path) { return stands_in(path, old.path); };
    const Landscape& land = change_.after.land;
    if (owner.empty() || std::any_of(land.artefacts.begin(), land.artefacts.end(), stays)) return;
    const auto left = std::find_if(land.documents.begin(), land.documents.end(),
                                   [&](const Found& found) { return stays(found.entry.path); });
    if (left != land.documents.end())
      add_loss(old.path, owner, {left->entry.path, {}}, "model card");
  }

  void add_loss(const std::string& folder, const std::string& owner, const Location& where,
                const std::string& from) {
    const std::string system = shown_folder(folder);
    items_.push_back(change_item("owners/" + system, owner, where,
                                 {{"system", system},
                                  {"change", "removed"},
                                  {"owner", owner},
                                  {"since", ""},
                                  {"from", from},
                                  {"to", ""},
                                  {"in_note", ""}}));
  }

  const Change& change_;
  std::vector<documents::Item> items_;
};

}  // namespace

ChangeItems changed_owners(const Change& change) { return Owners(change).items(); }

ChangeItems newcomers(const Change& change) {
  std::vector<documents::Item> items;
  const auto& land = change.after.land;
  const auto agreements =
      std::find_if(land.documents.begin(), land.documents.end(),
                   [](const Found& found) { return found.kind->id == kAgreements; });
  if (agreements == land.documents.end()) return items;
  const ChangedPath* path = change.find(agreements->entry.path);
  std::vector<std::string> news;
  for (const SystemPair& pair : change.systems) {
    if (pair.before == kNoSystem)
      news.push_back(fmt::format("the system {}", shown_folder(change.folder(pair))));
  }
  if (change.find(documents::kPolicyPath) != nullptr && !change.policy.people.empty()) {
    const auto policy = pushed_policy(change);
    for (const Person& now : policy ? policy->people : std::vector<Person>()) {
      const auto& people = change.policy.people;
      const bool known = std::any_of(people.begin(), people.end(), [&](const Person& one) {
        return plain_words(one.name) == plain_words(now.name) ||
               std::any_of(one.emails.begin(), one.emails.end(), [&](const std::string& email) {
                 return std::find(now.emails.begin(), now.emails.end(), email) != now.emails.end();
               });
      });
      if (!known && now.left.empty()) news.push_back(now.name);
    }
  }
  if (news.empty()) return items;
  const std::string all = join_words(news);
  items.push_back(change_item(
      "newcomers", all, {agreements->entry.path, {}},
      {{"new", all}, {"file", agreements->entry.path}, {"updated", yes_or_no(path != nullptr)}}));
  return items;
}

}  // namespace qualm::engine
