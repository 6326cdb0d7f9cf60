// Who a piece of text names. First match wins: known people, placeholders, references, then lists
// of names, each judged by itself.

#include "language/party.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "language/ascii.hpp"
#include "language/party_lexicon.hpp"
#include "language/party_parts.hpp"
#include "language/placeholder.hpp"
#include "language/unicode.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

struct ReadPart {
  Part part;
  PartReading reading;
};

Party made(PartyKind kind, std::string_view name, std::string reason) {
  Party party;
  party.kind = kind;
  party.name = name;
  party.reason = std::move(reason);
  return party;
}

bool is_known(const std::function<bool(std::string_view)>& who, std::string_view name) {
  return who && !name.empty() && who(fold_name(name));
}

std::optional<std::string> placeholder_reason(std::string_view text) {
  if (const auto whole = whole_placeholder(text); whole && whole->sure) {
    return "is " + std::string(name_of(whole->kind));
  }
  for (const Placeholder& found : find_placeholders(text)) {
    if (found.sure || found.kind == PlaceholderKind::to_be_done) {
      return "contains " + std::string(name_of(found.kind));
    }
  }
  if (lexicon::is_nobody(plain_words(text))) return "names nobody";
  return std::nullopt;
}

// "Maria Okafor at Acme", "Maria Okafor as Head of Risk", "Maria Okafor @mokafor".
std::string_view without_affiliation(std::string_view text) {
  for (const std::string_view link : {" @", " at ", " as ", " from ", " on behalf of "}) {
    text = text.substr(0, text.find(link));
  }
  return text;
}

bool is_deputy(std::string_view word) {
  return any_of(word,
                {"backup", "backups", "deputies", "deputy", "stand", "stellvertreter",
                 "stellvertreterin", "stellvertretung", "substitute", "substitutes", "vertretung"});
}

// "Dana Whitfield, deputies: Ben Okafor": who stands in for somebody does not answer.
std::string_view without_deputies(std::string_view text) {
  for (std::size_t at = text.find_first_of(",;"); at != std::string_view::npos && at > 0;
       at = text.find_first_of(",;", at + 1)) {
    const std::vector<Word> words = words_of(text.substr(at, 40));
    if (!words.empty() && is_deputy(words.front().lower)) return strip(text.substr(0, at), " ,;");
  }
  return text;
}

PartReading read_part(std::string_view text, const KnownPeople& known) {
  if (is_known(known.is_person, text)) return {PartyKind::person, "is a known person"};
  if (text.starts_with('@') && is_known(known.is_person, text.substr(1))) {
    return {PartyKind::person, "is a known person"};
  }
  if (is_known(known.is_vendor, text)) return {PartyKind::vendor, "is a known vendor"};
  if (const auto reference = read_reference(text)) return *reference;
  return read_name(without_affiliation(text));
}

// The name behind a reference: `user:default/jane` reads `jane`.
std::string shown_name(std::string_view text) {
  if (!text.starts_with("user:")) return std::string(without_affiliation(text));
  return std::string(text.substr(text.find_last_of(":/") + 1));
}

bool is_single_word(const ReadPart& each) {
  return each.reading.kind == PartyKind::unclear && each.part.text.find(' ') == std::string::npos &&
         !each.part.text.empty() && !is_post_nominal_part(each.part.text) &&
         !is_digit(each.part.text[0]);
}

// "Okafor, Maria" and "van Dijk, Anna B.": the surname in front.
bool is_inverted(const std::vector<ReadPart>& parts) {
  if (parts.size() != 2 || parts[1].part.before == Joint::list) return false;
  const auto is_part_of_name = [](const ReadPart& each) {
    const std::vector<Word> words = words_of(each.part.text);
    return each.reading.kind == PartyKind::unclear && !words.empty() && words.size() <= 3 &&
           !lexicon::is_brand(words.front().lower) &&
           read_name("Anna " + each.part.text).kind == PartyKind::person;
  };
  const auto capital = [](const ReadPart& each) {
    return is_upper(code_point_at(each.part.text, each.part.text.find_last_of(' ') + 1).value);
  };
  return is_part_of_name(parts[0]) && is_part_of_name(parts[1]) && capital(parts[0]) &&
         is_upper(code_point_at(parts[1].part.text, 0).value);
}

