// Records of one system beside each other.

#include "checks/shared/records.hpp"

#include <algorithm>

#include "checks/shared/written_date.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

std::string_view last_part(std::string_view name) {
  name = trim(name);
  while (name.ends_with('/')) name.remove_suffix(1);
  return name.substr(name.rfind('/') + 1);
}

}  // namespace

std::optional<std::string> system_called(const Surroundings& around, std::string_view name) {
  name = trim(name);
  while (name.ends_with('/')) name.remove_suffix(1);
  if (name.empty()) return std::nullopt;
  const std::string_view folder = name == "." ? std::string_view() : name;  // the root is empty
  std::optional<std::string> found;
  for (const std::string& path : around.systems()) {
    if (path == folder) return path;
    const bool is_last = path.size() > name.size() && path.ends_with(name) &&
                         path[path.size() - name.size() - 1] == '/';
    if (!is_last) continue;
    if (found) return std::nullopt;  // two of that name: neither is meant for sure
    found = path;
  }
  return found;
}

std::optional<std::string> system_of_record(const documents::Document& record,
                                            const Surroundings& around) {
  return system_called(around, text_in(record, "system"));
}

std::string text_in(const documents::Document& record, std::string_view field) {
  const Value* value = &record.data;
  for (const std::string_view key : split(field, '.')) {
    value = value->find(key);
    if (value == nullptr) return {};
  }
  return value->is_scalar() && !value->is_null() ? value->text() : std::string();
}

std::vector<const documents::Document*> other_records(const Subject& subject) {
  std::vector<const documents::Document*> others;
  const std::string named = text_in(subject.document, "system");
  const auto system = system_called(subject.around, named);
  if (!system || !subject.around.all_of) return others;
  for (const documents::Document* one : subject.around.all_of(subject.document.kind->id)) {
    if (one->path == subject.document.path) continue;
    const std::string name = text_in(*one, "system");
    // Most records name their system alike; only names that end alike need to be looked up.
    if (name == named ||
        (last_part(name) == last_part(named) && system_called(subject.around, name) == system))
      others.push_back(one);
  }
  return others;
}

bool is_superseded(const Subject& subject, std::string_view field) {
  const auto own = read_written_date(text_in(subject.document, field));
  if (!own) return false;
  const auto others = other_records(subject);
  return std::any_of(others.begin(), others.end(), [&](const documents::Document* one) {
    const auto date = read_written_date(text_in(*one, field));
    return date && date->days.first > own->days.last;
  });
}

Result<void> check_dated(const Options& options) {
  if (options.has("dated") == options.has("for_days")) return {};
  return fail(ErrorCode::invalid, "with: dated and for_days go together",
              "name the field with the date, and the number of days");
}

bool is_still_judged(const Options& options, const documents::Item& item, Date today) {
  if (!options.has("for_days")) return true;
  const auto date = read_written_date(text_of(item, options.text("dated")));
  return !date || days_between(date->days.first, today) <= options.integer("for_days");
}

}  // namespace qualm::checks
