// The signature of a commit: what was signed, by which kind of key, and whether it holds.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::git {

enum class SignatureKind : std::uint8_t { none, ssh, openpgp, x509, unknown };

/// The bytes of a commit, parted. Exactly one `gpgsig` header counts; every other header whose name
/// begins with `gpgsig` is a `fault`, because programs disagree about whether it was signed too. So
/// is a NUL byte among the headers, where some programs stop reading.
struct CommitSignature {
  SignatureKind kind = SignatureKind::none;
  std::string payload;  ///< the commit without that header: the bytes that were signed
  std::string armor;    ///< the signature as it stands in the header, lines joined
  std::string fault;    ///< why it proves nothing, as a clause ("it has two signatures"); or empty
};

/// Parts the bytes of a commit object. Linear; never fails: what is wrong is a `fault`.
[[nodiscard]] CommitSignature commit_signature(std::string_view commit);

/// A public key somebody may sign with: `principal` is the address it stands for, `key` a line of
/// the policy's `keys:`, read by `git/allowed_key.hpp`.
struct AllowedKey {
  std::string principal;
  std::string key;
};

/// Whether an SSH signature holds, and whose it is.
struct SignatureVerdict {
  std::string principal;  ///< of the key that made it; empty when it proves nothing
  std::string why_not;    ///< then: why, as a clause ("no key of the policy made it")
};

/// Verifies `signature` with `ssh-keygen -Y verify` (by its absolute path, with a clean environment
/// and a private file of `keys`; no setting of any repository is looked at), in the namespace
/// `git`, by keys that are valid all through `day`. The dates in the commit are never looked at. A
/// key that is listed twice counts as that of its first valid line. An OpenPGP or X.509 signature
/// is reported as unsupported, never trusted. `not_found` when there is no ssh-keygen, `io` when no
/// private file can be written, `limit` when ssh-keygen does not come to an end, `invalid` for a
/// line of `keys` that cannot be one (naming its principal). Safe in several threads at once.
[[nodiscard]] Result<SignatureVerdict> verify_signature(const CommitSignature& signature,
                                                        const std::vector<AllowedKey>& keys,
                                                        Date day);

/// Signs `payload` with `ssh-keygen -Y sign` in the namespace `git`: the armour to put into a
/// commit. `key` is what Git's `user.signingkey` may hold: the path of a private or public key, or
/// the public half of one in the agent (`key::ssh-ed25519 …`, `ssh-ed25519 …`). `environment` is
/// the user's own, so that their agent is reached; they may be asked for a passphrase, on their
/// terminal unless they have an SSH_ASKPASS, so no other thread may run a program meanwhile.
/// `invalid` with the words of ssh-keygen when it refuses, `not_found` when there is none.
[[nodiscard]] Result<std::string> sign_payload(
    std::string_view payload, const std::string& key,
    const std::map<std::string, std::string>& environment);

/// `commit`, which has no signature yet, with `armor` as its last header, `gpgsig`.
[[nodiscard]] std::string with_signature(std::string_view commit, std::string_view armor);

}  // namespace qualm::git
