// Records that a change takes away, or that say something else now.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/change_record_edits.hpp"
#include "engine/change_words.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// The kinds of document that are evidence, and what messages call them.
struct RecordKind {
  std::string_view kind;
  std::string_view name;
  bool may_be_rewritten = false;  ///< it has to be there; what it says may grow and change
};
constexpr std::array<RecordKind, 5> kRecordKinds = {{
    {.kind = "concern", .name = "event of a concern"},
    {.kind = "deployment", .name = "deployment record"},
    {.kind = "incident", .name = "incident record"},
    {.kind = "root-cause-analysis", .name = "root-cause analysis", .may_be_rewritten = true},
    {.kind = "safety-review", .name = "safety review"},
}};

const RecordKind* record_kind(const Found& found) {
  const auto kind = std::find_if(kRecordKinds.begin(), kRecordKinds.end(),
                                 [&](const RecordKind& one) { return one.kind == found.kind->id; });
  return kind == kRecordKinds.end() ? nullptr : &*kind;
}

std::string text_at(const documents::Document& document, std::string_view key) {
  const Value* value = document.data.find(key);
  return value != nullptr && value->is_scalar() ? plain_words(value->text()) : std::string();
}

/// What a record is known by, whatever its file is called; empty where it does not say.
std::string identity_of(const documents::Document& record) {
  if (record.unreadable) return {};
  if (record.kind->id == "incident") return text_at(record, "id");
  if (record.kind->id == "deployment") {
    const std::string version = text_at(record, "version");
    return version.empty() ? version : text_at(record, "system") + " at " + version;
  }
  // Reviews and events of a concern are known by their names.
  return plain_words(name_part(record.path));
}

class Records {
 public:
  Records(const Change& change, Contents& contents) : change_(change), contents_(contents) {}

  ChangeItems items() {
    find_new_ones();
    for (std::size_t i = 0; i < change_.before.land.documents.size(); ++i) {
      const Found& found = change_.before.land.documents[i];
      const RecordKind* kind = record_kind(found);
      const ChangedPath* path = kind == nullptr ? nullptr : change_.find(found.entry.path);
      if (path == nullptr || !is_file(path->before)) continue;
      QUALM_TRY(look_at(i, *kind, *path));
    }
    return std::move(items_);
  }

 private:
  using Key = std::pair<const documents::Kind*, std::string>;

  /// Records of the pushed side that did not stand there before.
  void find_new_ones() {
    for (std::size_t i = 0; i < change_.after.land.documents.size(); ++i) {
      const Found& found = change_.after.land.documents[i];
      if (record_kind(found) == nullptr) continue;
      const ChangedPath* path = change_.find(found.entry.path);
      const bool is_there = path != nullptr && is_file(path->after);
      if (is_there && !path->before) new_ones_.push_back(i);
      if (is_there && path->before) changed_.emplace(found.entry.path, i);
    }
  }

  Result<void> look_at(std::size_t index, const RecordKind& kind, const ChangedPath& path) {
    const documents::Document& before = change_.before.shelf.at(index);
    if (const auto now = changed_.find(path.path); now != changed_.end()) {
      return compare(kind, before, change_.after.shelf.at(now->second));
    }
    // What is no file any more is reported as it stands, where it is still looked at.
    if (path.after) return still_governed(path.path) ? Result<void>() : report_gone(kind, path, "");
    QUALM_ASSIGN(const std::string content, contents_.before(*path.before));
    QUALM_TRY(sort_new_ones());
    if (!content.empty() && by_content_.contains({before.kind, content})) return {};
    const std::string identity = identity_of(before);
    const auto renamed = by_identity_.find({before.kind, identity});
    if (!identity.empty() && renamed != by_identity_.end())
      return compare(kind, before, change_.after.shelf.at(renamed->second));
    QUALM_ASSIGN(const std::string elsewhere, copy_of(path.path, content));
    return report_gone(kind, path, elsewhere);
  }

  /// By what they hold and by what they are known by, once somebody asks.
  Result<void> sort_new_ones() {
    for (; !new_ones_.empty(); new_ones_.pop_back()) {
      const std::size_t index = new_ones_.back();
      const Found& found = change_.after.land.documents[index];
      QUALM_ASSIGN(std::string content, contents_.after(found.entry));
      by_content_.emplace(found.kind, std::move(content));
      by_identity_.emplace(Key{found.kind, identity_of(change_.after.shelf.at(index))}, index);
    }
    return {};
  }

  [[nodiscard]] bool still_governed(const std::string& path) const {
    return std::any_of(change_.after.land.documents.begin(), change_.after.land.documents.end(),
                       [&](const Found& found) { return found.entry.path == path; });
  }

  Result<void> compare(const RecordKind& kind, const documents::Document& before,
                       const documents::Document& after) {
    for (const documents::Document* one : {&before, &after}) {
      if (!one->unreadable || one->unreadable->code == ErrorCode::invalid) continue;
      return fail(*one->unreadable);
    }
    if (after.unreadable || kind.may_be_rewritten) return {};
    if (kind.kind == "concern") {
      // An event is named after its bytes: nothing can be added to it.
      if (before.source != after.source) report_edits(kind, after, {{.what = "its text changed"}});
      return {};
    }
    const auto edits = record_edits(before, after);
    if (!edits.empty()) report_edits(kind, after, edits);
    return {};
  }

  void report_edits(const RecordKind& kind, const documents::Document& after,
                    const std::vector<RecordEdit>& edits) {
    std::string all;
    for (const RecordEdit& edit : edits) all += (all.empty() ? "" : "; ") + edit.what;
    const std::string more =
        edits.size() == 1 ? std::string() : fmt::format(", and {} more", edits.size() - 1);
    items_.push_back(change_item("records/" + after.path, all, place_in(after, edits.front().where),
                                 {{"record", after.path},
                                  {"kind", std::string(kind.name)},
                                  {"change", "edited"},
                                  {"what", edits.front().what},
                                  {"more", more},
                                  {"to", ""}}));
  }

  Result<void> report_gone(const RecordKind& kind, const ChangedPath& path,
                           const std::string& elsewhere) {
    const std::string where =
        elsewhere.empty() ? std::string()
                          : fmt::format("; what it said stands in {}, where nobody looks for a {}",
                                        elsewhere, kind.name);
    items_.push_back(change_item("records/" + path.path, "deleted", {path.path, {}},
                                 {{"record", path.path},
                                  {"kind", std::string(kind.name)},
                                  {"change", "deleted"},
                                  {"what", "deleted"},
                                  {"more", ""},
                                  {"to", where}}));
    return {};
  }

  /// A file of the same name that was added with the same content, where no record is looked for.
  Result<std::string> copy_of(const std::string& path, const std::string& content) {
    if (content.empty()) return std::string();
    for (const ChangedPath& one : change_.paths) {
      if (one.before || !is_file(one.after) || name_part(one.path) != name_part(path)) continue;
      QUALM_ASSIGN(const std::string other, contents_.after(*one.after));
      if (other == content) return one.path;
    }
    return std::string();
  }

  const Change& change_;
  Contents& contents_;
  std::vector<std::size_t> new_ones_;
  std::set<Key> by_content_;
  std::map<Key, std::size_t> by_identity_;
  std::map<std::string, std::size_t> changed_;
  std::vector<documents::Item> items_;
};

}  // namespace

ChangeItems changed_records(const Change& change, Contents& contents) {
  return Records(change, contents).items();
}

}  // namespace qualm::engine
