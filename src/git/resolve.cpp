// Which commit a name means.
//
// Names come from people, policies and pushes, and libgit2's own reader understands far more than a
// name (searches through messages, dates, the reflog), with bugs that a name can reach. So the few
// forms worth having are read here, and everything else is refused.

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "git/commit_of_id.hpp"
#include "git/libgit2.hpp"
#include "model/entry_name.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

constexpr std::size_t kNameBytes = 1024;
constexpr std::size_t kSuffixes = 32;
constexpr int kGenerations = 10'000;
constexpr int kTagsDeep = 5;
constexpr std::size_t kShortestId = 4;

/// `~N` is N times the first parent, `^N` once the N-th; `^0` and `^{}` change nothing.
struct Step {
  int times = 0;
  std::size_t parent = 1;
};

struct Name {
  std::string_view base;
  std::vector<Step> steps;
};

std::string shown(std::string_view text) { return "'" + shorten(visible_name(text), 80) + "'"; }

tl::unexpected<Error> not_a_name(std::string_view text) {
  return fail(ErrorCode::usage, shown(text) + " is not the name of one commit",
              "give a branch, a tag, an id or HEAD, with ~N or ^N behind it if need be");
}

/// A number at the front of `text`, taken off it; 1 when there is none; nothing when it is too big.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end == text.data()) return 1;
  if (error != std::errc() || number > kGenerations || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<Step> take_step(std::string_view& text) {
  for (const std::string_view peel : {"^{}", "^{commit}"}) {
    if (!text.starts_with(peel)) continue;
    text.remove_prefix(peel.size());
    return Step{};
  }
  const char form = text.front();
  text.remove_prefix(1);
  if (text.starts_with('-')) return std::nullopt;
  const auto number = take_number(text);
  if (!number || (!text.empty() && text.front() != '^' && text.front() != '~')) return std::nullopt;
  if (form == '~') return Step{.times = *number};
  if (*number == 0) return Step{};
  return Step{.times = 1, .parent = static_cast<std::size_t>(*number)};
}

Result<Name> parse_name(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of("~^"), text.size());
  Name name{.base = text.substr(0, end), .steps = {}};
  const bool forbidden = name.base.empty() || text.size() > kNameBytes ||
                         name.base.starts_with('-') ||
                         name.base.find_first_of(" :?*[\\") != std::string_view::npos ||
                         name.base.find("..") != std::string_view::npos ||
                         name.base.find("@{") != std::string_view::npos ||
                         std::ranges::any_of(name.base, [](char letter) {
                           return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
                         });
  if (forbidden) return not_a_name(text);
  for (std::string_view rest = text.substr(end); !rest.empty();) {
    const auto step = take_step(rest);
    if (!step || name.steps.size() == kSuffixes) return not_a_name(text);
    name.steps.push_back(*step);
  }
  return name;
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The object a full ref name leads to; nothing when there is no such ref.
Result<std::optional<git_oid>> read_ref(const Repository::Impl& repository,
                                        const std::string& name) {
  git_oid id;
  const int code = git_reference_name_to_id(&id, repository.handle.get(), name.c_str());
  if (code == 0) return id;
  if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC) return std::nullopt;
  return fail(ErrorCode::invalid, "ref " + shown(name) + " cannot be read: " + last_error_text(),
              "run `git fsck`");
}

/// A ref that was found by a short name.
struct ShortRef {
  git_oid id;
  std::string name;  ///< in full
};

/// The ref that a short name means. Git would pick one of several and warn; a gate may not.
Result<std::optional<ShortRef>> read_short_ref(const Repository::Impl& repository,
                                               std::string_view base) {
  const std::string name(base);
  std::optional<ShortRef> found;
  for (const std::string& candidate : {"refs/" + name, "refs/tags/" + name, "refs/heads/" + name,
                                       "refs/remotes/" + name, "refs/remotes/" + name + "/HEAD"}) {
    QUALM_ASSIGN(const std::optional<git_oid> id, read_ref(repository, candidate));
    if (!id) continue;
    if (found && git_oid_equal(&found->id, &*id) == 0) {
      return fail(ErrorCode::usage,
                  shown(base) + " means two things: " + found->name + " and " + candidate,
                  "give the full name, as in " + candidate);
    }
    if (!found) found = ShortRef{.id = *id, .name = candidate};
  }
  return found;
}

