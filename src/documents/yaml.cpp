// YAML through yaml-cpp's event interface; its node graph is never built.

#include "documents/yaml.hpp"

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "documents/yaml_hints.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// Reads from memory that somebody else owns.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast):
                                                   // streambuf wants char*, and only reads
    setg(begin, begin, begin + text.size());
  }
};

/// Ends the parse from inside an event; caught in parse_yaml and nowhere else.
struct Refused {
  Error error;
};

/// Builds a Value from events, and refuses what design section 8 refuses the moment it is seen.
class Builder : public YAML::EventHandler {
 public:
  explicit Builder(const YamlOrigin& origin) : origin_(origin) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      refuse(ErrorCode::invalid, mark, "a second YAML document starts here",
             "keep one document to a file");
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    put(Value::scalar("", false, place(mark)), mark);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    refuse(ErrorCode::invalid, mark, "aliases (*name) are not read", "write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (value.size() > limits::kYamlScalarBytes) {
      refuse(ErrorCode::limit, mark,
             fmt::format("a value of {} bytes is over the limit of {} bytes to a YAML value",
                         value.size(), limits::kYamlScalarBytes),
             "move long text into a Markdown document");
    }
    // yaml-cpp hands quoted and block scalars the non-specific tag "!".
    put(Value::scalar(value, tag == "!", place(mark)), mark);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Value::list(place(mark)), mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Value::map(place(mark)), mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] Value take() { return std::move(root_); }

  [[nodiscard]] SourcePos place(const YAML::Mark& mark) const {
    return {.line = mark.line + origin_.first_line, .column = mark.column + 1};
  }

 private:
  struct Open {
    Value value;
    std::optional<std::pair<std::string, SourcePos>> key;
    std::unordered_set<std::string> seen;
  };

  [[noreturn]] void refuse(ErrorCode code, const YAML::Mark& mark, std::string message,
                           std::string hint = {}) const {
    throw Refused{Error{.code = code,
                        .message = std::move(message),
                        .where = Location{origin_.file, place(mark)},
                        .hint = std::move(hint)}};
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0) {
      refuse(ErrorCode::invalid, mark, "anchors (&name) are not read", "write the value out");
    }
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!tag.empty() && tag != "?" && tag != "!") {
      refuse(ErrorCode::invalid, mark, "tags (!name) are not read", "remove the tag");
    }
  }

  void count_node(const YAML::Mark& mark) {
    if (++nodes_ > limits::kYamlNodes) {
      refuse(ErrorCode::limit, mark,
             fmt::format("more than the limit of {} YAML nodes", limits::kYamlNodes),
             "split the file");
    }
  }

  void open(Value value, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    count_node(mark);
    refuse_as_key(mark);
    if (open_.size() >= static_cast<std::size_t>(limits::kYamlDepth)) {
      refuse(ErrorCode::limit, mark,
             fmt::format("nested deeper than the limit of {} YAML levels", limits::kYamlDepth));
    }
    open_.push_back({.value = std::move(value), .key = std::nullopt, .seen = {}});
  }

  void close() {
    Value done = std::move(open_.back().value);
    open_.pop_back();
    attach(std::move(done));
  }

  /// A collection where a key must stand: `{a: b}: c`.
  void refuse_as_key(const YAML::Mark& mark) const {
    if (!open_.empty() && open_.back().value.is_map() && !open_.back().key) {
      refuse(ErrorCode::invalid, mark, "a key must be a plain text");
    }
  }

  void put(Value scalar, const YAML::Mark& mark) {
    count_node(mark);
    if (open_.empty() || !open_.back().value.is_map() || open_.back().key) {
      attach(std::move(scalar));
      return;
    }
    Open& map = open_.back();
    if (scalar.text() == "<<" && !scalar.quoted()) {
      refuse(ErrorCode::invalid, mark, "merge keys (<<) are not read", "write the keys out");
    }
    if (!map.seen.insert(scalar.text()).second) {
      refuse(ErrorCode::invalid, mark,
             fmt::format("key \"{}\" stands twice", shorten(scalar.text(), 60)),
             "keep one of them: readers of YAML disagree on which counts");
    }
    if (map.seen.size() > static_cast<std::size_t>(limits::kYamlKeys)) {
      refuse(ErrorCode::limit, mark,
             fmt::format("more than the limit of {} keys in one YAML map", limits::kYamlKeys));
    }
    map.key = {scalar.text(), scalar.where()};
  }

  void attach(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& parent = open_.back();
    if (!parent.value.is_map()) {
      parent.value.add(std::move(value));
      return;
    }
    parent.value.add(std::move(parent.key->first), parent.key->second, std::move(value));
    parent.key.reset();
  }

  const YamlOrigin& origin_;
  Value root_;
  std::vector<Open> open_;
  int nodes_ = 0;
  int documents_ = 0;
};

Error syntax_error(std::string_view text, const YamlOrigin& origin, const YAML::Exception& error) {
  const int line = std::max(0, error.mark.line);
  const int column = std::max(0, error.mark.column);
  return {.code = ErrorCode::invalid,
          .message = fmt::format("YAML cannot be read: {}", error.msg),
          .where = Location{origin.file, {.line = line + origin.first_line, .column = column + 1}},
          .hint = yaml_hint(text, static_cast<std::size_t>(line))};
}

}  // namespace

Result<void> check_encoding(std::string_view text, const std::string& file) {
  const auto refuse = [&](std::string message, std::size_t offset) {
    return fail(Error{.code = ErrorCode::invalid,
                      .message = std::move(message),
                      .where = Location{file, position_at(text, offset)},
                      .hint = "save the file as UTF-8 without a byte order mark"});
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return refuse("the file is UTF-16, not UTF-8", 0);
  }
  if (text.starts_with("\xEF\xBB\xBF")) return refuse("the file starts with a byte order mark", 0);
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
  if (control != text.end()) {
    return refuse(fmt::format("the file holds the control character U+{:04X}",
                              static_cast<unsigned char>(*control)),
                  static_cast<std::size_t>(control - text.begin()));
  }
  if (const auto bad = invalid_utf8(text)) return refuse("the file is not valid UTF-8", *bad);
  return {};
}

Result<Value> parse_yaml(std::string_view text, const YamlOrigin& origin) {
  if (text.size() > limits::kDocumentBytes) {
    return fail(
        Error{.code = ErrorCode::limit,
              .message = fmt::format("{} bytes are over the limit of {} bytes to a document",
                                     text.size(), limits::kDocumentBytes),
              .where = Location{origin.file, {.line = 1, .column = 1}}});
  }
  Builder builder(origin);
  try {
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused& refused) {
    return fail(refused.error);
  } catch (const YAML::Exception& error) {
    return fail(syntax_error(text, origin, error));
  }
  return builder.take();
}

}  // namespace qualm::documents
