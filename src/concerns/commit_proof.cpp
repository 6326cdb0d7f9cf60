// Telling who is behind a commit.

#include "concerns/commit_proof.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace qualm::concerns {
namespace {

CommitPeople nobody(std::string why_not) {
  return {.author = nullptr, .committer = nullptr, .why_not = std::move(why_not)};
}

}  // namespace

Introduction introduction_of(const git::WalkedCommit& commit, const SigningKeys& keys) {
  Introduction introduction{.commit = commit.id};
  if (commit.commit.author && commit.commit.committer) {
    introduction.author = commit.commit.author->identity;
    introduction.committer = commit.commit.committer->identity;
    introduction.stated =
        date_of(std::max(commit.commit.author->time, commit.commit.committer->time));
  } else {
    introduction.fault = "it does not have exactly one author and one committer line";
  }
  const git::CommitSignature signature = git::commit_signature(commit.bytes);
  if (introduction.fault.empty()) introduction.fault = signature.fault;
  if (!keys.verify || !introduction.fault.empty()) return introduction;
  const auto verdict = git::verify_signature(signature, keys.keys, keys.today);
  if (verdict) {
    introduction.signer = verdict->principal;
    introduction.unsigned_because = verdict->why_not;
  } else {
    introduction.unsigned_because = verdict.error().message;
  }
  return introduction;
}

CommitPeople people_behind(const git::WalkedCommit& commit, const SigningKeys& keys,
                           IdentityLevel level, const Who& who) {
  SigningKeys asked = keys;
  asked.verify = level >= IdentityLevel::signature;
  const Introduction made = introduction_of(commit, asked);
  const std::string name = fmt::format("commit {}", commit.id.substr(0, 7));
  if (!made.fault.empty()) return nobody(fmt::format("{} proves nothing: {}", name, made.fault));
  const Person* author = who.person(*made.author);
  const Person* committer = who.person(*made.committer);
  if (author == nullptr || committer == nullptr) {
    const bool is_author = author == nullptr;
    return nobody(fmt::format("the policy knows nobody with the address of {}, the {} of {}",
                              who.name(is_author ? *made.author : *made.committer),
                              is_author ? "author" : "committer", name));
  }
  if (asked.verify && made.signer.empty()) {
    return nobody(fmt::format("{}, by {}, has no good signature by a key that the policy lists{}{}",
                              name, committer->name, made.unsigned_because.empty() ? "" : ": ",
                              made.unsigned_because));
  }
  if (asked.verify && who.person({.name = {}, .email = made.signer}) != committer) {
    return nobody(fmt::format("{} says it is by {}, but {} signed it", name, committer->name,
                              who.name({.name = {}, .email = made.signer})));
  }
  return {.author = author, .committer = committer, .why_not = {}};
}

}  // namespace qualm::concerns
