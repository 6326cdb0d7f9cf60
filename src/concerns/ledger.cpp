// Gathering events from Git.

#include "concerns/ledger.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "concerns/commit_proof.hpp"
#include "concerns/event_grammar.hpp"
#include "concerns/event_head.hpp"
#include "concerns/event_reader.hpp"
#include "concerns/evidence.hpp"
#include "git/commit_walk.hpp"
#include "git/snapshot.hpp"
#include "support/digest.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

/// The two parts of `safety/concerns/<concern>/<file>.md`.
struct EventPath {
  std::string_view concern;
  std::string_view file;
};

std::optional<EventPath> event_path(std::string_view path) {
  if (!path.starts_with(kConcernFolder)) return std::nullopt;
  path.remove_prefix(kConcernFolder.size());
  if (!path.starts_with('/') || !path.ends_with(".md")) return std::nullopt;
  path.remove_prefix(1);
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  const EventPath parts{.concern = path.substr(0, slash), .file = path.substr(slash + 1)};
  if (parts.file.find('/') != std::string_view::npos) return std::nullopt;
  return parts;
}

/// Whether a file beside events is one: by its name, or because it begins as events begin. A README
/// does neither; an event that nobody sealed yet does the latter.
bool is_event(std::string_view file, std::string_view text) {
  if (parse_event_file_name(file)) return true;
  const EventHead head = read_head(text);
  return std::any_of(head.entries.begin(), head.entries.end(), [](const HeadEntry& entry) {
    return entry.key == "event" || entry.key == "qualm";
  });
}

/// An event whose text was not read: it is there, and nothing it says may be relied upon.
Event unread_event(const TreeEntry& entry, std::string_view file, std::string why) {
  Event event;
  event.file = file;
  event.digest = sha256(fmt::format("unread {} {}", entry.path, entry.id));
  // Whatever it is called, later events have to be able to follow it.
  const auto parts = parse_event_file_name(file);
  event.id = parts ? parts->id : event.digest.substr(0, kIdDigits);
  event.problems.push_back({.kind = EventProblemKind::unreadable,
                            .message = std::move(why),
                            .hint = "an event is an ordinary file of at most 64 KiB"});
  return event;
}

class Gathering {
 public:
  Gathering(const git::Repository& repository, const LedgerSources& sources)
      : repository_(repository),
        sources_(sources),
        keys_{.verify = sources.verify, .keys = sources.keys, .today = sources.today},
        evidence_(repository, sources.trees) {}

  Result<std::vector<GatheredConcern>> run() {
    std::map<std::string, std::vector<const ConcernRef*>> branches;
    for (const ConcernRef& ref : sources_.refs) branches[ref.concern].push_back(&ref);
    for (const auto& [concern, refs] : branches) {
      auto read = read_branch(concern, refs);
      if (!read) return fail(std::move(read).error().within("while reading " + names_of(refs)));
    }
    for (const Snapshot* tree : sources_.trees) QUALM_TRY(read_tree(*tree));
    std::vector<GatheredConcern> gathered;
    for (auto& [id, events] : concerns_) {
      for (LedgerEvent& event : events) {
        auto looked_up = look_up_evidence(event);
        if (!looked_up)
          return fail(std::move(looked_up).error().within("while looking up what concern " + id +
                                                          " names"));
      }
      gathered.push_back({.id = id, .events = std::move(events)});
    }
    return gathered;
  }

 private:
  static std::string names_of(const std::vector<const ConcernRef*>& refs) {
    std::vector<std::string> names;
    for (const ConcernRef* ref : refs) names.push_back(ref->name);
    return join_words(names);
  }

  Result<void> look_up_evidence(LedgerEvent& event) {
    QUALM_ASSIGN(event.evidence, evidence_.of(event.event));
    QUALM_ASSIGN(event.looked_at, evidence_.day_of_subject(event.event));
    return {};
  }

  /// Reads what every commit brought that any ref of one branch reaches.
  Result<void> read_branch(const std::string& concern, const std::vector<const ConcernRef*>& refs) {
    git::CommitRange all;
    std::set<std::string> settled;
    for (const ConcernRef* ref : refs) {
      all.tips.push_back(ref->tip);
      if (ref->settled) settled.insert(ref->tip);
    }
    QUALM_ASSIGN(const auto commits, git::commits_in(repository_, all));
    std::map<std::string_view, std::string_view> trees;
    for (const git::WalkedCommit& one : commits) {
      trees.emplace(one.id, one.commit.tree);
      // Children come first, so whoever a settled commit follows is marked before it is met.
      if (!settled.contains(one.id)) continue;
      settled.insert(one.commit.parents.begin(), one.commit.parents.end());
    }
    for (const git::WalkedCommit& one : commits) {
      QUALM_ASSIGN(const auto brought, brought_by(one, trees));
      if (brought.empty()) continue;
      const Introduction introduction = introduced_by(one, settled.contains(one.id));
      for (const TreeEntry& entry : brought) {
        QUALM_TRY(add(entry, one, [&](std::string_view of) {
          Introduction copy = introduction;
          // On the branch of one concern, an event of another stands in the wrong place.
          copy.settled = copy.settled && of == concern;
          return std::optional(std::move(copy));
        }));
      }
    }
    return {};
  }

