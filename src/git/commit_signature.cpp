// Parting a commit into what was signed and the signature.
//
// Adding a header to a signed commit gives it another id, and the programs that verify it differ:
// Git leaves every header out whose name begins with gpgsig, libgit2 the first gpgsig only. Where
// they could differ, there is a fault instead of an answer.

#include "git/commit_signature.hpp"

#include <algorithm>
#include <array>

#include "support/limits.hpp"

namespace qualm::git {
namespace {

constexpr std::string_view kHeader = "gpgsig";

struct Armor {
  std::string_view first_line;
  SignatureKind kind;
};

constexpr std::array<Armor, 4> kArmors{{{"-----BEGIN SSH SIGNATURE-----", SignatureKind::ssh},
                                        {"-----BEGIN PGP SIGNATURE-----", SignatureKind::openpgp},
                                        {"-----BEGIN PGP MESSAGE-----", SignatureKind::openpgp},
                                        {"-----BEGIN SIGNED MESSAGE-----", SignatureKind::x509}}};

SignatureKind kind_of(std::string_view armor) {
  const std::string_view first = armor.substr(0, armor.find('\n'));
  const auto* const found = std::ranges::find(kArmors, first, &Armor::first_line);
  return found == kArmors.end() ? SignatureKind::unknown : found->kind;
}

/// Takes the first line off `text`, with its line end.
std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string_view whole = text.substr(0, std::min(line.size() + 1, text.size()));
  text.remove_prefix(whole.size());
  return whole;
}

/// Where the blank line before the message is, or the end when there is none.
std::size_t end_of_headers(std::string_view commit) {
  if (commit.starts_with('\n')) return 0;
  const std::size_t blank = commit.find("\n\n");
  return blank == std::string_view::npos ? commit.size() : blank + 1;
}

/// What the headers of a commit are parted into.
class Parting {
 public:
  /// The next line of the headers, with its end.
  void add(std::string_view line) {
    if (line.find('\0') != std::string_view::npos) blame("there is a NUL byte among its headers");
    const bool continues = line.starts_with(' ');
    if (!continues) in_signature_ = starts_signature(line);
    if (!in_signature_) {
      result_.payload += line;
      return;
    }
    line.remove_prefix(continues ? 1 : kHeader.size() + 1);
    if (result_.armor.size() + line.size() > limits::kSignatureBytes) {
      blame("its signature is longer than " + std::to_string(limits::kSignatureBytes) + " bytes");
      return;
    }
    result_.armor += line;
  }

  /// All, with what stands behind the headers.
  CommitSignature end(std::string_view rest) && {
    result_.payload += rest;
    if (seen_) result_.kind = kind_of(result_.armor);
    return std::move(result_);
  }

 private:
  bool starts_signature(std::string_view line) {
    if (!line.starts_with(kHeader)) return false;
    if (!line.substr(kHeader.size()).starts_with(' ')) {
      blame("it has another header whose name begins with gpgsig");
      return false;
    }
    if (seen_) blame("it has two signatures");
    seen_ = true;
    return true;
  }

  void blame(std::string fault) {
    if (result_.fault.empty()) result_.fault = std::move(fault);
  }

  CommitSignature result_;
  bool seen_ = false;
  bool in_signature_ = false;
};

}  // namespace

CommitSignature commit_signature(std::string_view commit) {
  Parting parting;
  const std::size_t end = end_of_headers(commit);
  std::string_view headers = commit.substr(0, end);
  while (!headers.empty()) parting.add(take_line(headers));
  return std::move(parting).end(commit.substr(end));
}

std::string with_signature(std::string_view commit, std::string_view armor) {
  const std::size_t end = end_of_headers(commit);
  std::string result(commit.substr(0, end));
  if (!result.empty() && !result.ends_with('\n')) result += '\n';
  std::string_view name = kHeader;
  while (!armor.empty()) {
    const std::string_view line = take_line(armor);
    result.append(name).append(" ").append(line);
    if (!line.ends_with('\n')) result += '\n';
    name = {};
  }
  return result.append(commit.substr(end));
}

}  // namespace qualm::git
