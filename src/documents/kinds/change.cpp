// A change: what a push does to what stood there before.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<FieldSpec, 9> kSloFields = {{{"slo", {}},
                                                  {"now", {}},
                                                  {"change", {}},
                                                  {"what", {}},
                                                  {"before", {}},
                                                  {"after", {}},
                                                  {"system", {}},
                                                  {"weakens", {}},
                                                  {"in_note", {}}}};
constexpr std::array<FieldSpec, 7> kCaseFields = {{{"case", {}},
                                                   {"change", {}},
                                                   {"how", {}},
                                                   {"before", {}},
                                                   {"after", {}},
                                                   {"system", {}},
                                                   {"in_note", {}}}};
constexpr std::array<FieldSpec, 3> kIncidentFields = {
    {{"incident", {}}, {"case", {}}, {"system", {}}}};
constexpr std::array<FieldSpec, 4> kModelFields = {
    {{"system", {}}, {"model", {}}, {"file", {}}, {"updated", {}}}};
constexpr std::array<FieldSpec, 4> kHiddenFields = {
    {{"system", {}}, {"file", {}}, {"as", {}}, {"files", {}}}};
constexpr std::array<FieldSpec, 6> kSystemFields = {
    {{"system", {}}, {"change", {}}, {"to", {}}, {"file", {}}, {"files", {}}, {"concerns", {}}}};
constexpr std::array<FieldSpec, 6> kRecordFields = {
    {{"record", {}}, {"kind", {}}, {"change", {}}, {"what", {}}, {"more", {}}, {"to", {}}}};
constexpr std::array<FieldSpec, 3> kPolicyFields = {{{"kind", {}}, {"what", {}}, {"with", {}}}};
constexpr std::array<FieldSpec, 4> kBaselineFields = {
    {{"count", {}}, {"entries", {}}, {"rule", {}}, {"file", {}}}};
constexpr std::array<FieldSpec, 3> kNeverEventFields = {
    {{"event", {}}, {"system", {}}, {"in_note", {}}}};
constexpr std::array<FieldSpec, 2> kRetiredFields = {{{"system", {}}, {"slos", {}}}};
constexpr std::array<FieldSpec, 7> kOwnerFields = {{{"system", {}},
                                                    {"change", {}},
                                                    {"owner", {}},
                                                    {"since", {}},
                                                    {"from", {}},
                                                    {"to", {}},
                                                    {"in_note", {}}}};
constexpr std::array<FieldSpec, 3> kNewcomerFields = {{{"new", {}}, {"file", {}}, {"updated", {}}}};

constexpr std::array<FieldSpec, 3> kUnlistedFields = {
    {{"record", {}}, {"system", {}}, {"concern", {}}}};

constexpr std::array<FactSpec, 15> kFacts = {{
    {"slos",
     "safety SLOs that ask for less now, or perhaps do; fields slo, now (its name), change: "
     "removed, renamed, relaxed, flipped, window, action or not comparable, what (in words), "
     "before, after, system, weakens: yes or cannot tell, and in_note: whether the deliberation "
     "note names it in what this change adds to it",
     FactForm::entries,
     {},
     kSloFields},
    {"packs",
     "cases of a robustness pack that are gone or ask for less; fields case, change: removed, "
     "relaxed or not comparable, how, before, after, system and in_note",
     FactForm::entries,
     {},
     kCaseFields},
    {"incidents",
     "incidents that no case of the robustness pack repeats any more; fields incident, case, "
     "system",
     FactForm::entries,
     {},
     kIncidentFields},
    {"notes",
     "the deliberation note of each system whose model is another one now; fields system, model, "
     "file and updated: whether the note says anything new",
     FactForm::entries,
     {},
     kModelFields},
    {"cards",
     "the model card of each system whose model is another one now; fields as for notes",
     FactForm::entries,
     {},
     kModelFields},
    {"hidden",
     "parts of a system that were files and cannot be looked into now, but for those of systems "
     "with an open concern; fields system, file, as: a submodule, a symbolic link or a Git LFS "
     "pointer, files (those that stood there)",
     FactForm::entries,
     {},
     kHiddenFields},
    {"systems",
     "what happens to systems about which a concern is open; fields system, change: renamed, "
     "removed, taken apart or hidden, to, file, files and concerns",
     FactForm::entries,
     {},
     kSystemFields},
    {"unlisted_concerns",
     "open concerns that a new or changed deployment record of their system does not list; fields "
     "record, system and concern",
     FactForm::entries,
     {},
     kUnlistedFields},
    {"records",
     "records that are gone or say something else; fields record, kind, change: edited or deleted, "
     "what, more and to",
     FactForm::entries,
     {},
     kRecordFields},
    {"policy",
     "what the policy and the team's own rules ask less of; fields kind, what and with: a path of "
     "a system that the same change touches",
     FactForm::entries,
     {},
     kPolicyFields},
    {"baseline",
     "the baseline, where it has more entries now; fields count, entries, rule and file (of the "
     "first)",
     FactForm::entries,
     {},
     kBaselineFields},
    {"never_events",
     "never events that the model card no longer states, nor says in other words; fields event, "
     "system and in_note: whether the deliberation note speaks of it in what this change adds to "
     "it",
     FactForm::entries,
     {},
     kNeverEventFields},
    {"retired",
     "systems that are gone and had safety SLOs; fields system and slos (their names, in words)",
     FactForm::entries,
     {},
     kRetiredFields},
    {"owners",
     "owners that were copied, are gone, or are somebody else now; fields system, change: copied, "
     "removed or replaced, owner, since, from, to and in_note (of whoever it is now)",
     FactForm::entries,
     {},
     kOwnerFields},
    {"newcomers",
     "systems and people that are new, where there are working agreements; fields new, file and "
     "updated: whether the agreements change too",
     FactForm::entries,
     {},
     kNewcomerFields},
}};

}  // namespace

Kind change_kind() {
  return {.id = "change",
          .summary = "a change: what a push does to what is protected",
          .facts = kFacts,
          .gathered = true};
}

}  // namespace qualm::documents
