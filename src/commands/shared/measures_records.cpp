// Reading deployments, incidents and surveys, to be counted.

#include "commands/shared/measures_records.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "checks/shared/written_date.hpp"
#include "concerns/systems.hpp"
#include "documents/document.hpp"
#include "engine/landscape.hpp"
#include "engine/shelf.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using documents::Document;

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  const bool is_text = value != nullptr && value->is_scalar() && !value->is_null();
  return is_text ? collapse_space(value->text()) : std::string();
}

/// The day that `text` means; nothing where it means more than one, or none.
std::optional<Date> day_of(const std::string& text) {
  const auto written = checks::read_written_date(text);
  if (!written || written->days.first != written->days.last) return std::nullopt;
  return written->days.first;
}

std::optional<std::size_t> people(const Value* value) {
  const auto number = value == nullptr ? std::nullopt : value->as_integer();
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

concerns::SurveyQuestion question_of(const Value& value) {
  concerns::SurveyQuestion question{.topic = concerns::parse_survey_topic(text_at(value, "about"))
                                                 .value_or(concerns::SurveyTopic::other),
                                    .question = text_at(value, "question"),
                                    .responses = people(value.find("responses"))};
  if (const Value* scale = value.find("scale")) {
    const Value* least = scale->find("min");
    const Value* most = scale->find("max");
    if (least != nullptr) question.least = least->as_integer();
    if (most != nullptr) question.most = most->as_integer();
  }
  const Value* score = value.find("score");
  if (score == nullptr) return question;
  if (score->is_scalar()) question.score = Decimal::parse(trim(score->text()));
  for (const Value& one : score->items()) {
    const auto count = people(&one);
    if (!count) {
      question.counts.clear();  // one number that is none: nothing can be worked out from the rest
      break;
    }
    question.counts.push_back(*count);
  }
  return question;
}

class Reader {
 public:
  Reader(const Snapshot& tree, const Policy& policy, const engine::Landscape& land)
      : land_(land), shelf_(tree, land, policy) {}

  MeasuredRecords run() {
    for (const engine::System& system : land_.systems) records_.systems.push_back(system.path);
    for (std::size_t i = 0; i < land_.documents.size(); ++i) {
      const std::string_view kind = land_.documents[i].kind->id;
      if (kind != "deployment" && kind != "incident" && kind != "survey") continue;
      const Document& document = shelf_.at(i);
      if (!can_be_read(document)) continue;
      if (kind == "deployment") add_deployment(document, i);
      if (kind == "incident") add_incident(document, i);
      if (kind == "survey") add_survey(document);
    }
    return std::move(records_);
  }

 private:
  void refuse(const Document& document, std::string_view why) {
    records_.unreadable.push_back(fmt::format("{}: {}", document.path, why));
  }

  bool can_be_read(const Document& document) {
    if (document.unreadable) {
      refuse(document, document.unreadable->message);
      return false;
    }
    if (document.data.is_map()) return true;
    refuse(document, fmt::format("it is {}, not a map", document.data.kind_name()));
    return false;
  }

  /// The system that a record names or, where it names none, in whose folder it stands.
  [[nodiscard]] std::string system_of(const Document& record, std::size_t index) {
    const std::string named = text_at(record.data, "system");
    const std::size_t place =
        named.empty() ? land_.documents[index].system : shelf_.system_named(named);
    if (place != engine::kNoSystem) return concerns::system_name(land_.systems[place].path);
    return named.empty() ? std::string() : concerns::system_name(named);
  }

  void add_deployment(const Document& record, std::size_t index) {
    records_.deployments.push_back({.file = record.path,
                                    .system = system_of(record, index),
                                    .version = text_at(record.data, "version"),
                                    .day = day_of(text_at(record.data, "date"))});
  }

  void add_incident(const Document& record, std::size_t index) {
    concerns::IncidentRecord incident{.file = record.path,
                                      .id = text_at(record.data, "id"),
                                      .system = system_of(record, index),
                                      .day = day_of(text_at(record.data, "triggered_at"))};
    const Value* prior = record.data.find("prior_concerns");
    if (prior != nullptr && prior->is_list()) incident.foreseen = !prior->items().empty();
    records_.incidents.push_back(std::move(incident));
  }

  void add_survey(const Document& document) {
    const Value* questions = document.data.find("questions");
    if (questions == nullptr || !questions->is_list()) {
      return refuse(document, "it has no list of questions");
    }
    if (questions->items().size() > kQuestionsPerSurvey) {
      return refuse(document, fmt::format("it has more than {} questions", kQuestionsPerSurvey));
    }
    concerns::Survey survey{.file = document.path,
                            .when_text = text_at(document.data, "date"),
                            .asked = people(document.data.find("asked"))};
    if (const auto when = checks::read_written_date(survey.when_text)) {
      survey.when = {.from = when->days.first, .to = when->days.last};
    }
    for (const Value& one : questions->items()) {
      if (one.is_map()) survey.questions.push_back(question_of(one));
    }
    records_.surveys.push_back(std::move(survey));
  }

  const engine::Landscape& land_;
  engine::Shelf shelf_;
  MeasuredRecords records_;
};

}  // namespace

Result<MeasuredRecords> read_records(const Snapshot& tree, const Policy& policy) {
  QUALM_ASSIGN(const engine::Landscape land, engine::survey(tree, policy));
  return Reader(tree, policy, land).run();
}

}  // namespace qualm::commands
