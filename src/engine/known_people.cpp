// Everybody the repository knows.

#include "engine/known_people.hpp"

#include <mutex>
#include <string>
#include <unordered_set>

namespace qualm::engine {
namespace {

struct Directory {
  std::unordered_set<std::string> people;
  std::unordered_set<std::string> vendors;
  ReadAuthors read_authors;
  std::once_flag authors_read;
  std::unordered_set<std::string> authors;
};

void add(std::unordered_set<std::string>& names, const std::string& name) {
  if (!name.empty()) names.insert(language::fold_name(name));
}

}  // namespace

language::KnownPeople known_people(const Policy& policy, ReadAuthors authors) {
  auto directory = std::make_shared<Directory>();
  for (const Person& person : policy.people) {
    add(directory->people, person.name);
    for (const std::string& email : person.emails) add(directory->people, email);
  }
  for (const std::string& vendor : policy.vendors) add(directory->vendors, vendor);
  directory->read_authors = std::move(authors);
  language::KnownPeople known;
  known.is_vendor = [directory](std::string_view name) {
    return directory->vendors.contains(std::string(name));
  };
  known.is_person = [directory](std::string_view name) {
    const std::string wanted(name);
    if (directory->people.contains(wanted)) return true;
    if (!directory->read_authors) return false;
    std::call_once(directory->authors_read, [&] {
      for (const Identity& author : directory->read_authors()) {
        add(directory->authors, author.name);
        add(directory->authors, author.email);
      }
    });
    return directory->authors.contains(wanted);
  };
  return known;
}

}  // namespace qualm::engine
