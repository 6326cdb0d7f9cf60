// Recording events.

#include "commands/shared/concern_record.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "commands/shared/concern_branch.hpp"
#include "commands/shared/concern_draft.hpp"
#include "commands/shared/concern_lookup.hpp"
#include "commands/shared/concern_receipt.hpp"
#include "commands/shared/concern_refusal.hpp"
#include "commands/shared/concern_report.hpp"
#include "commands/shared/look_at.hpp"
#include "commands/shared/signing.hpp"
#include "commands/shared/workspace.hpp"
#include "concerns/event_grammar.hpp"
#include "concerns/event_reader.hpp"
#include "concerns/fold.hpp"
#include "git/refs.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using concerns::LedgerEvent;

/// Events that one event follows: a line of its head holds no more.
constexpr std::size_t kMostFollowed = 200;

/// Events that no other event of the concern follows: what the author has seen.
std::vector<std::string> leaves(const std::vector<LedgerEvent>& events) {
  std::set<std::string> ids;
  for (const LedgerEvent& one : events) ids.insert(one.event.id);
  for (const LedgerEvent& one : events) {
    for (const std::string& id : one.event.follows) ids.erase(id);
  }
  std::erase_if(ids, [](const std::string& id) { return !concerns::is_event_id(id); });
  return {ids.begin(), ids.end()};
}

/// What an event of `type` follows. A comment may tie a part of very many loose ends together; what
/// settles a concern has to see all of it.
Result<std::vector<std::string>> followed(const gate::StandingConcern& one, EventType type) {
  std::vector<std::string> ids = leaves(one.events);
  if (ids.size() <= kMostFollowed) return ids;
  if (type != EventType::commented) {
    return fail(ErrorCode::limit,
                fmt::format("{} events of this concern are followed by no other, and one event "
                            "follows at most {}",
                            ids.size(), kMostFollowed),
                fmt::format("tie them together, {} at a time: qualm concern comment {}",
                            kMostFollowed, one.concern.id));
  }
  ids.resize(kMostFollowed);
  return ids;
}

/// Types that an event counts for only from somebody who may. What opens counts at any level.
bool takes_a_right(EventType type) {
  return is_closing(type) || type == EventType::reviewed || type == EventType::consented;
}

/// Why the commit that would carry the event would not prove whose it is; empty when it would.
std::string unproven_by(const Authorship& who, const concerns::Ground& ground, EventType type) {
  if (!takes_a_right(type) || ground.policy().identity == IdentityLevel::none) return {};
  if (ground.who().party(who.author.identity) == ground.who().party(who.committer.identity))
    return {};
  return fmt::format("its author would be {} and its committer {}: they have to be one person",
                     ground.who().name(who.author.identity),
                     ground.who().name(who.committer.identity));
}

/// One event that is about to be put on record about a concern.
class Recording {
 public:
  Recording(Session& session, const Arguments& arguments, EventType type,
            const git::Repository& repository, const Authorship& who,
            const gate::Standing& standing, const gate::StandingConcern& one)
      : session_(session),
        arguments_(arguments),
        type_(type),
        repository_(repository),
        who_(who),
        standing_(standing),
        one_(one) {}

  Result<int> run() {
    QUALM_ASSIGN(const std::vector<std::string> follows, followed(one_, type_));
    const DraftRequest request{.session = session_,
                               .arguments = arguments_,
                               .repository = repository_,
                               .who = who_,
                               .type = type_,
                               .concern = one_.concern.id,
                               .follows = follows};
    // Whoever may not do this is told before they write a word.
    QUALM_ASSIGN(std::string why, refused_beforehand(request));
    Event none;
    none.type = type_;
    if (!why.empty()) return refuse_it(none, std::move(why));
    if (std::string split = unproven_by(who_, *standing_.ground, type_); !split.empty())
      return refuse_it(none, std::move(split),
                       "let Git have one name and address for both: git config user.email, and no "
                       "GIT_COMMITTER_EMAIL");
    QUALM_ASSIGN(const Draft draft, draft_event(request));
    const auto code = finish(request, draft);
    if (!code) return keep(code.error(), draft);
    if (*code == kFindings && !draft.edited_in.empty())
      session_.err << "  what was written is kept in " << terminal_text(draft.edited_in) << '\n';
    return *code;
  }

 private:
  int refuse_it(const Event& event, std::string why, std::string help = {}) {
    const std::string verb = arguments_.value("VERB");
    return refuse(session_,
                  {.concern = one_.concern,
                   .ground = *standing_.ground,
                   .event = event,
                   .author = who_.author.identity,
                   .verb = verb,
                   .why = std::move(why),
                   .help = std::move(help),
                   .unknown = standing_.unknown_changes ? &*standing_.unknown_changes : nullptr});
  }

  [[nodiscard]] std::string would_not_count(const Event& event) const {
    return concerns::would_not_count(one_.concern.id, one_.events, event, *standing_.ground);
  }

  /// Why no event of this type by this author would count, whatever it said; empty when one might.
  [[nodiscard]] Result<std::string> refused_beforehand(const DraftRequest& request) const {
    if (type_ == EventType::reopened) return std::string();
    Event bare;
    bare.type = type_;
    bare.type_name = to_string(type_);
    bare.by = who_.author.identity;
    bare.follows = request.follows;
    QUALM_ASSIGN(const Written sealed, written(bare));
    std::string why = would_not_count(sealed.event);
    // What is still to be written is asked about last.
    return why.starts_with("it lacks ") ? std::string() : why;
  }