Result<std::optional<git_oid>> read_short_id(const Repository::Impl& repository,
                                             std::string_view base) {
  if (base.size() < kShortestId || base.size() > GIT_OID_HEXSZ || !is_hex(base)) {
    return std::nullopt;
  }
  git_oid prefix;
  git_oid id;
  if (git_oid_fromstrn(&prefix, base.data(), base.size()) < 0) return std::nullopt;
  const BorrowedOdb odb(*repository.objects);
  if (odb.get() == nullptr) return std::nullopt;
  const int code = git_odb_exists_prefix(&id, odb.get(), &prefix, base.size());
  if (code == 0) return id;
  if (code == GIT_ENOTFOUND) return std::nullopt;
  if (code == GIT_EAMBIGUOUS) {
    return fail(ErrorCode::usage, "several objects have an id that begins with " + shown(base),
                "give more of its digits");
  }
  return fail(ErrorCode::invalid, "objects cannot be read: " + last_error_text(), "run `git fsck`");
}

tl::unexpected<Error> nothing_called(const Repository::Impl& repository, std::string_view base) {
  const bool is_id = base.size() == GIT_OID_HEXSZ && is_hex(base);
  if (is_id && repository.shallow) {
    return fail(ErrorCode::incomplete,
                "commit " + std::string(base.substr(0, 7)) + " is not in this shallow clone",
                "run `git fetch --unshallow`");
  }
  if (is_id && is_partial_clone(repository)) {
    return fail(ErrorCode::incomplete,
                "commit " + std::string(base.substr(0, 7)) + " is not in this partial clone",
                "run `git cat-file -t " + std::string(base) + "`");
  }
  return fail(ErrorCode::not_found, "nothing here is called " + shown(base),
              "`git branch --all` and `git tag` list the names; `git fetch` brings new ones");
}

/// What a short name means: a ref, or the beginning of an id. Anybody may call a ref like the short
/// id of a commit, so one that looks like such an id must be the only thing it can mean.
Result<std::optional<git_oid>> find_short(const Repository::Impl& repository,
                                          std::string_view base) {
  QUALM_ASSIGN(const std::optional<ShortRef> ref, read_short_ref(repository, base));
  if (!ref) return read_short_id(repository, base);
  if (base.size() < kFewestDigits) return ref->id;
  QUALM_ASSIGN(const std::optional<git_oid> object, read_short_id(repository, base));
  if (!object || git_oid_equal(&*object, &ref->id) != 0) return ref->id;
  return fail(ErrorCode::usage,
              shown(base) + " means two things: " + ref->name + " and commit " + to_hex(*object),
              "give the full name, as in " + ref->name);
}

Result<git_oid> find_base(const Repository::Impl& repository, std::string_view base) {
  std::optional<git_oid> found;
  const auto whole = from_hex(base);
  if (base == "HEAD" || base == "@") {
    QUALM_ASSIGN(found, read_ref(repository, "HEAD"));
    if (!found) {
      return fail(ErrorCode::not_found, "HEAD stands on a branch that has no commit yet",
                  "make a first commit");
    }
  } else if (whole) {
    const BorrowedOdb odb(*repository.objects);
    if (odb.get() != nullptr && git_odb_exists(odb.get(), &*whole) == 1) found = whole;
  } else if (base.starts_with("refs/")) {
    QUALM_ASSIGN(found, read_ref(repository, std::string(base)));
  } else {
    QUALM_ASSIGN(found, find_short(repository, base));
  }
  if (!found) return nothing_called(repository, base);
  return *found;
}

