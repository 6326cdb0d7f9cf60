// Check primitive `mentioned`: another text speaks of what a field names.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/records.hpp"
#include "checks/shared/tree_path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 2> kScopes = {"system", "repository"};

constexpr std::array<OptionSpec, 6> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field whose text must turn up; absent: the hit's own text"},
    {.name = "file", .type = OptionType::text, .help = "the field that names the file to look in"},
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of document to look in, instead of a file"},
    {.name = "scope",
     .type = OptionType::choices,
     .help = "whether the documents of that kind are those of the system or of the repository",
     .fallback = "repository",
     .choices = kScopes},
    kDatedOption,
    kForDaysOption,
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "problem", "file"};

/// Lower case, with everything but letters and digits as one space: "route_to_human_review" and
/// "Route to human review" are the same.
std::string folded(std::string_view text) {
  std::string out = " ";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (letter) {
      out += c;
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  if (!out.ends_with(' ')) out += ' ';
  return out;
}

/// What is looked through, and what it is called in a message.
struct Place {
  std::string name;
  std::string text;  // folded
  bool there = false;
  std::optional<Error> unread = {};  // of a part of it
};

std::vector<const documents::Document*> documents_of(const Options& options,
                                                     const Subject& subject) {
  if (options.text("scope") == "repository") return subject.around.all_of(options.text("in"));
  std::vector<const documents::Document*> found;
  for (const documents::Document* one : subject.around.siblings) {
    if (one->kind->id == options.text("in")) found.push_back(one);
  }
  return found;
}

Result<Place> file_place(const Options& options, const Subject& subject,
                         const documents::Item& item) {
  const std::string& named = text_of(item, options.text("file"));
  Place place{.name = named};
  QUALM_ASSIGN(const std::string path, named_file(subject, named));
  if (path.empty()) return place;
  QUALM_ASSIGN(const auto text, subject.around.read_file(path));
  if (!text) return place;
  place.there = true;
  place.name = path;
  place.text = folded(*text);
  return place;
}

Place kind_place(const Options& options, const std::vector<const documents::Document*>& all) {
  Place place{.name = fmt::format("any {}", options.text("in"))};
  place.there = !all.empty();
  if (all.size() == 1) place.name = all.front()->path;
  for (const documents::Document* one : all) {
    place.text += folded(one->source);
    if (!one->unreadable || place.unread) continue;
    place.unread = *one->unreadable;
    place.unread->message =
        fmt::format("{} cannot be read: {}", one->path, one->unreadable->message);
  }
  return place;
}

/// The documents of a kind as one place: first those that stand near, which mostly do, and all of
/// them once somebody asks for more.
class KindPlace {
 public:
  KindPlace(const Options& options, const Subject& subject)
      : options_(options), subject_(subject) {}

  [[nodiscard]] bool mentions_nearby(const std::string& words) {
    if (!subject_.around.near_of) return false;
    if (!near_) near_ = kind_place(options_, subject_.around.near_of(options_.text("in")));
    return near_->text.find(words) != std::string::npos;
  }

  [[nodiscard]] const Place& whole() {
    if (!whole_) whole_ = kind_place(options_, documents_of(options_, subject_));
    return *whole_;
  }

 private:
  const Options& options_;
  const Subject& subject_;
  std::optional<Place> near_;
  std::optional<Place> whole_;
};

Result<Judge> compile(const Options& options) {
  if (options.has("file") == options.has("in"))
    return fail(ErrorCode::invalid, "with: mentioned needs either file or in");
  if (options.has("in") && documents::find_kind(options.text("in")) == nullptr)
    return fail(ErrorCode::invalid,
                fmt::format("with: in: there is no kind \"{}\"", options.text("in")));
  QUALM_TRY(check_dated(options));
  return Judge([options](const Subject& subject) {
    const bool by_kind = options.has("in");
    const bool anywhere = by_kind && options.text("scope") == "repository";
    KindPlace shared(options, subject);
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const std::string& field = options.text("field");
      if (!is_stated(item, field)) continue;
      if (!is_still_judged(options, item, subject.around.today)) continue;
      if (!by_kind && !is_stated(item, options.text("file"))) continue;
      const std::string words = folded(text_of(item, field));
      if (anywhere && shared.mentions_nearby(words)) {
        any = true;
        continue;
      }
      const auto place =
          by_kind ? Result<Place>(shared.whole()) : file_place(options, subject, item);
      if (!place) return Judgement::not_judged(place.error());
      if (!place->there) continue;  // that it is missing is another rule's business
      any = true;
      if (place->text.find(words) != std::string::npos) continue;
      if (place->unread) return Judgement::not_judged(*place->unread);
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("problem", fmt::format("{} does not mention it", place->name));
      fault.values.emplace_back("file", place->name);
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check mentioned_check() {
  return {.id = "mentioned",
          .summary = "Another text speaks of what a field names.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
