// Signing what a command commits, with the key that Git would use.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "commands/session.hpp"
#include "git/commit_signature.hpp"
#include "git/repository.hpp"
#include "git/write.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// A signer with the SSH key of Git's settings (`gpg.format = ssh`, `user.signingkey`). Empty when
/// `required` is false and `commit.gpgsign` does not ask for one, or asks for a kind that is not
/// SSH. `usage` with the settings to make when `required` and there is no such key.
[[nodiscard]] Result<git::CommitSigner> commit_signer(const Session& session,
                                                      const git::Repository& repository,
                                                      bool required);

/// By which signatures count.
struct SignatureTerms {
  std::vector<git::AllowedKey> keys;
  Date day;
  std::function<bool(const std::string& principal)> is_author;
};

/// `sign`, which fails (`invalid`) instead of making a signature that would not count by `terms`.
[[nodiscard]] git::CommitSigner counted(git::CommitSigner sign, SignatureTerms terms);

}  // namespace qualm::commands
