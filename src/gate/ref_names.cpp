// Holding the name of a ref against those that are there.

#include "gate/ref_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "git/refs.hpp"

namespace qualm::gate {
namespace {

constexpr std::string_view kRefs = "refs/";
constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kTags = "refs/tags/";
/// What a clone calls the remote unless it is told otherwise.
constexpr std::string_view kUsualRemote = "origin/";

/// The refs that people may mean who say the short name of `ref`, or get it when they mean those.
std::vector<std::string> twins_of(std::string_view ref, bool guarded) {
  std::vector<std::string> twins;
  const auto add = [&](std::string_view prefix, std::string_view name) {
    if (!name.empty()) twins.push_back(fmt::format("{}{}", prefix, name));
  };
  if (ref.starts_with(kHeads)) {
    const std::string_view name = ref.substr(kHeads.size());
    add(kTags, name);
    if (guarded) twins.push_back(fmt::format("{}{}{}", kTags, kUsualRemote, name));
    if (guarded) add(kRefs, name);
  } else if (ref.starts_with(kTags)) {
    const std::string_view name = ref.substr(kTags.size());
    add(kHeads, name);
    const std::size_t slash = name.find('/');
    if (!guarded && slash != std::string_view::npos) add(kHeads, name.substr(slash + 1));
    if (guarded) add(kRefs, name);
  } else if (!guarded && ref.starts_with(kRefs)) {
    add(kHeads, ref.substr(kRefs.size()));
    add(kTags, ref.substr(kRefs.size()));
  }
  return twins;
}

std::string in_words(std::string_view ref) {
  if (ref.starts_with(kHeads)) return fmt::format("branch {}", ref.substr(kHeads.size()));
  if (ref.starts_with(kTags)) return fmt::format("tag {}", ref.substr(kTags.size()));
  return std::string(ref);
}

std::optional<Reason> reserved_name(std::string_view ref) {
  if (ref == "refs/heads/HEAD" || ref.starts_with("refs/heads/HEAD/"))
    return Reason{.what =
                      "a clone keeps under that name which branch is the default one, and can "
                      "fetch nothing more beside a branch called so",
                  .way_out = "choose a name that does not begin with HEAD"};
  constexpr std::array<std::string_view, 3> kReserved = {"refs/", "heads/", "concern/"};
  for (const std::string_view prefix : kReserved) {
    if (ref.starts_with(kTags) && ref.substr(kTags.size()).starts_with(prefix))
      return Reason{
          .what = fmt::format("a tag whose name begins with {} is taken for a branch", prefix),
          .way_out = "choose another name"};
  }
  return std::nullopt;
}

class Names {
 public:
  Names(const PushedNames& push, const RefChange& change, bool guarded, Guard& guard)
      : push_(push), change_(change), guarded_(guarded), guard_(guard) {}

  Result<std::optional<Reason>> judge() {
    if (auto reason = reserved_name(change_.name)) return reason;
    // What is there by an older name is not held up by it: the way out would be to delete it.
    if (guarded_ && !change_.before.empty()) return std::optional<Reason>();
    for (const std::string& twin : twins_of(change_.name, guarded_)) {
      QUALM_ASSIGN(const std::string tip, tip_of(twin));
      if (tip.empty() || is_same_commit(tip) || is_guarded(twin, tip) == guarded_) continue;
      return std::optional(guarded_ ? reason_of_new(twin) : reason_of_twin(twin));
    }
    return std::optional<Reason>();
  }

 private:
  /// What `ref` leads to on the protected side once the push is done; empty when it is not there.
  [[nodiscard]] Result<std::string> tip_of(const std::string& ref) const {
    const auto pushed = std::find_if(push_.changes.begin(), push_.changes.end(),
                                     [&](const RefChange& one) { return one.name == ref; });
    if (pushed != push_.changes.end()) return pushed->after;
    // Tags are fetched under their own name.
    const auto here = push_.side.remote && !ref.starts_with(kTags)
                          ? git::tracking_ref(*push_.side.remote, ref)
                          : std::optional(ref);
    if (!here) return std::string();
    QUALM_ASSIGN(const auto found, git::find_ref(push_.repository, *here));
    return found ? found->id : std::string();
  }

  [[nodiscard]] bool is_same_commit(const std::string& tip) const {
    if (tip == change_.after) return true;
    const auto one = push_.repository.resolve(tip);
    const auto other = push_.repository.resolve(change_.after);
    return one && other && one->commit == other->commit;
  }

  [[nodiscard]] bool is_guarded(const std::string& ref, const std::string& tip) {
    const Guarded guarded = guard_.ask({.name = ref, .before = tip, .after = tip}, {ref});
    return guarded.is_guarded || guarded.unknown;
  }

  [[nodiscard]] static Reason reason_of_twin(const std::string& twin) {
    return {.what = fmt::format("{} is protected, and whoever asks for it by its short name may "
                                "get this",
                                in_words(twin)),
            .way_out = "choose a name that nothing protected has"};
  }

  [[nodiscard]] static Reason reason_of_new(const std::string& twin) {
    return {.what = fmt::format("there is {} already, which leads elsewhere, and whoever asks for "
                                "this by its short name may get that",
                                in_words(twin)),
            .way_out = fmt::format("delete {} first, or choose another name", in_words(twin))};
  }

  const PushedNames& push_;
  const RefChange& change_;
  const bool guarded_;
  Guard& guard_;
};

}  // namespace

Result<std::optional<Reason>> misleading_name(const PushedNames& push, const RefChange& change,
                                              bool guarded, Guard& guard) {
  return Names(push, change, guarded, guard).judge();
}

}  // namespace qualm::gate
