// Everything a command may know of the world around it.

#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>

namespace qualm::commands {

/// Streams, environment, directory, clock and terminal: a command runs in a test as it runs for a
/// user, because nothing reaches it but through here.
struct Session {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  std::map<std::string, std::string> environment;
  std::string cwd;
  std::int64_t now = 0;  ///< Unix seconds
  int width = 80;        ///< columns of the terminal
  bool out_is_terminal = false;
  std::string program = {};  ///< this program as it was called; empty when that is not known
  bool in_is_terminal = false;

  /// The value of an environment variable; empty when unset.
  [[nodiscard]] std::string variable(const std::string& name) const {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
  }
};

}  // namespace qualm::commands
