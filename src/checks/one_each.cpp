// Check primitive `one_each`: where the document repeats a part, each repetition has a hit.

#include <algorithm>
#include <array>
#include <map>

#include "checks/check.hpp"
#include "support/glob.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "of",
     .type = OptionType::texts,
     .help = "titles of sections or labels that stand once for each thing described, as globs",
     .required = true},
}};
constexpr std::array<std::string_view, 3> kValues = {"count", "title", "hits"};

struct Repeated {
  std::size_t count = 0;
  SourcePos second;
  std::string title;
};

Result<Judge> compile(const Options& options) {
  std::vector<Glob> globs;
  for (const std::string& title : options.texts("of")) globs.emplace_back(title);
  return Judge([globs](const Subject& subject) {
    if (!subject.document.markdown) return Judgement::not_applicable();
    std::map<std::string, Repeated> seen;
    const auto count = [&](const std::string& name, const documents::Inline& title,
                           SourcePos where) {
      if (!any_matches(globs, name)) return;
      Repeated& repeated = seen[name];
      if (++repeated.count == 2) repeated.second = where;
      if (repeated.count == 1) repeated.title = title.text;
    };
    for (const auto& section : subject.document.markdown->sections)
      count(section.name, section.title, section.where);
    for (const auto& label : subject.document.markdown->labels)
      count(label.name, label.title, label.title.where);
    const Repeated* most = nullptr;
    for (const auto& [name, repeated] : seen) {
      if (repeated.count > 1 && (most == nullptr || repeated.count > most->count)) most = &repeated;
    }
    if (most == nullptr) return Judgement::not_applicable();
    if (subject.items.size() >= most->count || subject.items.empty()) return Judgement{};
    Fault fault{.where = most->second,
                .width = static_cast<int>(most->title.size()),
                .key = "repeated/" + most->title,
                .content = most->title};
    fault.values.emplace_back("count", std::to_string(most->count));
    fault.values.emplace_back("title", most->title);
    fault.values.emplace_back("hits", std::to_string(subject.items.size()));
    return Judgement::of({std::move(fault)});
  });
}

}  // namespace

Check one_each_check() {
  return {.id = "one_each",
          .summary = "Where the document repeats a part, each repetition has a hit.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