  Result<int> finish(const DraftRequest& request, const Draft& draft) {
    Event event = draft.event;
    QUALM_TRY(look_at(request, standing_.side, event));
    QUALM_TRY(name_reviews(event));
    warn_of_branch(event);
    QUALM_ASSIGN(const Written whole, written(event));
    if (std::string why = would_not_count(whole.event); !why.empty())
      return refuse_it(whole.event, std::move(why));
    RecordPlace place{.session = session_,
                      .repository = repository_,
                      .side = standing_.side,
                      .who = who_,
                      .push = !arguments_.has("--no-push")};
    QUALM_ASSIGN(place.sign, signer());
    QUALM_ASSIGN(const Recorded recorded,
                 record(place, {.concern = one_.concern.id,
                                .file = whole.name,
                                .text = whole.text,
                                .summary = fmt::format("concern {}", whole.event.type_name),
                                .from_tree = from_tree()}));
    clean_up(draft);
    const int code = print_receipt(session_, {.side = standing_.side,
                                              .event = whole,
                                              .recorded = recorded,
                                              .concern = one_.concern.id,
                                              .push_wanted = place.push});
    say_what_follows(session_, load_standing(session_, arguments_, repository_), one_.concern.id,
                     whole.event);
    return code;
  }

  /// What was looked at on a branch is gone when that branch is, and with it what it proves.
  void warn_of_branch(const Event& event) const {
    const gate::ProtectedSide& side = standing_.side;
    if (event.subject.empty() || !side.tip) return;
    const auto reached = git::is_ancestor(repository_, event.subject, side.tip->commit);
    if (!reached || *reached) return;
    session_.err << wrapped("note: ",
                            fmt::format("commit {} is not on {} yet: should its branch be squashed "
                                        "or deleted, nobody can look it up, and this no longer "
                                        "counts",
                                        event.subject.substr(0, 7), side.branch),
                            session_.width);
  }

  /// The events that stand in the tree of the protected side only, the raising one first.
  [[nodiscard]] std::vector<git::NewFile> from_tree() const {
    constexpr std::size_t kMost = 50;
    std::vector<git::NewFile> files;
    if (!standing_.tree) return files;
    for (const LedgerEvent* one : in_order(one_.events)) {
      const Event& event = one->event;
      const bool is_sealed = one->introductions.empty() && !event.file.empty() &&
                             !event.has(EventProblemKind::misnamed) &&
                             !event.has(EventProblemKind::unreadable);
      if (!is_sealed || files.size() == kMost) continue;
      const std::string path =
          fmt::format("{}/{}/{}", concerns::kConcernFolder, one_.concern.id, event.file);
      const auto entry = standing_.tree->find(path);
      if (!entry || !*entry) continue;
      auto text = standing_.tree->read(**entry, limits::kEventBytes);
      if (!text) continue;
      git::NewFile file{.path = path, .content = *std::move(text)};
      const bool is_root = event.id == one_.concern.id;
      files.insert(is_root ? files.begin() : files.end(), std::move(file));
    }
    return files;
  }

  /// The reviews that an override goes against: every one that counts, unless `--against` names
  /// some, be it by the first digits of their ids.
  Result<void> name_reviews(Event& event) const {
    if (event.type != EventType::overridden) return {};
    std::vector<std::string> reviews;
    for (const LedgerEvent& other : one_.events) {
      const bool counts =
          std::none_of(one_.concern.not_counted.begin(), one_.concern.not_counted.end(),
                       [&](const NotCounted& ignored) { return ignored.event == other.event.id; });
      if (other.event.type == EventType::reviewed && counts) reviews.push_back(other.event.id);
    }
    std::sort(reviews.begin(), reviews.end());
    reviews.erase(std::unique(reviews.begin(), reviews.end()), reviews.end());
    if (event.against.empty()) {
      event.against = std::move(reviews);
      return {};
    }
    for (std::string& named : event.against) {
      QUALM_ASSIGN(named, whole_id(named, reviews));
    }
    return {};
  }

  static Result<std::string> whole_id(const std::string& named,
                                      const std::vector<std::string>& reviews) {
    std::vector<std::string> found;
    std::copy_if(reviews.begin(), reviews.end(), std::back_inserter(found),
                 [&](const std::string& id) { return !named.empty() && id.starts_with(named); });
    if (found.size() == 1) return found.front();
    return fail(ErrorCode::usage,
                fmt::format("--against: {} review that counts is called {}",
                            found.empty() ? "no" : "more than one", shorten(named, 40)),
                reviews.empty() ? "a neutral party reviews the concern first"
                                : "there is " + join_words(reviews));
  }

  Result<git::CommitSigner> signer() const {
    const bool must =
        takes_a_right(type_) && standing_.ground->policy().identity == IdentityLevel::signature;
    QUALM_ASSIGN(git::CommitSigner sign, commit_signer(session_, repository_, must));
    if (!must) return sign;
    const concerns::Who& who = standing_.ground->who();
    return counted(std::move(sign), {.keys = gate::allowed_keys(standing_.policy),
                                     .day = standing_.ground->today(),
                                     .is_author = [&who, party = who.party(who_.author.identity)](
                                                      const std::string& principal) {
                                       return who.party({.name = {}, .email = principal}) == party;
                                     }});
  }

  Session& session_;
  const Arguments& arguments_;
  EventType type_;
  const git::Repository& repository_;
  const Authorship& who_;
  const gate::Standing& standing_;
  const gate::StandingConcern& one_;
};

}  // namespace

Result<int> record_event(Session& session, const Arguments& arguments, EventType type) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const Authorship who, authorship(session, repository));
  QUALM_ASSIGN(const gate::Standing standing, load_standing(session, arguments, repository));
  QUALM_ASSIGN(const gate::StandingConcern* one, find_concern(standing, arguments.value("ID")));
  return Recording(session, arguments, type, repository, who, standing, *one).run();
}

}  // namespace qualm::commands
