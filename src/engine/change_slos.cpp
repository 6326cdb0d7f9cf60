// What a change does to the safety SLOs of each system.

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/change_notes.hpp"
#include "engine/slo_diff.hpp"
#include "engine/slo_diff_read.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kSlos = "safety-slos";

/// What is compared at once: the policies of a system, or one file that belongs to none.
struct Compared {
  std::string system;  ///< as messages name it; the file where there is no system
  DocumentsOfBoth files;
  AddedWords note;
};

/// The word that rules tell changes apart by; empty for what another rule reports as it stands.
std::string_view word_for(SloChangeKind kind) {
  switch (kind) {
    case SloChangeKind::removed:
    case SloChangeKind::service_dropped:
      return "removed";
    case SloChangeKind::renamed:
      return "renamed";
    case SloChangeKind::relaxed:
    case SloChangeKind::incomparable:
      return "relaxed";
    case SloChangeKind::flipped:
      return "flipped";
    case SloChangeKind::window_lengthened:
    case SloChangeKind::window_shortened:
    case SloChangeKind::window_changed:
      return "window";
    case SloChangeKind::action_weakened:
    case SloChangeKind::action_changed:
      return "action";
    default:
      return {};
  }
}

/// Where to look: at what the SLO says now, or where its policy is or was.
Location place_of(const SloChange& change, const Compared& compared) {
  const std::optional<SloSide>& side = change.after ? change.after : change.before;
  if (change.after) {
    for (const documents::Document* file : compared.files.after) {
      if (side && file->path == side->where.file) return place_in(*file, side->where.pos);
    }
  }
  if (!compared.files.after.empty()) return {compared.files.after.front()->path, {}};
  return {side->where.file, {}};
}

documents::Item item_of(const SloChange& change, std::string_view word, std::string what,
                        const Compared& compared) {
  const std::string name =
      change.kind == SloChangeKind::service_dropped ? std::string("service") : change.slo();
  const std::string former = change.before ? change.before->name : std::string();
  const std::string& asked = former.empty() ? name : former;
  const auto text_at = [](const std::optional<SloSide>& side) {
    return side ? side->text : std::string();
  };
  return change_item(fmt::format("slos/{}/{}", asked, change.key.empty() ? "whole" : change.key),
                     fmt::format("{}: {}", asked, what), place_of(change, compared),
                     {{"slo", asked},
                      {"now", name},
                      {"change", std::string(word)},
                      {"what", what},
                      {"before", text_at(change.before)},
                      {"after", text_at(change.after)},
                      {"system", compared.system},
                      {"weakens", std::string(to_string(change.weakens))},
                      {"in_note", yes_or_no(compared.note.name(asked))}});
}

/// Under a new name, what else changed belongs to the new name: it is one fault. The changes of one
/// SLO stand side by side, the new name first.
std::vector<documents::Item> items_of(const std::vector<SloChange>& changes,
                                      const Compared& compared) {
  // That nothing is measured any more is the same fault as the SLOs that go with it.
  const bool any_removed = std::any_of(changes.begin(), changes.end(), [](const SloChange& one) {
    return one.kind == SloChangeKind::removed;
  });
  std::vector<documents::Item> items;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const SloChange& change = changes[i];
    const std::string_view word = word_for(change.kind);
    if (word.empty() || !change.may_weaken()) continue;
    std::string what = change.words;
    if (change.kind == SloChangeKind::removed && change.before) what = change.before->text;
    if (change.kind == SloChangeKind::service_dropped) {
      if (any_removed) continue;
      what = change.reason;
    }
    if (change.kind == SloChangeKind::renamed) {
      const std::string name = change.slo();
      std::vector<std::string> more;
      for (; i + 1 < changes.size() && changes[i + 1].slo() == name; ++i) {
        if (changes[i + 1].may_weaken()) more.push_back(changes[i + 1].words);
      }
      what = more.empty() ? change.reason : join_words(more);
    }
    items.push_back(item_of(change, word, std::move(what), compared));
  }
  return items;
}

