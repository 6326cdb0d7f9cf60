// Settings, remotes, and what their refspecs keep where.

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "git/refs.hpp"
#include "git/settings.hpp"

namespace qualm::git {
namespace {

/// `middle` of a key `section.middle.name`; nothing for any other key.
std::optional<std::string> middle_of(const std::string& key, std::string_view section,
                                     std::string_view name) {
  if (key.size() <= section.size() + name.size() + 2) return std::nullopt;
  if (!key.starts_with(section) || key[section.size()] != '.' || !key.ends_with(name) ||
      key[key.size() - name.size() - 1] != '.') {
    return std::nullopt;
  }
  return key.substr(section.size() + 1, key.size() - section.size() - name.size() - 2);
}

/// The longest `url.BASE.insteadOf` that `url` begins with makes place for its BASE.
std::string rewritten(const std::string& url, const std::vector<Setting>& settings) {
  std::string base;
  std::size_t longest = 0;
  for (const Setting& setting : settings) {
    const auto candidate = middle_of(setting.key, "url", "insteadof");
    if (!candidate || setting.value.size() <= longest || !url.starts_with(setting.value)) continue;
    base = *candidate;
    longest = setting.value.size();
  }
  return longest == 0 ? url : base + url.substr(longest);
}

struct Refspec {
  bool negative = false;
  std::string_view from;
  std::string_view to;
};

Refspec parse_refspec(std::string_view text) {
  Refspec refspec;
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with('^')) {
    refspec.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t colon = text.find(':');
  refspec.from = text.substr(0, colon);
  if (colon != std::string_view::npos) refspec.to = text.substr(colon + 1);
  return refspec;
}

/// What the `*` of `pattern` stands for in `name`; empty when both are the same and without one;
/// nothing when they do not match.
std::optional<std::string_view> matched(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) {
    // `main` alone is found as Git finds any short name.
    constexpr std::array<std::string_view, 4> kPlaces = {"", "refs/", "refs/tags/", "refs/heads/"};
    const bool same = std::ranges::any_of(kPlaces, [&](std::string_view place) {
      return name.starts_with(place) && name.substr(place.size()) == pattern;
    });
    return same ? std::optional(std::string_view()) : std::nullopt;
  }
  const std::string_view before = pattern.substr(0, star);
  const std::string_view after = pattern.substr(star + 1);
  if (name.size() < before.size() + after.size()) return std::nullopt;
  if (!name.starts_with(before) || !name.ends_with(after)) return std::nullopt;
  return name.substr(before.size(), name.size() - before.size() - after.size());
}

std::string kept_as(std::string_view to, std::string_view part) {
  std::string name(to.substr(0, to.find('*')));
  if (const std::size_t star = to.find('*'); star != std::string_view::npos) {
    name += part;
    name += to.substr(star + 1);
  }
  if (name.starts_with("refs/")) return name;
  const bool has_place =
      name.starts_with("heads/") || name.starts_with("tags/") || name.starts_with("remotes/");
  return (has_place ? "refs/" : "refs/heads/") + name;
}

}  // namespace

Result<std::optional<std::string>> setting(const Repository& repository, const std::string& key) {
  const std::string wanted = normal_key(key);
  QUALM_ASSIGN(const std::vector<Setting> settings, all_settings(repository));
  const auto found = std::find_if(settings.rbegin(), settings.rend(),
                                  [&](const Setting& one) { return one.key == wanted; });
  if (wanted.empty() || found == settings.rend()) return std::nullopt;
  return found->value;
}

Result<std::vector<Remote>> remotes(const Repository& repository) {
  QUALM_ASSIGN(const std::vector<Setting> settings, all_settings(repository));
  std::map<std::string, Remote> found;
  std::set<std::string> with_url;
  for (const Setting& setting : settings) {
    if (const auto name = middle_of(setting.key, "remote", "url")) {
      // The first URL is the one that is fetched from; an empty one takes back those before it.
      if (setting.value.empty()) with_url.erase(*name);
      if (with_url.contains(*name)) continue;
      found[*name].url = rewritten(setting.value, settings);
      if (!setting.value.empty()) with_url.insert(*name);
    } else if (const auto fetching = middle_of(setting.key, "remote", "fetch")) {
      found[*fetching].fetch.push_back(setting.value);
    }
  }
  std::vector<Remote> list;
  list.reserve(found.size());
  for (auto& [name, remote] : found) {
    remote.name = name;
    list.push_back(std::move(remote));
  }
  return list;
}

std::optional<std::string> tracking_ref(const Remote& remote, std::string_view name) {
  std::optional<std::string> kept;
  for (const std::string& text : remote.fetch) {
    const Refspec refspec = parse_refspec(text);
    const auto part = matched(refspec.from, name);
    if (!part) continue;
    if (refspec.negative) return std::nullopt;
    if (!refspec.to.empty()) kept = kept_as(refspec.to, *part);
  }
  return kept;
}

}  // namespace qualm::git
