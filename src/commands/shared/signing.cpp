// Finding the key that Git would sign with.

#include "commands/shared/signing.hpp"

#include <string>
#include <utility>

#include "git/commit_signature.hpp"
#include "git/refs.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

bool is_true(const std::optional<std::string>& value) {
  if (!value) return false;
  const std::string word = ascii_lower(*value);
  return word == "true" || word == "yes" || word == "on" || word == "1";
}

}  // namespace

Result<git::CommitSigner> commit_signer(const Session& session, const git::Repository& repository,
                                        bool required) {
  QUALM_ASSIGN(const auto always, git::setting(repository, "commit.gpgsign"));
  if (!required && !is_true(always)) return git::CommitSigner();
  QUALM_ASSIGN(const auto format, git::setting(repository, "gpg.format"));
  QUALM_ASSIGN(const auto key, git::setting(repository, "user.signingkey"));
  if (!format || *format != "ssh" || !key || key->empty()) {
    if (!required) return git::CommitSigner();
    return fail(ErrorCode::usage,
                "this policy counts it only when it is signed with an SSH key, and Git has none "
                "to sign with",
                "git config gpg.format ssh, then git config user.signingkey ~/.ssh/id_ed25519.pub");
  }
  std::string path = *key;
  if (path.starts_with("~/")) path = session.variable("HOME") + path.substr(1);
  return git::CommitSigner(
      [path = std::move(path), environment = session.environment](std::string_view commit) {
        return git::sign_payload(commit, path, environment);
      });
}

git::CommitSigner counted(git::CommitSigner sign, SignatureTerms terms) {
  return [sign = std::move(sign),
          terms = std::move(terms)](std::string_view commit) -> Result<std::string> {
    QUALM_ASSIGN(std::string armor, sign(commit));
    const git::CommitSignature made = git::commit_signature(git::with_signature(commit, armor));
    QUALM_ASSIGN(const git::SignatureVerdict verdict,
                 git::verify_signature(made, terms.keys, terms.day));
    std::string why = verdict.why_not;
    if (why.empty() && !terms.is_author(verdict.principal))
      why = "it is made with the key of " + verdict.principal;
    if (why.empty()) return armor;
    return fail(ErrorCode::invalid, "your signature would not count: " + why,
                "sign with the key that the policy lists for you (git config user.signingkey), or "
                "have yours listed there");
  };
}

}  // namespace qualm::commands
