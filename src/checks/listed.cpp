// Check primitive `listed`: what a field names is in a list that another document keeps.

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/other_entries.hpp"
#include "checks/shared/tree_path.hpp"
#include "support/glob.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 2> kWays = {"name", "file"};

constexpr std::array<OptionSpec, 8> kOptions = {{
    {.name = "fields",
     .type = OptionType::texts,
     .help = "fields that may name it, of which the first that is stated counts; absent: the hit's "
             "own text"},
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of document that keeps the list; where there is none, other rules speak",
     .required = true},
    {.name = "of",
     .type = OptionType::text,
     .help = "its fact, or a path of values such as cases[*]",
     .required = true},
    {.name = "others",
     .type = OptionType::texts,
     .help = "the fields of an entry that may name it, with commas between several names; absent: "
             "the entry's own text"},
    {.name = "as",
     .type = OptionType::choices,
     .help = "how names are compared: as names, without case; or as files, by where they stand in "
             "the tree or by the end of their path, with * for any name",
     .fallback = "name",
     .choices = kWays},
    kScopeOption,
    {.name = "if_any",
     .type = OptionType::boolean,
     .help = "stay silent where the list has no entry at all",
     .fallback = "false"},
    {.name = "if_file",
     .type = OptionType::boolean,
     .help = "judge only hits that name a file of this tree",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "name"};

/// A path without what leads up to it: `../encoder.onnx` ends like `weights/encoder.onnx`.
std::string plain_path(std::string_view text) {
  std::string_view path = path_in(text);
  while (path.starts_with("./") || path.starts_with("../")) path.remove_prefix(path.find('/') + 1);
  return path_from({}, path);
}

/// A name, ready to be compared.
struct Name {
  std::string text;          ///< as it is written
  std::string compared;      ///< in lower case; as a file: its plain path
  std::string file;          ///< the file of the tree that it stands for, where it does
  std::optional<Glob> glob;  ///< where it stands for many
};

bool ends_like(std::string_view longer, std::string_view shorter) {
  if (shorter.empty() || !longer.ends_with(shorter)) return false;
  return longer.size() == shorter.size() || longer[longer.size() - shorter.size() - 1] == '/';
}

bool same_file(const Name& one, const Name& other) {
  if (!one.file.empty() && !other.file.empty()) return one.file == other.file;
  if (other.glob) {
    return other.glob->matches(one.compared) || other.glob->matches(name_part(one.compared)) ||
           (!one.file.empty() && other.glob->matches(one.file));
  }
  return ends_like(one.compared, other.compared) || ends_like(other.compared, one.compared);
}

class List {
 public:
  List(const Options& options, OtherFact fact)
      : options_(options), fact_(std::move(fact)), as_files_(options.text("as") == "file") {}

  [[nodiscard]] Judgement judge(const Subject& subject) const {
    if (!has_document(subject, fact_)) return Judgement::not_applicable();
    const auto entries = fact_.hits(subject);
    if (options_.flag("if_any") && entries.empty()) return Judgement::not_applicable();
    const auto listed = names_listed(subject, entries);
    if (!listed) return Judgement::not_judged(listed.error());
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const std::string field = field_of(item);
      if (!is_stated(item, field)) continue;
      const auto name = name_of(subject, text_of(item, field));
      if (!name) return Judgement::not_judged(name.error());
      if (options_.flag("if_file") && name->file.empty()) continue;
      any = true;
      if (holds(*listed, *name)) continue;
      if (const documents::Document* unread = unreadable_one(subject, fact_))
        return Judgement::not_judged(unread_error(*unread, name->text));
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("name", shorten(name->text, 80));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  }

 private:
  [[nodiscard]] static Error unread_error(const documents::Document& unread,
                                          const std::string& name) {
    return {.code = ErrorCode::incomplete,
            .message = fmt::format("{} cannot be read, so nobody knows whether it lists \"{}\"",
                                   unread.path, shorten(name, 60)),
            .where = {},
            .hint = "mend that file first"};
  }

  /// The field that names a hit: the first of those asked for that is stated.
  [[nodiscard]] std::string field_of(const documents::Item& item) const {
    if (!options_.has("fields")) return {};
    const auto& fields = options_.texts("fields");
    const auto stated = std::find_if(fields.begin(), fields.end(),
                                     [&](const std::string& one) { return is_stated(item, one); });
    return stated == fields.end() ? fields.front() : *stated;
  }

  /// `text` as a name, with the file it stands for where the document of `subject` names it.
  [[nodiscard]] Result<Name> name_of(const Subject& subject, std::string_view text) const {
    Name name{.text = std::string(trim(text)), .compared = {}, .file = {}, .glob = {}};
    name.compared = as_files_ ? plain_path(name.text) : ascii_lower(name.text);
    if (!as_files_) return name;
    if (name.compared.find_first_of("*?[{") != std::string::npos) name.glob.emplace(name.compared);
    QUALM_ASSIGN(name.file, named_file(subject, text));
    return name;
  }

  [[nodiscard]] Result<std::vector<Name>> names_listed(const Subject& subject,
                                                       const OtherHits& entries) const {
    std::vector<Name> names;
    for (const auto& [document, entry] : entries) {
      const Subject there{*document, {}, subject.around};
      for (const std::string& field : options_.texts("others")) {
        for (const std::string_view part : split(text_of(*entry, field), ',')) {
          if (trim(part).empty()) continue;
          QUALM_ASSIGN(Name name, name_of(there, part));
          names.push_back(std::move(name));
        }
      }
    }
    return names;
  }

  [[nodiscard]] bool holds(const std::vector<Name>& listed, const Name& name) const {
    return std::any_of(listed.begin(), listed.end(), [&](const Name& other) {
      return as_files_ ? same_file(name, other) : name.compared == other.compared;
    });
  }

  Options options_;
  OtherFact fact_;
  bool as_files_;
};

Result<Judge> compile(const Options& options) {
  QUALM_ASSIGN(OtherFact fact, OtherFact::read(options));
  return Judge([list = List(options, std::move(fact))](const Subject& subject) {
    return list.judge(subject);
  });
}

}  // namespace

Check listed_check() {
  return {.id = "listed",
          .summary = "What a field names is in a list that another document keeps.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
