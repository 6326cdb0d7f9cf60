// Refusing to record what would not count.

#include "commands/shared/concern_refusal.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <vector>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "concerns/needs.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

/// What each part that an event may lack is called, and how it is said on the command line.
struct PartOption {
  std::string_view part;
  std::string_view words;
  std::string_view option;
};
constexpr std::array<PartOption, 7> kPartOptions = {{
    {"evidence", "evidence", "--evidence PATH"},
    {"subject", "the commit looked at", "--subject REV"},
    {"expires", "the last day it holds", "--expires DAY"},
    {"against", "a neutral party's review to go against", "--against REVIEW"},
    {"independent_reviewer", "an independent reviewer",
     "--independent-reviewer \"Name <address>\""},
    {"the section Who bears it", "who bears it", "--bearer TEXT"},
    {"the section Mitigation", "a mitigation", "--mitigation TEXT"},
}};

const PartOption* option_for(std::string_view part) {
  const auto* const found = std::find_if(kPartOptions.begin(), kPartOptions.end(),
                                         [&](const PartOption& one) { return one.part == part; });
  return found == kPartOptions.end() ? nullptr : found;
}

/// The options that say what is lacking.
std::string options_for(const std::vector<std::string>& lacking) {
  std::vector<std::string> options;
  for (const std::string& part : lacking) {
    const PartOption* option = option_for(part);
    options.emplace_back(option == nullptr ? "--message TEXT" : option->option);
  }
  return join_words(options);
}

/// Why it would not count, with what is lacking in words instead of the keys of the format.
std::string why_not(const Refusal& refusal) {
  if (!refusal.why.starts_with("it lacks ")) return refusal.why;
  std::vector<std::string> words;
  for (const std::string& part : concerns::lacking_parts(refusal.event)) {
    const PartOption* option = option_for(part);
    words.emplace_back(option == nullptr ? part : option->words);
  }
  return "it lacks " + join_words(words);
}

bool may_take(const NextStep& step, const std::string& name) {
  return std::any_of(step.who.begin(), step.who.end(),
                     [&](const std::string& who) { return who == name || who == "anyone"; });
}

/// The step that the command `verb` is, as things stand: one that `name` may take, if there is any.
/// Null when it is none.
const NextStep* step_of(const Concern& concern, std::string_view verb, const std::string& name) {
  const std::string command = fmt::format("qualm concern {} ", verb);
  const NextStep* found = nullptr;
  for (const NextStep& step : concern.next) {
    if (step.what.find(command) == std::string::npos) continue;
    if (found == nullptr || may_take(step, name)) found = &step;
  }
  return found;
}

std::string who_may(const Refusal& refusal, const NextStep& step, std::string_view verb) {
  if (!step.who.empty()) return fmt::format("{} may {} it", join_words(step.who), verb);
  if (refusal.unknown != nullptr) return refusal.unknown->hint;
  return fmt::format("nobody the policy knows may {} it: its people: name those who may", verb);
}

/// What somebody who has the right to it can do about it.
std::string remedy(const Refusal& refusal) {
  const std::vector<std::string> lacking = concerns::lacking_parts(refusal.event);
  const NextStep* const review = step_of(refusal.concern, "review", {});
  const bool lacks_review = std::find(lacking.begin(), lacking.end(), "against") != lacking.end() ||
                            refusal.why.starts_with("no neutral party reviewed");
  if (lacks_review && review != nullptr) return who_may(refusal, *review, "review");
  if (!lacking.empty()) return "say it with " + options_for(lacking);
  const EventType type = refusal.event.type;
  if (type == EventType::accepted && refusal.event.expires)
    return fmt::format("the longest is --expires {}d",
                       refusal.ground.policy().accept_at_most.days());
  if (type == EventType::overridden)
    return "name somebody who has had no part in it: --independent-reviewer \"Name <address>\"";
  return {};
}

std::string way_out(const Refusal& refusal) {
  if (!refusal.help.empty()) return refusal.help;
  const std::string me = refusal.ground.who().name(refusal.author);
  if (const NextStep* step = step_of(refusal.concern, refusal.verb, me)) {
    if (!may_take(*step, me)) return who_may(refusal, *step, refusal.verb);
    if (std::string help = remedy(refusal); !help.empty()) return help;
  }
  return fmt::format("qualm concern show {} says who can act next", refusal.concern.id);
}

}  // namespace

int refuse(Session& session, const Refusal& refusal) {
  session.err << wrapped("qualm: ", "nothing was recorded: " + why_not(refusal), session.width)
              << "  hint: " << terminal_text(way_out(refusal)) << '\n';
  return kFindings;
}

}  // namespace qualm::commands
