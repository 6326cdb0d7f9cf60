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

namespace qualm::gate {
namespace {

using concerns::Deployer;

/// The name that stands for every system; a record that names none may be of any.
constexpr std::string_view kAnySystem = "*";

/// The names under `key`: a text, a list of texts, or a map with a name and an address.
std::vector<Identity> names_in(const Value& record, std::string_view key) {
  std::vector<Identity> names;
  const auto add_text = [&](const std::string& text) {
    const language::Party party = language::read_party(text);
    names.push_back({.name = party.name.empty() ? text : party.name, .email = party.email});
  };
  const Value* value = record.find(key);
  if (value == nullptr) return names;
  if (value->is_scalar() && !value->is_null()) add_text(value->text());
  for (const Value& item : value->items()) {
    if (item.is_scalar()) add_text(item.text());
  }
  const Value* name = value->find("name");
  const Value* email = value->find("email");
  if (name != nullptr)
    names.push_back({.name = name->text(), .email = email == nullptr ? "" : email->text()});
  return names;
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
                                              const Policy& policy) {
  std::vector<Deployer> deployers;
  const documents::Kind* kind = documents::find_kind("deployment");
  QUALM_ASSIGN(const std::vector<std::string> records, deployment_records(paths, policy));
  for (const std::string& path : records) {
    const auto entry = tree.find(path);
    if (!entry || !*entry) continue;
    const auto record = documents::read_document(tree, **entry, *kind);
    if (record->unreadable) continue;  // the rules say so, and it blocks by them
    const Value* system = record->data.find("system");
    for (const char* key : {"deployed_by", "sign_off"}) {
      for (Identity& identity : names_in(record->data, key)) {
        complete(identity, policy.people);
        deployers.push_back({.who = std::move(identity),
                             .how = fmt::format("named in {}", path),
                             .system = system == nullptr || !system->is_scalar()
                                           ? std::string(kAnySystem)
                                           : std::string(system->text())});
      }
    }
  }
  return deployers;
}

}  // namespace qualm::gate
