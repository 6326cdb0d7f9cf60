// Words about concerns.

#include "commands/shared/concern_words.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>

#include <fmt/format.h>

#include "concerns/systems.hpp"
#include "support/code_point.hpp"
#include "support/date.hpp"
#include "support/encode.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr int kSecondsPerHour = 3600;
constexpr int kSecondsPerMinute = 60;

/// Seconds since midnight.
int second_of_day(std::int64_t seconds) {
  return static_cast<int>(((seconds % kSecondsPerDay) + kSecondsPerDay) % kSecondsPerDay);
}

/// The words of `text`; what stands between backticks is one.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool in_command = false;
  for (const std::string_view word : split(text, ' ')) {
    if (in_command) {
      words.back() += ' ';
      words.back() += word;
    } else {
      words.emplace_back(word);
    }
    if (std::count(word.begin(), word.end(), '`') % 2 == 1) in_command = !in_command;
  }
  return words;
}

void write_item(std::ostream& out, std::string_view text, int width) {
  constexpr std::string_view kMark = "  - ";
  constexpr std::string_view kIndent = "    ";
  std::string line(kMark);
  bool bare = true;
  for (const std::string& word : words_of(text)) {
    const std::string shown = terminal_text(word);
    if (!bare && display_width(line) + 1 + display_width(shown) > width) {
      out << line << '\n';
      line = kIndent;
      bare = true;
    }
    if (!bare) line += ' ';
    line += shown;
    bare = false;
  }
  out << line << '\n';
}

}  // namespace

std::string state_text(const Concern& concern) {
  std::string text(to_string(concern.state));
  if (concern.until) text += " until " + to_string(*concern.until);
  return text;
}

std::string held_up_by(const Concern& concern, const concerns::Ground& ground) {
  constexpr std::string_view kEvery = "every push to a protected ref";
  if (concern.state != ConcernState::open) return {};
  if (!concern.blocking) return "nothing: it was raised as one that does not block";
  const concerns::ConcernPolicy& policy = ground.policy();
  if (concern.severity < policy.blocks_at) {
    return fmt::format("nothing: its severity is {}, and this policy blocks at {}",
                       to_string(concern.severity), to_string(policy.blocks_at));
  }
  const auto match = concerns::match_systems(concern.systems, ground.system_paths());
  if (match.every) return fmt::format("{}: it is about every system", kEvery);
  if (!concern.system_stated)
    return fmt::format("{}: it does not say which system it is about, so it may be any", kEvery);
  if (!match.unknown.empty()) {
    return fmt::format("{}: {} is no system here, so it may be any", kEvery,
                       shorten(match.unknown.front(), 80));
  }
  if (policy.scope == concerns::ConcernScope::repository)
    return fmt::format("{}: this policy lets any open concern block", kEvery);
  return fmt::format("{} that changes {}", kEvery, shorten(join_words(concern.systems), 120));
}

std::string age_of_view(const gate::Standing& standing) {
  if (!standing.side.remote) return {};
  if (!standing.side.tip)
    return fmt::format("and {}/{} was never fetched", standing.side.remote->name,
                       standing.side.branch);
  std::string text = fmt::format("as {} was last fetched", standing.side.remote->name);
  if (!standing.fetched_at) return text;
  const int second = second_of_day(*standing.fetched_at);
  return fmt::format("{}, {} {:02}:{:02} UTC", text, to_string(date_of(*standing.fetched_at)),
                     second / kSecondsPerHour, second / kSecondsPerMinute % kSecondsPerMinute);
}

std::string moment(std::int64_t seconds) {
  const int second = second_of_day(seconds);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(date_of(seconds)), second / kSecondsPerHour,
                     second / kSecondsPerMinute % kSecondsPerMinute, second % kSecondsPerMinute);
}

void write_steps(std::ostream& out, const std::vector<NextStep>& steps, bool neutral_unknown,
                 int width) {
  for (const NextStep& step : steps) {
    std::string who = shorten(join_words(step.who), 400);
    const bool is_neutral = step.what.find("qualm concern review ") != std::string::npos;
    if (who.empty())
      who = neutral_unknown && is_neutral ? "whoever is neutral, which cannot be told here"
                                          : "nobody the policy knows";
    write_item(out, fmt::format("{}: {}", who, step.what), width);
  }
}

}  // namespace qualm::commands
