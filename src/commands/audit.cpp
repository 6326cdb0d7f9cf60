// `qualm audit`: whether anything was taken away from the concerns, or changed.

#include "gate/audit.hpp"

#include <array>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/audit_report.hpp"
#include "commands/shared/concern_words.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/remote_branches.hpp"
#include "commands/shared/workspace.hpp"
#include "concerns/receipt.hpp"
#include "gate/protected_side.hpp"
#include "gate/standing.hpp"

namespace qualm::commands {
namespace {

constexpr std::size_t kReceiptBytes = std::size_t{1} << 20U;

constexpr std::array<std::string_view, 2> kFormats = {"text", "json"};

constexpr std::array<Option, 5> kOptions = {{
    {.name = "--receipt",
     .value = "FILE",
     .help = "a file with what raise printed: is that concern still there, with that commit?",
     .repeatable = true},
    {.name = "--offline", .help = "do not ask the remote; go by what was last fetched"},
    {.name = "--remote", .value = "NAME", .help = "the remote that holds the protected side"},
    {.name = "--now", .value = "DAY", .help = "the day to judge on, as 2026-11-20"},
    {.name = "--output", .value = "FORMAT", .help = "text or json", .choices = kFormats},
}};

/// A file of receipts.
struct ReceiptFile {
  std::string name;  ///< as given
  std::vector<concerns::KeptReceipt> receipts;
};

Result<std::vector<ReceiptFile>> receipts_of(const Session& session, const Arguments& arguments) {
  std::vector<ReceiptFile> files;
  for (const std::string& name : arguments.values("--receipt")) {
    QUALM_ASSIGN(const std::string text, read_file(absolute_path(session, name), kReceiptBytes));
    auto receipts = concerns::read_receipts(text);
    if (!receipts) return fail(std::move(receipts).error().within("while reading " + name));
    files.push_back({.name = name, .receipts = *std::move(receipts)});
  }
  return files;
}

/// The remote's concerns as they are now; nothing where it is not to be asked, or does not answer.
std::optional<gate::BranchesThere> branches_there(const Session& session,
                                                  const Arguments& arguments,
                                                  const git::Repository& repository,
                                                  const gate::ProtectedSide& side,
                                                  gate::Audit& audit) {
  if (!side.remote || arguments.has("--offline")) return std::nullopt;
  auto there = ask_remote(session, repository, side.remote->name);
  if (there) return *std::move(there);
  audit.cannot_judge(there.error());
  return std::nullopt;
}

/// The branch that is looked at, in words.
std::string branch_text(const gate::ProtectedSide& side) {
  return side.remote ? fmt::format("{}/{}", side.remote->name, side.branch) : side.branch;
}

/// How old the view is.
std::string seen_text(const gate::ProtectedSide& side, bool asked, const gate::Standing* standing) {
  if (!side.remote) return {};
  std::string age = standing != nullptr ? age_of_view(*standing)
                                        : fmt::format("as {} was last fetched", side.remote->name);
  if (!asked) return age;
  return fmt::format("{} was asked which concerns it has{}{}", side.remote->name,
                     side.tip ? "; the rest " : ", ", age);
}

Result<int> run(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const std::string format, plain_format(arguments, kFormats));
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const auto files, receipts_of(session, arguments));
  QUALM_ASSIGN(const gate::ProtectedSide side,
               gate::protected_side(repository, arguments.value("--remote")));
  QUALM_ASSIGN(const auto refs, gate::concern_refs(repository, side));
  QUALM_ASSIGN(const gate::ConcernView view, gate::concern_view(repository, side));
  gate::Audit audit;
  const auto there = branches_there(session, arguments, repository, side, audit);
  const gate::AuditRequest request{.repository = repository,
                                   .side = side,
                                   .refs = refs,
                                   .there = there,
                                   .incomplete = view.incomplete};
  gate::audit_branches(request, audit);
  const auto standing =
      gate::standing(repository, {.remote = {}, .heads = {}, .today = day, .side = side});
  if (standing) {
    gate::audit_events(*standing, audit);
  } else {
    audit.cannot_judge(standing.error());
  }
  gate::audit_records(request, audit);
  for (const ReceiptFile& file : files)
    gate::audit_receipts(request, file.name, file.receipts, audit);
  // Asked, the remote said itself what is lacking here.
  if (view.incomplete && !there) audit.cannot_judge(*view.incomplete);
  const AuditReport report{
      .audit = audit,
      .side = branch_text(side),
      .seen = seen_text(side, there.has_value(), standing ? &*standing : nullptr),
      .asked = there.has_value(),
      .today = day};
  if (format == "json") {
    write_audit_json(session.out, report);
  } else {
    write_audit_text(session.out, report, session.width);
    write_not_judged(session.err, audit, session.width);
  }
  return exit_status(audit);
}

}  // namespace

Command audit_command() {
  return {.id = "audit",
          .summary = "Look back: was a concern removed or changed?",
          .details =
              "Judges the whole history of every concern: that its branch only ever grew, that "
              "events stand under the names of those who wrote them, and that no record of it was "
              "lost from the protected branch. The remote is asked which concerns it has now, so "
              "that one is missed which was there when it was fetched. A receipt shows the same "
              "to whoever kept nothing else.\n\n"
              "Exit status: 0 nothing was found, 1 something was, 2 nothing was found, and not all "
              "of it could be judged.",
          .options = kOptions,
          .positionals = {},
          .run = run};
}

}  // namespace qualm::commands