/// The object that the bytes of an annotated tag name.
std::optional<git_oid> tagged(std::string_view tag) {
  constexpr std::string_view kKey = "object ";
  if (!tag.starts_with(kKey) || tag.size() <= kKey.size() + GIT_OID_HEXSZ) return std::nullopt;
  if (tag[kKey.size() + GIT_OID_HEXSZ] != '\n') return std::nullopt;
  return from_hex(tag.substr(kKey.size(), GIT_OID_HEXSZ));
}

/// Follows tags down to a commit.
Result<git_oid> peel(const Repository::Impl& repository, git_oid id, std::string_view base) {
  for (int depth = 0; depth <= kTagsDeep; ++depth) {
    const std::string what = "what " + shown(base) + " names";
    QUALM_ASSIGN(const ObjectHeader header, read_header(repository, id, what));
    if (header.type == GIT_OBJECT_COMMIT) return id;
    if (header.type != GIT_OBJECT_TAG) {
      return fail(ErrorCode::invalid, shown(base) + " names a " +
                                          git_object_type2string(header.type) + ", not a commit");
    }
    QUALM_ASSIGN(const OdbObjectHandle tag,
                 read_object(repository, id, GIT_OBJECT_TAG, kCommitBytes, what));
    const auto next = tagged(bytes_of(tag));
    if (!next) return fail(ErrorCode::invalid, "the tag " + shown(base) + " is malformed");
    id = *next;
  }
  return fail(ErrorCode::limit,
              shown(base) + " is a tag of a tag, more than " + std::to_string(kTagsDeep) + " deep");
}

/// Goes from commit `id` where one suffix leads.
Result<git_oid> follow(const Repository::Impl& repository, git_oid id, Step step) {
  for (int i = 0; i < step.times; ++i) {
    QUALM_ASSIGN(const CommitObject commit, read_commit(repository, id));
    const auto next = commit.parents.size() < step.parent
                          ? std::nullopt
                          : from_hex(commit.parents[step.parent - 1]);
    if (!next) {
      return fail(ErrorCode::not_found, "commit " + to_hex(id).substr(0, 7) + " has no parent " +
                                            std::to_string(step.parent));
    }
    id = *next;
  }
  return id;
}

Result<Revision> revision_of(const Repository::Impl& repository, const git_oid& id,
                             std::string_view label) {
  QUALM_ASSIGN(CommitObject commit, read_commit(repository, id));
  return Revision{
      .commit = to_hex(id), .tree = std::move(commit.tree), .label = std::string(label)};
}

}  // namespace

Result<Revision> Repository::resolve(std::string_view text) const {
  QUALM_ASSIGN(const Name name, parse_name(text));
  const std::lock_guard lock(impl_->mutex);
  QUALM_ASSIGN(git_oid id, find_base(*impl_, name.base));
  QUALM_ASSIGN(id, peel(*impl_, id, name.base));
  int generations = 0;
  for (const Step& step : name.steps) {
    generations += step.times;
    if (generations > kGenerations) return not_a_name(text);
    QUALM_ASSIGN(id, follow(*impl_, id, step));
  }
  return revision_of(*impl_, id, text);
}

Result<Revision> commit_of_id(const Repository& repository, std::string_view digits) {
  if (digits.size() < kFewestDigits || digits.size() > GIT_OID_HEXSZ || !is_hex(digits)) {
    return fail(ErrorCode::usage, shown(digits) + " is no id of a commit",
                fmt::format("give at least {} of its digits", kFewestDigits));
  }
  const std::lock_guard lock(repository.impl()->mutex);
  QUALM_ASSIGN(const std::optional<git_oid> found, read_short_id(*repository.impl(), digits));
  if (!found) return nothing_called(*repository.impl(), digits);
  QUALM_ASSIGN(const git_oid id, peel(*repository.impl(), *found, digits));
  return revision_of(*repository.impl(), id, digits);
}

}  // namespace qualm::git
