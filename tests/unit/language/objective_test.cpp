// Objectives: whether they speak of people, of a metric, or of a task.

#include "language/objective.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/catch.hpp"

namespace qualm::language {
namespace {

std::string_view word(ObjectiveKind kind) {
  switch (kind) {
    case ObjectiveKind::human:
      return "human";
    case ObjectiveKind::metric:
      return "metric";
    case ObjectiveKind::metric_unclear:
      return "metric unclear";
    case ObjectiveKind::task:
      return "task";
  }
  return "";
}

void check(ObjectiveKind kind, const std::vector<std::string_view>& sentences) {
  for (const std::string_view sentence : sentences) {
    const ObjectiveReading reading = read_objective(sentence);
    INFO(sentence << " [" << reading.evidence << "]");
    CHECK(word(reading.kind) == word(kind));
  }
}

}  // namespace

TEST_CASE("an objective about people is human") {
  check(ObjectiveKind::human,
        {
            "Route risky claims to expert review without delaying legitimate claims.",
            "Help triage nurses, e.g. Band 6 staff, spot sepsis earlier.",
            "Improve the accuracy of diagnoses patients receive so that fewer are sent home "
            "wrongly.",
            "Help customers recall what they ordered.",
            "Help 10,000 customers recall what they ordered.",
            "Stop people losing money to payment scams.",
            "Answer riders' questions about fares.",
            "Give deaf viewers accurate captions in real time.",
            "Help people keep a good credit score.",
            "Warn residents before a flood.",
            "Protect borrowers from loss of income.",
            "Reduce the likelihood of falls among patients.",
            "Help nurses spot sepsis earlier by reducing alert latency.",
            "Let small shops sell without losing the margin of safety they need.",
            "Bring precision medicine to patients in rural areas.",
            "Improve support for refugees who look for a home.",
            "Reduce hearing loss among factory workers.",
            "Reduce time spent by nurses on paperwork.",
            "Spare customers the wait for a refund.",
            "Prioritise clinician review of the sickest patients.",
            "Keep children safe online.",
        });
}

TEST_CASE("an objective that optimises a metric is a metric") {
  check(ObjectiveKind::metric, {
                                   "Maximise AUROC on the validation set.",
                                   "Maximize ROC-AUC.",
                                   "Reduce churn by 5%.",
                                   "lowest calibrated Brier score on a chronological window",
                                   "Optimise conversion for customers.",
                                   "Minimise the cosine similarity of image and place embeddings.",
                                   "The training objective is to minimise the cross-entropy loss.",
                                   "Increase engagement.",
                                   "Keep recall above 70%.",
                                   "Recall > 70 %",
                                   "F1 of at least 0.9",
                                   "Reach 95% accuracy on unseen claims.",
                                   "Keep p95 latency under 200 ms.",
                                   "Beat the leaderboard on ImageNet.",
                                   "Improve mAP and IoU.",
                                   "Achieve state-of-the-art results.",
                                   "Grow revenue per visit.",
                                   "Drive daily active users.",
                                   "Lower the loss.",
                                   "Maximise pass@1.",
                               });
}

TEST_CASE("a metric without a beneficiary or a purpose is unclear") {
  check(ObjectiveKind::metric_unclear, {
                                           "A classifier with good F1 on unseen claims.",
                                           "Low latency scoring of payments.",
                                           "Stronger AUROC than last year.",
                                           "A lower-cased text classifier with F1 in mind.",
                                       });
}

TEST_CASE("an objective that names neither people nor a metric is a task") {
  check(ObjectiveKind::task, {
                                 "Real-time fraud risk scoring for peer-to-peer payment events.",
                                 "Predict house prices from floor plans.",
                                 "Classify images of handwritten digits.",
                                 "Estimate the salary range of a user.",
                                 "",
                             });
}

TEST_CASE("the evidence is what decided") {
  CHECK(read_objective("Maximise validation AUROC for claims.").evidence ==
        "Maximise validation AUROC");
  CHECK(read_objective("Keep recall above 70%.").evidence == "Keep recall");
  CHECK(read_objective("Model with recall above 70%.").evidence == "recall above 70");
  CHECK(read_objective("Show riders their fares.").evidence == "riders");
  CHECK(read_objective("Sort mail.").evidence.empty());
}

TEST_CASE("goals are counted") {
  CHECK(goals_of("Help agents close tickets; also make money.").size() == 2);
  CHECK(goals_of("Help agents close tickets and also reduce cost.").size() == 2);
  CHECK(goals_of("Help agents close tickets as well as reducing cost.").size() == 2);
  CHECK(goals_of("Help agents; warn drivers; spare customers.").size() == 3);
  CHECK(
      goals_of("Route risky claims to expert review without delaying legitimate claims.").size() ==
      1);
  CHECK(goals_of("Help nurses, doctors as well as porters and also visitors find a bed.").size() ==
        1);
  CHECK(goals_of("Help staff (nurses; porters) find a bed.").size() == 1);
  CHECK(goals_of("Help staff find a bed;").size() == 1);
  CHECK(goals_of("Spot and treat sepsis.").size() == 1);
  CHECK(goals_of("").empty());
  CHECK(goals_of("Help agents close tickets; also make money.")[1] == "also make money");
}

TEST_CASE("plain text has few words, no riddles and no code") {
  const Plainness plain = plainness_of("Help NHS staff and UK patients in the ICU, with AI.");
  CHECK(plain.words == 11);
  CHECK(plain.unexplained_capitals.empty());
  CHECK_FALSE(plain.has_code);

  const Plainness hard = plainness_of("Feed RAG chunks of PDPMs into `score()` via the RAG-QX.");
  CHECK(hard.unexplained_capitals == std::vector<std::string_view>{"RAG", "PDPM", "QX"});
  CHECK(hard.has_code);
}

TEST_CASE("abbreviations that are explained are not riddles") {
  CHECK(plainness_of("Lower the readmission rate (RR) of a ward.").unexplained_capitals.empty());
  CHECK(plainness_of("Lower the RR (readmission rate) of a ward.").unexplained_capitals.empty());
  const std::set<std::string_view> defined = {"RR"};
  const auto is_defined = [&](std::string_view token) { return defined.contains(token); };
  CHECK(plainness_of("Lower the RR of a ward.", is_defined).unexplained_capitals.empty());
  CHECK(plainness_of("Lower the RR of a ward.").unexplained_capitals.size() == 1);
}

TEST_CASE("hostile objectives neither crash nor take long") {
  std::string metrics;
  for (int i = 0; i < 20'000; ++i) metrics += "recall ";
  std::string verbs;
  for (int i = 0; i < 20'000; ++i) verbs += "maximise AUROC for ";
  for (const std::string& text :
       {metrics, verbs, std::string(200'000, ';'), std::string(200'000, '('),
        std::string("\xFF\xC3 AUROC \xED"), std::string(200'000, 'A')}) {
    (void)read_objective(text);
    (void)goals_of(text);
    (void)plainness_of(text);
  }
}

}  // namespace qualm::language
