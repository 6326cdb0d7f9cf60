// What is told of surveys, and what is kept back.

#include "concerns/measures_survey.hpp"

#include <string>
#include <utility>
#include <vector>

#include "harness/catch.hpp"
#include "unit/concerns/measures_world.hpp"

using namespace qualm;
using namespace qualm::testing;
using concerns::Absence;
using concerns::Survey;
using concerns::SurveyFigure;
using concerns::SurveyQuestion;
using concerns::SurveyTopic;

namespace {

const concerns::Period kYear = {.from = {2026, 1, 1}, .to = {2026, 12, 31}};

SurveyQuestion question(std::size_t responses, const std::string& score = "4.2") {
  return {.topic = SurveyTopic::concerns,
          .question = "How well are concerns settled?",
          .least = 1,
          .most = 5,
          .responses = responses,
          .score = Decimal::parse(score)};
}

SurveyQuestion counts(std::vector<std::size_t> people, std::size_t responses) {
  SurveyQuestion one = question(responses);
  one.score.reset();
  one.counts = std::move(people);
  return one;
}

Survey survey(const std::string& file, concerns::Quarter quarter,
              std::vector<SurveyQuestion> questions) {
  return {.file = file,
          .when = days_of(quarter),
          .when_text = to_string(quarter),
          .asked = 12,
          .questions = std::move(questions)};
}

SurveyFigure only(const SurveyQuestion& one) {
  const auto figures = survey_figures({survey("a.yaml", {2026, 4}, {one})}, kYear);
  REQUIRE(figures.size() == 1);
  return figures.front();
}

}  // namespace

TEST_CASE("survey: a score is told with its scale and how many answered") {
  const SurveyFigure figure = only(question(9));
  REQUIRE(figure.score.value);
  CHECK(figure.score.value->score == "4.2");
  CHECK(figure.score.value->responses == 9);
  CHECK(figure.score.value->asked == 12);
  CHECK(figure.least == 1);
  CHECK(figure.most == 5);
  CHECK(figure.when == "2026-Q4");
}

TEST_CASE("survey: fewer than five are never told, nor how many they were") {
  CHECK(only(question(5)).score.value);
  for (const std::size_t few : {0U, 1U, 4U}) {
    const SurveyFigure figure = only(question(few));
    CHECK_FALSE(figure.score.value);
    CHECK(figure.score.absence == Absence::suppressed);
    CHECK(figure.score.why == "fewer than five people answered");
  }
  CHECK(only(counts({0, 0, 1, 3, 0}, 4)).score.absence == Absence::suppressed);
}

TEST_CASE("survey: a mean is worked out from how many gave each answer") {
  CHECK(only(counts({0, 1, 1, 4, 1}, 7)).score.value->score == "3.71");
  CHECK(only(counts({0, 0, 0, 0, 6}, 6)).score.value->score == "5");
  CHECK(only(counts({1, 2, 0, 0, 3}, 6)).score.value->score == "3.33");
  SurveyQuestion below = counts({4, 2}, 6);
  below.least = -1;
  below.most = 0;
  CHECK(only(below).score.value->score == "-0.67");
}

TEST_CASE("survey: what cannot be told says why") {
  const auto why = [](const SurveyQuestion& one) {
    const SurveyFigure figure = only(one);
    CHECK_FALSE(figure.score.value);
    CHECK(figure.score.absence == Absence::not_measured);
    return figure.score.why;
  };
  SurveyQuestion one = question(9);
  one.responses.reset();
  CHECK(why(one) == "it does not say how many people answered");
  one = question(9);
  one.most.reset();
  CHECK(why(one) == "it does not say on which scale");
  one = question(9);
  one.most = 1;
  CHECK(why(one) == "its scale is none");
  one = question(9);
  one.most = std::int64_t{1} << 60;
  CHECK(why(one) == "its scale is none");
  one = question(9);
  one.score.reset();
  CHECK(why(one) == "it states no score");
  CHECK(why(question(9, "5.01")) == "its score is not on its scale");
  CHECK(why(question(9, "0.99")) == "its score is not on its scale");
  CHECK(why(counts({3, 3, 3}, 9)) == "its answers are not those of its scale");
  CHECK(why(counts({0, 0, 0, 4, 4}, 9)) == "its answers do not add up to how many answered");
  CHECK(why(counts({0, 0, 0, 0, std::size_t{1} << 40}, 9)) ==
        "its answers are too many to be people");
}

TEST_CASE("survey: more answers than people asked is no number of people asked") {
  Survey one = survey("a.yaml", {2026, 4}, {question(13)});
  const auto figures = survey_figures({one}, kYear);
  REQUIRE(figures.front().score.value);
  CHECK_FALSE(figures.front().score.value->asked);
}

TEST_CASE("survey: only those of the period, and a quarter counts with any of its days") {
  const std::vector<Survey> all = {survey("a.yaml", {2025, 4}, {question(9)}),
                                   survey("b.yaml", {2026, 1}, {question(9)}),
                                   survey("c.yaml", {2026, 2}, {question(9)})};
  const auto figures = survey_figures(all, {{2026, 3, 31}, {2026, 4, 1}});
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].file == "c.yaml");
  CHECK(figures[1].file == "b.yaml");
}

