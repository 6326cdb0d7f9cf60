// Keys of the policy: what is no key of one person is refused before ssh-keygen sees it.

#include "git/allowed_key.hpp"

#include "harness/catch.hpp"

using qualm::Date;
using qualm::ErrorCode;
using qualm::git::is_valid_on;
using qualm::git::read_allowed_key;

namespace {

// Shaped like a key, of nobody.
const std::string kBase64 = "AAAAC3NzaC1lZDI1NTE5AAAAIASawDfI0WEnbH2gekLZ/F4vzKUbUbJlq3vPHHNIeQ/A";
const std::string kKey = "ssh-ed25519 " + kBase64;

/// The error's words, or nothing.
std::string refusal(const std::string& key, const std::string& principal = "ana@example.com") {
  const auto result = read_allowed_key({.principal = principal, .key = key});
  if (result) return "";
  CHECK(result.error().code == ErrorCode::invalid);
  CHECK_FALSE(result.error().hint.empty());
  return result.error().message;
}

bool valid(const std::string& options, Date day) {
  const auto key = read_allowed_key({.principal = "ana@example.com", .key = options + " " + kKey});
  if (!key) FAIL(key.error().message);
  return is_valid_on(*key, day);
}

}  // namespace

TEST_CASE("a key is read with its type, without its comment") {
  for (const std::string& line : {kKey, kKey + " ana at work # \"1\"", "  " + kKey + "\n",
                                  "ssh-ed25519   " + kBase64 + "  x"}) {
    const auto key = read_allowed_key({.principal = "ana@example.com", .key = line});
    REQUIRE(key);
    CHECK(key->type == "ssh-ed25519");
    CHECK(key->base64 == kBase64);
    CHECK(is_valid_on(*key, {1970, 1, 1}));
    CHECK(is_valid_on(*key, {2999, 12, 31}));
  }
}

TEST_CASE("a key that ssh-keygen would pass over is refused") {
  const std::string cut = "a key of ana@example.com is cut off, or no ssh-ed25519 key";
  for (const std::string& base64 :
       {kBase64.substr(0, 64), kBase64.substr(0, 66), kBase64.substr(4), kBase64 + kBase64,
        kBase64 + "AAAA", "=" + kBase64.substr(1), kBase64.substr(0, 67) + "*", std::string("AAAA"),
        std::string("===="), std::string("/////////////////////w=="),
        // Of another type, and with bits behind the last byte.
        std::string("AAAAB3NzaC1yc2EAAAADAQABAAAAA0FBQQ=="),
        std::string("AAAAC3NzaC1lZDI1NTE5AAAAAUF=")}) {
    INFO(base64);
    CHECK(refusal("ssh-ed25519 " + base64) == cut);
  }
  CHECK(refusal("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAUE=").empty());
  CHECK(refusal("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAA0FBQQ==").empty());
  CHECK(refusal("ssh-rsa " + kBase64).ends_with("is cut off, or no ssh-rsa key"));
  CHECK(refusal("") == "a key of ana@example.com is empty");
  CHECK(refusal("valid-before=\"20271231\"") == "a key of ana@example.com is empty");
  CHECK(refusal("ssh-ed25519") == "a key of ana@example.com has a type and nothing behind it");
  CHECK(refusal(kKey + std::string(9000, 'x')) == "a key of ana@example.com is too long");
}

TEST_CASE("only plain keys of known types may stand in the policy") {
  for (const std::string word : {"ssh-dss", "ssh-ed25519-cert-v01@openssh.com", "cert-authority",
                                 "SSH-ED25519", "no-touch-required", "*", "ana@example.com"}) {
    CHECK(refusal(word + " " + kKey) ==
          "a key of ana@example.com begins with `" + word + "`, which is no type of key");
  }
  for (const std::string options :
       {"cert-authority,valid-before=\"20271231\"", "namespaces=\"git\"", "namespaces=\"*\"",
        "valid-before=\"20271231\",namespaces=\"file\"", "valid-before=\"20271231\",",
        "valid-before=\"20271231\",valid-before=\"20281231\"", "Valid-Before=\"20271231\"",
        "=\"20271231\""}) {
    INFO(options);
    CHECK(refusal(options + " " + kKey).starts_with("a key of ana@example.com has the option `"));
  }
  for (const std::string value :
       {"", "20271231", "\"\"", "\"20271231", "\"20271301\"", "\"20270229\"", "\"2027123\"",
        "\"202712312460\"", "\"202712312360\"", "\"20271231235960\"", "\"2027-12-31\"",
        "\"20271231z\"", "\"20271231ZZ\"", "\"+0271231\"", "\"20271231\"\"", "\"\\\"20271231\""}) {
    INFO(value);
    CHECK(refusal("valid-before=" + value + " " + kKey).ends_with("`, which is no day"));
  }
  CHECK(refusal("valid-after=\"20271231\",valid-before=\"20271231\" " + kKey) ==
        "a key of ana@example.com is valid on no day");
}

TEST_CASE("no line and no name can hide a second one") {
  const std::string second = "\neve@example.com " + kKey;
  for (const std::string& key :
       {kKey + second, "ssh-ed25519" + second, kKey + "\r" + second,
        kKey + std::string(1, '\0') + "x", "valid-before=\"20271231\n\" " + kKey, kKey + "\tx",
        "\x7f" + kKey}) {
    INFO(key);
    CHECK(refusal(key) == "a key of ana@example.com has more than one line or a tab");
  }
  for (const std::string& name :
       {std::string(), std::string("*"), std::string("*@example.com"), std::string("!ana"),
        std::string("an?"), std::string("ana@example.com,eve@example.com"), std::string("ana eve"),
        std::string("\"ana"), std::string("ana'"), std::string("ana\\"), std::string("ana\neve"),
        std::string("ana\teve"), std::string("an\0a", 4), std::string("#ana"), std::string("\xff"),
        std::string(400, 'a')}) {
    INFO(name);
    const std::string words = refusal(kKey, name);
    CHECK(words.ends_with(" is for a name that could stand for somebody else"));
    CHECK(words.find('\n') == std::string::npos);
    CHECK(words.size() < 500);
  }
  CHECK(refusal(kKey, "zoë+work@example.com").empty());
}

TEST_CASE("a key is valid on whole days, of UTC") {
  CHECK(valid("valid-before=\"20261120\"", {2026, 11, 19}));
  CHECK_FALSE(valid("valid-before=\"20261120\"", {2026, 11, 20}));
  CHECK(valid("valid-after=\"20261120\"", {2026, 11, 20}));
  CHECK_FALSE(valid("valid-after=\"20261120\"", {2026, 11, 19}));
  // A part of a day is not a day.
  CHECK_FALSE(valid("valid-before=\"202611202359\"", {2026, 11, 20}));
  CHECK_FALSE(valid("valid-after=\"20261231000001Z\"", {2026, 12, 31}));
  CHECK(valid("valid-after=\"20261231000001Z\"", {2027, 1, 1}));
  CHECK(valid("valid-after=\"20261231000000\"", {2026, 12, 31}));
  CHECK(valid("valid-before=\"20271231Z\",valid-after=\"19690101\"", {1970, 1, 1}));
}
