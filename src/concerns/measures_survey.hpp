// What surveys say about how concerns are dealt with.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "concerns/measures_figure.hpp"
#include "concerns/measures_period.hpp"
#include "support/decimal.hpp"

namespace qualm::concerns {

/// What a question of a survey is about.
enum class SurveyTopic : std::uint8_t {
  concerns,    ///< how safety concerns are dealt with
  agreements,  ///< whether invoking the working agreements has a price
  other
};

[[nodiscard]] std::string_view to_string(SurveyTopic topic);
[[nodiscard]] std::optional<SurveyTopic> parse_survey_topic(std::string_view word);

/// A question as its file states it; what is not stated, or cannot be read, is empty.
struct SurveyQuestion {
  SurveyTopic topic = SurveyTopic::other;
  std::string question;
  std::optional<std::int64_t> least;  ///< the worst answer of its scale
  std::optional<std::int64_t> most;   ///< the best
  std::optional<std::size_t> responses;
  std::optional<Decimal> score;     ///< the mean of the answers
  std::vector<std::size_t> counts;  ///< in its place: how many gave each answer, the worst first
};

/// A file of `safety/surveys/`.
struct Survey {
  std::string file;
  std::optional<Period> when;  ///< the days it speaks of: one, or a quarter
  std::string when_text;       ///< as written
  std::optional<std::size_t> asked;
  std::vector<SurveyQuestion> questions;
};

/// What one question came to.
struct SurveyScore {
  std::string score;  ///< the mean: as stated or, worked out, with two decimals at most
  std::size_t responses = 0;
  std::optional<std::size_t> asked;
};

struct SurveyFigure {
  std::string file;
  std::string when;
  Period days;
  SurveyTopic topic = SurveyTopic::other;
  std::string question;
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  Figure<SurveyScore> score;
};

/// Every question of `surveys` whose days lie at least partly in `period`, the latest first, then
/// by file.
///
/// A score is told where at least `kSmallestGroup` people answered. Of several questions that may
/// have been put to groups of which one is a part of the other (the same question twice in one
/// file; the same topic in two files about the same days), only that with the most answers is
/// told: from the two together, one could work out what the few said who are in one alone. Nothing
/// is ever added up over questions, and how many were asked is told with a score alone.
[[nodiscard]] std::vector<SurveyFigure> survey_figures(const std::vector<Survey>& surveys,
                                                       const Period& period);

}  // namespace qualm::concerns
