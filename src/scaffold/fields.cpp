// Templates may come from a stranger: their tags are looked at before the library sees them.

#include "scaffold/fields.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "scaffold/templates.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::scaffold {
namespace {

constexpr std::size_t kTags = 1'000;  // a section within a section takes a call of the library
constexpr std::size_t kValueBytes = 1'024;

constexpr std::array<Field, 27> kFields = {{
    {"author", "who runs qualm, as `Name <address>`", "<name and address, or anonymous>"},
    {"author_email", "the address of that person", "<your address>"},
    {"author_name", "the name of that person", "<your name>"},
    {"branch", "the default branch", "main"},
    {"card", "model card and the commit it is read at, as `PATH@COMMIT`",
     "<path and commit of the model card>"},
    {"commit", "the commit that is checked out", "<commit that built the model>"},
    {"date", "today, as YYYY-MM-DD in UTC", "YYYY-MM-DD"},
    {"deployment", "the last deployment record of the system", "<path of the deployment record>"},
    {"fault", "rules: the fault that it is named after", "fault"},
    {"id", "id of the incident", "<id of the incident>"},
    {"level", "the level the team holds itself to", "3"},
    {"model_file", "the first file of the system that holds a model", "<file of the model>"},
    {"model_sha256", "the SHA-256 of that file", "<SHA-256 of the file>"},
    {"moment", "now, to the minute in UTC", "YYYY-MM-DD"},
    {"month", "this month, as YYYY-MM", "YYYY-MM"},
    {"note", "deliberation note and the commit it is read at, as `PATH@COMMIT`",
     "<path and commit of the deliberation note>"},
    {"owned", "the system as CODEOWNERS names it", "<folder of the system>"},
    {"owner_email", "the address of the accountable owner", "<address of the owner>"},
    {"owner_name", "the name of the accountable owner", "<name of the owner>"},
    {"pack", "rules: the pack that it stands in", "pack"},
    {"quarter", "this quarter, as YYYY-QN", "<quarter or day it was taken in>"},
    {"root_cause", "where the root-cause analysis of the incident stands",
     "<path of the root-cause analysis>"},
    {"system", "the folder of the system", "<folder of the system>"},
    {"system_title", "the name of the system", "[System name]"},
    {"title", "the title of the document", "[Title]"},
    {"title_lower", "rules: the title in lower case", "title"},
    {"version", "the version that it is about", "<version that goes out>"},
}};

tl::unexpected<Error> fault(ErrorCode code, std::string_view text, std::size_t offset,
                            const std::string& file, std::string message, std::string hint) {
  return fail(Error{.code = code,
                    .message = std::move(message),
                    .where = Location{file, position_at(text, offset)},
                    .hint = std::move(hint)});
}

bool is_known(std::string_view name) {
  return std::any_of(kFields.begin(), kFields.end(),
                     [&](const Field& field) { return field.name == name; });
}

std::string names_hint(std::string_view name) {
  std::vector<std::string> names;
  for (const Field& field : kFields) names.emplace_back(field.name);
  const auto close = nearest(name, names);
  return close ? fmt::format("did you mean \"{}\"?", *close) : "fields: " + join_words(names);
}

/// The name in a tag without what marks it as a section or as unescaped; empty for a comment.
std::string_view tag_name(std::string_view inside) {
  if (inside.starts_with('!')) return {};
  if (!inside.empty() && std::string_view("#^/&{").find(inside.front()) != std::string_view::npos)
    inside.remove_prefix(1);
  return trim(inside);
}

/// What tags begin and end with.
struct Delimiters {
  std::string_view open = "{{";
  std::string_view close = "}}";
};

/// The delimiters that `{{=<% %>=}}` at the very beginning sets, and where the rest begins.
Delimiters delimiters_of(std::string_view text, std::size_t& rest) {
  rest = 0;
  const std::size_t end = text.find("=}}");
  if (!text.starts_with("{{=") || end == std::string_view::npos) return {};
  const std::string_view both = trim(text.substr(3, end - 3));
  const std::size_t space = both.find(' ');
  if (space == std::string_view::npos || both.find('=') != std::string_view::npos) return {};
  rest = end + 3;
  return {.open = both.substr(0, space), .close = trim(both.substr(space))};
}

/// Looks at every tag. Partials and delimiters that change on the way are refused, as are unknown
/// fields, which the library would replace by nothing.
Result<void> check_tags(std::string_view text, const std::string& file) {
  std::size_t at = 0;
  const auto [open, close] = delimiters_of(text, at);
  std::size_t tags = 0;
  for (at = text.find(open, at); at != std::string_view::npos; at = text.find(open, at)) {
    const std::size_t end = text.find(close, at + open.size());
    if (end == std::string_view::npos)
      return fault(ErrorCode::invalid, text, at, file, "this tag has no end",
                   fmt::format("close it with {}", close));
    if (++tags > kTags)
      return fault(ErrorCode::limit, text, at, file,
                   fmt::format("the template has more than {} tags", kTags), "make it shorter");
    const std::string_view inside = text.substr(at + open.size(), end - at - open.size());
    const std::string_view name = tag_name(inside);
    if (!inside.starts_with('!') && !is_known(name))
      return fault(ErrorCode::invalid, text, at, file,
                   fmt::format("there is no field \"{}\"", shorten(name, 40)), names_hint(name));
    at = end + close.size();
  }
  return {};
}

bool is_quoted_format(std::string_view file) {
  return file.ends_with(".yaml") || file.ends_with(".yml") || file.ends_with(".md");
}

Result<std::string> value_text(const std::string& name, const std::string& value, bool quoted) {
  const bool one_line = std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (!one_line || value.size() > kValueBytes || invalid_utf8(value)) {
    return fail(ErrorCode::invalid,
                fmt::format("the value for \"{}\" is not one short line of text", name));
  }
  if (!quoted) return value;
  std::string text;
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

}  // namespace

std::span<const Field> all_fields() { return kFields; }

Result<std::string> fill_in(std::string_view text, const std::string& file, const Values& known) {
  QUALM_TRY(check_tags(text, file));
  Values values;
  for (const Field& field : kFields) {
    const std::string name(field.name);
    const auto found = known.find(name);
    if (found == known.end() || found->second.empty()) {
      values[name] = field.open;
      continue;
    }
    QUALM_ASSIGN(values[name], value_text(name, found->second, is_quoted_format(file)));
  }
  Result<std::string> filled = render(text, values);
  if (!filled) {
    filled.error().where = Location{file, {}};
    return filled;
  }
  if (filled->size() > limits::kDocumentBytes)
    return fault(ErrorCode::limit, text, 0, file,
                 fmt::format("what comes of the template is over the limit of {} bytes",
                             limits::kDocumentBytes),
                 "make it shorter");
  return filled;
}

}  // namespace qualm::scaffold
