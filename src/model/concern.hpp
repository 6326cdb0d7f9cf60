// A safety concern: its events as somebody wrote them, and what they amount to together.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/people.hpp"
#include "support/date.hpp"
#include "support/error.hpp"

namespace qualm {

/// What an event does. `unknown` stands for every type that this version has no name for.
enum class EventType : std::uint8_t {
  raised,
  endorsed,
  disputed,
  reopened,
  commented,
  reviewed,
  resolved,
  accepted,
  overridden,
  withdrawn,
  consented,
  declined,
  confirmed,  ///< the anonymous reporter agrees with how it was settled; no effect by itself
  unknown
};

/// `raised`, `endorsed` …
[[nodiscard]] std::string_view to_string(EventType type);
/// The type called `word`; `unknown` when there is none.
[[nodiscard]] EventType event_type(std::string_view word);
/// Whether events of this type settle a concern: resolved, accepted, overridden, withdrawn.
[[nodiscard]] bool is_closing(EventType type);

/// How bad it would be, as the person who raised it sees it.
enum class ConcernSeverity : std::uint8_t { low, medium, high, critical };

[[nodiscard]] std::string_view to_string(ConcernSeverity severity);
[[nodiscard]] std::optional<ConcernSeverity> parse_concern_severity(std::string_view word);

/// What proves who wrote an event. Each level includes the ones before it.
enum class IdentityLevel : std::uint8_t { none, commit, signature };

[[nodiscard]] std::string_view to_string(IdentityLevel level);
[[nodiscard]] std::optional<IdentityLevel> parse_identity_level(std::string_view word);

/// How much a problem of an event file takes away. Whatever the kind, the event cannot close.
enum class EventProblemKind : std::uint8_t {
  unreadable,  ///< nothing it says may be relied upon
  misnamed,    ///< its name is not the one its content has: it was changed, or never sealed
  unknown,     ///< a type or a key of some other version
  faulty       ///< a line or a value that is not as it has to be; the rest still counts
};

struct EventProblem {
  EventProblemKind kind = EventProblemKind::faulty;
  std::string message;  ///< lower case, no full stop
  std::string hint;     ///< what to do; may be empty
  SourcePos where;
};

/// A line of the head as it stands, known or not.
struct HeadEntry {
  std::string key;
  std::string value;  ///< without quotes
  bool quoted = false;
  SourcePos where;  ///< of the key
};

/// A `## Title` of the body and what stands under it.
struct EventSection {
  std::string title;
  std::string text;  ///< as written, comments included, without blank lines at either end
  SourcePos where;
};

/// One write-once file of a concern. A field that the head lacks, or states in a way that cannot be
/// understood, is empty; `problems` says which.
struct Event {
  std::string file;    ///< its name without the folder; empty when it was not read from a file
  std::string digest;  ///< SHA-256 of the file, 64 hex digits
  std::string id;      ///< the first 16 of them

  EventType type = EventType::unknown;
  std::string type_name;             ///< as written
  std::vector<std::string> follows;  ///< ids; a word that is no id stays, and names nothing
  std::optional<Identity> by;        ///< nobody when anonymous or not understood
  bool anonymous = false;
  std::string on;      ///< a moment or a day, for people only
  std::string system;  ///< a folder in normal form, or `*`
  std::optional<ConcernSeverity> severity;
  std::optional<bool> blocking;  ///< false only for the literal `no`
  std::string title;
  std::vector<std::string> evidence;  ///< paths from the root of the tree of `subject`
  std::string subject;                ///< id of the commit that was looked at
  std::optional<Date> expires;        ///< the last day it holds
  std::vector<std::string> against;   ///< ids of the reviews that an override goes against
  std::optional<Identity> independent_reviewer;

  std::vector<HeadEntry> head;
  std::string body;  ///< everything behind the head, as written
  std::string lead;  ///< what stands before the first section
  std::vector<EventSection> sections;
  std::vector<EventSection> labels;    ///< paragraphs that begin with a label in bold
  std::vector<EventProblem> problems;  ///< in the order of their places

  /// The value under `key` as written; null when the head has no such key.
  [[nodiscard]] const HeadEntry* find(std::string_view key) const;
  [[nodiscard]] bool has(EventProblemKind kind) const;
};

/// What a concern has come to; the most alarming first.
enum class ConcernState : std::uint8_t { open, overridden, accepted, withdrawn, resolved };

[[nodiscard]] std::string_view to_string(ConcernState state);

/// Something that opens a concern, and what closes it again.
struct Opening {
  std::string event;  ///< id; that of the concern where the event that raised it is missing
  EventType type = EventType::unknown;
  bool judgeable = true;  ///< false for what is incomplete, unreadable, misnamed or of unknown type
  std::string words;      ///< why it opens
  std::string way_out;    ///< for what is not judgeable: how it is put right
  std::vector<std::string> closed_by;  ///< ids, sorted; empty: it holds the concern open
};

/// An event that would have had an effect, had it been somebody else's, complete, or settled.
struct NotCounted {
  std::string event;  ///< id
  EventType type = EventType::unknown;
  std::string by;  ///< who it says wrote it
  std::string reason;
};

/// What can be done next, and by whom.
struct NextStep {
  std::vector<std::string> who;  ///< names, sorted; empty: nobody is known who could
  std::string what;              ///< "resolve it (`qualm concern resolve 3fa9c2d1e0b74c55`)"
};

/// Somebody whom the conscience clause protects, unless they consented.
struct Voice {
  Identity who;
  EventType how = EventType::raised;  ///< raised, endorsed or declined
  bool consented = false;
};

/// A dispute that followed an override: the independent reviewer decides about it.
struct PendingDispute {
  std::string event;
  std::vector<Identity> reviewers;  ///< named by the overrides it follows
};

/// How well it is proven who wrote an event.
struct Attribution {
  std::string event;
  IdentityLevel reached = IdentityLevel::none;
};

/// The state of one concern, with the reasons. The same set of events always gives the same one.
struct Concern {
  std::string id;
  ConcernState state = ConcernState::open;
  std::optional<Date> until;         ///< accepted: the last day that holds
  std::string title;                 ///< as raised; may be empty
  std::vector<std::string> systems;  ///< as raised, sorted; may hold `*`
  bool system_stated = false;        ///< whether every raising event says which system it means
  ConcernSeverity severity = ConcernSeverity::critical;  ///< the highest; critical when not stated
  bool blocking = true;                                  ///< false when raised with `blocking: no`
  std::vector<Opening> openings;                         ///< sorted by id
  std::vector<NotCounted> not_counted;                   ///< sorted by id
  std::vector<PendingDispute> pending;                   ///< sorted by id
  std::vector<Voice> voices;                             ///< sorted by address
  std::vector<Attribution> attributions;                 ///< sorted by id
  std::optional<Date> review_due;  ///< the day by which somebody neutral has to have reviewed it
  std::vector<NextStep> next;
};

}  // namespace qualm
