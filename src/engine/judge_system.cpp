// Judging the documents of one system.

#include "engine/judge_system.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "engine/waivers.hpp"
#include "support/digest.hpp"
#include "support/layout.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::size_t kExcerptBytes = 200;

/// What identifies a finding beside its place. What is missing has no content.
std::string digest_of(const std::string& content) {
  static const std::string kNothing = short_digest({});
  return content.empty() ? kNothing : short_digest(collapse_space(content));
}

/// From bytes to what people and tools count: code points from 1, a width that ends in the line.
void place(const checks::Fault& fault, SourceLines& source, bool excerpt, Finding& finding) {
  finding.where = {.line = std::max(1, fault.where.line),
                   .column = std::max(1, fault.where.column)};
  if (source.empty()) return;
  const std::string_view line = source.at(finding.where.line);
  const std::size_t offset =
      std::min(line.size(), static_cast<std::size_t>(finding.where.column - 1));
  const std::size_t end =
      std::min(line.size(), offset + static_cast<std::size_t>(std::max(1, fault.width)));
  finding.where.column = static_cast<int>(code_points(line.substr(0, offset))) + 1;
  finding.width = std::max(1, static_cast<int>(code_points(line.substr(offset, end - offset))));
  if (excerpt)
    finding.excerpt =
        line.size() > kExcerptBytes ? shorten(line, kExcerptBytes) : std::string(line);
}

/// The digest that a Git LFS pointer names; nothing for any other text.
std::optional<std::string> pointed_to(std::string_view text) {
  constexpr std::size_t kLongestPointer = 1024;
  constexpr std::string_view kOid = "oid sha256:";
  constexpr std::size_t kDigits = 64;
  if (text.size() > kLongestPointer || !text.starts_with("version ")) return std::nullopt;
  for (const std::string_view line : split_lines(text)) {
    if (!line.starts_with(kOid)) continue;
    const std::string_view digits = line.substr(kOid.size());
    const bool hex = digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (hex && digits.size() == kDigits) return std::string(digits);
  }
  return std::nullopt;
}

bool is_file(const std::optional<TreeEntry>& entry) {
  return entry && (entry->kind == EntryKind::file || entry->kind == EntryKind::executable);
}

/// Puts a document into the system it belongs to: what else the system has, and who owns it.
void enter_system(const Landscape& land, std::size_t system, checks::Surroundings& around) {
  around.siblings.clear();
  around.system.clear();
  around.policy_owner.clear();
  if (system == kNoSystem) return;
  around.system = land.systems[system].path;
  around.policy_owner = land.systems[system].owner;
}

/// A record outside any system belongs to the one it names.
void enter_named_system(const Setting& setting, const documents::Document& record,
                        checks::Surroundings& around) {
  const Value* named = record.data.find("system");
  const std::size_t system = named == nullptr || !named->is_scalar()
                                 ? kNoSystem
                                 : setting.shelf.system_named(named->text());
  const Landscape& land = setting.shelf.whole();
  enter_system(land, system, around);
  around.siblings = {&record};
  if (system == kNoSystem) return;
  for (const std::size_t index : land.systems[system].documents)
    around.siblings.push_back(&setting.shelf.at_whole(index));
}

/// Items for a check across documents. Where there may be many of them, what they say shrinks to a
/// digest and a count of words.
void gather(const documents::Document& document, const std::vector<documents::Item>& items,
            checks::Reach reach, std::vector<documents::Item>& out) {
  for (const documents::Item& item : items) {
    if (reach != checks::Reach::digests) {
      out.push_back(item);
      out.back().path = document.path;
      continue;
    }
    if (!checks::is_stated(item)) continue;
    documents::Item kept;
    kept.key = item.key;
    kept.path = document.path;
    kept.where = item.where;
    kept.text = short_digest(normal_title(item.text));
    kept.fields.push_back(
        {.name = "words", .text = std::to_string(count_words(item.text)), .where = {}});
    out.push_back(std::move(kept));
  }
}

/// The person who answers for a system, for inline waivers that name nobody.
std::string owner_of(const std::vector<std::unique_ptr<documents::Document>>& documents) {
  Value select = Value::scalar("accountable_owner", false);
  for (const auto& document : documents) {
    if (document->kind->id != "model-card") continue;
    const auto selector = documents::Selector::compile(select, *document->kind, "");
    if (!selector) continue;
    const auto& items = selector->hits(*document);
    if (!items.empty()) return items.front().text;
  }
  return {};
}

bool reads(const rules::CompiledRule& rule, const documents::Document& document) {
  return rule.kind == document.kind || rule.kind->id == "any";
}

/// Rules about the source as it stands, which know what to make of a document that cannot be read.
bool judges_source(const rules::CompiledRule& rule) {
  return rule.check->id == "well_formed" || rule.check->id == "characters";
}

/// Judges one document by every rule that reads its kind.
void judge_document(const Setting& setting, const documents::Document& document,
                    const checks::Surroundings& around, Portion& portion) {
  const Request& request = setting.request;
  SourceLines source(document.source);
  for (std::size_t i = 0; i < setting.active.size(); ++i) {
    const rules::CompiledRule& rule = setting.active[i];
    if (!reads(rule, document)) continue;
    if (document.unreadable && !judges_source(rule)) {
      Error why = *document.unreadable;
      book(request, rule, checks::Judgement::not_judged(why), document.path, source, portion);
      continue;
    }
    if (!rules::is_about(rule, document)) {
      ++portion.not_applicable;
      continue;
    }
    std::vector<documents::Item> left;
    const auto& items = rules::left_by_conditions(rule, rule.selector.hits(document), left);
    if (rule.check->reach != checks::Reach::document) {
      gather(document, items, rule.check->reach, portion.gathered[i]);
      continue;
    }
    book(request, rule, rule.judge({document, items, around}), document.path, source, portion);
  }
}

}  // namespace