  /// The files of events that `one` has and none of its parents has in the same way.
  Result<std::vector<TreeEntry>> brought_by(
      const git::WalkedCommit& one, const std::map<std::string_view, std::string_view>& trees) {
    std::vector<std::string> before;
    for (const std::string& parent : one.commit.parents) {
      const auto found = trees.find(parent);
      if (found == trees.end())
        return fail(ErrorCode::incomplete, fmt::format("commit {} is missing", parent.substr(0, 7)),
                    "git fetch --unshallow");
      before.emplace_back(found->second);
    }
    if (before.empty()) before.emplace_back();
    std::map<std::string, TreeEntry> brought;
    for (std::size_t i = 0; i < before.size(); ++i) {
      QUALM_ASSIGN(const auto changes, git::tree_changes(repository_, before[i], one.commit.tree));
      std::map<std::string, TreeEntry> here;
      for (const git::TreeChange& change : changes) {
        if (change.change == git::TreeChangeKind::removed || !event_path(change.path)) continue;
        if (i > 0 && !brought.contains(change.path)) continue;
        here.emplace(change.path, TreeEntry{change.path, change.kind, change.id});
      }
      brought = std::move(here);
    }
    std::vector<TreeEntry> entries;
    for (auto& [path, entry] : brought) entries.push_back(std::move(entry));
    return entries;
  }

  Introduction introduced_by(const git::WalkedCommit& one, bool settled) const {
    const bool is_merge = one.commit.parents.size() > 1;
    SigningKeys keys = keys_;
    keys.verify = keys.verify && !is_merge;
    Introduction introduction = introduction_of(one, keys);
    introduction.settled = settled;
    if (is_merge) introduction.fault = "it is a merge, and merges bring none";
    return introduction;
  }

  template <typename Source, typename Introduced>
  Result<void> add(const TreeEntry& entry, const Source& source, Introduced introduced) {
    const EventPath path = *event_path(entry.path);
    const bool is_file = entry.kind == EntryKind::file || entry.kind == EntryKind::executable;
    LedgerEvent event;
    if (!is_file) {
      event.event = unread_event(entry, path.file, "it is not a file");
    } else {
      auto text = read(source, entry);
      if (!text && text.error().code != ErrorCode::limit) return fail(std::move(text).error());
      if (!text) {
        event.event = unread_event(entry, path.file, text.error().message);
      } else {
        bytes_ += text->size();
        if (bytes_ > kLedgerBytes)
          return fail(ErrorCode::limit,
                      fmt::format("concerns hold more than {} bytes of events", kLedgerBytes),
                      "somebody may be flooding concern/*: look at `git branch --all`");
        if (!is_event(path.file, *text)) return {};
        event.event = read_event(*text, std::string(path.file));
      }
    }
    if (auto introduction = introduced(path.concern)) {
      event.introductions.push_back(*std::move(introduction));
    }
    concerns_[std::string(path.concern)].push_back(std::move(event));
    return {};
  }

  Result<std::string> read(const git::WalkedCommit& commit, const TreeEntry& entry) {
    if (!any_tree_) {
      QUALM_ASSIGN(any_tree_, git::commit_snapshot(repository_, {.commit = commit.id,
                                                                 .tree = commit.commit.tree,
                                                                 .label = commit.id}));
    }
    return any_tree_->read(entry, limits::kEventBytes);
  }

  static Result<std::string> read(const Snapshot& tree, const TreeEntry& entry) {
    return tree.read(entry, limits::kEventBytes);
  }

  /// Reads the copies that stand in a tree.
  Result<void> read_tree(const Snapshot& tree) {
    std::vector<TreeEntry> entries;
    const auto enter = [](std::string_view path) {
      const std::string below = fmt::format("{}/", kConcernFolder);
      return below.starts_with(fmt::format("{}/", path)) ||
             (path.starts_with(below) && path.find('/', below.size()) == std::string_view::npos);
    };
    QUALM_TRY(tree.walk(enter, [&](const TreeEntry& entry) {
      if (event_path(entry.path)) entries.push_back(entry);
    }));
    for (const TreeEntry& entry : entries) {
      QUALM_TRY(add(entry, tree, [](std::string_view) { return std::optional<Introduction>(); }));
    }
    return {};
  }

  const git::Repository& repository_;
  const LedgerSources& sources_;
  SigningKeys keys_;
  EvidenceFinder evidence_;
  std::map<std::string, std::vector<LedgerEvent>> concerns_;
  std::unique_ptr<Snapshot> any_tree_;  // contents are read by id, whichever tree is asked
  std::size_t bytes_ = 0;
};

}  // namespace

Result<std::vector<GatheredConcern>> gather(const git::Repository& repository,
                                            const LedgerSources& sources) {
  return Gathering(repository, sources).run();
}

}  // namespace qualm::concerns
