// Content digests, by libsodium.

#include "support/digest.hpp"

#include <array>

#include <sodium/crypto_hash_sha256.h>

namespace qualm {

std::string sha256(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  // Cannot fail: libsodium documents 0 as the only result, and hashing needs no sodium_init().
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::string hex;
  hex.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) {
    hex.push_back(kHex[byte >> 4U]);
    hex.push_back(kHex[byte & 0xFU]);
  }
  return hex;
}

std::string short_digest(std::string_view bytes) { return sha256(bytes).substr(0, 16); }

}  // namespace qualm
