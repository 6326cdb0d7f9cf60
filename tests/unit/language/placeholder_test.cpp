// Text that stands where somebody still has to write something.

#include "language/placeholder.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "harness/catch.hpp"
#include "language/triviality.hpp"

namespace qualm::language {
namespace {

struct Whole {
  std::string_view text;
  PlaceholderKind kind;
  bool emphasised = false;
};

struct Inside {
  std::string_view text;
  std::string_view marked;
  PlaceholderKind kind;
  bool sure = true;
};

}  // namespace

TEST_CASE("a text can be a placeholder as a whole") {
  using enum PlaceholderKind;
  const std::vector<Whole> cases = {
      {"[More Information Needed]", more_information},
      {"More information needed.", more_information},
      {"[more info needed]", more_information},
      {"*[More Information Needed]*", more_information},
      {"{{ developers }}", template_variable},
      {"{{ summary | default(\"[More Information Needed]\", true) }}", template_variable},
      {"{{ a }} {{ b }}", template_variable},
      {"${MODEL_NAME}", shell_variable},
      {"<<model owner>>", angle_slot},
      {"<<model.createdBy>>", angle_slot},
      {"<your name>", angle_slot},
      {"<model name here>", angle_slot},
      {"<ML lead full name>", angle_slot},
      {"{Model Name}", curly_slot},
      {"{YYYY-MM-DD when this was decided}", curly_slot},
      {"[Model Name]", square_slot},
      {"[Describe the data]", square_slot},
      {"[NEEDS INPUT]", square_slot},
      {"[fill: name and role]", square_slot},
      {"_[fill: name and role]_", square_slot},
      {"_Describe what the thing is made for._", guidance},
      {"Describe what the thing is made for.", guidance, true},
      {"Specify which people were asked.", guidance, true},
      {"Who is this model meant for?", guidance, true},
      {"Give your model a short, descriptive name.", guidance},
      {"Give your model a short,\n  descriptive name", guidance},
      {"YYYY-MM-DD", guidance},
      {"TBD", to_be_done},
      {"tbc", to_be_done},
      {"TBD.", to_be_done},
      {"(TBD)", to_be_done},
      {"- TBD", to_be_done},
      {"**TODO**", to_be_done},
      {"==TODO==", to_be_done},
      {"TODO: ask the night shift", to_be_done},
      {"FIXME", to_be_done},
      {"XXX", to_be_done},
      {"To be determined", to_be_done},
      {"to be filled in", to_be_done},
      {"coming soon", to_come},
      {"- coming soon...", to_come},
      {"Evaluation results coming soon", to_come},
      {"Will be added later.", to_come},
      {"Work in progress", to_come},
      {"N/A", not_applicable},
      {"n.a.", not_applicable},
      {"None.", not_applicable},
      {"not applicable", not_applicable},
      {"", blank},
      {"  ", blank},
      {"-", blank},
      {"—", blank},
      {"?", blank},
      {"…", blank},
      {"...", blank},
      {"``", blank},
      {"Lorem ipsum dolor sit amet", filler},
      {"Your Name", dummy_identity},
      {"Jane Doe", dummy_identity},
      {"jane.doe@example.com", dummy_identity},
      {"@janedoe", dummy_identity},
  };
  for (const Whole& each : cases) {
    INFO(each.text);
    const auto found = whole_placeholder(each.text, each.emphasised);
    REQUIRE(found);
    CHECK(name_of(found->kind) == name_of(each.kind));
    CHECK(found->whole);
    CHECK(found->end <= each.text.size());
  }
}

TEST_CASE("braces left around an answer are not surely a placeholder") {
  const auto found = whole_placeholder("{ accepted }");
  REQUIRE(found);
  CHECK(found->kind == PlaceholderKind::curly_slot);
  CHECK_FALSE(found->sure);
}

TEST_CASE("an answer is no placeholder") {
  for (const std::string_view text : {
           "Route risky claims to expert review without delaying legitimate claims.",
           "[SEP]",
           "[MASK]",
           "[CLS]",
           "[1]",
           "[12]",
           "[T1.5]",
           "[ ]",
           "[x]",
           "[a-z]",
           "<pad>",
           "<s>",
           "</s>",
           "<unk>",
           "<mask>",
           "<br>",
           "<https://example.org/name>",
           "<maria.okafor@example.org>",
           "<title>",
           "whenever events arrive",
           "Whenever events.",
           "$\\frac{a}{b}$",
           "{Tyers,Francis} = x",
           "\\mathbf{{x}}",
           "XX-XXX bytes",
           "x%",
           "0.00",
           "Yes",
           "No",
           "Not applicable: the system sees no personal data.",
           "None observed.",
           "The list of tools to be added is kept by the platform group and reviewed weekly.",
           "Maria Okafor",
           "dana@example.com",
           "todo el mundo gana",
           "Describe",
           "Name",
           "Give patients an answer sooner.",
           "Provide carers with a night of rest.",
           "Detail matters.",
           "✓",
           "✅",
           "🟢",
           "0",
           "Unknown",
           "Owner",
           "pending review by audit",
       }) {
    INFO(text);
    CHECK_FALSE(whole_placeholder(text));
    CHECK(find_placeholders(text).empty());
  }
}

TEST_CASE("an objective in italics is no guidance") {
  for (const std::string_view text : {"Help nurses spot sepsis earlier than they can alone.",
                                      "Give patients an answer sooner than a letter could.",
                                      "Note: this section was written by the audit group.",
                                      "Name calling among pupils is stopped before it hurts."}) {
    INFO(text);
    CHECK_FALSE(whole_placeholder(text, true));
  }
}

TEST_CASE("placeholders are found inside longer text") {
  using enum PlaceholderKind;
  const std::vector<Inside> cases = {
      {"# Card for {{ model_id }}", "{{ model_id }}", template_variable},
      {"Made by {% owner %} in 2031", "{% owner %}", template_variable},
      {"Owned by <<model.owner>> since May", "<<model.owner>>", angle_slot},
      {"Ask <your name> about it", "<your name>", angle_slot},
      {"Run ${MODEL_NAME} first", "${MODEL_NAME}", shell_variable},
      {"Risks: [More Information Needed] and more", "[More Information Needed]", more_information},
      {"# Card for [Model Name]", "[Model Name]", square_slot},
      {"We use [describe the data] daily", "[describe the data]", square_slot},
      {"Here is lorem ipsum and more", "lorem ipsum", filler},
      {"The length is TBD for now", "TBD", to_be_done, false},
      {"Ask them, TODO @maria: call back", "TODO", to_be_done, false},
      {"Registry owner (TBC)", "TBC", to_be_done, false},
  };
  for (const Inside& each : cases) {
    INFO(each.text);
    const std::vector<Placeholder> found = find_placeholders(each.text);
    REQUIRE(found.size() == 1);
    CHECK(each.text.substr(found[0].begin, found[0].end - found[0].begin) == each.marked);
    CHECK(name_of(found[0].kind) == name_of(each.kind));
    CHECK(found[0].sure == each.sure);
    CHECK_FALSE(found[0].whole);
  }
}

TEST_CASE("what only looks like a placeholder is left alone") {
  for (const std::string_view text : {
           "The mask token [MASK] is replaced.",
           "As shown in [1] and [T1.5], see [12].",
           "A cell [ ] or [x] is a box.",
           "Set style={{padding: 1}} on it.",
           "We write {{ padding: 1 }} in the page.",
           "title = {{Learning to sort mail}}",
           "In $\\mathbf{{x}}$ and $x_{{a}}$ the braces group.",
           "author={Tyers,Francis}",
           "Click whenever events arrive.",
           "Sizes are XX-XXX bytes or x%.",
           "Use <b>bold</b>, <sub>low</sub> and <br> tags.",
           "Mail <maria.okafor@example.org> now.",
           "The array names[index here] holds it.",
           "See [the model name](https://example.org).",
           "See [Model Name][ref] there.",
           "a << b and c >> d",
           "The todo list is long.",
           "Read TODO.md and the TODO-list.",
           "More tools are to be added in spring.",
           "Costs are ${A}$ and ${x}.",
           "N/A | N/A | yes",
           "An eleutherai_cluster ran it.",
       }) {
    INFO(text);
    CHECK(find_placeholders(text).empty());
  }
}

TEST_CASE("a placeholder that is the whole text is reported as one") {
  const std::vector<Placeholder> found = find_placeholders("  TBD ");
  REQUIRE(found.size() == 1);
  CHECK(found[0].whole);
  CHECK(found[0].begin == 2);
  CHECK(found[0].end == 5);
}

TEST_CASE("a template's optional tag is found at the end of a heading only") {
  CHECK(optional_tag("Demo [optional]"));
  CHECK(optional_tag("### Demo [Optional]: "));
  CHECK_FALSE(optional_tag("Demo (optional)"));
  CHECK_FALSE(optional_tag("The [optional] demo"));
  CHECK_FALSE(optional_tag(""));
  const std::string_view heading = "Demo [optional]";
  const auto tag = optional_tag(heading);
  REQUIRE(tag);
  CHECK(heading.substr(tag->begin, tag->end - tag->begin) == "[optional]");
}

TEST_CASE("stock phrases describe no failure") {
  for (const std::string_view text :
       {"may overfit", "The model may overfit.", "could be biased", "Performance may degrade.",
        "none", "N/A", "TBD", "", "-", "AUROC", "ROC-AUC", "roc_auc", "it fails", "Overfitting",
        "bad results", "may not generalise well", "[More Information Needed]"}) {
    INFO(text);
    CHECK(trivial_failure(text, "AUROC"));
  }
  CHECK(trivial_failure("Review rate", "review rate"));
  CHECK(trivial_failure("the review rate drops", "review rate"));
}

TEST_CASE("short and exact failures are not trivial") {
  for (const std::string_view text :
       {"clickbait", "learns the easy frauds and misses new ones", "rewards long answers",
        "fewer claims are referred, so risky ones are paid", "overfits to last year's fraud",
        "biased against renters", "flattery"}) {
    INFO(text);
    CHECK_FALSE(trivial_failure(text, "AUROC"));
  }
}

TEST_CASE("hostile placeholders neither crash nor take long") {
  for (const std::string& text :
       {std::string(200'000, '{'), std::string(200'000, '['), std::string(200'000, '<'),
        std::string(200'000, '$'), std::string(200'000, '-'), std::string("[\xFF\xFE"),
        std::string("{{\xC3"), std::string("<"), std::string("["), std::string("{"),
        std::string("${"), std::string("\xE2\x80"), std::string(1000, '{') + std::string(1000, '}'),
        std::string("a\0b", 3)}) {
    (void)whole_placeholder(text, true);
    (void)find_placeholders(text);
    (void)optional_tag(text);
    (void)trivial_failure(text, text);
  }
}

}  // namespace qualm::language