Party several(const std::vector<ReadPart>& people) {
  Party party = made(PartyKind::several_people, "", "names several people");
  for (const ReadPart& each : people) {
    const std::string name = shown_name(each.part.text);
    if (party.name.empty()) {
      party.name = name;
    } else {
      party.others.push_back(name);
    }
  }
  return party;
}

Party single(const ReadPart& each) {
  const std::string name = shown_name(each.part.text);
  if (name.empty()) return made(PartyKind::placeholder, "", "is a reference to nobody");
  return made(each.reading.kind, name, each.reading.reason);
}

// A list in which nobody is surely a person.
Party read_without_person(std::string_view text, const std::vector<ReadPart>& parts) {
  if (is_inverted(parts)) {
    return made(PartyKind::person, parts[1].part.text + " " + parts[0].part.text,
                "is a name, the surname first");
  }
  // "Ernst & Jung LLP", "Engineering + Product": one name with a joint in it.
  if (const PartReading whole = read_name(text);
      whole.kind != PartyKind::unclear && whole.kind != PartyKind::person) {
    return made(whole.kind, text, whole.reason);
  }
  const bool listed = parts.size() > 2 || parts.back().part.before == Joint::list;
  if (listed && std::all_of(parts.begin(), parts.end(), is_single_word)) return several(parts);
  return single(parts.front());
}

Party read_list(std::string_view text, const KnownPeople& known);

Party read_names(std::string_view text, const KnownPeople& known) {
  if (is_known(known.is_person, text) || read_reference(text)) {
    return single({{std::string(text), Joint::aside}, read_part(text, known)});
  }
  if (ascii_lower(text).find(" et al") != std::string::npos) {
    return made(PartyKind::several_people, text, "says \"et al.\"");
  }
  if (text.find(';') != std::string_view::npos) return read_list(text, known);
  // "Owner and contact: Maria Okafor"
  if (const std::size_t colon = text.rfind(": "); colon != std::string_view::npos) {
    Party rest = read_names(strip(text.substr(colon + 2), " :"), known);
    if (rest.kind == PartyKind::person || rest.kind == PartyKind::several_people) return rest;
  }
  std::vector<ReadPart> parts;
  for (Part& part : split_parties(text)) {
    if (!parts.empty() && part.before == Joint::aside && is_post_nominal_part(part.text)) continue;
    PartReading reading = read_part(part.text, known);
    parts.push_back({std::move(part), std::move(reading)});
  }
  if (parts.empty()) return made(PartyKind::placeholder, "", "is empty");

  std::vector<ReadPart> people;
  bool beside = false;  // a team or the like stands beside the person with equal rank
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool joined = parts[i].part.before == Joint::list ||
                        (i + 1 < parts.size() && parts[i + 1].part.before == Joint::list);
    if (parts[i].reading.kind == PartyKind::person) {
      people.push_back(parts[i]);
    } else if (joined && is_single_word(parts[i])) {
      people.push_back(parts[i]);
    } else if (joined) {
      beside = true;
    }
  }
  const auto is_person = [](const ReadPart& each) {
    return each.reading.kind == PartyKind::person;
  };
  const auto person = std::find_if(people.begin(), people.end(), is_person);
  if (person == people.end()) return read_without_person(text, parts);
  if (people.size() > 1) return several(people);
  const PartyKind first = parts.front().reading.kind;
  if (!beside && (first == PartyKind::team || first == PartyKind::vendor)) {
    // "Fraud Team, Maria Okafor" may be a person of it, or its town.
    return made(PartyKind::unclear, text, "names " + std::string(name_of(first)) + " first");
  }
  if (!beside) return single(*person);
  const auto other = std::find_if_not(parts.begin(), parts.end(), is_person);
  Party party = made(other->reading.kind, other->part.text, other->reading.reason);
  party.others = {person->part.text};
  return party;
}

