// Finding everybody who would be part of a deployment.

#include "gate/deployers.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "documents/document.hpp"
#include "documents/kind.hpp"
#include "engine/path_kinds.hpp"
#include "git/tag.hpp"
#include "language/party.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

using concerns::Deployer;

/// The name that stands for every system; a record that names none may be of any.
constexpr std::string_view kAnySystem = "*";

/// Every text in `value`, keys of maps left out. What YAML nests is bounded.
// NOLINTNEXTLINE(misc-no-recursion)
void add_texts(const Value& value, std::vector<std::string>& texts) {
  if (value.is_scalar() && !value.is_null()) texts.push_back(value.text());
  for (const Value& item : value.items()) add_texts(item, texts);
  for (const Value::Entry& entry : value.entries()) add_texts(entry.value, texts);
}

/// The names in `value`: in a text, a list, or a map with a name and an address.
// NOLINTNEXTLINE(misc-no-recursion)
void add_names(const Value& value, std::vector<Identity>& names) {
  if (value.is_scalar() && !value.is_null()) {
    const std::string& text = value.text();
    const language::Party party = language::read_party(text);
    names.push_back({.name = party.name.empty() ? text : party.name, .email = party.email});
    for (const std::string& other : party.others) names.push_back({.name = other, .email = {}});
  }
  for (const Value& item : value.items()) add_names(item, names);
  const Value* name = value.find("name");
  const Value* email = value.find("email");
  if (name == nullptr && email == nullptr) return;
  names.push_back({.name = name == nullptr ? "" : name->text(),
                   .email = email == nullptr ? "" : email->text()});
}

bool is_part_of_word(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         letter == '-' || letter == '_';
}

/// Whether `word` (an address or a handle) stands in `text` and is no part of a longer one.
bool stands_in(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !(is_part_of_word(text[at - 1]) || text[at - 1] == '.');
    const bool goes_on =
        end < text.size() &&
        (is_part_of_word(text[end]) ||
         (text[end] == '.' && end + 1 < text.size() && is_part_of_word(text[end + 1])));
    if (begins && !goes_on) return true;
  }
  return false;
}

/// Whether `text` calls somebody by that full name, in any case, or is it with the last name first.
bool names_fully(std::string_view text, std::string_view name) {
  const std::string folded = language::fold_name(text);
  const std::string sought = language::fold_name(name);
  if (sought.empty() || folded == sought) return !sought.empty();
  const std::size_t last = sought.rfind(' ');
  if (last == std::string::npos) return false;
  const std::string turned = fmt::format("{} {}", sought.substr(last + 1), sought.substr(0, last));
  return stands_in(folded, sought) ||
         language::plain_words(folded) == language::plain_words(turned);
}

/// Whether `text` has anything by which somebody known by `traces` is called.
bool mentions(const std::string& text, const concerns::Traces& traces) {
  constexpr std::string_view kName = "name ";
  const std::string lower = ascii_lower(text);
  return std::any_of(traces.begin(), traces.end(), [&](const std::string& trace) {
    if (trace.starts_with(kName)) return names_fully(text, trace.substr(kName.size()));
    return stands_in(lower, trace) ||
           stands_in(lower, fmt::format("@{}", trace.substr(0, trace.find('@'))));
  });
}

/// The address of whoever the policy calls by that name, where none is given.
void complete(Identity& identity, const std::vector<Person>& people) {
  if (!identity.email.empty()) return;
  const std::string name = language::fold_name(identity.name);
  const auto found = std::find_if(people.begin(), people.end(), [&](const Person& person) {
    return language::fold_name(person.name) == name;
  });
  if (found != people.end() && !found->emails.empty()) identity.email = found->emails.front();
}

/// The record at `path`; null where none can be read.
std::shared_ptr<const documents::Document> read_record(const Snapshot& tree,
                                                       const std::string& path) {
  const auto entry = tree.find(path);
  if (!entry || !*entry) return nullptr;
  std::shared_ptr<const documents::Document> record =
      documents::read_document(tree, **entry, *documents::find_kind("deployment"));
  return record->unreadable ? nullptr : record;
}

std::optional<std::string> stated_system(const documents::Document& record) {
  const Value* system = record.data.find("system");
  return system == nullptr || !system->is_scalar() ? std::nullopt : std::optional(system->text());
}

}  // namespace

Result<std::vector<Deployer>> deployers_of(const git::Repository& repository,
                                           const std::vector<git::WalkedCommit>& commits,
                                           const std::string& object) {
  std::vector<Deployer> deployers;
  for (const git::WalkedCommit& one : commits) {
    const std::string id = one.id.substr(0, 7);
    if (one.commit.author)
      deployers.push_back(
          {.who = one.commit.author->identity, .how = "the author of commit " + id});
    if (one.commit.committer)
      deployers.push_back(
          {.who = one.commit.committer->identity, .how = "the committer of commit " + id});
    for (Identity& person : git::co_authors(one.commit.message))
      deployers.push_back({.who = std::move(person), .how = "a co-author of commit " + id});
  }
  QUALM_ASSIGN(const auto tagger, git::tagger_of(repository, object));
  if (tagger) deployers.push_back({.who = tagger->identity, .how = "the tagger"});
  return deployers;
}

Result<std::vector<std::string>> deployment_records(const std::vector<std::string>& paths,
                                                    const Policy& policy) {
  const auto id =
      static_cast<std::size_t>(documents::find_kind("deployment") - documents::all_kinds().data());
  QUALM_ASSIGN(const engine::PathClasses classes, engine::path_kinds(policy));
  std::vector<std::string> records;
  std::copy_if(paths.begin(), paths.end(), std::back_inserter(records),
               [&](const std::string& path) {
                 const auto found = classes.classes_of(path);
                 return std::find(found.begin(), found.end(), id) != found.end();
               });
  return records;
}

Result<std::vector<Deployer>> named_deployers(const Snapshot& tree,
                                              const std::vector<std::string>& paths,
                                              const Policy& policy, const concerns::Who& who,
                                              const std::vector<Identity>& sought) {
  std::vector<Deployer> deployers;
  QUALM_ASSIGN(const std::vector<std::string> records, deployment_records(paths, policy));
  for (const std::string& path : records) {
    const auto record = read_record(tree, path);
    if (record == nullptr) continue;  // the rules say so, and it blocks by them
    const std::string system = stated_system(*record).value_or(std::string(kAnySystem));
    std::vector<Identity> names;
    std::vector<std::string> texts;
    for (const char* key : {"deployed_by", "sign_off"}) {
      const Value* value = record->data.find(key);
      if (value == nullptr) continue;
      add_names(*value, names);
      add_texts(*value, texts);
    }
    for (const Identity& one : sought) {
      const concerns::Traces traces = who.traces(one, true);
      if (std::any_of(texts.begin(), texts.end(),
                      [&](const std::string& text) { return mentions(text, traces); }))
        names.push_back(one);
    }
    for (Identity& identity : names) {
      complete(identity, policy.people);
      deployers.push_back(
          {.who = std::move(identity), .how = fmt::format("named in {}", path), .system = system});
    }
  }
  return deployers;
}

std::optional<std::string> system_of_record(const Snapshot& tree, const std::string& path) {
  const auto record = read_record(tree, path);
  return record == nullptr ? std::nullopt : stated_system(*record);
}

}  // namespace qualm::gate
