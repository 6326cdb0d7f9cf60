// Asking the environment and Git's settings who the user is.

#include "commands/shared/author.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "git/refs.hpp"
#include "support/date.hpp"
#include "support/instant.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::int64_t kSecondsPerMinute = 60;

/// One of the two parts that a commit has.
struct Part {
  const char* name_variable;
  const char* email_variable;
  const char* date_variable;
  const char* section;  ///< of the settings that come before `user`
};
constexpr Part kAuthor{"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "author"};
constexpr Part kCommitter{"GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE",
                          "committer"};

Result<std::string> stated(const Session& session, const git::Repository& repository,
                           const char* variable, const char* section, std::string_view key) {
  std::string value(trim(session.variable(variable)));
  if (!value.empty()) return value;
  for (const std::string_view where : {std::string_view(section), std::string_view("user")}) {
    QUALM_ASSIGN(const auto set, git::setting(repository, fmt::format("{}.{}", where, key)));
    if (set && !trim(*set).empty()) return std::string(trim(*set));
  }
  return fail(ErrorCode::usage, fmt::format("Git does not know your {}", key),
              fmt::format("git config --global user.{} \"{}\"", key,
                          key == "name" ? "Your Name" : "you@example.com"));
}

/// Seconds since 1970 of what `GIT_AUTHOR_DATE` may hold; nothing for any other form.
std::optional<std::int64_t> parse_time(std::string_view text) {
  if (text.starts_with('@')) text.remove_prefix(1);
  std::int64_t seconds = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, seconds);
  if (error == std::errc() && seconds >= 0 && (rest == end || *rest == ' ')) return seconds;
  const auto instant = parse_instant(text);
  if (!instant) return std::nullopt;
  return days_between(Date{}, instant->date) * kSecondsPerDay + instant->second.value_or(0) -
         instant->utc_offset.value_or(0) * kSecondsPerMinute;
}

Result<git::Signature> signature(const Session& session, const git::Repository& repository,
                                 const Part& part) {
  git::Signature made{.time = session.now};
  QUALM_ASSIGN(made.identity.name,
               stated(session, repository, part.name_variable, part.section, "name"));
  QUALM_ASSIGN(made.identity.email,
               stated(session, repository, part.email_variable, part.section, "email"));
  const std::string date = session.variable(part.date_variable);
  if (date.empty()) return made;
  const auto time = parse_time(date);
  if (!time) {
    return fail(
        ErrorCode::usage,
        fmt::format("{} is \"{}\", which is no time", part.date_variable, shorten(date, 40)),
        "write seconds since 1970, or a day and time such as 2026-11-20T09:15:00Z");
  }
  made.time = *time;
  return made;
}

}  // namespace

Result<Authorship> authorship(const Session& session, const git::Repository& repository) {
  Authorship both;
  QUALM_ASSIGN(both.author, signature(session, repository, kAuthor));
  QUALM_ASSIGN(both.committer, signature(session, repository, kCommitter));
  return both;
}

}  // namespace qualm::commands
