// Entries of other documents that a hit may refer to.

#include "checks/shared/other_entries.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "support/text.hpp"

namespace qualm::checks {
namespace {

std::vector<const documents::Document*> documents_of(const Subject& subject, const OtherFact& fact,
                                                     bool near = false) {
  if (fact.whole_repository) {
    if (near && subject.around.near_of) return subject.around.near_of(fact.kind->id);
    if (subject.around.all_of) return subject.around.all_of(fact.kind->id);
    return {};
  }
  std::vector<const documents::Document*> found;
  for (const documents::Document* document : subject.around.siblings) {
    if (document->kind == fact.kind) found.push_back(document);
  }
  return found;
}

}  // namespace

Result<OtherFact> OtherFact::read(const Options& options) {
  OtherFact fact;
  fact.kind = documents::find_kind(options.text("in"));
  if (fact.kind == nullptr) {
    std::vector<std::string> known;
    for (const documents::Kind& kind : documents::all_kinds()) known.emplace_back(kind.id);
    const auto near = nearest(options.text("in"), known);
    return fail(ErrorCode::invalid,
                fmt::format("with: in: there is no kind \"{}\"", options.text("in")),
                near ? fmt::format("did you mean \"{}\"?", *near) : "known: " + join_words(known));
  }
  // A word that is no fact of the kind is a path of values: `slos[*]`.
  const std::string& of = options.text("of");
  const bool is_fact = std::any_of(fact.kind->facts.begin(), fact.kind->facts.end(),
                                   [&](const documents::FactSpec& one) { return one.name == of; });
  Value select = Value::scalar(of, false);
  const bool is_path = !is_fact && of.find_first_of("[.") != std::string::npos;
  if (is_path) {
    Value path = std::move(select);
    select = Value::map();
    select.add("value", {}, std::move(path));
  }
  QUALM_ASSIGN(fact.selector, documents::Selector::compile(select, *fact.kind, "with"));
  fact.whole_repository = options.text("scope") == "repository";
  return fact;
}

OtherHits OtherFact::hits(const Subject& subject, bool near) const {
  OtherHits all;
  for (const documents::Document* document : documents_of(subject, *this, near)) {
    for (const documents::Item& item : selector.hits(*document)) all.emplace_back(document, &item);
  }
  return all;
}

bool has_document(const Subject& subject, const OtherFact& fact) {
  return !documents_of(subject, fact).empty();
}

const documents::Document* unreadable_one(const Subject& subject, const OtherFact& fact) {
  const auto all = documents_of(subject, fact);
  const auto found = std::find_if(all.begin(), all.end(), [](const documents::Document* one) {
    return one->unreadable.has_value() || one->broken_front_matter.has_value();
  });
  return found == all.end() ? nullptr : *found;
}

}  // namespace qualm::checks