/// All SLOs of a policy that is gone are one change, which the note names one by one.
documents::Item whole_policy(const std::vector<SloChange>& changes, const Compared& compared) {
  std::vector<std::string> names;
  for (const SloChange& change : changes) {
    if (!change.slo().empty()) names.push_back(change.slo());
  }
  const bool named = !names.empty() &&
                     std::all_of(names.begin(), names.end(),
                                 [&](const std::string& name) { return compared.note.name(name); });
  const std::string list = join_words(names);
  return change_item("slos/" + compared.system, list, {compared.files.before.front()->path, {}},
                     {{"slo", list},
                      {"now", list},
                      {"change", "removed"},
                      {"what", "with the file"},
                      {"before", list},
                      {"after", ""},
                      {"system", compared.system},
                      {"weakens", "yes"},
                      {"in_note", yes_or_no(named)}});
}

/// What stood there before cannot be read, so nobody sees what is lost: every SLO there is now has
/// to be accounted for.
documents::Item not_comparable(const Error& problem, const Compared& compared) {
  std::vector<std::string> missing;
  for (const documents::Document* file : compared.files.after) {
    const auto read = read_slo_file(*file);
    if (!read) continue;
    for (const SloRecord& slo : read->slos) {
      if (!compared.note.name(slo.name)) missing.push_back(slo.name);
    }
  }
  const std::string path = compared.files.after.empty() ? compared.files.before.front()->path
                                                        : compared.files.after.front()->path;
  return change_item("slos/" + compared.system, problem.message, {path, {}},
                     {{"slo", join_words(missing)},
                      {"now", join_words(missing)},
                      {"change", "not comparable"},
                      {"what", problem.message},
                      {"before", ""},
                      {"after", ""},
                      {"system", compared.system},
                      {"weakens", "cannot tell"},
                      {"in_note", yes_or_no(missing.empty())}});
}

/// Why the first of `files` that cannot be compared cannot; nothing when all can.
std::optional<Error> problem_of(const DocumentList& files) {
  for (const documents::Document* file : files) {
    if (auto read = read_slo_file(*file); !read) return std::move(read).error();
  }
  return std::nullopt;
}

Result<void> add_items(const Compared& compared, const Policy& policy,
                       std::vector<documents::Item>& items) {
  if (compared.files.before.empty()) return {};
  if (auto problem = problem_of(compared.files.before)) {
    // Broken by what it says, it can only be mended; otherwise somebody has to look again.
    if (problem->code != ErrorCode::invalid) return fail(*std::move(problem));
    items.push_back(not_comparable(*problem, compared));
    return {};
  }
  // What cannot be read now is reported as it stands.
  if (problem_of(compared.files.after)) return {};
  QUALM_ASSIGN(const auto changes, diff_slos(compared.files.before, compared.files.after, policy));
  if (compared.files.after.empty()) {
    if (!changes.empty()) items.push_back(whole_policy(changes, compared));
    return {};
  }
  for (auto& item : items_of(changes, compared)) items.push_back(std::move(item));
  return {};
}

/// Policies that belong to no system, by path.
std::vector<Compared> stray_policies(const Change& change) {
  std::map<std::string, DocumentsOfBoth> files;
  const auto gather = [&](const ChangeSide& side, DocumentList DocumentsOfBoth::*list) {
    for (std::size_t i = 0; i < side.land.documents.size(); ++i) {
      const Found& found = side.land.documents[i];
      if (found.kind->id != kSlos || found.system != kNoSystem) continue;
      if (change.find(found.entry.path) == nullptr) continue;
      (files[found.entry.path].*list).push_back(&side.shelf.at(i));
    }
  };
  gather(change.before, &DocumentsOfBoth::before);
  gather(change.after, &DocumentsOfBoth::after);
  std::vector<Compared> all;
  if (files.empty()) return all;
  const AddedWords note = added_to_all_notes(change);
  for (auto& [path, both] : files)
    all.push_back({.system = path, .files = std::move(both), .note = note});
  return all;
}

}  // namespace

ChangeItems changed_slos(const Change& change) {
  std::vector<documents::Item> items;
  for (const SystemPair& pair : change.systems) {
    if (!pair.stays()) continue;
    auto files = changed_documents(change, pair, kSlos);
    if (!files) continue;
    QUALM_TRY(add_items({.system = shown_folder(change.folder(pair)),
                         .files = *std::move(files),
                         .note = added_to_notes(change, pair)},
                        change.policy, items));
  }
  for (const Compared& stray : stray_policies(change))
    QUALM_TRY(add_items(stray, change.policy, items));
  return items;
}

}  // namespace qualm::engine
