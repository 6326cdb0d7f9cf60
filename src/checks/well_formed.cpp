// Check primitive `well_formed`: the document can be read: as a whole, its front matter, its
// fences.

#include <array>

#include "checks/check.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 3> kParts = {"document", "front_matter", "fences"};

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "part",
     .type = OptionType::choices,
     .help = "what must be readable",
     .choices = kParts,
     .required = true},
}};
constexpr std::array<std::string_view, 3> kValues = {"problem", "hint", "headings"};

Fault fault_of(const Error& error, std::string key) {
  Fault fault{.where = error.where ? error.where->pos : SourcePos{.line = 1, .column = 1},
              .key = std::move(key),
              .content = error.message};
  fault.values.emplace_back("problem", error.message);
  fault.values.emplace_back("hint", error.hint.empty() ? error.hint : "; " + error.hint);
  return fault;
}

/// The file is at fault when it is wrong; nobody is judged when a limit or a missing object stopped
/// us.
Judgement judge_document(const Subject& subject) {
  const auto& unreadable = subject.document.unreadable;
  if (!unreadable) return {};
  if (unreadable->code != ErrorCode::invalid) return Judgement::not_judged(*unreadable);
  return Judgement::of({fault_of(*unreadable, "document")});
}

Judgement judge_fences(const Subject& subject) {
  if (!subject.document.markdown) return Judgement::not_applicable();
  std::vector<Fault> faults;
  for (const documents::Fence& fence : subject.document.markdown->fences) {
    if (fence.closed) continue;
    Fault fault{.where = fence.where, .width = 3, .key = "fences", .content = fence.info};
    fault.values.emplace_back("headings", std::to_string(fence.hidden_headings));
    faults.push_back(std::move(fault));
  }
  return Judgement::of(std::move(faults));
}

Result<Judge> compile(const Options& options) {
  return Judge([part = options.text("part")](const Subject& subject) {
    if (part == "document") return judge_document(subject);
    if (subject.document.unreadable) return Judgement::not_applicable();
    if (part == "fences") return judge_fences(subject);
    const auto& broken = subject.document.broken_front_matter;
    return broken ? Judgement::of({fault_of(*broken, "front_matter")}) : Judgement{};
  });
}

}  // namespace

Check well_formed_check() {
  return {.id = "well_formed",
          .summary = "The document can be read: as a whole, its front matter, its code fences.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
