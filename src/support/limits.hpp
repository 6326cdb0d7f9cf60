// Every bound on what we read, with the name that a message gives it.

#pragma once

#include <cstddef>

namespace qualm::limits {

inline constexpr std::size_t kDocumentBytes = 256 * 1024;
inline constexpr std::size_t kArtefactBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kEventBytes = 64 * 1024;
inline constexpr std::size_t kTreeObjectBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kTreeDepth = 64;
inline constexpr std::size_t kTreeEntries = 500'000;
inline constexpr std::size_t kPathBytes = 4096;
inline constexpr int kYamlDepth = 32;
inline constexpr int kYamlNodes = 20'000;
inline constexpr int kYamlKeys = 1'000;
inline constexpr std::size_t kYamlScalarBytes = 8 * 1024;
inline constexpr int kMarkdownNesting = 32;
inline constexpr int kMarkdownBrackets = 500;  // image brackets left open in one block of text
inline constexpr int kMarkdownDelimiters =
    150'000;  // emphasis and code markers in one block of text
inline constexpr int kCommitsForAuthors = 2'000;
inline constexpr std::size_t kRefs = 200'000;
inline constexpr std::size_t kCommitsWalked = 50'000;
inline constexpr std::size_t kSignatureBytes = 64 * 1024;  // the armour of a commit's signature
inline constexpr std::size_t kAllowedKeyBytes = 8 * 1024;
inline constexpr std::size_t kPrincipalBytes = 320;
inline constexpr int kPatternBytes = 512;
inline constexpr int kPatterns = 200;
inline constexpr std::size_t kBaselineBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kHookInputBytes = 64 * 1024 * 1024;  // what Git feeds to a hook
inline constexpr std::size_t kHookFileBytes = 1024 * 1024;  // how far a hook's text is looked at

}  // namespace qualm::limits
