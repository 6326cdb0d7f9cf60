// What is known of each forge.

#include "scaffold/forge.hpp"

#include <algorithm>
#include <array>

#include "support/text.hpp"

namespace qualm::scaffold {
namespace {

using Text = std::string_view;

constexpr auto kGitHubSigns = std::to_array<Text>({".github"});
constexpr auto kGitHubWords = std::to_array<Text>({"github"});
constexpr auto kGitHubFiles =
    std::to_array<ForgeFile>({{"ci/github/qualm.yml", ".github/workflows/qualm.yml"}});
constexpr auto kGitHubOwners =
    std::to_array<Text>({".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"});
constexpr auto kGitHubRequests =
    std::to_array<Text>({".github/pull_request_template.md", ".github/PULL_REQUEST_TEMPLATE.md",
                         "pull_request_template.md", "PULL_REQUEST_TEMPLATE.md",
                         "docs/pull_request_template.md", "docs/PULL_REQUEST_TEMPLATE.md"});

constexpr auto kGitLabSigns = std::to_array<Text>({".gitlab-ci.yml", ".gitlab"});
constexpr auto kGitLabWords = std::to_array<Text>({"gitlab"});
constexpr auto kGitLabFiles =
    std::to_array<ForgeFile>({{"ci/gitlab/qualm.gitlab-ci.yml", ".gitlab/qualm.gitlab-ci.yml"}});
constexpr auto kGitLabOwners =
    std::to_array<Text>({".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"});
constexpr auto kGitLabRequests = std::to_array<Text>(
    {".gitlab/merge_request_templates/Default.md", ".gitlab/merge_request_templates/default.md"});

constexpr auto kGiteaSigns = std::to_array<Text>({".gitea", ".forgejo"});
constexpr auto kGiteaWords = std::to_array<Text>({"gitea", "forgejo", "codeberg"});
constexpr auto kGiteaFiles =
    std::to_array<ForgeFile>({{"ci/gitea/qualm.yml", ".gitea/workflows/qualm.yml"}});
constexpr auto kGiteaOwners =
    std::to_array<Text>({"CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS"});
constexpr auto kGiteaRequests =
    std::to_array<Text>({".gitea/pull_request_template.md", ".gitea/PULL_REQUEST_TEMPLATE.md",
                         "pull_request_template.md", "PULL_REQUEST_TEMPLATE.md",
                         ".github/pull_request_template.md", ".github/PULL_REQUEST_TEMPLATE.md"});

constexpr auto kGerritSigns = std::to_array<Text>({".gitreview"});
constexpr auto kGerritWords = std::to_array<Text>({"gerrit", ":29418/"});
constexpr auto kGerritFiles =
    std::to_array<ForgeFile>({{"ci/gerrit/qualm.sh", ".qualm/ci/gerrit.sh"}});

constexpr auto kAnyOwners = std::to_array<Text>({"CODEOWNERS", "docs/CODEOWNERS"});

constexpr std::array<Forge, 5> kForges = {{
    {"github", "GitHub", kGitHubSigns, kGitHubWords, kGitHubFiles, kGitHubOwners, kGitHubRequests,
     "make the check \"qualm gate (refs/heads/{{branch}})\" required in the rules of that branch"},
    {"gitlab", "GitLab", kGitLabSigns, kGitLabWords, kGitLabFiles, kGitLabOwners, kGitLabRequests,
     "protect {{branch}}, and let merge requests wait for a pipeline that succeeds"},
    {"gitea", "Gitea or Forgejo", kGiteaSigns, kGiteaWords, kGiteaFiles, kGiteaOwners,
     kGiteaRequests,
     "make the status check \"qualm gate\" required in the protection of {{branch}}"},
    {"gerrit",
     "Gerrit",
     kGerritSigns,
     kGerritWords,
     kGerritFiles,
     {},
     {},
     "let the job that runs .qualm/ci/gerrit.sh vote, and require its vote to submit"},
    {"none",
     "no forge",
     {},
     {},
     {},
     kAnyOwners,
     {},
     "on the server: qualm hook install pre-receive reference-transaction"},
}};

bool speaks_of(const std::string& remote, const Forge& forge) {
  const std::string lower = ascii_lower(remote);
  return std::any_of(forge.words.begin(), forge.words.end(),
                     [&](Text word) { return lower.find(word) != std::string::npos; });
}

}  // namespace

std::span<const Forge> all_forges() { return kForges; }

const Forge* find_forge(std::string_view name) {
  const auto found = std::find_if(kForges.begin(), kForges.end(),
                                  [&](const Forge& forge) { return forge.name == name; });
  return found == kForges.end() ? nullptr : &*found;
}

Result<const Forge*> recognise_forge(const ForgeSigns& signs) {
  std::vector<const Forge*> by_files;
  for (const Forge& forge : kForges) {
    for (const Text path : forge.signs) {
      QUALM_ASSIGN(const bool there, signs.exists(path));
      if (!there) continue;
      by_files.push_back(&forge);
      break;
    }
  }
  if (by_files.size() == 1) return by_files.front();
  for (const std::string& remote : signs.remotes) {
    for (const Forge& forge : kForges) {
      const bool possible =
          by_files.empty() || std::find(by_files.begin(), by_files.end(), &forge) != by_files.end();
      if (possible && speaks_of(remote, forge)) return &forge;
    }
  }
  return by_files.empty() ? &kForges.back() : by_files.front();
}

}  // namespace qualm::scaffold
