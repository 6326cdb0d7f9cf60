// Signatures of commits: parted strictly, made as Git makes them, and good only by the right key on
// the right day.

#include "git/commit_signature.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "git/private_folder.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::Date;
using qualm::ErrorCode;
using qualm::git::AllowedKey;
using qualm::git::commit_signature;
using qualm::git::CommitSignature;
using qualm::git::PrivateFolder;
using qualm::git::sign_payload;
using qualm::git::SignatureKind;
using qualm::git::verify_signature;
using qualm::git::with_signature;
using qualm::testing::TestRepository;

namespace {

namespace fs = std::filesystem;

const std::string kHeaders =
    "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
    "author Ana Souza <ana@example.com> 1767225600 +0000\n"
    "committer Ana Souza <ana@example.com> 1767225600 +0000\n";
const std::string kMessage = "\nsubject\n\ngpgsig in the message is text\n";
const std::string kCommit = kHeaders + kMessage;
const std::string kArmor = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";
constexpr Date kDay{.year = 2026, .month = 11, .day = 20};

/// Keys of people, made by ssh-keygen. Without ssh-keygen the first `run` throws.
class Keyring {
 public:
  /// Makes a key; its public line, with a comment.
  std::string make(const std::string& name, const std::string& type = "ed25519",
                   const std::string& passphrase = "") const {
    run("ssh-keygen -q -t " + type + " -N '" + passphrase + "' -C 'key of " + name + "' -f ../" +
        name);
    return run("cat ../" + name + ".pub");
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (repository_.folder() / name).string();
  }
  [[nodiscard]] std::string sign(const std::string& payload, const std::string& name) const {
    const auto armor = sign_payload(payload, file(name), repository_.environment());
    if (!armor) FAIL(armor.error().message);
    return *armor;
  }
  /// `kCommit`, signed.
  [[nodiscard]] CommitSignature signed_by(const std::string& name) const {
    return commit_signature(with_signature(kCommit, sign(kCommit, name)));
  }
  std::string run(const std::string& command) const { return repository_.run(command); }
  [[nodiscard]] const TestRepository& repository() const { return repository_; }

