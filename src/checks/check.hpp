// Check primitives: what rules configure. One `.cpp` each, found by a generated table.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/shared/conditions.hpp"
#include "documents/document.hpp"
#include "documents/selection.hpp"
#include "language/party.hpp"
#include "model/finding.hpp"
#include "model/policy.hpp"
#include "support/date.hpp"
#include "support/pattern.hpp"
#include "support/result.hpp"

namespace qualm::checks {

enum class OptionType : std::uint8_t {
  text,
  texts,
  integer,
  boolean,
  pattern,
  patterns,
  choices,
  conditions  ///< a map of fields and patterns
};

/// An option of a check; the same row reads it, explains it and prints its schema.
struct OptionSpec {
  std::string_view name;
  OptionType type = OptionType::text;
  std::string_view help;
  std::string_view fallback;  ///< as YAML; empty: absent unless `required`
  std::span<const std::string_view> choices = {};
  bool required = false;
};

/// Decoded options. An option that its table names is always there, with its type's zero if unset.
class Options {
 public:
  /// `invalid` at the place of the first option that is unknown, missing or of the wrong type.
  [[nodiscard]] static Result<Options> read(const Value& with, std::span<const OptionSpec> specs,
                                            const std::string& file, SourcePos fallback_place,
                                            Compile patterns = Compile::now);

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] const std::string& text(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& texts(std::string_view name) const;
  [[nodiscard]] bool lists(std::string_view name, std::string_view word) const;
  [[nodiscard]] int integer(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] const std::vector<Pattern>& patterns(std::string_view name) const;
  [[nodiscard]] const Conditions& conditions(std::string_view name) const;

 private:
  struct Decoded {
    bool given = false;
    std::vector<std::string> texts = {std::string()};
    int integer = 0;
    bool flag = false;
    std::vector<Pattern> patterns;
    Conditions conditions;
  };
  [[nodiscard]] const Decoded& at(std::string_view name) const;

  /// By name, in the order of the table; so few that looking through them is quickest.
  std::vector<std::pair<std::string_view, Decoded>> decoded_;
};

/// What stands for a file's content: its SHA-256, or the one that an LFS pointer names.
struct FileDigest {
  std::string sha256;  ///< 64 lower-case hex digits
  bool is_pointer = false;
};

/// What a check may know beyond the document it judges. Everything here is data read beforehand or
/// a pure look-up; nothing reaches Git, the clock or the environment.
struct Surroundings {
  const Policy* policy = nullptr;
  language::KnownPeople known;
  Date today;
  std::string system;        ///< folder of the system; empty: none
  std::string policy_owner;  ///< owner the policy states for the system
  /// Documents of the same system, itself too. A record that stands outside any system belongs to
  /// the one that its `system:` names.
  std::vector<const documents::Document*> siblings;
  /// Every document of a kind in the whole tree, by path. Asking may cost a walk over it.
  std::function<std::vector<const documents::Document*>(std::string_view kind)> all_of;
  /// Those of them that stand near what is judged: where one of these answers a question already,
  /// nobody has to ask for all.
  std::function<std::vector<const documents::Document*>(std::string_view kind)> near_of;
  /// The folders of all systems, by path. Asking may cost a walk over the whole tree.
  std::function<const std::vector<std::string>&()> systems =
      []() -> const std::vector<std::string>& {
    static const std::vector<std::string> kNone;
    return kNone;
  };
  /// Readings of names, kept while the documents of one system are judged: a dozen rules ask about
  /// the same owner. Used by one thread at a time.
  std::shared_ptr<std::map<std::string, language::Party, std::less<>>> parties;
  /// Whether a file stands at a path of the tree; fails when that cannot be said.
  std::function<Result<bool>(std::string_view path)> file_exists;
  /// The text of a file of the tree; nothing when there is none; fails when it is too large.
  std::function<Result<std::optional<std::string>>(std::string_view path)> read_file;
  /// What stands for the content of a file; nothing when there is none.
  std::function<Result<std::optional<FileDigest>>(std::string_view path)> digest_of;
  /// Whether a file stood at a path in a commit; nothing when there is no such commit. Fails where
  /// history is not at hand.
  std::function<Result<std::optional<bool>>(std::string_view commit, std::string_view path)>
      stood_at;
  /// Findings of the other rules; only for checks `after_findings`.
  std::span<const Finding> findings;
};

/// What is judged: the items of one document that a rule selected.
struct Subject {
  const documents::Document& document;
  std::span<const documents::Item> items;
  const Surroundings& around;
};

/// One thing that does not hold, before it has a rule's words around it.
struct Fault {
  SourcePos where;
  int width = 1;        ///< bytes underlined
  std::string key;      ///< structural place
  std::string content;  ///< what it is about; its digest identifies the finding
  std::string path;     ///< another file; empty: the document
  std::vector<std::pair<std::string, std::string>> values;  ///< for the message
};

/// The outcome of a rule on one document.
struct Judgement {
  enum class Outcome : std::uint8_t { passed, failed, not_applicable, not_judged };
  Outcome outcome = Outcome::passed;
  std::vector<Fault> faults;  ///< failed
  std::string reason;         ///< not judged: why
  std::string hint;           ///< not judged: what to do
  SourcePos where;            ///< not judged: where

  [[nodiscard]] static Judgement not_applicable() { return {.outcome = Outcome::not_applicable}; }
  [[nodiscard]] static Judgement not_judged(const Error& error);
  /// Failed when there are faults, passed otherwise.
  [[nodiscard]] static Judgement of(std::vector<Fault> faults);
};

using Judge = std::function<Judgement(const Subject&)>;

/// What a check is handed at once.
enum class Reach : std::uint8_t {
  document,   ///< the items of one document
  digests,    ///< those of all documents of its kind, each as a digest and a count of words
  documents,  ///< those of all documents of its kind, as they are
  findings    ///< the same, once all other rules have judged
};

/// A check primitive.
struct Check {
  std::string_view id;
  std::string_view summary;
  std::span<const OptionSpec> options;
  std::span<const std::string_view> values;  ///< words a message may use besides the item's fields
  Result<Judge> (*compile)(const Options& options) = nullptr;
  Reach reach = Reach::document;
};

/// Every check, sorted by id.
[[nodiscard]] std::span<const Check> all_checks();

/// The check called `id`; null when there is none.
[[nodiscard]] const Check* find_check(std::string_view id);

/// A fault about a whole item, with its fields and `found` as values.
[[nodiscard]] Fault fault_at(const documents::Item& item);

/// A fault about one field of an item; about the item where it has no such field.
[[nodiscard]] Fault fault_at(const documents::Item& item, std::string_view field);

/// The text of `field`, or of the item itself for "text" and the empty name.
[[nodiscard]] const std::string& text_of(const documents::Item& item, std::string_view field);

/// Whether an item makes a statement of its own: neither empty, nor a placeholder, nor a "none".
/// What is not stated is the business of rules about placeholders and missing parts alone.
[[nodiscard]] bool is_stated(const documents::Item& item, std::string_view field = {});

/// Whether what the words of `document` mean can be judged: false when it is surely not in English.
/// The check `in_language` is what says so to the reader.
[[nodiscard]] bool can_read_words(const documents::Document& document);

}  // namespace qualm::checks
