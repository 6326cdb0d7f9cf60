// Which SLO of one version is which of the other.

#include "engine/slo_diff_match.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/slo_diff_values.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// Pairs of names in which letters are compared; beyond, only whole words are.
constexpr std::size_t kMostSpellings = 10'000;
constexpr std::size_t kMostSpelt = 80;  // bytes of such a name

/// Whether two sorted sets share at least `parts` tenths of all their words.
bool share(const std::vector<std::string>& a, const std::vector<std::string>& b,
           std::size_t parts) {
  // Counted, not gathered: this is asked of every pair of SLOs.
  std::size_t common = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    const int order = x->compare(*y);
    if (order == 0) ++common;
    if (order <= 0) ++x;
    if (order >= 0) ++y;
  }
  return common > 0 && common * 10 >= (a.size() + b.size() - common) * parts;
}

/// A sentence without what does not change it.
std::string bare_sentence(const std::string& text) {
  std::string bare = ascii_lower(collapse_space(text));
  while (bare.ends_with('.')) bare.pop_back();
  return bare;
}

const std::string& path_of(const SloRecord& slo) { return slo.document->path; }

std::string source_of(const SloRecord& slo) {
  const SloKey* source = slo.find("source");
  return source == nullptr ? std::string() : source->text;
}

class Matcher {
 public:
  Matcher(std::span<const SloRecord> before, std::span<const SloRecord> after,
          const std::vector<std::string>& own)
      : before_(before),
        after_(after),
        own_(own),
        before_taken_(before.size()),
        after_taken_(after.size()) {
    for (const SloRecord& slo : before) ++objectives_[bare_sentence(slo.objective)];
    for (const SloRecord& slo : after) after_objectives_.push_back(bare_sentence(slo.objective));
  }

