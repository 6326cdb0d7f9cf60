// Failure descriptions that describe nothing.

#pragma once

#include <string_view>

namespace qualm::language {

/// Whether `text` says nothing about how the proxy fails when it is over-optimised: it is empty, a
/// placeholder, the proxy's own name, or a stock phrase ("may overfit"). Short and exact texts
/// ("clickbait") are fine. ("Shipping Responsible AI Without Slowing Down", What Lands in the Repo:
/// each proxy says how it fails when over-optimised.)
[[nodiscard]] bool trivial_failure(std::string_view text, std::string_view proxy_name);

}  // namespace qualm::language
