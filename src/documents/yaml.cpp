// YAML through libyaml's events; its document tree is never built.

#include "documents/yaml.hpp"

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>
#include <yaml.h>

#include "documents/yaml_hints.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// libyaml counts columns in code points, we count bytes: the same but for lines that hold more
/// than ASCII.
class Places {
 public:
  Places(std::string_view text, int first_line) : first_line_(first_line) {
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii) lines_ = split_lines(text);
  }

  [[nodiscard]] SourcePos at(const yaml_mark_t& mark) const {
    std::size_t column = mark.column;
    if (mark.line < lines_.size()) {
      const std::string_view line = lines_[mark.line];
      std::size_t bytes = 0;
      for (std::size_t i = 0; i < mark.column && bytes < line.size(); ++i) {
        ++bytes;
        while (bytes < line.size() && (static_cast<unsigned char>(line[bytes]) & 0xC0U) == 0x80U) {
          ++bytes;
        }
      }
      column = bytes;
    }
    return {.line = static_cast<int>(mark.line) + first_line_,
            .column = static_cast<int>(column) + 1};
  }

 private:
  int first_line_;
  std::vector<std::string_view> lines_;
};

/// Builds a Value from events, and refuses what design section 8 refuses the moment it is seen.
class Builder {
 public:
  Builder(const YamlOrigin& origin, const Places& places) : origin_(origin), places_(places) {}

  /// Takes one event; an error ends the reading.
  Result<void> take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        if (++documents_ > 1) {
          return refuse(ErrorCode::invalid, event, "a second YAML document starts here",
                        "keep one document to a file");
        }
        return {};
      case YAML_ALIAS_EVENT:
        return refuse(ErrorCode::invalid, event, "aliases (*name) are not read",
                      "write the value out");
      case YAML_SCALAR_EVENT:
        return take_scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        return open(Value::list(places_.at(event.start_mark)), event,
                    event.data.sequence_start.anchor, event.data.sequence_start.tag);
      case YAML_MAPPING_START_EVENT:
        return open(Value::map(places_.at(event.start_mark)), event,
                    event.data.mapping_start.anchor, event.data.mapping_start.tag);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        close();
        return {};
      default:
        return {};
    }
  }

  [[nodiscard]] Value finish() { return std::move(root_); }

 private:
  struct Open {
    Value value;
    std::optional<std::pair<std::string, SourcePos>> key;
    std::unordered_set<std::string> seen;
  };

  [[nodiscard]] tl::unexpected<Error> refuse(ErrorCode code, const yaml_event_t& event,
                                             std::string message, std::string hint = {}) const {
    return fail(Error{.code = code,
                      .message = std::move(message),
                      .where = Location{origin_.file, places_.at(event.start_mark)},
                      .hint = std::move(hint)});
  }

  Result<void> admit(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (anchor != nullptr) {
      return refuse(ErrorCode::invalid, event, "anchors (&name) are not read",
                    "write the value out");
    }
    if (tag != nullptr) {
      return refuse(ErrorCode::invalid, event, "tags (!name) are not read", "remove the tag");
    }
    if (++nodes_ > limits::kYamlNodes) {
      return refuse(ErrorCode::limit, event,
                    fmt::format("more than the limit of {} YAML nodes", limits::kYamlNodes),
                    "split the file");
    }
    return {};
  }

  Result<void> take_scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    QUALM_TRY(admit(event, scalar.anchor, scalar.tag));
    if (scalar.length > limits::kYamlScalarBytes) {
      return refuse(ErrorCode::limit, event,
                    fmt::format("a value of {} bytes is over the limit of {} bytes to a YAML value",
                                scalar.length, limits::kYamlScalarBytes),
                    "move long text into a Markdown document");
    }
    const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
    return put(Value::scalar(std::string(text), scalar.style != YAML_PLAIN_SCALAR_STYLE,
                             places_.at(event.start_mark)),
               event);
  }

  Result<void> open(Value value, const yaml_event_t& event, const yaml_char_t* anchor,
                    const yaml_char_t* tag) {
    QUALM_TRY(admit(event, anchor, tag));
    // A collection where a key must stand: `{a: b}: c`.
    if (!open_.empty() && open_.back().value.is_map() && !open_.back().key) {
      return refuse(ErrorCode::invalid, event, "a key must be a plain text",
                    "a template is filled in first; a text that begins with a brace is quoted");
    }
    if (open_.size() >= static_cast<std::size_t>(limits::kYamlDepth)) {
      return refuse(
          ErrorCode::limit, event,
          fmt::format("nested deeper than the limit of {} YAML levels", limits::kYamlDepth));
    }
    open_.push_back({.value = std::move(value), .key = std::nullopt, .seen = {}});
    return {};
  }

  void close() {
    Value done = std::move(open_.back().value);
    open_.pop_back();
    attach(std::move(done));
  }

  Result<void> put(Value scalar, const yaml_event_t& event) {
    if (open_.empty() || !open_.back().value.is_map() || open_.back().key) {
      attach(std::move(scalar));
      return {};
    }
    Open& map = open_.back();
    if (scalar.text() == "<<" && !scalar.quoted()) {
      return refuse(ErrorCode::invalid, event, "merge keys (<<) are not read",
                    "write the keys out");
    }
    if (stands_already(map, scalar.text())) {
      return refuse(ErrorCode::invalid, event,
                    fmt::format("key \"{}\" stands twice", shorten(scalar.text(), 60)),
                    "keep one of them: readers of YAML disagree on which counts");
    }
    if (map.value.entries().size() >= static_cast<std::size_t>(limits::kYamlKeys)) {
      return refuse(
          ErrorCode::limit, event,
          fmt::format("more than the limit of {} keys in one YAML map", limits::kYamlKeys));
    }
    map.key = {scalar.text(), scalar.where()};
    return {};
  }

  /// Small maps are searched as they are; a large one gets an index.
  static bool stands_already(Open& map, const std::string& key) {
    constexpr std::size_t kLarge = 24;
    const auto& entries = map.value.entries();
    if (entries.size() < kLarge) return map.value.find(key) != nullptr;
    if (map.seen.empty()) {
      for (const Value::Entry& entry : entries) map.seen.insert(entry.key);
    }
    return !map.seen.insert(key).second;
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
  const Places& places_;
  Value root_;
  std::vector<Open> open_;
  int nodes_ = 0;
  int documents_ = 0;
};