std::string_view SourceLines::at(int line) {
  if (lines_.empty()) lines_ = split_lines(source_);
  const auto index = static_cast<std::size_t>(line) - 1;
  return line < 1 || index >= lines_.size() ? std::string_view() : lines_[index];
}

bool is_asked_for(const Request& request, std::string_view path) {
  if (request.paths.empty()) return true;
  return std::any_of(request.paths.begin(), request.paths.end(), [&](const std::string& one) {
    return one.empty() || path == one || (path.starts_with(one) && path[one.size()] == '/');
  });
}

void book(const Request& request, const rules::CompiledRule& rule, checks::Judgement judgement,
          const std::string& path, SourceLines& source, Portion& portion) {
  using Outcome = checks::Judgement::Outcome;
  switch (judgement.outcome) {
    case Outcome::passed:
      ++portion.passed;
      return;
    case Outcome::not_applicable:
      ++portion.not_applicable;
      return;
    case Outcome::not_judged:
      portion.not_judged.push_back({.rule = rule.rule,
                                    .severity = rule.severity,
                                    .path = path,
                                    .where = judgement.where,
                                    .reason = std::move(judgement.reason),
                                    .hint = std::move(judgement.hint)});
      return;
    case Outcome::failed:
      break;
  }
  for (checks::Fault& fault : judgement.faults) {
    const bool elsewhere = !fault.path.empty() && fault.path != path;
    Finding finding{.rule = rule.rule,
                    .severity = rule.severity,
                    .path = fault.path.empty() ? path : fault.path};
    // A change is judged as a whole: what it takes away may stand anywhere.
    if (rule.kind->id != "change" && !is_asked_for(request, finding.path)) continue;
    fault.values.emplace_back("path", finding.path);
    finding.message = rules::render_message(*rule.rule, fault);
    finding.key = std::move(fault.key);
    finding.digest = digest_of(fault.content);
    SourceLines none({});
    place(fault, elsewhere ? none : source, request.excerpts, finding);
    portion.findings.push_back(std::move(finding));
  }
}

checks::Surroundings surroundings_of(const Setting& setting) {
  const Request& request = setting.request;
  checks::Surroundings around;
  around.policy = &request.policy;
  around.known = setting.known;
  around.today = request.today;
  around.parties = std::make_shared<std::map<std::string, language::Party, std::less<>>>();
  around.all_of = [&shelf = setting.shelf](std::string_view kind) { return shelf.all_of(kind); };
  around.near_of = [&shelf = setting.shelf](std::string_view kind) { return shelf.near_of(kind); };
  around.systems = [&shelf = setting.shelf]() -> const std::vector<std::string>& {
    return shelf.folders();
  };
  around.file_exists = [&tree = request.tree](std::string_view path) -> Result<bool> {
    QUALM_ASSIGN(const auto entry, tree.find(path));
    return is_file(entry);
  };
  around.read_file =
      [&tree = request.tree](std::string_view path) -> Result<std::optional<std::string>> {
    QUALM_ASSIGN(const auto entry, tree.find(path));
    if (!is_file(entry)) return std::nullopt;
    QUALM_ASSIGN(std::string text, tree.read(*entry, limits::kDocumentBytes));
    return text;
  };
  around.digest_of =
      [&tree = request.tree](std::string_view path) -> Result<std::optional<checks::FileDigest>> {
    QUALM_ASSIGN(const auto entry, tree.find(path));
    if (!is_file(entry)) return std::nullopt;
    QUALM_ASSIGN(const std::string bytes, tree.read(*entry, limits::kArtefactBytes));
    if (auto digits = pointed_to(bytes))
      return checks::FileDigest{.sha256 = *std::move(digits), .is_pointer = true};
    return checks::FileDigest{.sha256 = sha256(bytes)};
  };
  around.stood_at = [&request](std::string_view commit,
                               std::string_view path) -> Result<std::optional<bool>> {
    if (!request.stood_at) {
      return fail(ErrorCode::incomplete, "there is no history here to look the commit up in",
                  "judge a repository: `qualm check` without --stdin-filename");
    }
    return request.stood_at(commit, path);
  };
  return around;
}

Portion judge_documents(const Setting& setting, std::span<const std::size_t> indices) {
  const Request& request = setting.request;
  Portion portion;
  portion.gathered.resize(setting.active.size());
  std::vector<std::unique_ptr<documents::Document>> documents;
  std::size_t system = kNoSystem;
  for (const std::size_t index : indices) {
    const Found& found = setting.land.documents[index];
    system = found.system;
    documents.push_back(documents::read_document(request.tree, found.entry, *found.kind));
  }
  checks::Surroundings around = surroundings_of(setting);
  enter_system(setting.land, system, around);
  for (const auto& document : documents) around.siblings.push_back(document.get());
  std::string owner;
  bool owner_read = false;
  for (const auto& document : documents) {
    if (!is_asked_for(request, document->path)) continue;
    ++portion.documents;
    if (system == kNoSystem) enter_named_system(setting, *document, around);
    judge_document(setting, *document, around, portion);
    if (!document->unreadable && document->source.find("qualm: allow ") != std::string::npos) {
      if (!owner_read) owner = owner_of(documents);
      owner_read = true;
      auto waivers = inline_waivers(*document, owner);
      std::move(waivers.begin(), waivers.end(), std::back_inserter(portion.waivers));
    }
  }
  return portion;
}

}  // namespace qualm::engine