  SloMatches match() {
    match_by_name();
    find_doubles();
    match_by_content();
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (!after_taken_[i]) matches_.fresh.push_back(i);
    }
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!before_taken_[i]) matches_.gone.push_back(i);
    }
    std::sort(matches_.pairs.begin(), matches_.pairs.end(),
              [](const SloPair& a, const SloPair& b) { return a.after < b.after; });
    return std::move(matches_);
  }

 private:
  struct Group {
    std::vector<std::size_t> before;
    std::vector<std::size_t> after;
  };
  /// A pair that could be made; the least `cost` goes first.
  struct Offer {
    int cost = 0;
    std::size_t before = 0;
    std::size_t after = 0;
    bool surely_same = false;
  };

  void match_by_name() {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!before_[i].folded_name.empty()) groups_[before_[i].folded_name].before.push_back(i);
    }
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (!after_[i].folded_name.empty()) groups_[after_[i].folded_name].after.push_back(i);
    }
    for (const auto& [name, group] : groups_) {
      std::vector<Offer> offers;
      const bool is_plain = group.before.size() == 1 && group.after.size() == 1;
      for (const std::size_t b : group.before) {
        for (const std::size_t a : group.after)
          offers.push_back(
              {.cost = is_plain ? 0 : cost_of(before_[b], after_[a]), .before = b, .after = a});
      }
      take(std::move(offers), false);
    }
  }

  [[nodiscard]] int cost_of(const SloRecord& before, const SloRecord& after) const {
    constexpr int kElsewhere = 3;  // more than any distance
    return static_cast<int>(distance(before, after, own_)) +
           (path_of(before) == path_of(after) ? 0 : kElsewhere);
  }

  void take(std::vector<Offer> offers, bool renamed) {
    std::sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) {
      return std::tie(a.cost, a.before, a.after) < std::tie(b.cost, b.before, b.after);
    });
    for (const Offer& offer : offers) {
      if (before_taken_[offer.before] || after_taken_[offer.after]) continue;
      before_taken_[offer.before] = true;
      after_taken_[offer.after] = true;
      matches_.pairs.push_back({.before = offer.before,
                                .after = offer.after,
                                .renamed = renamed,
                                .surely_same = offer.surely_same});
    }
  }

  /// Of several SLOs with one name in one file, those that no earlier one became.
  void find_doubles() {
    for (const auto& [name, group] : groups_) {
      for (auto a = group.after.begin(); a != group.after.end(); ++a) {
        if (after_taken_[*a]) continue;
        const bool is_double = std::any_of(group.after.begin(), group.after.end(), [&](auto other) {
          const bool stands = other < *a || after_taken_[other];
          return other != *a && stands && path_of(after_[other]) == path_of(after_[*a]);
        });
        if (!is_double) continue;
        after_taken_[*a] = true;
        matches_.doubles.push_back({.after = *a, .before = {}});
        if (!group.before.empty()) matches_.doubles.back().before = group.before.front();
      }
    }
  }

  void match_by_content() {
    std::vector<std::size_t> gone;
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!before_taken_[i]) gone.push_back(i);
    }
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (!after_taken_[i]) fresh.push_back(i);
    }
    spell_ = gone.size() * fresh.size() <= kMostSpellings;
    std::vector<Offer> offers;
    for (const std::size_t b : gone) {
      const std::string objective = bare_sentence(before_[b].objective);
      for (const std::size_t a : fresh) {
        if (auto offer = offer_of(b, a, objective)) offers.push_back(*offer);
      }
    }
    take(std::move(offers), true);
  }

  /// Whether SLO `b` may have become SLO `a`, and how likely.
  [[nodiscard]] std::optional<Offer> offer_of(std::size_t b, std::size_t a,
                                              const std::string& objective) const {
    const SloRecord& before = before_[b];
    const SloRecord& after = after_[a];
    const bool same_objective = !objective.empty() && objective == after_objectives_[a];
    const bool like_objective =
        same_objective || share(before.objective_words, after.objective_words, 6);
    const bool like_name = names_alike(before, after);
    if (!like_objective && !like_name) return std::nullopt;
    const bool same_target = before.target.value && !judge_target(before, after);
    if (!same_objective && !same_target && !(like_name && like_objective)) return std::nullopt;
    const bool same = same_target && distance(before, after, own_) == SloDistance::same;
    const int likeness = (same_objective ? 8 : 0) + (like_objective ? 4 : 0) + (like_name ? 3 : 0) +
                         (same_target ? 2 : 0) + (same ? 1 : 0);
    // A sentence that several SLOs share does not tell them apart.
    const bool surely_same =
        same_objective && objectives_.at(objective) == 1 && source_of(before) == source_of(after);
    return Offer{.cost = -likeness, .before = b, .after = a, .surely_same = surely_same};
  }

  [[nodiscard]] bool names_alike(const SloRecord& before, const SloRecord& after) const {
    if (before.folded_name.empty() || after.folded_name.empty()) return false;
    if (share(before.name_words, after.name_words, 5)) return true;
    return spell_ && before.folded_name.size() <= kMostSpelt &&
           after.folded_name.size() <= kMostSpelt &&
           nearest(after.folded_name, {before.folded_name}).has_value();
  }

  std::span<const SloRecord> before_;
  std::span<const SloRecord> after_;
  const std::vector<std::string>& own_;
  std::vector<bool> before_taken_;
  std::vector<bool> after_taken_;
  std::map<std::string, Group> groups_;
  std::map<std::string, int> objectives_;
  std::vector<std::string> after_objectives_;
  bool spell_ = true;
  SloMatches matches_;
};

}  // namespace

SloDistance distance(const SloRecord& before, const SloRecord& after,
                     const std::vector<std::string>& own_actions) {
  SloDistance worst = SloDistance::same;
  for (const auto& turn : {judge_target(before, after), judge_window(before, after),
                           judge_action(before.action, after.action, own_actions)}) {
    if (!turn) continue;
    worst = std::max(worst,
                     turn->weakens == Weakens::no ? SloDistance::kept : SloDistance::may_be_weaker);
  }
  return worst;
}

SloMatches match_slos(std::span<const SloRecord> before, std::span<const SloRecord> after,
                      const std::vector<std::string>& own_actions) {
  return Matcher(before, after, own_actions).match();
}

}  // namespace qualm::engine
