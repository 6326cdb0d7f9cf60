// Check primitive `resolves`: what a field refers to is there, in the same tree.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 2> kTargets = {"file", "slo"};

constexpr std::array<OptionSpec, 3> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field that refers; absent: the hit's own text"},
    {.name = "to",
     .type = OptionType::choices,
     .help =
         "what it refers to: a file, relative to the document or to the root; or the name of an "
         "slo of the same system",
     .choices = kTargets,
     .required = true},
    {.name = "required",
     .type = OptionType::boolean,
     .help = "whether a hit that refers to nothing is at fault",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

std::vector<std::string> slo_names(const Surroundings& around) {
  std::vector<std::string> names;
  for (const documents::Document* document : around.siblings) {
    if (document->kind == nullptr || document->kind->id != "safety-slos") continue;
    const Value* slos = document->data.find("slos");
    if (slos == nullptr) continue;
    for (const Value& slo : slos->items()) {
      if (const Value* name = slo.find("name"); name != nullptr && name->is_scalar())
        names.push_back(name->text());
    }
  }
  return names;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

/// `../a` and `./a` are resolved by words alone; a path that climbs out of the tree names nothing.
std::string normal_path(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts = split(folder, '/');
  for (const std::string_view part : split(path, '/')) parts.push_back(part);
  std::vector<std::string_view> kept;
  for (const std::string_view part : parts) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      kept.push_back(part);
    } else if (kept.empty()) {
      return {};
    } else {
      kept.pop_back();
    }
  }
  std::string joined;
  for (const std::string_view part : kept)
    joined += (joined.empty() ? "" : "/") + std::string(part);
  return joined;
}

Result<bool> is_file(const Subject& subject, const std::string& text) {
  // Behind the path may stand a place in the file, a revision or the name of a test.
  const std::string target = text.substr(0, std::min(text.find_first_of("#@"), text.find("::")));
  for (const std::string& base : {folder_of(subject.document.path), std::string()}) {
    const std::string path = normal_path(base, target);
    if (path.empty()) continue;
    QUALM_ASSIGN(const bool there, subject.around.file_exists(path));
    if (there) return true;
  }
  return false;
}

/// Whether `text` is a path of the tree: neither a sentence, nor an address, nor a bare name.
bool is_path_of_tree(const std::string& text) {
  return text.find_first_of(" \t") == std::string::npos && text.find("://") == std::string::npos &&
         text.find_first_of("/.") != std::string::npos;
}

/// The SLOs that a field names: "ood_recall_7d, review_rate".
std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  for (const std::string_view part : split(text, ',')) {
    std::string name(trim(part));
    for (const char mark : {'`', '"', '\''})
      name.erase(std::remove(name.begin(), name.end(), mark), name.end());
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

Result<std::string> problem_of(const Options& options, const Subject& subject,
                               const std::string& text) {
  if (options.text("to") == "file") {
    QUALM_ASSIGN(const bool there, is_file(subject, text));
    return there ? std::string() : "there is no such file in this tree";
  }
  const std::vector<std::string> known = slo_names(subject.around);
  for (const std::string& name : names_in(text)) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (known.empty()) return "this system has no safety SLOs";
    const auto near = nearest(name, known);
    return near ? fmt::format("did you mean \"{}\"?", *near) : "known SLOs: " + join_words(known);
  }
  return std::string();
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    const std::string& field = options.text("field");
    for (const documents::Item& item : subject.items) {
      const std::string& text = text_of(item, field);
      if (item.says_none) continue;
      if (!is_stated(item, field) && !options.flag("required")) continue;
      if (options.text("to") == "file" && !options.flag("required") && !is_path_of_tree(text))
        continue;
      any = true;
      const auto problem = problem_of(options, subject, text);
      if (!problem) return Judgement::not_judged(problem.error());
      if (problem->empty()) continue;
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("problem", *problem);
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check resolves_check() {
  return {.id = "resolves",
          .summary = "What a field refers to is there, in the same tree.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
