// Looking at the files that packing refs leaves behind.

#include "git/pruned_ref.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <thread>

#include "git/libgit2.hpp"
#include "git/ref_name.hpp"

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kPackedRefsBytes = std::uintmax_t{64} * 1024 * 1024;
constexpr std::uintmax_t kLooseRefBytes = 1024;
constexpr int kLooks = 11;
constexpr std::chrono::milliseconds kBetweenLooks{50};

/// The content of an ordinary file of at most `at_most` bytes; empty for anything else.
std::string content_of(const fs::path& path, std::uintmax_t at_most) {
  std::error_code error;
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > at_most || error) return {};
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return file.bad() ? std::string() : text;
}

bool holds_line(std::string_view text, const std::string& line) {
  return text.starts_with(line) || text.find("\n" + line) != std::string_view::npos;
}

/// Whether nobody holds the lock, now or soon. Whoever prepared a deletion holds it until we
/// return.
bool is_free_soon(const fs::path& lock) {
  for (int look = 0; look < kLooks; ++look) {
    if (look > 0) std::this_thread::sleep_for(kBetweenLooks);
    std::error_code error;
    const fs::file_status status = fs::symlink_status(lock, error);
    if (status.type() == fs::file_type::not_found) return true;
    if (error) return false;
  }
  return false;
}

}  // namespace

bool is_packed_away(const Repository& repository, const std::string& name, const std::string& id) {
  if (id.empty() || !is_ref_name(name) || is_work_tree_ref(name)) return false;
  const fs::path folder = repository.impl()->common_directory;
  if (content_of(folder / name, kLooseRefBytes) != id + "\n") return false;
  // Git locks what a link of that name leads to.
  std::error_code error;
  const fs::path packed = fs::canonical(folder / "packed-refs", error);
  if (error) return false;
  const std::string line = id + " " + name + "\n";
  if (!holds_line(content_of(packed, kPackedRefsBytes), line)) return false;
  return is_free_soon(packed.string() + ".lock");
}

}  // namespace qualm::git
