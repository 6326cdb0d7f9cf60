// Finding a concern by what the user calls it.

#include "commands/shared/concern_lookup.hpp"

#include <vector>

#include <fmt/format.h>

#include "commands/shared/workspace.hpp"
#include "support/text.hpp"

namespace qualm::commands {

Result<gate::Standing> load_standing(const Session& session, const Arguments& arguments,
                                     const git::Repository& repository) {
  QUALM_ASSIGN(const Date day, today(session, arguments));
  return gate::standing(repository, {.remote = arguments.value("--remote"), .today = day});
}

Result<const gate::StandingConcern*> find_concern(const gate::Standing& standing,
                                                  std::string_view prefix) {
  constexpr std::string_view kBranch = "concern/";
  if (prefix.starts_with(kBranch)) prefix.remove_prefix(kBranch.size());
  if (prefix.empty())
    return fail(ErrorCode::usage, "a concern is named by the first digits of its id",
                "qualm concern list shows them");
  std::vector<std::string> ids;
  const gate::StandingConcern* found = nullptr;
  for (const gate::StandingConcern& one : standing.concerns) {
    if (!one.concern.id.starts_with(prefix)) continue;
    found = &one;
    ids.push_back(one.concern.id);
  }
  if (ids.size() == 1) return found;
  if (ids.size() > 1)
    return fail(ErrorCode::usage,
                fmt::format("several concerns begin with {}", shorten(prefix, 40)),
                "give more digits: " + join_words(ids));
  std::string message = fmt::format("there is no concern {} here", shorten(prefix, 40));
  if (!standing.incomplete)
    return fail(ErrorCode::not_found, std::move(message),
                "qualm concern list shows those there are; git fetch brings what others raised");
  return fail(ErrorCode::incomplete, message + "; " + standing.incomplete->message,
              standing.incomplete->hint);
}

}  // namespace qualm::commands
