// Who made a commit, written so that nobody can read anybody else there.

#include "git/signature_text.hpp"

#include <algorithm>
#include <string>

#include "model/entry_name.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

constexpr std::size_t kMostBytes = 1000;

Result<void> check_part(std::string_view text, std::string_view role, std::string_view part,
                        std::string_view key) {
  const auto complain = [&](const std::string& fault) {
    return fail(ErrorCode::invalid,
                "the " + std::string(part) + " of the " + std::string(role) + " " + fault +
                    (text.empty() ? "" : ": '" + shorten(visible_name(text), 80) + "'"),
                "`git config --global " + std::string(key) + " …` sets it");
  };
  if (trim(text).empty()) return complain("is empty");
  if (trim(text).size() != text.size()) return complain("has space at its ends");
  if (text.size() > kMostBytes) return complain("is too long");
  if (invalid_utf8(text)) return complain("is not UTF-8");
  const bool forbidden = std::ranges::any_of(text, [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7f || letter == '<' || letter == '>';
  });
  if (forbidden) return complain("holds a bracket, a line break or another control character");
  return {};
}

}  // namespace

Result<void> check_signature(const Signature& signature, std::string_view role) {
  QUALM_TRY(check_part(signature.identity.name, role, "name", "user.name"));
  QUALM_TRY(check_part(signature.identity.email, role, "address", "user.email"));
  if (signature.time < 0) {
    return fail(ErrorCode::invalid, "the time of the " + std::string(role) + " is before 1970");
  }
  return {};
}

std::string signature_text(const Signature& signature) {
  return signature.identity.name + " <" + signature.identity.email + "> " +
         std::to_string(signature.time) + " +0000";
}

}  // namespace qualm::git
