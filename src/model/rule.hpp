// A rule: what must hold, why, how to mend it, and examples of both.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/people.hpp"
#include "support/date.hpp"
#include "support/error.hpp"
#include "support/value.hpp"

namespace qualm {

enum class Severity : std::uint8_t { info, warning, error };

[[nodiscard]] std::string_view to_string(Severity severity);
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view text);

/// A file of an example over a change, or what a push does to one.
struct ExampleFile {
  enum class What : std::uint8_t {
    text,       ///< an ordinary file
    link,       ///< a symbolic link
    submodule,  ///< a commit of another repository
    removed,    ///< a file, or a folder with all that is in it, is gone
    moved       ///< it is what stood at `content`: a file, or a folder with all that is in it
  };
  std::string path;
  What what = What::text;
  std::string content;  ///< the text, the target of a link, the path that is moved
};

/// An event of such a concern that is without effect.
struct ExampleNotCounted {
  std::string event;
  std::string type;
  std::string by;
  std::string reason;
};

/// A concern that an example over a change or over the ledger is judged beside.
struct ExampleConcern {
  std::string id;
  std::string system;
  bool open = true;
  std::string title;
  std::optional<Date> review_due;
  std::vector<ExampleNotCounted> not_counted;
};

/// A small repository that must get exactly the findings it expects, in order. A finding reads
/// `line:column message`, or `path:line:column message` when the example has several files.
struct Example {
  std::string name;
  bool passes = false;
  std::vector<std::pair<std::string, std::string>> files;  ///< path and content
  std::string policy;                                      ///< text of `.qualm.yaml`; may be empty
  std::vector<Identity> authors;                           ///< commit authors of the repository
  std::vector<std::pair<std::string, std::vector<std::string>>>
      commits;  ///< earlier commits, by object id, and the paths of the files in each
  std::vector<ExampleFile> before;  ///< the protected side; empty: the example is one tree
  std::vector<ExampleFile> push;    ///< what is done to it, in order
  /// The concerns there are; nothing where nobody knows them.
  std::optional<std::vector<ExampleConcern>> concerns;
  std::optional<Date> now;          ///< the day it is judged on
  std::vector<std::string> expect;  ///< empty for a passing example
  SourcePos where;                  ///< in the rule file
};

/// One rule as its file states it; `name` is `pack/fault`.
struct Rule {
  std::string name;
  std::string summary;
  Severity severity = Severity::error;
  int level = 3;         ///< lowest preset (2 to 5) that turns it on
  bool locked = false;   ///< cannot be waived, lowered, turned off or baselined
  std::string document;  ///< document kind it reads, or `repository`
  Value when;            ///< keys and patterns: only documents that meet them all are looked at
  Value select;          ///< what is looked at; each hit is judged by itself
  Value only;            ///< fields and patterns: only hits that meet them all are looked at
  Value unless;          ///< fields and patterns: hits that meet one of them are left out
  std::string check;     ///< check primitive
  Value with;            ///< options of the check
  std::string message;   ///< template; `{field}` is replaced by what was found
  std::string why;
  std::string fix;
  std::vector<std::string> sources;  ///< the clauses it implements, each `title, clause`
  std::vector<Example> examples;
  std::string file;  ///< the file it stands in, relative to the repository or to `rules/`
  bool built_in = false;
  SourcePos where;  ///< of the rule; below, of what its parts say
  SourcePos document_where;
  SourcePos check_where;
  SourcePos message_where;

  [[nodiscard]] std::string_view pack() const {
    return std::string_view(name).substr(0, name.find('/'));
  }
};

}  // namespace qualm
