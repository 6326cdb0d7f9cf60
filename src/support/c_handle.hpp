// Ownership of what C libraries hand out.

#pragma once

#include <memory>

namespace qualm {

/// Owns a C object from the line it is born; `Free` is its release function. Pointer-sized.
template <typename T, auto Free>
struct CDeleter {
  void operator()(T* object) const noexcept { Free(object); }
};

template <typename T, auto Free>
using CHandle = std::unique_ptr<T, CDeleter<T, Free>>;

/// For C functions of the form `int make(T** out, …)`: pass `out(handle)`, and the handle owns what
/// the function wrote once the full expression ends.
template <typename Handle>
class OutParam {
 public:
  explicit OutParam(Handle& handle) : handle_(handle) {}
  OutParam(const OutParam&) = delete;
  OutParam& operator=(const OutParam&) = delete;
  ~OutParam() { handle_.reset(pointer_); }
  operator typename Handle::pointer *() {
    return &pointer_;
  }  // NOLINT(google-explicit-constructor): stands in for `T**`

 private:
  Handle& handle_;
  typename Handle::pointer pointer_ = nullptr;
};

template <typename Handle>
[[nodiscard]] OutParam<Handle> out(Handle& handle) {
  return OutParam<Handle>(handle);
}

}  // namespace qualm
