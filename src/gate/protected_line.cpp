// Looking along the protected side's first parents.

#include "gate/protected_line.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace qualm::gate {

ProtectedLine::ProtectedLine(const git::Repository& repository, std::string tip, Date today)
    : repository_(repository), tip_(std::move(tip)), today_(today), reader_(repository) {}

Result<void> ProtectedLine::read() {
  if (line_) return {};
  QUALM_ASSIGN(line_, git::first_parents(repository_, tip_, kLineCommits));
  const auto day_of = [](const git::LineCommit& one) {
    return one.time ? std::optional(date_of(*one.time)) : std::nullopt;
  };
  std::transform(line_->commits.begin(), line_->commits.end(), std::back_inserter(days_), day_of);
  latest_.resize(days_.size());
  std::optional<Date> latest;
  for (std::size_t i = days_.size(); i-- > 0;) {
    if (days_[i] && *days_[i] <= today_) latest = std::max(latest, days_[i]);
    latest_[i] = latest;
  }
  return {};
}

Result<std::optional<std::string>> ProtectedLine::file_at_tip(const std::string& path) {
  QUALM_TRY(read());
  if (line_->commits.empty()) return std::nullopt;
  QUALM_ASSIGN(const auto entry, reader_.at(line_->commits.front().tree, path));
  return entry ? std::optional(entry->id) : std::nullopt;
}

Result<bool> ProtectedLine::holds(std::size_t place, const std::string& path,
                                  const std::string& file) {
  QUALM_ASSIGN(const auto entry, reader_.at(line_->commits[place].tree, path));
  return entry && entry->id == file;
}

Result<bool> ProtectedLine::held_before(const std::string& path, Date day) {
  QUALM_ASSIGN(const auto file, file_at_tip(path));
  if (!file || line_->cut_off) return false;
  for (std::size_t i = 0; i < days_.size(); ++i) {
    const bool is_before = days_[i] && *days_[i] < day && (!latest_[i] || *latest_[i] < day);
    if (is_before) return holds(i, path, *file);
  }
  return false;
}

Result<std::optional<std::string>> ProtectedLine::brought(const std::string& path) {
  QUALM_ASSIGN(const auto file, file_at_tip(path));
  if (!file) return std::nullopt;
  const auto known = brought_.find(path);
  if (known != brought_.end()) return known->second;
  // A file that went and came again came when it last did, so none of the line is skipped.
  std::size_t with = 0;
  for (; with + 1 < line_->commits.size(); ++with) {
    QUALM_ASSIGN(const bool is_there, holds(with + 1, path, *file));
    if (!is_there) break;
  }
  return brought_.emplace(path, line_->commits[with].id).first->second;
}

}  // namespace qualm::gate
