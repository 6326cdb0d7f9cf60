// A survey: how the people who build the systems rate the way safety concerns are dealt with.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<std::string_view, 3> kTopics = {"concerns", "agreements", "other"};
constexpr Shape kTopic{.type = ShapeType::choice, .choices = kTopics};
constexpr Shape kPeople{.type = ShapeType::integer, .least = 0, .most = 1'000'000};
constexpr Shape kAnswer{.type = ShapeType::integer, .least = -1'000, .most = 1'000};
constexpr Shape kCounts{.type = ShapeType::list, .item = &kPeople};
constexpr Shape kScore{.type = ShapeType::text, .or_else = &kCounts};

constexpr std::array<Key, 2> kScaleKeys = {{
    {.name = "min", .shape = &kAnswer, .required = true, .help = "the worst answer"},
    {.name = "max", .shape = &kAnswer, .required = true, .help = "the best answer"},
}};
constexpr Shape kScale{.type = ShapeType::map, .keys = kScaleKeys};
constexpr std::array<Key, 6> kQuestionKeys = {{
    {.name = "about",
     .shape = &kTopic,
     .required = true,
     .help = "concerns (how they are dealt with), agreements (whether it has a price to invoke "
             "them) or other"},
    {.name = "question",
     .shape = &kText,
     .required = true,
     .help = "what was asked, word for word"},
    {.name = "scale", .shape = &kScale, .required = true, .help = "from the worst to the best"},
    {.name = "responses",
     .shape = &kPeople,
     .required = true,
     .help = "how many people answered it"},
    {.name = "score",
     .shape = &kScore,
     .help = "the mean of the answers or, as a list, how many gave each, the worst first; left out "
             "where fewer than five people answered"},
    {.name = "notes", .shape = &kText, .help = "anything else"},
}};
constexpr Shape kQuestion{.type = ShapeType::map, .keys = kQuestionKeys};
constexpr Shape kQuestions{.type = ShapeType::list, .item = &kQuestion};

constexpr std::array<Key, 4> kKeys = {{
    {.name = "date",
     .shape = &kText,
     .required = true,
     .help = "the quarter it was taken in, 2026-Q4, or the day"},
    {.name = "asked", .shape = &kPeople, .help = "how many people were asked"},
    {.name = "questions", .shape = &kQuestions, .required = true, .help = "what came of it"},
    {.name = "notes", .shape = &kText, .help = "anything else"},
}};
constexpr Shape kShape{.type = ShapeType::map, .keys = kKeys};

constexpr std::array<FactSpec, 2> kFacts = {{
    {.name = "survey", .help = "the file as a whole, with its keys as fields", .path = "."},
    {.name = "questions",
     .help = "each question, with its keys as fields: scale.min",
     .form = FactForm::entries,
     .path = "questions[*]"},
}};

constexpr std::array<std::string_view, 4> kPaths = {
    "**/safety/surveys/*.yaml", "**/safety/surveys/*.yml", "**/safety-surveys/*.yaml",
    "**/safety-surveys/*.yml"};

}  // namespace

Kind survey_kind() {
  return {.id = "survey",
          .summary = "how engineers rate the way safety concerns are dealt with",
          .format = Format::yaml,
          .paths = kPaths,
          .facts = kFacts,
          .shape = &kShape};
}

}  // namespace qualm::documents
