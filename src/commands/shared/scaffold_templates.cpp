// Reading layers of templates: from a tree, from a folder, from a repository somewhere else.

#include "commands/shared/scaffold_templates.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "commands/shared/scaffold_fetch.hpp"
#include "commands/shared/workspace.hpp"
#include "git/disk.hpp"
#include "git/snapshot.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::size_t kMostFiles = 200;
constexpr int kDeepest = 3;  // ci/github/qualm.yml

tl::unexpected<Error> too_many(const std::string& label) {
  return fail(ErrorCode::limit, fmt::format("{} holds more than {} files", label, kMostFiles),
              "keep nothing but templates in their folders");
}

/// The files of `tree` below `prefix` ("" or "templates/").
Result<scaffold::TemplateLayer> layer_of(const Snapshot& tree, const std::string& prefix,
                                         const std::string& label) {
  scaffold::TemplateLayer layer{.label = label, .files = {}};
  const auto enter = [&](std::string_view path) {
    const std::string folder = fmt::format("{}/", path);
    if (folder.size() <= prefix.size()) return prefix.starts_with(folder);
    if (!folder.starts_with(prefix)) return false;
    const std::string below = folder.substr(prefix.size());
    if (scaffold::is_template_folder(below.substr(0, below.find('/'))))
      return std::count(below.begin(), below.end(), '/') < kDeepest;
    if (!below.starts_with('.')) layer.files[below];  // for its name: it may be a slip
    return false;
  };
  std::vector<TreeEntry> entries;
  QUALM_TRY(tree.walk(enter, [&](const TreeEntry& entry) {
    if (entry.path.starts_with(prefix) && entry.path.find('/', prefix.size()) != std::string::npos)
      entries.push_back(entry);
  }));
  for (const TreeEntry& entry : entries) {
    const std::string path = entry.path.substr(prefix.size());
    if (layer.files.size() >= kMostFiles) return too_many(label);
    if (entry.kind != EntryKind::file && entry.kind != EntryKind::executable) {
      return fail(Error{.code = ErrorCode::invalid,
                        .message = "is no ordinary file",
                        .where = Location{fmt::format("{}/{}", label, path), {}}});
    }
    QUALM_ASSIGN(layer.files[path], tree.read(entry, limits::kDocumentBytes));
  }
  return layer;
}

/// The files of a folder on disk, three folders deep, links not followed.
Result<void> read_folder(int parent, const std::string& name, const std::string& path, int depth,
                         scaffold::TemplateLayer& layer) {
  QUALM_ASSIGN(const git::Listing listing, git::list_directory(parent, name, path));
  for (const git::DiskItem& item : listing.items) {
    const std::string below = join_path(path, item.name);
    if (path.empty() && !scaffold::is_template_folder(item.name)) {
      if (item.kind == git::DiskKind::directory && !item.name.starts_with('.'))
        layer.files[below + "/"];  // told from a folder that is misnamed by its name alone
      continue;
    }
    if (item.kind == git::DiskKind::directory && depth < kDeepest) {
      QUALM_TRY(read_folder(listing.descriptor(), item.name, below, depth + 1, layer));
      continue;
    }
    if (layer.files.size() >= kMostFiles) return too_many(layer.label);
    if (item.kind != git::DiskKind::file && item.kind != git::DiskKind::executable)
      return fail(Error{.code = ErrorCode::invalid,
                        .message = "is no ordinary file",
                        .where = Location{fmt::format("{}/{}", layer.label, below), {}}});
    QUALM_ASSIGN(layer.files[below],
                 git::read_at(listing.descriptor(), item.name, below, limits::kDocumentBytes));
  }
  return {};
}

/// A folder or repository may hold its templates at its top or in `templates/`.
constexpr std::string_view kInner = "templates";

Result<scaffold::TemplateLayer> layer_of_folder(const std::string& folder,
                                                const std::string& label) {
  QUALM_ASSIGN(const git::Descriptor top, git::open_top(folder));
  QUALM_ASSIGN(const auto inner, git::kind_at(top.get(), std::string(kInner), kInner));
  scaffold::TemplateLayer layer{.label = label, .files = {}};
  const bool has_inner = inner == git::DiskKind::directory;
  QUALM_TRY(read_folder(top.get(), has_inner ? std::string(kInner) : ".", "", 0, layer));
  return layer;
}

Result<scaffold::TemplateLayer> layer_of_repository(const Session& session, const PinnedUrl& from) {
  QUALM_ASSIGN(const FetchedCommit fetched, fetch_commit(session, from));
  QUALM_ASSIGN(const auto tree, git::commit_snapshot(fetched.repository, fetched.revision));
  QUALM_ASSIGN(const auto inner, tree->find(kInner));
  const bool has_inner = inner && inner->kind == EntryKind::directory;
  return layer_of(*tree, has_inner ? fmt::format("{}/", kInner) : std::string(),
                  fmt::format("{}@{}", from.url, from.commit.substr(0, 7)));
}

Result<scaffold::TemplateLayer> named_layer(const Session& session, const std::string& named) {
  if (const auto pinned = parse_pinned(named)) return layer_of_repository(session, *pinned);
  const std::string folder = absolute_path(session, named);
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return layer_of_folder(folder, named);
  if (looks_like_url(named)) {
    return fail(ErrorCode::usage,
                fmt::format("--templates: \"{}\" is not pinned to a commit", shorten(named, 120)),
                "name the commit that you have looked at by its full id: URL@COMMIT");
  }
  return fail(ErrorCode::not_found,
              fmt::format("--templates: there is no folder \"{}\"", shorten(named, 120)),
              "name a folder, or a Git repository as URL@COMMIT");
}

}  // namespace

Result<scaffold::TemplateSet> load_templates(const Session& session, const Arguments& arguments,
                                             const Snapshot& tree) {
  scaffold::TemplateSet set;
  const std::string folder(scaffold::kTemplatesFolder);
  QUALM_ASSIGN(scaffold::TemplateLayer own, layer_of(tree, folder + "/", folder));
  QUALM_TRY(set.add(std::move(own)));
  if (arguments.has(kTemplatesOption.name)) {
    QUALM_ASSIGN(scaffold::TemplateLayer named,
                 named_layer(session, arguments.value(kTemplatesOption.name)));
    QUALM_TRY(set.add(std::move(named)));
  }
  return set;
}

}  // namespace qualm::commands
