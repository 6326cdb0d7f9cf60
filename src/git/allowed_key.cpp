// Reading a key of the policy.
//
// ssh-keygen passes silently over a line of allowed signers that it cannot read, so that a key cut
// off while pasting would look like a person who never signs. And it does more than we want with
// what it can read: certificates, wildcards, lists. Hence everything is read here, and what is
// written for ssh-keygen is made anew from it.

#include "git/allowed_key.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A type of key, and how many fields such a key has, its type among them (RFC 4253, RFC 5656, and
/// PROTOCOL.u2f of OpenSSH).
struct KeyType {
  std::string_view name;
  int fields;
};

constexpr std::array<KeyType, 7> kTypes{{{"ssh-ed25519", 2},
                                         {"ecdsa-sha2-nistp256", 3},
                                         {"ecdsa-sha2-nistp384", 3},
                                         {"ecdsa-sha2-nistp521", 3},
                                         {"ssh-rsa", 3},
                                         {"sk-ssh-ed25519@openssh.com", 3},
                                         {"sk-ecdsa-sha2-nistp256@openssh.com", 4}}};

tl::unexpected<Error> refuse(const AllowedKey& key, const std::string& what,
                             std::string hint = {}) {
  if (hint.empty()) {
    hint = "write the line of the public key's file, such as `ssh-ed25519 AAAA…`";
  }
  return fail(
      ErrorCode::invalid,
      "a key of " + shorten(visible_name(key.principal), limits::kPrincipalBytes) + " " + what,
      std::move(hint));
}

bool is_control(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte < 0x20 || byte == 0x7F;
}

/// The bytes that padded base64 stands for; nothing when it is not canonical.
std::optional<std::string> decode_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char letter : text.substr(0, text.size() - padding)) {
    const std::size_t value = kAlphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 6U | static_cast<std::uint32_t>(value)) & 0xFFFFU;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xFFU);
  }
  if ((held & ((1U << bits) - 1U)) != 0) return std::nullopt;  // bits that stand for nothing
  return bytes;
}

/// Takes a field off the front: four bytes of length, and as many bytes as they say.
std::optional<std::string_view> take_field(std::string_view& bytes) {
  constexpr std::size_t kLength = 4;
  if (bytes.size() < kLength) return std::nullopt;
  std::size_t length = 0;
  for (const char letter : bytes.substr(0, kLength)) {
    length = length << 8U | static_cast<unsigned char>(letter);
  }
  bytes.remove_prefix(kLength);
  if (length == 0 || length > bytes.size()) return std::nullopt;
  const std::string_view field = bytes.substr(0, length);
  bytes.remove_prefix(length);
  return field;
}

/// Whether `bytes` are the fields of a key of that type, and nothing else.
bool has_fields(std::string_view bytes, const KeyType& type) {
  if (take_field(bytes) != type.name) return false;
  for (int field = 1; field < type.fields; ++field) {
    if (!take_field(bytes)) return false;
  }
  return bytes.empty();
}

struct Moment {
  Date date;
  bool midnight = true;  ///< the day begins with it
};

/// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, perhaps with a `Z`.
std::optional<Moment> read_moment(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() != 8 && text.size() != 12 && text.size() != 14) return std::nullopt;
  if (text.find_first_not_of(kDigits) != std::string_view::npos) return std::nullopt;
  const std::string day(text.substr(0, 8));
  const auto date = parse_date(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
  if (!date) return std::nullopt;
  const std::string time = std::string(text.substr(8)) + std::string(14 - text.size(), '0');
  const bool exists = time.substr(0, 2) < "24" && time.substr(2, 2) < "60" && time.substr(4) < "60";
  if (!exists) return std::nullopt;
  return Moment{.date = *date, .midnight = time == "000000"};
}

Date day_after(Date day) {
  const std::int64_t days = days_between(Date{}, day);
  return date_of((days + 1) * kDaySeconds);
}

/// Reads `valid-after="…",valid-before="…"`.
Result<void> read_options(const AllowedKey& key, std::string_view text, ListedKey& listed) {
  constexpr std::string_view kHint =
      R"(only valid-after="YYYYMMDD" and valid-before="YYYYMMDD" may stand before a key)";
  bool has_first = false;
  bool has_end = false;
  for (const std::string_view option : split(text, ',')) {
    const std::size_t equals = option.find('=');
    const std::string_view name = option.substr(0, equals);
    const bool first = name == "valid-after" && !has_first;
    const bool end = name == "valid-before" && !has_end;
    if (!first && !end) {
      return refuse(key, "has the option `" + shorten(visible_name(name), 40) + "`",
                    std::string(kHint));
    }
    std::string_view value = equals == std::string_view::npos ? "" : option.substr(equals + 1);
    const bool quoted = value.size() > 2 && value.starts_with('"') && value.ends_with('"');
    const auto moment = read_moment(quoted ? value.substr(1, value.size() - 2) : "");
    if (!moment) {
      return refuse(key,
                    "has the option `" + shorten(visible_name(option), 80) + "`, which is no day",
                    std::string(kHint));
    }
    if (first) listed.first = moment->midnight ? moment->date : day_after(moment->date);
    if (end) listed.end = moment->date;
    has_first = has_first || first;
    has_end = has_end || end;
  }
  if (listed.end <= listed.first) return refuse(key, "is valid on no day", std::string(kHint));
  return {};
}

Result<void> check_principal(const AllowedKey& key) {
  const std::string& name = key.principal;
  const bool hostile = name.find_first_of(" ,*?!\"'`\\") != std::string::npos ||
                       std::ranges::any_of(name, is_control) || invalid_utf8(name);
  if (!name.empty() && name.size() <= limits::kPrincipalBytes && !hostile &&
      !name.starts_with('#')) {
    return {};
  }
  return refuse(key, "is for a name that could stand for somebody else",
                "name one e-mail address without spaces, commas, quotes and wildcards");
}

}  // namespace

Result<ListedKey> read_allowed_key(const AllowedKey& key) {
  QUALM_TRY(check_principal(key));
  const std::string_view line = trim(key.key);
  if (line.size() > limits::kAllowedKeyBytes) return refuse(key, "is too long");
  if (std::ranges::any_of(line, is_control)) return refuse(key, "has more than one line or a tab");
  std::vector<std::string_view> words = split(line, ' ');
  std::erase(words, "");
  ListedKey listed;
  const auto known = [](std::string_view word) {
    return std::ranges::find(kTypes, word, &KeyType::name);
  };
  auto word = words.begin();
  if (word != words.end() && known(*word) == kTypes.end() &&
      word->find('=') != std::string_view::npos) {
    QUALM_TRY(read_options(key, *word++, listed));
  }
  if (word == words.end()) return refuse(key, "is empty");
  const auto* const type = known(*word);
  if (type == kTypes.end()) {
    return refuse(key,
                  "begins with `" + shorten(visible_name(*word), 40) + "`, which is no type of key",
                  "known are ed25519, ecdsa, rsa and sk keys; certificates are not");
  }
  if (++word == words.end()) return refuse(key, "has a type and nothing behind it");
  const auto bytes = decode_base64(*word);
  if (!bytes || !has_fields(*bytes, *type)) {
    return refuse(key, "is cut off, or no " + std::string(type->name) + " key");
  }
  listed.type = type->name;
  listed.base64 = *word;
  return listed;
}

bool is_valid_on(const ListedKey& key, Date day) { return key.first <= day && day < key.end; }

}  // namespace qualm::git
