// Making and verifying SSH signatures, by the program that does it for Git.
//
// What Git is told about it in a repository's settings (gpg.ssh.program,
// gpg.ssh.allowedSignersFile) is for whoever set it up, who may be the one we guard against. And
// Git takes any listed key for good, at the date that the committer wrote. Hence ssh-keygen is
// asked directly: which line of our file has the key, and does that line's key hold for these
// bytes.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include <unistd.h>

#include "git/allowed_key.hpp"
#include "git/commit_signature.hpp"
#include "git/private_folder.hpp"
#include "git/program.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

constexpr std::array<const char*, 3> kPlaces{"/usr/bin/ssh-keygen", "/usr/local/bin/ssh-keygen",
                                             "/opt/homebrew/bin/ssh-keygen"};
constexpr std::chrono::seconds kVerifying{10};
constexpr std::chrono::seconds kSigning{300};  // somebody may have to find a passphrase or a token
constexpr std::size_t kSpeech = 16 * 1024;     // what ssh-keygen may say
constexpr std::size_t kQuoted = 200;

std::optional<std::string> find_keygen() {
  const auto* const found =
      std::ranges::find_if(kPlaces, [](const char* place) { return access(place, X_OK) == 0; });
  if (found == kPlaces.end()) return std::nullopt;
  return *found;
}

enum class Line : std::uint8_t { first, last };

/// Why it failed, in its own words: the first or the last line of them.
std::string words(const ProgramEnd& end, Line which) {
  constexpr int kSignalled = 128;
  constexpr int kSignals = 64;
  if (end.status > kSignalled && end.status <= kSignalled + kSignals) {
    return "it was stopped by the signal " + std::to_string(end.status - kSignalled);
  }
  const std::string_view text = trim(end.err);
  if (text.empty()) return "it ended with the status " + std::to_string(end.status);
  const std::size_t cut = which == Line::first ? text.find('\n') : text.rfind('\n');
  return shorten(trim(which == Line::first ? text.substr(0, cut) : text.substr(cut + 1)), kQuoted);
}

/// Why there is nothing to verify; empty when there is.
std::string unverifiable(const CommitSignature& signature) {
  if (!signature.fault.empty()) return signature.fault;
  switch (signature.kind) {
    case SignatureKind::none:
      return "it is not signed";
    case SignatureKind::openpgp:
      return "it has an OpenPGP signature, and only SSH signatures are verified";
    case SignatureKind::x509:
      return "it has an X.509 signature, and only SSH signatures are verified";
    case SignatureKind::ssh:
      return "";
    case SignatureKind::unknown:
      break;
  }
  return "it has a signature of an unknown kind";
}

/// The keys of the policy in a file for ssh-keygen. The name of each line there is its number:
/// nothing that the policy calls somebody can mean anything to ssh-keygen.
struct Signers {
  std::vector<ListedKey> keys;
  std::vector<std::size_t> order;  ///< of the lines: those that are valid on the day come first

  [[nodiscard]] static std::string name(std::size_t index) { return "k" + std::to_string(index); }

  [[nodiscard]] std::string file() const {
    std::string text;
    for (const std::size_t index : order) {
      const ListedKey& key = keys[index];
      text += name(index) + " namespaces=\"git\" " + key.type + " " + key.base64 + "\n";
    }
    return text;
  }

  /// Which of the keys has that name.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view line) const {
    const auto found =
        std::ranges::find_if(order, [&](std::size_t index) { return name(index) == line; });
    if (found == order.end()) return std::nullopt;
    return *found;
  }
};

Result<Signers> read_keys(const std::vector<AllowedKey>& keys, Date day) {
  Signers signers;
  for (const AllowedKey& key : keys) {
    QUALM_ASSIGN(ListedKey listed, read_allowed_key(key));
    signers.order.push_back(signers.keys.size());
    signers.keys.push_back(std::move(listed));
  }
  // Not the ranges version: clang 14 cannot read its result type.
  std::stable_partition(signers.order.begin(), signers.order.end(),
                        [&](std::size_t index) { return is_valid_on(signers.keys[index], day); });
  return signers;
}

/// ssh-keygen with a fixed environment, in a directory that nobody chose.
Result<ProgramEnd> ask_keygen(std::vector<std::string> arguments, std::string input) {
  const auto keygen = find_keygen();
  if (!keygen) {
    return fail(ErrorCode::not_found, "signatures cannot be verified without ssh-keygen",
                "install OpenSSH (the package openssh-client) so that there is " +
                    std::string(kPlaces.front()));
  }
  return run_program({.name = *keygen,
                      .arguments = std::move(arguments),
                      .environment = {{"LC_ALL", "C"}},
                      .directory = "/",
                      .input = std::move(input),
                      .output_at_most = kSpeech,
                      .time = kVerifying});
}

