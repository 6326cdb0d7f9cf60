// What surveys say about how concerns are dealt with.

#include "concerns/measures_survey.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "support/text.hpp"

namespace qualm::concerns {
namespace {

// What sums are bounded by: people who gave one answer, and how far a scale may reach.
constexpr std::size_t kMostPeople = 1'000'000;
constexpr std::int64_t kFurthest = 1'000;

constexpr std::array<std::pair<std::string_view, SurveyTopic>, 3> kTopics = {{
    {"concerns", SurveyTopic::concerns},
    {"agreements", SurveyTopic::agreements},
    {"other", SurveyTopic::other},
}};

/// A question, and the survey it stands in.
struct Asked {
  const Survey* survey = nullptr;
  const SurveyQuestion* question = nullptr;
};

/// The mean of `total` over `count` people, rounded to two decimals, halves away from zero.
std::string mean_text(std::int64_t total, std::int64_t count) {
  constexpr std::int64_t kHundred = 100;
  const std::int64_t magnitude = total < 0 ? -total : total;
  const std::int64_t hundredths = (magnitude * kHundred * 2 + count) / (count * 2);
  const auto rounded = Decimal::of(total < 0 ? -hundredths : hundredths);
  const auto mean = rounded ? rounded->shifted(-2) : std::nullopt;
  return mean ? to_string(*mean) : std::string();
}

/// What `question` scored, or why that cannot be told.
Figure<std::string> score_of(const SurveyQuestion& question) {
  using Score = Figure<std::string>;
  if (!question.least || !question.most) return Score::none("it does not say on which scale");
  if (*question.least < -kFurthest || kFurthest < *question.most ||
      *question.most <= *question.least) {
    return Score::none("its scale is none");
  }
  if (question.counts.empty()) {
    if (!question.score) return Score::none("it states no score");
    const auto least = Decimal::of(*question.least);
    const auto most = Decimal::of(*question.most);
    if (!least || !most || *question.score < *least || *most < *question.score) {
      return Score::none("its score is not on its scale");
    }
    return Score::of(to_string(*question.score));
  }
  std::size_t people = 0;
  std::int64_t total = 0;
  std::int64_t answer = *question.least;
  for (const std::size_t count : question.counts) {
    if (count > kMostPeople) return Score::none("its answers are too many to be people");
    people += count;
    total += answer * static_cast<std::int64_t>(count);
    ++answer;
  }
  if (answer != *question.most + 1) return Score::none("its answers are not those of its scale");
  if (people != *question.responses) {
    return Score::none("its answers do not add up to how many answered");
  }
  return Score::of(mean_text(total, static_cast<std::int64_t>(people)));
}

bool overlap(const Period& left, const Period& right) {
  return count_days(common(left, right)) > 0;
}

/// Whether the people behind one may be a part of the people behind the other.
bool may_overlap(const Asked& left, const Asked& right) {
  const SurveyTopic topic = left.question->topic;
  if (left.survey != right.survey) {
    if (right.question->topic != topic || !overlap(*left.survey->when, *right.survey->when)) {
      return false;
    }
    if (topic != SurveyTopic::other) return true;
  }
  return normal_title(left.question->question) == normal_title(right.question->question);
}

/// Whether `other` is told rather than `one`, where not both can be.
bool goes_before(const Asked& other, const Asked& one) {
  const std::size_t others = other.question->responses.value_or(0);
  const std::size_t ones = one.question->responses.value_or(0);
  if (others != ones) return others > ones;
  if (other.survey != one.survey) return other.survey->file < one.survey->file;
  return other.question < one.question;  // of one list
}

Figure<SurveyScore> figure_of(const Asked& one, const std::vector<Asked>& all) {
  using Score = Figure<SurveyScore>;
  const std::optional<std::size_t> responses = one.question->responses;
  if (!responses) return Score::none("it does not say how many people answered");
  if (*responses < kSmallestGroup) return Score::suppressed("fewer than five people answered");
  const bool is_shadowed = std::any_of(all.begin(), all.end(), [&](const Asked& other) {
    return other.question != one.question && may_overlap(one, other) && goes_before(other, one);
  });
  if (is_shadowed) {
    return Score::suppressed(
        "the same was asked elsewhere; from both, one could work out what a few people said");
  }
  Figure<std::string> score = score_of(*one.question);
  if (!score.value) return Score::none(score.why);
  const std::optional<std::size_t> asked = one.survey->asked;
  return Score::of({.score = *std::move(score.value),
                    .responses = *responses,
                    .asked = asked && *asked >= *responses ? asked : std::nullopt});
}

}  // namespace

std::string_view to_string(SurveyTopic topic) {
  const auto found = std::find_if(kTopics.begin(), kTopics.end(),
                                  [&](const auto& one) { return one.second == topic; });
  return found->first;
}

std::optional<SurveyTopic> parse_survey_topic(std::string_view word) {
  const auto found = std::find_if(kTopics.begin(), kTopics.end(),
                                  [&](const auto& one) { return one.first == word; });
  if (found == kTopics.end()) return std::nullopt;
  return found->second;
}

std::vector<SurveyFigure> survey_figures(const std::vector<Survey>& surveys, const Period& period) {
  std::vector<Asked> all;
  for (const Survey& survey : surveys) {
    if (!survey.when) continue;
    for (const SurveyQuestion& question : survey.questions) {
      all.push_back({.survey = &survey, .question = &question});
    }
  }
  std::vector<SurveyFigure> figures;
  for (const Asked& one : all) {
    // What lies outside is not told, and counts all the same where groups may overlap: two reports
    // about two periods must not add up to what one of them keeps to itself.
    if (!overlap(*one.survey->when, period)) continue;
    const SurveyQuestion& question = *one.question;
    figures.push_back({.file = one.survey->file,
                       .when = one.survey->when_text,
                       .days = *one.survey->when,
                       .topic = question.topic,
                       .question = question.question,
                       .least = question.least,
                       .most = question.most,
                       .score = figure_of(one, all)});
  }
  std::stable_sort(figures.begin(), figures.end(),
                   [](const SurveyFigure& left, const SurveyFigure& right) {
                     return std::tie(right.days.to, left.file) < std::tie(left.days.to, right.file);
                   });
  return figures;
}

}  // namespace qualm::concerns