 private:
  TestRepository repository_;
};

/// Whose signature it is, or why it is nobody's.
std::string verdict(const CommitSignature& signature, const std::vector<AllowedKey>& keys,
                    Date day = kDay) {
  const auto result = verify_signature(signature, keys, day);
  if (!result) return "error: " + result.error().message;
  CHECK(result->principal.empty() != result->why_not.empty());
  return result->principal.empty() ? "no: " + result->why_not : result->principal;
}

std::string fault_of(const std::string& headers) {
  return commit_signature(kHeaders + headers + kMessage).fault;
}

std::string header(const std::string& name, const std::string& value = "x") {
  return name + " " + value + "\n";
}

/// A variable of this process, put back at the end.
class WithVariable {
 public:
  WithVariable(const char* name, const std::string& value) : name_(name) {
    if (const char* const before = std::getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  WithVariable(const WithVariable&) = delete;
  WithVariable& operator=(const WithVariable&) = delete;
  ~WithVariable() {
    if (before_) {
      setenv(name_, before_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("commit_signature parts what was signed from the signature") {
  const CommitSignature plain = commit_signature(kCommit);
  CHECK(plain.kind == SignatureKind::none);
  CHECK(plain.payload == kCommit);
  CHECK(plain.armor.empty());
  CHECK(plain.fault.empty());

  // Wherever the header stands; a line that is empty in the armour has its space in the commit.
  const std::string lines = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n  two\n -----END\n";
  for (const std::string& commit :
       {kHeaders + lines + kMessage, kHeaders + lines + "encoding latin1\n" + kMessage,
        lines + kHeaders + kMessage, kHeaders + lines}) {
    const CommitSignature parts = commit_signature(commit);
    CHECK(parts.kind == SignatureKind::openpgp);
    CHECK(parts.armor == "-----BEGIN PGP SIGNATURE-----\n\niQ\n two\n-----END\n");
    CHECK(parts.fault.empty());
    CHECK(parts.payload.find("gpgsig -") == std::string::npos);
    CHECK(parts.payload.size() == commit.size() - lines.size());
  }
  // What a merged tag had is not the commit's own.
  const std::string merge = "mergetag object x\n gpgsig -----BEGIN SSH SIGNATURE-----\n";
  CHECK(commit_signature(kHeaders + merge + kMessage).kind == SignatureKind::none);
  CHECK(commit_signature(kHeaders + merge + kMessage).fault.empty());
  for (const std::string& odd : {std::string(), std::string("\n"), std::string(" x\n\n"),
                                 std::string("\ngpgsig x\n"), std::string("tree")}) {
    CHECK(commit_signature(odd).payload == odd);
    CHECK(commit_signature(odd).kind == SignatureKind::none);
  }
}

TEST_CASE("the first line of the armour tells its kind") {
  const auto kind = [](const std::string& armor) {
    return commit_signature(with_signature(kCommit, armor)).kind;
  };
  CHECK(kind(kArmor) == SignatureKind::ssh);
  CHECK(kind("-----BEGIN PGP SIGNATURE-----\n") == SignatureKind::openpgp);
  CHECK(kind("-----BEGIN PGP MESSAGE-----") == SignatureKind::openpgp);
  CHECK(kind("-----BEGIN SIGNED MESSAGE-----\n") == SignatureKind::x509);
  CHECK(kind("-----BEGIN SSH SIGNATURE----- \n") == SignatureKind::unknown);
  CHECK(kind("\n" + kArmor) == SignatureKind::unknown);
  CHECK(commit_signature("gpgsig \n\n").kind == SignatureKind::unknown);
}

TEST_CASE("a commit whose signature programs may see differently has a fault") {
  CHECK(fault_of(header("gpgsig") + header("gpgsig")) == "it has two signatures");
  CHECK(fault_of(header("gpgsig") + header("encoding") + header("gpgsig")) ==
        "it has two signatures");
  for (const std::string other : {"gpgsig-sha256", "gpgsig-note", "gpgsigx", "gpgsig\tx"}) {
    const std::string expected = "it has another header whose name begins with gpgsig";
    CHECK(fault_of(header(other)) == expected);
    CHECK(fault_of(header("gpgsig") + header(other)) == expected);
    CHECK(fault_of(header(other) + header("gpgsig")) == expected);
  }
  CHECK_FALSE(fault_of("gpgsig\n").empty());
  CHECK(fault_of(header("note", std::string("a\0b", 3))) ==
        "there is a NUL byte among its headers");
  CHECK(commit_signature(kCommit + std::string(1, '\0')).fault.empty());
  const CommitSignature endless = commit_signature("gpgsig " + std::string(100'000, 'x') + "\n\n");
  CHECK(endless.fault == "its signature is longer than 65536 bytes");
  CHECK(endless.armor.size() < 70'000);
  // Nothing is asked of ssh-keygen then, and nothing of a signature that is not for it.
  CHECK(verdict(endless, {}) == "no: " + endless.fault);
  CHECK(verdict(commit_signature(kCommit), {}) == "no: it is not signed");
  CHECK(verdict(commit_signature(with_signature(kCommit, "-----BEGIN PGP SIGNATURE-----\n")), {}) ==
        "no: it has an OpenPGP signature, and only SSH signatures are verified");
  CHECK(verdict(commit_signature(with_signature(kCommit, "-----BEGIN SIGNED MESSAGE-----\n")),
                {}) == "no: it has an X.509 signature, and only SSH signatures are verified");
  CHECK(verdict(commit_signature(with_signature(kCommit, "hello\n")), {}) ==
        "no: it has a signature of an unknown kind");
}

TEST_CASE("with_signature is undone by commit_signature") {
  for (const std::string& commit : {kCommit, kHeaders + "\n", kHeaders, std::string("\nx")}) {
    for (const std::string& armor : {kArmor, std::string("-----BEGIN\n\n  a\n\n")}) {
      const CommitSignature parts = commit_signature(with_signature(commit, armor));
      CHECK(parts.payload == commit);
      CHECK(parts.armor == armor);
      CHECK(parts.fault.empty());
    }
  }
  CHECK(with_signature(kCommit, "a\nb") == kHeaders + "gpgsig a\n b\n" + kMessage);
}

TEST_CASE("keys of every common type sign and are told apart") {
  const Keyring keyring;
  const std::vector<AllowedKey> keys{{"ana@example.com", keyring.make("ana")},
                                     {"ben@example.com", keyring.make("ben", "ecdsa -b 384")},
                                     {"chidi@example.com", keyring.make("chidi", "rsa -b 2048")}};
  keyring.make("eve");
  CHECK(verdict(keyring.signed_by("ana"), keys) == "ana@example.com");
  CHECK(verdict(keyring.signed_by("ben"), keys) == "ben@example.com");
  CHECK(verdict(keyring.signed_by("chidi"), keys) == "chidi@example.com");
  CHECK(verdict(keyring.signed_by("eve"), keys) == "no: no key of the policy made it");
  CHECK(verdict(keyring.signed_by("ana"), {}) == "no: no key of the policy made it");
  CHECK(verdict(keyring.signed_by("ana"), {keys[1], keys[2]}) ==
        "no: no key of the policy made it");
  // A key of two people is that of the first.
  CHECK(verdict(keyring.signed_by("ana"), {{"dana@example.com", keys[0].key}, keys[0]}) ==
        "dana@example.com");
}

TEST_CASE("a signature holds for the bytes and the purpose that it was made for") {
  const Keyring keyring;
  const std::vector<AllowedKey> keys{{"ana@example.com", keyring.make("ana")}};
  const CommitSignature good = keyring.signed_by("ana");
  CHECK(verdict(good, keys) == "ana@example.com");

  for (const std::string& payload : {kCommit + "x", kCommit.substr(1), std::string()}) {
    CommitSignature tampered = good;
    tampered.payload = payload;
    CHECK(verdict(tampered, keys) ==
          "no: its signature with the key of ana@example.com does not hold: Signature "
          "verification failed: incorrect signature");
  }
  // Somebody else's name in the armour's key does not make it theirs.
  for (const std::string& extra : {header("gpgsig-note"), "gpgsig " + kArmor}) {
    std::string commit = with_signature(kCommit, good.armor);
    commit.insert(kHeaders.size(), extra);
    CHECK(verdict(commit_signature(commit), keys).starts_with("no: it has"));
  }

  keyring.repository().write("../payload", kCommit);
  keyring.run("ssh-keygen -q -Y sign -n file -f ../ana ../payload");
  const CommitSignature other_purpose =
      commit_signature(with_signature(kCommit, keyring.run("cat ../payload.sig")));
  CHECK(verdict(other_purpose, keys).find("does not hold") != std::string::npos);

  CommitSignature garbled = good;
  for (const std::string& armor :
       {kArmor, std::string("-----BEGIN SSH SIGNATURE-----\n"), good.armor.substr(0, 200),
        good.armor.substr(0, 29) + std::string(2000, '\0')}) {
    garbled.armor = armor;
    CHECK(
        // In words of its own, which its versions change.
        verdict(garbled, keys).starts_with("no: ssh-keygen cannot read its signature: "));
  }
}

TEST_CASE("a key counts on the days on which it is valid, whatever the commit says") {
  const Keyring keyring;
  const std::string key = keyring.make("ana");
  // The committer says 2026-01-01, when the key was valid.
  const CommitSignature signature = keyring.signed_by("ana");
  const std::string expired = "no: the key of ana@example.com that made it is not valid on ";
  const std::vector<AllowedKey> ending{{"ana@example.com", "valid-before=\"20261120\" " + key}};
  CHECK(verdict(signature, ending, {2026, 11, 19}) == "ana@example.com");
  CHECK(verdict(signature, ending, {2026, 11, 20}) == expired + "2026-11-20");
  CHECK(verdict(signature, ending, {2026, 11, 21}) == expired + "2026-11-21");
  const std::vector<AllowedKey> later{
      {"ana@example.com", "valid-after=\"20261120Z\",valid-before=\"20271120\" " + key}};
  CHECK(verdict(signature, later, {2026, 11, 19}) == expired + "2026-11-19");
  CHECK(verdict(signature, later, {2026, 11, 20}) == "ana@example.com");
  // Of two lines for one key, the one that is valid counts.
  CHECK(verdict(signature, {ending[0], {"ana@new.example", key}}) == "ana@new.example");

  // Git itself takes the committer's word for the date.
  keyring.repository().write("../allowed",
                             "ana@example.com valid-before=\"20261120\" " + key + "\n");
  const std::string id =
      keyring.repository().put_object("commit", with_signature(kCommit, signature.armor));
  CHECK(keyring.run("git -c gpg.ssh.allowedSignersFile=../allowed verify-commit " + id + " 2>&1")
            .starts_with("Good \"git\" signature for ana@example.com"));
}

TEST_CASE("Git and Qualm agree about signed commits") {
  const Keyring keyring;
  const std::string key = keyring.make("ana");
  const TestRepository& repository = keyring.repository();
  repository.write("../allowed", "ana@example.com namespaces=\"git\" " + key + "\n");
  const std::string settings = "-c gpg.format=ssh -c gpg.ssh.allowedSignersFile=../allowed ";

  repository.git(settings + "-c user.signingkey=" + keyring.file("ana") +
                 " commit --quiet --allow-empty -S -m 'Signed by Git' -m 'With a body.'");
  const std::string theirs = repository.run("git cat-file commit HEAD; echo .");
  const CommitSignature read = commit_signature(theirs.substr(0, theirs.size() - 1));
  CHECK(read.kind == SignatureKind::ssh);
  CHECK(read.payload.ends_with("\n\nSigned by Git\n\nWith a body.\n"));
  CHECK(verdict(read, {{"ana@example.com", key}}) == "ana@example.com");

  const std::string ours = with_signature(kCommit, keyring.sign(kCommit, "ana"));
  repository.write("../commit", ours);
  const std::string id = repository.run("git hash-object -t commit -w --stdin <../commit");
  CHECK(repository.git(settings + "verify-commit " + id + " 2>&1")
            .starts_with("Good \"git\" signature for ana@example.com with ED25519 key"));
  CHECK(repository.git("cat-file -p " + id) + "\n" == ours);
  CHECK(repository.git("log --format=%s -1 " + id) == "subject");
  CHECK(repository.try_run("git fsck --strict").status == 0);
}

TEST_CASE("no setting and no variable chooses the program that verifies") {
  const Keyring keyring;
  const std::string key = keyring.make("ana");
  const TestRepository& repository = keyring.repository();
  const std::string mark = (repository.folder() / "mark").string();
  repository.write("../evil/ssh-keygen",
                   "#!/bin/sh\ntouch " + mark + "\necho 'Good \"git\" signature for k0 with x'\n");
  keyring.run("chmod +x ../evil/ssh-keygen");
  const std::string evil = (repository.folder() / "evil/ssh-keygen").string();
  repository.git("config gpg.ssh.program " + evil);
  repository.git("config --global gpg.ssh.program " + evil);
  const CommitSignature signature = keyring.signed_by("ana");
  const std::string id = repository.put_object("commit", with_signature(kCommit, signature.armor));

  const fs::path before = fs::current_path();
  fs::current_path(repository.path());
  {
    const WithVariable path("PATH", (repository.folder() / "evil").string());
    const WithVariable home("HOME", (repository.folder() / "home").string());
    const WithVariable settings("GIT_CONFIG_COUNT", "1");
    const WithVariable name("GIT_CONFIG_KEY_0", "gpg.ssh.program");
    const WithVariable value("GIT_CONFIG_VALUE_0", evil);
    const WithVariable temporary("TMPDIR", (repository.folder() / "nowhere").string());
    CHECK(verdict(signature, {{"ana@example.com", key}}) == "ana@example.com");
    CommitSignature tampered = signature;
    tampered.payload += "x";
    CHECK(verdict(tampered, {{"ana@example.com", key}}).starts_with("no: "));
  }
  fs::current_path(before);
  CHECK_FALSE(fs::exists(mark));
  // Git does run it, so that the test tests something.
  repository.try_run("git -c gpg.ssh.allowedSignersFile=/dev/null verify-commit " + id);
  CHECK(fs::exists(mark));
}

TEST_CASE("threads verify beside each other") {
  const Keyring keyring;
  const std::vector<AllowedKey> keys{{"ana@example.com", keyring.make("ana")},
                                     {"ben@example.com", keyring.make("ben")}};
  const std::array<CommitSignature, 2> signatures{keyring.signed_by("ana"),
                                                  keyring.signed_by("ben")};
  std::vector<std::string> verdicts(4);
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < verdicts.size(); ++number) {
    threads.emplace_back([&, number] {
      for (int turn = 0; turn < 3; ++turn) {
        const auto result = verify_signature(signatures[number % 2], keys, kDay);
        verdicts[number] += result ? result->principal + ";" : "error;";
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t number = 0; number < verdicts.size(); ++number) {
    const std::string name = keys[number % 2].principal + ";";
    CHECK(verdicts[number] == name + name + name);
  }
}

TEST_CASE("a line that is no key is an error, even where nothing is signed") {
  const Keyring keyring;
  const std::string key = keyring.make("ana");
  const auto result = verify_signature(
      commit_signature(kCommit),
      {{"ana@example.com", key}, {"ben@example.com", "cert-authority " + key}}, kDay);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::invalid);
  CHECK(result.error().message.find("ben@example.com") != std::string::npos);
  CHECK_FALSE(result.error().hint.empty());
}

TEST_CASE("sign_payload takes what user.signingkey may hold") {
  const Keyring keyring;
  const std::string key = keyring.make("ana");
  const std::vector<AllowedKey> keys{{"ana@example.com", key}};
  std::map<std::string, std::string> environment = keyring.repository().environment();
  const auto sign = [&](const std::string& name) {
    const auto armor = sign_payload(kCommit, name, environment);
    if (!armor) return "error: " + armor.error().message;
    return verdict(commit_signature(with_signature(kCommit, *armor)), keys);
  };
  CHECK(sign(keyring.file("ana")) == "ana@example.com");
  environment["HOME"] = keyring.repository().folder().string();
  CHECK(sign("~/ana") == "ana@example.com");

  const auto missing = sign_payload(kCommit, keyring.file("nobody"), environment);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::invalid);
  CHECK(missing.error().message.find("No such file or directory") != std::string::npos);
  CHECK_FALSE(missing.error().hint.empty());

  // The public half alone needs the agent.
  const std::string socket = (keyring.repository().folder() / "agent").string();
  const std::string agent = keyring.run("eval \"$(ssh-agent -a " + socket +
                                        ")\" >/dev/null; ssh-add -q ../ana; echo $SSH_AGENT_PID");
  fs::rename(keyring.file("ana"), keyring.file("hidden"));
  CHECK(sign(key).starts_with("error: ssh-keygen cannot sign: "));
  environment["SSH_AUTH_SOCK"] = socket;
  CHECK(sign(key) == "ana@example.com");
  CHECK(sign("key::" + key) == "ana@example.com");
  CHECK(sign(keyring.file("ana.pub")) == "ana@example.com");
  keyring.run("kill " + agent);
}

TEST_CASE("the user is asked for the passphrase of a key") {
  const Keyring keyring;
  const std::string key = keyring.make("ana", "ed25519", "open sesame");
  const TestRepository& repository = keyring.repository();
  repository.write("../ask", "#!/bin/sh\necho 'open sesame'\n");
  repository.write("../guess", "#!/bin/sh\necho 'open barley'\n");
  keyring.run("chmod +x ../ask ../guess");
  std::map<std::string, std::string> environment = repository.environment();
  environment["SSH_ASKPASS_REQUIRE"] = "force";
  environment["SSH_ASKPASS"] = keyring.file("ask");
  const auto armor = sign_payload(kCommit, keyring.file("ana"), environment);
  REQUIRE(armor);
  CHECK(verdict(commit_signature(with_signature(kCommit, *armor)), {{"ana@example.com", key}}) ==
        "ana@example.com");
  environment["SSH_ASKPASS"] = keyring.file("guess");
  CHECK_FALSE(sign_payload(kCommit, keyring.file("ana"), environment));
}

TEST_CASE("a private folder is for its owner alone, and gone in the end") {
  std::string file;
  {
    auto folder = PrivateFolder::make();
    REQUIRE(folder);
    const auto written = folder->add("name", "content");
    REQUIRE(written);
    file = *written;
    struct stat status {};
    REQUIRE(stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    REQUIRE(stat(fs::path(file).parent_path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700U);
    CHECK(fs::file_size(file) == 7);
    const auto again = folder->add("name", "other");
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::io);
    const PrivateFolder moved = *std::move(folder);
    CHECK(fs::exists(file));
  }
  CHECK_FALSE(fs::exists(fs::path(file).parent_path()));
}
