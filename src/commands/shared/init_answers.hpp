// What `qualm init` has to know: from options, from what is there, or by asking.

#pragma once

#include <string>

#include "commands/command.hpp"
#include "engine/landscape.hpp"
#include "git/repository.hpp"
#include "model/people.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "scaffold/forge.hpp"
#include "support/result.hpp"

namespace qualm::commands {

struct InitAnswers {
  std::string system;  ///< its folder, from the root; empty for the root itself
  Identity owner;
  int level = 3;
  const scaffold::Forge* forge = nullptr;
  bool forge_named = false;  ///< by the user, and not only recognised
  std::string branch;        ///< the default branch
};

/// What the repository says already.
struct Surroundings {
  const git::Repository& repository;
  const Snapshot& tree;
  const Policy& policy;  ///< the defaults where there is none
  const engine::Landscape& landscape;
};

/// The folder that `text` names, from the root of the work tree: as it is read where the user
/// stands or, where only that one is there or the user stands outside, as it is read from the root.
/// Empty for the root.
/// `usage` for one outside the work tree, and for one that no system can have.
[[nodiscard]] Result<std::string> system_path(const Session& session,
                                              const git::Repository& repository,
                                              const std::string& text);

/// Answers from the options; else from the policy, the model cards and Git's settings; else, on a
/// terminal, from the user, who is asked nothing that an option says. `usage`, naming the option,
/// for what nobody says or what cannot be.
[[nodiscard]] Result<InitAnswers> init_answers(Session& session, const Arguments& arguments,
                                               const Surroundings& there);

}  // namespace qualm::commands
