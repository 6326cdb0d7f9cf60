#include "scaffold/forge.hpp"

#include <algorithm>
#include <set>

#include "harness/catch.hpp"
#include "scaffold/templates.hpp"

using namespace qualm;
using scaffold::ForgeSigns;

namespace {

std::string recognised(const std::set<std::string>& paths, std::vector<std::string> remotes) {
  const auto forge =
      scaffold::recognise_forge({.exists = [&](std::string_view path) -> Result<bool> {
                                   return paths.count(std::string(path)) > 0;
                                 },
                                 .remotes = std::move(remotes)});
  return forge ? std::string((*forge)->name) : "error";
}

}  // namespace

TEST_CASE("files tell the forge before remotes do") {
  CHECK(recognised({".github"}, {"git@gitlab.example.com:a/b.git"}) == "github");
  CHECK(recognised({".gitlab-ci.yml"}, {}) == "gitlab");
  CHECK(recognised({".forgejo"}, {}) == "gitea");
  CHECK(recognised({".gitreview"}, {}) == "gerrit");
}

TEST_CASE("a remote tells where no file does, or where files of several are there") {
  CHECK(recognised({}, {"git@gitlab.example.com:a/b.git"}) == "gitlab");
  CHECK(recognised({}, {"ssh://ana@review.example.com:29418/a"}) == "gerrit");
  CHECK(recognised({".github", ".gitea"}, {"https://gitea.example.com/a/b"}) == "gitea");
  CHECK(recognised({".github", ".gitea"}, {"https://gitlab.example.com/a/b"}) == "github");
  CHECK(recognised({}, {"https://git.example.com/a/b"}) == "none");
  CHECK(recognised({}, {}) == "none");
}

TEST_CASE("every file of a forge has a template") {
  for (const scaffold::Forge& forge : scaffold::all_forges()) {
    CHECK(scaffold::find_forge(forge.name) == &forge);
    for (const auto& file : forge.files) {
      INFO(file.from);
      CHECK(scaffold::find_template(file.from) != nullptr);
    }
  }
  CHECK(scaffold::find_forge("sourceforge") == nullptr);
}
