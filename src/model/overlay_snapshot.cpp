// A tree with one file in place of its own.

#include "model/overlay_snapshot.hpp"

#include <utility>

#include <fmt/format.h>

namespace qualm {
namespace {

class OverlaySnapshot final : public Snapshot {
 public:
  OverlaySnapshot(std::unique_ptr<Snapshot> below, std::string path, std::string content)
      : below_(std::move(below)), path_(std::move(path)), content_(std::move(content)) {}

  [[nodiscard]] std::string label() const override { return "standard input"; }

  [[nodiscard]] Result<void> walk(const Enter& enter, const Visit& visit) const override {
    bool placed = false;
    const auto place = [&] {
      if (!std::exchange(placed, true)) visit({.path = path_});
    };
    QUALM_TRY(below_->walk(enter, [&](const TreeEntry& entry) {
      if (entry.path >= path_) place();
      if (entry.path != path_) visit(entry);
    }));
    place();
    return {};
  }

  [[nodiscard]] Result<std::optional<TreeEntry>> find(std::string_view path) const override {
    if (path == path_) return TreeEntry{.path = path_};
    return below_->find(path);
  }

  [[nodiscard]] Result<std::string> read(const TreeEntry& entry,
                                         std::size_t at_most) const override {
    if (entry.path != path_) return below_->read(entry, at_most);
    if (content_.size() <= at_most) return content_;
    return fail(ErrorCode::limit,
                fmt::format("{} bytes are over the limit of {} bytes", content_.size(), at_most));
  }

 private:
  std::unique_ptr<Snapshot> below_;
  std::string path_;
  std::string content_;
};

}  // namespace

std::unique_ptr<Snapshot> overlay_snapshot(std::unique_ptr<Snapshot> below, std::string path,
                                           std::string content) {
  return std::make_unique<OverlaySnapshot>(std::move(below), std::move(path), std::move(content));
}

}  // namespace qualm
