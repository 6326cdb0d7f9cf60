// Reading FETCH_HEAD and the logs of refs.

#include "git/last_fetch.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include <sys/stat.h>

#include "git/libgit2.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

/// Work trees that are looked at for the latest fetch.
constexpr std::size_t kWorkTrees = 1000;
constexpr std::size_t kMost = std::size_t{1} << 20;

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string beginning_of(const std::string& path) {
  if (!is_file(path)) return {};
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return {};
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(std::min<std::uintmax_t>(size, kMost)), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return text;
}

/// The last megabyte of a log, from the beginning of a line.
std::string end_of(const std::string& path) {
  if (!is_file(path)) return {};
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return {};
  const auto size = static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0));
  const std::size_t skipped = size > kMost ? size - kMost : 0;
  file.seekg(static_cast<std::streamoff>(skipped));
  std::string text(size - skipped, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  if (skipped != 0) text.erase(0, std::min(text.find('\n'), text.size() - 1) + 1);
  return text;
}

struct Noted {
  std::string path;
  timespec at = {};
};

/// The newest `FETCH_HEAD`: each work tree has one of its own, and the refs are those of all.
std::optional<Noted> newest_note(const Repository::Impl& repository) {
  std::vector<std::string> folders = {repository.git_directory, repository.common_directory};
  std::error_code error;
  const fs::path trees = fs::path(repository.common_directory) / "worktrees";
  for (fs::directory_iterator at(trees, error), end; !error && at != end; at.increment(error)) {
    if (folders.size() == kWorkTrees) break;
    folders.push_back(at->path().string());
  }
  std::optional<Noted> newest;
  for (const std::string& folder : folders) {
    struct stat status = {};
    const std::string file = folder + "/FETCH_HEAD";
    if (::stat(file.c_str(), &status) != 0) continue;
    const timespec at = status.st_mtim;
    const bool newer = !newest || at.tv_sec > newest->at.tv_sec ||
                       (at.tv_sec == newest->at.tv_sec && at.tv_nsec > newest->at.tv_nsec);
    if (newer) newest = Noted{.path = file, .at = at};
  }
  return newest;
}

/// `<id> TAB [not-for-merge] TAB [<kind> ]['<name>' of ]<address>`.
std::optional<FetchedRef> read_line(std::string_view line) {
  const std::size_t first = line.find('\t');
  const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  FetchedRef ref{.id = std::string(line.substr(0, first)),
                 .asked_for = line.substr(first + 1, second - first - 1).empty()};
  std::string_view note = line.substr(second + 1);
  for (const std::string_view kind : {"branch", "tag"}) {
    if (note.starts_with(kind) && note.substr(kind.size()).starts_with(" '")) {
      ref.kind = kind;
      note.remove_prefix(kind.size() + 1);
    }
  }
  // No name of a ref holds a space, so what comes behind it cannot be taken for a part of it.
  constexpr std::string_view kOf = "' of ";
  const std::size_t open = note.find('\'');
  const std::size_t close = note.find(kOf);
  if (close != std::string_view::npos && open < close) {
    ref.name = note.substr(open + 1, close - open - 1);
    note.remove_prefix(close + kOf.size());
  }
  ref.url = note;
  return ref;
}

/// What is left of an address without scheme, login, slashes at the end and `.git`.
std::string_view bare_address(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  const std::size_t login = url.find('@');
  if (login != std::string_view::npos && login < url.find('/')) url.remove_prefix(login + 1);
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.ends_with(".git")) url.remove_suffix(4);
  return url;
}

/// What a line of a log says was done, and when: `<old> <new> <who> <seconds> <zone> TAB <what>`.
struct LogLine {
  bool is_new = false;  ///< there was nothing before
  std::int64_t at = 0;
  std::string_view what;
};

LogLine read_log_line(std::string_view line) {
  const std::size_t tab = line.find('\t');
  LogLine read{.is_new =
                   line.substr(0, line.find(' ')).find_first_not_of('0') == std::string_view::npos};
  if (tab == std::string_view::npos) return read;
  read.what = line.substr(tab + 1);
  const std::size_t behind = line.rfind("> ", tab);
  if (behind == std::string_view::npos) return read;
  const std::string_view seconds = line.substr(behind + 2, tab - behind - 2);
  std::from_chars(seconds.data(), seconds.data() + seconds.size(), read.at);
  return read;
}

/// Whether `what`, such as "fetch -q origin main: fast-forward", asked for refs by name. A value of
/// an option looks like a name, which makes this err on the side of a fetch in part.
bool is_by_name(std::string_view what, const Remote& remote) {
  const auto words = split(what.substr(0, what.find(": ")), ' ');
  return std::any_of(words.begin() + 1, words.end(), [&](std::string_view word) {
    return !word.empty() && !word.starts_with('-') && word != remote.name;
  });
}

std::string log_file(const Repository::Impl& repository, const std::string& ref) {
  return repository.common_directory + "/logs/" + ref;
}

}  // namespace

std::optional<LastFetch> last_fetch(const Repository& repository) {
  const auto noted = newest_note(*repository.impl());
  if (!noted) return std::nullopt;
  LastFetch fetch{.refs = {}, .at = static_cast<std::int64_t>(noted->at.tv_sec)};
  const std::string text = beginning_of(noted->path);
  for (const std::string_view line : split(text, '\n')) {
    if (auto ref = read_line(line)) fetch.refs.push_back(*std::move(ref));
  }
  return fetch;
}

bool comes_from(const FetchedRef& fetched, const Remote& remote) {
  return bare_address(fetched.url) == bare_address(remote.url);
}

FetchLog fetch_log(const Repository& repository, const Remote& remote,
                   const std::string& tracking) {
  FetchLog log;
  const std::string text = end_of(log_file(*repository.impl(), tracking));
  log.is_kept = !text.empty();
  for (const std::string_view line : split(text, '\n')) {
    const LogLine one = read_log_line(line);
    log.made_by_push = log.made_by_push || (one.is_new && one.what == "update by push");
    if (!one.what.starts_with("fetch") && !one.what.starts_with("pull")) continue;
    log.last_by_name = is_by_name(one.what, remote);
    if (log.last_by_name) continue;
    log.ever_whole = true;
    log.whole_at = std::max(log.whole_at, one.at);
  }
  return log;
}

std::optional<std::int64_t> cloned_at(const Repository& repository, const Remote& remote) {
  const Repository::Impl& impl = *repository.impl();
  const std::array<std::string, 3> logs = {log_file(impl, "HEAD"),
                                           log_file(impl, "refs/remotes/" + remote.name + "/HEAD"),
                                           impl.git_directory + "/logs/HEAD"};
  for (const std::string& log : logs) {
    const std::string text = beginning_of(log);
    for (const std::string_view line : split(text, '\n')) {
      const LogLine one = read_log_line(line);
      if (one.what.starts_with("clone: from ")) return one.at;
    }
  }
  return std::nullopt;
}

}  // namespace qualm::git