TEST_CASE("survey: of two groups that may overlap, the larger alone is told") {
  SECTION("two files about the same days and topic") {
    const auto figures = survey_figures({survey("all.yaml", {2026, 4}, {question(20)}),
                                         survey("most.yaml", {2026, 4}, {question(17)}),
                                         survey("before.yaml", {2026, 3}, {question(17)})},
                                        kYear);
    REQUIRE(figures.size() == 3);
    CHECK(figures[0].file == "all.yaml");
    CHECK(figures[0].score.value);
    CHECK(figures[1].file == "most.yaml");
    CHECK(figures[1].score.absence == Absence::suppressed);
    CHECK(figures[2].score.value);
  }
  SECTION("the same size: one of them all the same") {
    const auto figures = survey_figures(
        {survey("b.yaml", {2026, 4}, {question(9)}), survey("a.yaml", {2026, 4}, {question(9)})},
        kYear);
    CHECK(figures[0].file == "a.yaml");
    CHECK(figures[0].score.value);
    CHECK_FALSE(figures[1].score.value);
  }
  SECTION("the same question twice in a file") {
    SurveyQuestion again = question(17);
    again.question = "How well are concerns settled";
    const auto figures =
        survey_figures({survey("a.yaml", {2026, 4}, {question(20), again})}, kYear);
    CHECK(figures[0].score.value);
    CHECK_FALSE(figures[1].score.value);
  }
  SECTION("another question to the same people is no other group") {
    SurveyQuestion other = question(17);
    other.question = "Would you raise one again?";
    const auto figures =
        survey_figures({survey("a.yaml", {2026, 4}, {question(20), other})}, kYear);
    CHECK(figures[0].score.value);
    CHECK(figures[1].score.value);
  }
  SECTION("a period that leaves the larger one out does not bring the smaller to light") {
    Survey larger = survey("larger.yaml", {2026, 4}, {question(20)});
    larger.when = concerns::Period{{2026, 11, 1}, {2026, 12, 1}};
    Survey smaller = survey("smaller.yaml", {2026, 4}, {question(17)});
    smaller.when = concerns::Period{{2026, 12, 1}, {2026, 12, 31}};
    const std::vector<Survey> both = {larger, smaller};
    const auto figures =
        concerns::survey_figures(both, concerns::Period{{2026, 12, 15}, {2026, 12, 31}});
    REQUIRE(figures.size() == 1);
    CHECK(figures[0].file == "smaller.yaml");
    CHECK_FALSE(figures[0].score.value);
  }
  SECTION("questions about other things are told by what they ask") {
    SurveyQuestion lunch = question(9);
    lunch.topic = SurveyTopic::other;
    lunch.question = "How is lunch?";
    SurveyQuestion desks = lunch;
    desks.question = "How are the desks?";
    const auto figures = survey_figures(
        {survey("a.yaml", {2026, 4}, {lunch}), survey("b.yaml", {2026, 4}, {desks})}, kYear);
    CHECK(figures[0].score.value);
    CHECK(figures[1].score.value);
  }
}

TEST_CASE("measures: satisfaction is the latest score about concerns") {
  World world;
  SurveyQuestion agreements = question(8, "3.1");
  agreements.topic = SurveyTopic::agreements;
  agreements.question = "Has it a price?";
  world.surveys = {survey("q3.yaml", {2026, 3}, {question(9, "3.9")}),
                   survey("q4.yaml", {2026, 4}, {agreements, question(9, "4.1")})};
  REQUIRE(world.measures().satisfaction.value);
  CHECK(world.measures().satisfaction.value->score.value->score == "4.1");
  CHECK(world.measures().surveys.size() == 3);
  SECTION("kept back in the last quarter: the one before, not a guess") {
    world.surveys[1].questions[1].responses = 4;
    CHECK(world.measures().satisfaction.value->file == "q3.yaml");
  }
  SECTION("kept back in all of them: suppressed, in words") {
    world.surveys[1].questions[1].responses = 4;
    world.surveys[0].questions[0].responses = 3;
    CHECK_FALSE(world.measures().satisfaction.value);
    CHECK(world.measures().satisfaction.absence == Absence::suppressed);
    CHECK(world.measures().satisfaction.why == "fewer than five people answered");
  }
  SECTION("none about concerns") {
    world.surveys = {survey("q4.yaml", {2026, 4}, {agreements})};
    CHECK(world.measures().satisfaction.why ==
          "no survey in safety/surveys in this period asks how concerns are dealt with");
  }
  SECTION("none with a date") {
    for (Survey& one : world.surveys) one.when.reset();
    const concerns::Measures measures = world.measures();
    CHECK(measures.satisfaction.why == "no survey in safety/surveys in this period");
    REQUIRE(measures.left_out.size() == 1);
    CHECK(mentions(measures.left_out.front(),
                   "2 surveys left out, without a day or quarter that can be read: q3.yaml"));
  }
}