/// Where `key` is for `ssh-keygen -f`, and whether it is only the public half of one in the agent.
struct KeyFile {
  std::string path;
  bool in_agent = false;
};

Result<KeyFile> key_file(std::string_view key,
                         const std::map<std::string, std::string>& environment,
                         PrivateFolder& folder) {
  constexpr std::string_view kLiteral = "key::";
  const bool marked = key.starts_with(kLiteral);
  if (marked || key.starts_with("ssh-")) {
    if (marked) key.remove_prefix(kLiteral.size());
    QUALM_ASSIGN(std::string path, folder.add("key", std::string(trim(key)) + "\n"));
    return KeyFile{.path = std::move(path), .in_agent = true};
  }
  const auto home = environment.find("HOME");
  if (key.starts_with("~/") && home != environment.end()) {
    return KeyFile{.path = home->second + std::string(key.substr(1))};
  }
  return KeyFile{.path = std::string(key)};
}

}  // namespace

Result<SignatureVerdict> verify_signature(const CommitSignature& signature,
                                          const std::vector<AllowedKey>& keys, Date day) {
  const auto refuted = [](std::string why) {
    return SignatureVerdict{.principal = {}, .why_not = std::move(why)};
  };
  QUALM_ASSIGN(const Signers signers, read_keys(keys, day));
  if (std::string why = unverifiable(signature); !why.empty()) return refuted(std::move(why));
  QUALM_ASSIGN(PrivateFolder folder, PrivateFolder::make());
  QUALM_ASSIGN(const std::string signers_file, folder.add("signers", signers.file()));
  QUALM_ASSIGN(const std::string signature_file, folder.add("signature", signature.armor));

  QUALM_ASSIGN(const ProgramEnd whose,
               ask_keygen({"-Y", "find-principals", "-f", signers_file, "-s", signature_file}, {}));
  if (trim(whose.err) == "No principal matched.") return refuted("no key of the policy made it");
  const auto index = whose.status == 0 ? signers.find(trim(whose.out)) : std::nullopt;
  if (!index) return refuted("ssh-keygen cannot read its signature: " + words(whose, Line::first));
  const std::string& principal = keys[*index].principal;
  if (!is_valid_on(signers.keys[*index], day)) {
    return refuted("the key of " + principal + " that made it is not valid on " + to_string(day));
  }

  const std::string name = Signers::name(*index);
  QUALM_ASSIGN(const ProgramEnd holds, ask_keygen({"-Y", "verify", "-f", signers_file, "-I", name,
                                                   "-n", "git", "-s", signature_file},
                                                  signature.payload));
  if (holds.status != 0 ||
      !holds.out.starts_with("Good \"git\" signature for " + name + " with ")) {
    return refuted("its signature with the key of " + principal +
                   " does not hold: " + words(holds, Line::first));
  }
  return SignatureVerdict{.principal = principal, .why_not = {}};
}

Result<std::string> sign_payload(std::string_view payload, const std::string& key,
                                 const std::map<std::string, std::string>& environment) {
  QUALM_ASSIGN(PrivateFolder folder, PrivateFolder::make());
  QUALM_ASSIGN(KeyFile file, key_file(key, environment, folder));
  Program program{.name = find_keygen().value_or("ssh-keygen"),
                  .arguments = {"-Y", "sign", "-n", "git", "-f", std::move(file.path)},
                  .environment = environment,
                  .directory = {},
                  .input = std::string(payload),
                  .output_at_most = limits::kSignatureBytes,
                  .time = kSigning,
                  .may_ask = true};
  if (file.in_agent) program.arguments.emplace_back("-U");
  // It takes a pipe as its input for a sign that there is no terminal, and would look for a window.
  if (!environment.contains("SSH_ASKPASS"))
    program.environment.emplace("SSH_ASKPASS_REQUIRE", "never");
  QUALM_ASSIGN(ProgramEnd end, run_program(program));
  const bool made = end.status == 0 && end.out.starts_with("-----BEGIN SSH SIGNATURE-----\n") &&
                    end.out.ends_with("\n-----END SSH SIGNATURE-----\n");
  if (!made) {
    return fail(
        ErrorCode::invalid, "ssh-keygen cannot sign: " + words(end, Line::last),
        file.in_agent
            ? "add the private key to the agent: ssh-add FILE"
            : "user.signingkey has to name the file of your SSH key, or a key of your agent");
  }
  return std::move(end.out);
}

}  // namespace qualm::git
