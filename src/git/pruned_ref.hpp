// Telling a ref that Git packs away from one that it deletes.

#pragma once

#include <string>

#include "git/repository.hpp"

namespace qualm::git {

/// Whether the deletion of the ref `name` at `id`, which a transaction of this repository has
/// prepared, is none. `git pack-refs`, and with it `git gc`, copies refs into `packed-refs` and
/// then tells the hook that it deletes them: what goes is only the file of each.
///
/// A deletion locks `packed-refs` before it is prepared and lets go of it when it is over; packing
/// has let go of it by then. So the ref is packed away when `packed-refs` and the file both say
/// `id`, and the lock is seen to be free. It may be somebody else's for a moment, so it is looked
/// for again for half a second. False where any of this cannot be told.
[[nodiscard]] bool is_packed_away(const Repository& repository, const std::string& name,
                                  const std::string& id);

}  // namespace qualm::git