/// The parser's words, with the place it stopped at and the trap that was probably met.
Error syntax_error(std::string_view text, const YamlOrigin& origin, const Places& places,
                   const yaml_parser_t& parser) {
  const std::string_view problem = parser.problem == nullptr ? "it ends too early" : parser.problem;
  SourcePos where = places.at(parser.problem_mark);
  // What is missing at the end is missing behind the last line, not on a line that does not exist.
  const auto lines = split_lines(text);
  if (parser.problem_mark.line >= lines.size() && !lines.empty()) {
    where = {.line = static_cast<int>(lines.size()) - 1 + origin.first_line,
             .column = static_cast<int>(lines.back().size()) + 1};
  }
  return {.code = ErrorCode::invalid,
          .message = fmt::format("YAML cannot be read: {}", problem),
          .where = Location{origin.file, where},
          .hint = yaml_hint(text, parser.problem_mark.line)};
}

/// The parser of one text, released with it.
class Parser {
 public:
  explicit Parser(std::string_view text) {
    started_ = yaml_parser_initialize(&parser_) == 1;
    if (!started_) return;
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() {
    if (started_) yaml_parser_delete(&parser_);
  }

  /// Gives the next event to `take`; the type it had, or none when the parser stopped.
  template <typename Take>
  Result<std::optional<yaml_event_type_t>> next(const Take& take) {
    yaml_event_t event;
    if (!started_ || yaml_parser_parse(&parser_, &event) != 1) return std::nullopt;
    const yaml_event_type_t type = event.type;
    auto taken = take(event);
    yaml_event_delete(&event);
    if (!taken) return fail(std::move(taken).error());
    return type;
  }

  [[nodiscard]] const yaml_parser_t& state() const { return parser_; }

 private:
  yaml_parser_t parser_{};
  bool started_ = false;
};

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
    if (c >= 0x20 && c < 0x7F) return false;  // nearly all there is
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
  const Places places(text, origin.first_line);
  Builder builder(origin, places);
  Parser parser(text);
  for (;;) {
    QUALM_ASSIGN(const auto type,
                 parser.next([&](const yaml_event_t& event) { return builder.take(event); }));
    if (!type) return fail(syntax_error(text, origin, places, parser.state()));
    if (*type == YAML_STREAM_END_EVENT) return builder.finish();
  }
}

}  // namespace qualm::documents