// Parties between semicolons, each of which may have commas of its own.
Party read_list(std::string_view text, const KnownPeople& known) {
  std::vector<ReadPart> people;
  Party first;
  for (const std::string_view item : split(text, ';')) {
    const std::string_view name = strip(item, " ,");
    if (name.empty()) continue;
    Party party = read_names(name, known);
    if (party.kind == PartyKind::person || party.kind == PartyKind::several_people) {
      people.push_back({{party.name, Joint::list}, {party.kind, party.reason}});
    }
    if (first.reason.empty()) first = std::move(party);
  }
  return people.size() > 1 ? several(people) : first;
}

Party read_addresses(const std::vector<std::string>& emails, const KnownPeople& known) {
  std::vector<ReadPart> people;
  Party last;
  for (const std::string& email : emails) {
    const PartReading reading = is_known(known.is_person, email)
                                    ? PartReading{PartyKind::person, "is a known person"}
                                    : read_address(email);
    last = made(reading.kind, "", reading.reason);
    last.email = email;
    const bool shared = reading.kind == PartyKind::shared_mailbox || reading.kind == PartyKind::bot;
    if (!shared) people.push_back({{email, Joint::list}, reading});
  }
  if (people.size() > 1) return several(people);
  return last;
}

}  // namespace

std::string fold_name(std::string_view name) {
  const std::string letters = fold(name);
  const bool ascii = std::all_of(letters.begin(), letters.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return collapse_space(letters);
  std::string folded;
  for (std::size_t at = 0; at < letters.size();) {
    const CodePoint c = code_point_at(letters, at);
    const std::string_view bytes = std::string_view(letters).substr(at, c.size);
    at += c.size;
    if (c.value == U'’' || c.value == U'‘' || c.value == U'ʼ') {
      folded += '\'';
    } else if (c.value == U'‐' || c.value == U'‑' || c.value == U'–') {
      folded += '-';
    } else {
      folded += bytes;
    }
  }
  return collapse_space(folded);
}

Party read_party(std::string_view text, const KnownPeople& known) {
  const CleanParty clean = clean_party(text);
  const bool known_name = is_known(known.is_person, clean.text);
  if (!known_name) {
    if (const auto reason = placeholder_reason(text)) {
      return made(PartyKind::placeholder, trim(text), *reason);
    }
    if (const auto reason = placeholder_reason(clean.text); reason && clean.emails.empty()) {
      return made(PartyKind::placeholder, clean.text, *reason);
    }
  }
  const std::string_view name = without_deputies(strip(clean.text, " ,;&+/"));
  // "contact: dana@example.com" names nobody but whom the address names.
  const bool label = !clean.emails.empty() && !known_name && lexicon::is_nobody(plain_words(name));
  if (name.empty() || label) {
    if (clean.emails.empty()) return made(PartyKind::placeholder, "", "is empty");
    return read_addresses(clean.emails, known);
  }
  Party party = read_names(name, known);
  if (clean.emails.empty()) return party;
  party.email = clean.emails.front();
  if (party.kind != PartyKind::unclear) return party;
  // A mononym, a handle or an odd spelling: the address beside it may tell more.
  Party address = read_addresses({party.email}, known);
  if (address.kind == PartyKind::unclear) return party;
  address.name = party.name;
  return address;
}

std::string_view name_of(PartyKind kind) {
  switch (kind) {
    case PartyKind::person:
      return "a person";
    case PartyKind::several_people:
      return "several people";
    case PartyKind::team:
      return "a team";
    case PartyKind::role:
      return "a role";
    case PartyKind::vendor:
      return "a vendor";
    case PartyKind::shared_mailbox:
      return "a shared mailbox";
    case PartyKind::bot:
      return "a bot";
    case PartyKind::placeholder:
      return "a placeholder";
    case PartyKind::unclear:
      return "unclear";
  }
  return "unclear";
}

}  // namespace qualm::language
