// Hooks are looked for where Git itself looks for them, and only files that Git runs are hooks.

#include "git/hook_directory.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "git/configured_hooks.hpp"
#include "git/hook_file.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

namespace git = qualm::git;
using git::HookDirectoryKind;
using git::HookFileKind;
using git::HookFolder;
using git::HookPlace;
using qualm::ErrorCode;
using qualm::testing::TemporaryFolder;
using qualm::testing::TestRepository;

namespace {

namespace fs = std::filesystem;

git::Repository open(const TestRepository& repository, const std::string& below = "") {
  auto opened = git::Repository::open(
      {.path = repository.path(below), .environment = repository.environment()});
  REQUIRE(opened);
  return *std::move(opened);
}

git::HookDirectory directory_of(const TestRepository& repository,
                                HookPlace place = HookPlace::work_tree) {
  auto directory = git::hook_directory(open(repository), place);
  REQUIRE(directory);
  return *std::move(directory);
}

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void put(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("without a setting hooks lie in the Git directory", "[git][hooks]") {
  const TestRepository repository;
  const auto directory = directory_of(repository);
  CHECK(directory.path == repository.path(".git/hooks"));
  CHECK(directory.path == directory.usual);
  CHECK(directory.scope.empty());
  CHECK(directory.own);
  CHECK_FALSE(directory.in_work_tree);
  CHECK(directory.kind == HookDirectoryKind::present);
  CHECK(directory.path == repository.git("rev-parse --path-format=absolute --git-path hooks"));
}

TEST_CASE("core.hooksPath leads where it leads Git", "[git][hooks]") {
  const TestRepository repository;
  struct Case {
    std::string value;
    std::string work_tree;  // from the repository
    std::string git_directory;
  };
  for (const auto& [value, work_tree, git_directory] :
       {Case{"hk", "hk", ".git/hk"}, Case{"./a//b/", "a/b", ".git/a/b"},
        Case{repository.path("abs"), "abs", "abs"}, Case{".", "", ".git"}}) {
    INFO(value);
    repository.git("config core.hooksPath '" + value + "'");
    const auto directory = directory_of(repository);
    CHECK(directory.path == fs::path(repository.path(work_tree)).lexically_normal());
    CHECK(directory_of(repository, HookPlace::git_directory).path ==
          repository.path(git_directory));
    CHECK(directory.scope == "local");
    CHECK(directory.setting == value);
    CHECK(directory.usual == repository.path(".git/hooks"));
    CHECK(directory.own);
    CHECK(directory.in_work_tree);
    CHECK(directory_of(repository, HookPlace::git_directory).in_work_tree ==
          (value.front() == '/'));
  }
}

TEST_CASE("a home directory is not the repository's own", "[git][hooks]") {
  const TestRepository repository;
  repository.git("config --global core.hooksPath '~/hooks'");
  auto directory = directory_of(repository);
  CHECK(directory.path == (repository.folder() / "home" / "hooks").string());
  CHECK(directory.scope == "global");
  CHECK_FALSE(directory.own);
  CHECK(directory.kind == HookDirectoryKind::missing);
  fs::create_directory(repository.folder() / "home" / "hooks");
  CHECK(directory_of(repository).kind == HookDirectoryKind::present);
}

TEST_CASE("no directory is no place for hooks", "[git][hooks]") {
  const TestRepository repository;
  for (const std::string value : {"/dev/null", "", "file", "link"}) {
    INFO(value);
    repository.write("file", "");
    repository.run("ln -sf nowhere link");
    repository.git("config core.hooksPath '" + value + "'");
    CHECK(directory_of(repository).kind == HookDirectoryKind::unusable);
  }
  repository.run("printf '[core]\\n hooksPath\\n' >> .git/config");
  const auto directory = git::hook_directory(open(repository), HookPlace::work_tree);
  REQUIRE_FALSE(directory);
  CHECK(directory.error().code == ErrorCode::io);
}

TEST_CASE("a link counts as what it leads to", "[git][hooks]") {
  const TestRepository repository;
  fs::create_directory(repository.folder() / "elsewhere");
  repository.run("rm -rf .git/hooks && ln -s ../../elsewhere .git/hooks");
  const auto directory = directory_of(repository);
  CHECK(directory.path == repository.path(".git/hooks"));
  CHECK(directory.leads_to == fs::canonical(repository.folder() / "elsewhere"));
  CHECK_FALSE(directory.own);
  CHECK(directory.kind == HookDirectoryKind::present);
}

TEST_CASE("work trees share their hooks, and a bare repository has its own", "[git][hooks]") {
  const TestRepository repository;
  repository.write("a", "a");
  repository.commit();
  repository.git("worktree add -q ../linked");
  const auto linked = git::hook_directory(open(repository, "../linked"), HookPlace::work_tree);
  REQUIRE(linked);
  CHECK(linked->path == repository.path(".git/hooks"));
  CHECK(linked->own);
  repository.git("config core.hooksPath hk");
  const auto relative = git::hook_directory(open(repository, "../linked"), HookPlace::work_tree);
  REQUIRE(relative);
  CHECK(relative->path == (repository.folder() / "linked" / "hk").string());

  const TestRepository bare("--bare");
  CHECK(directory_of(bare).path == bare.path("hooks"));
  bare.git("config core.hooksPath hk");
  CHECK(directory_of(bare).path == bare.path("hk"));
}

TEST_CASE("a hook is what Git would run", "[git][hooks]") {
  const TemporaryFolder folder;
  const fs::path& path = folder.path();
  put(path / "runs", "#!/bin/sh\n");
  fs::permissions(path / "runs", fs::perms::owner_all);
  put(path / "lies", "text");
  fs::create_symlink("runs", path / "link");
  fs::create_symlink("nowhere", path / "dangling");
  fs::create_directory(path / "directory");
  const auto hooks = HookFolder::open(path.string());
  REQUIRE(hooks);
  CHECK(hooks->look("none")->kind == HookFileKind::none);
  CHECK(hooks->look("runs")->runs);
  CHECK(hooks->look("runs")->mode == 0700);
  CHECK_FALSE(hooks->look("lies")->runs);
  CHECK(hooks->look("lies")->text == "text");
  CHECK(hooks->look("link")->kind == HookFileKind::link);
  CHECK(hooks->look("link")->runs);
  CHECK(hooks->look("link")->text == "#!/bin/sh\n");
  CHECK(hooks->look("dangling")->kind == HookFileKind::link);
  CHECK_FALSE(hooks->look("dangling")->runs);
  CHECK(hooks->look("directory")->kind == HookFileKind::other);
  CHECK_FALSE(HookFolder::open((path / "missing").string()));
}

TEST_CASE("hooks are put, kept and given back whole", "[git][hooks]") {
  const TemporaryFolder folder;
  const fs::path& path = folder.path();
  const auto hooks = HookFolder::open(path.string());
  REQUIRE(hooks);
  put(path / "hook", std::string("theirs\0!", 8));
  fs::permissions(path / "hook", fs::perms::owner_read);
  REQUIRE(hooks->keep("hook", "kept"));
  CHECK(fs::exists(path / "hook"));  // there is no moment without one
  REQUIRE(hooks->put("hook", "ours", 0755));
  CHECK(content(path / "hook") == "ours");
  CHECK(fs::status(path / "hook").permissions() == fs::perms(0755));
  CHECK(content(path / "kept") == std::string("theirs\0!", 8));
  const auto taken = hooks->keep("hook", "kept");
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == ErrorCode::invalid);

  REQUIRE(hooks->give_back("kept", "hook"));
  CHECK(content(path / "hook") == std::string("theirs\0!", 8));
  CHECK(fs::status(path / "hook").permissions() == fs::perms::owner_read);
  CHECK_FALSE(fs::exists(path / "kept"));
  // Nothing was put in between.
  REQUIRE(hooks->keep("hook", "kept"));
  REQUIRE(hooks->give_back("kept", "hook"));
  CHECK_FALSE(fs::exists(path / "kept"));
  CHECK(content(path / "hook") == std::string("theirs\0!", 8));

  REQUIRE(hooks->remove("hook"));
  CHECK_FALSE(hooks->remove("hook"));
  CHECK_FALSE(hooks->give_back("kept", "hook"));
  CHECK(fs::is_empty(path));
}

TEST_CASE("a kept link stays a link, and what it leads to stays as it is", "[git][hooks]") {
  const TemporaryFolder folder;
  const fs::path& path = folder.path();
  const auto hooks = HookFolder::open(path.string());
  REQUIRE(hooks);
  put(path / "target", "theirs");
  fs::create_symlink("target", path / "hook");
  REQUIRE(hooks->keep("hook", "kept"));
  REQUIRE(hooks->put("hook", "ours", 0755));
  CHECK(fs::read_symlink(path / "kept") == "target");
  CHECK(content(path / "target") == "theirs");
  REQUIRE(hooks->give_back("kept", "hook"));
  CHECK(fs::read_symlink(path / "hook") == "target");
}

TEST_CASE("a hook that cannot be put leaves nothing behind", "[git][hooks]") {
  const TemporaryFolder folder;
  const auto hooks = HookFolder::open(folder.path().string());
  REQUIRE(hooks);
  fs::create_directories(folder.path() / "hook" / "inside");
  CHECK_FALSE(hooks->put("hook", "ours", 0755));
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("the version of Git, as it says it", "[git][hooks]") {
  using git::GitVersion;
  using git::parse_git_version;
  CHECK(parse_git_version("git version 2.39.5\n") == GitVersion{2, 39});
  CHECK(parse_git_version("git version 2.54.0") == git::kConfiguredHooksSince);
  CHECK(parse_git_version("git version 2.54.0-rc1") == GitVersion{2, 54});
  CHECK(parse_git_version("git version 2.44.0 (Apple Git-154)") == GitVersion{2, 44});
  CHECK(parse_git_version("git version 3.0.GIT") == GitVersion{3, 0});
  CHECK(parse_git_version("git version 3.0.GIT") > git::kConfiguredHooksSince);
  for (const char* text :
       {"", "git version", "git version two.one", "git version 2", "git version 2.",
        "git version -2.54", "git version 2.-54", "2.54.0", "git version 99999999999.1"}) {
    INFO(text);
    CHECK_FALSE(parse_git_version(text));
  }
}

namespace {

constexpr git::GitVersion kNewer = git::kEventSwitchSince;

git::HookSetting set(const std::string& scope, const std::string& key, const std::string& value) {
  return {.scope = scope, .key = key, .value = value, .origin = "file:/etc/" + scope};
}

/// `a=command`, with `!` behind a hook that Git would not run.
std::string hooks_of(const std::vector<git::HookSetting>& settings,
                     git::GitVersion version = kNewer) {
  std::string text;
  for (const auto& hook : git::configured_hooks(settings, "pre-push", version))
    text += hook.name + "=" + hook.command + (hook.turned_off ? "! " : " ");
  return text;
}

}  // namespace

TEST_CASE("configured hooks, in the order in which Git runs them", "[git][hooks]") {
  CHECK(hooks_of({}).empty());
  CHECK(hooks_of({set("local", "hook.a.event", "pre-push"), set("local", "hook.a.command", "x")}) ==
        "a=x ");
  CHECK(hooks_of({set("local", "hook.a.event", "pre-commit"), set("local", "hook.a.command", "x")})
            .empty());
  // Several events of one hook, several hooks of one event.
  CHECK(hooks_of(
            {set("global", "hook.b.c.event", "pre-push"), set("global", "hook.b.c.command", "y"),
             set("local", "hook.a.event", "pre-commit"), set("local", "hook.a.event", "pre-push"),
             set("local", "hook.a.command", "x")}) == "b.c=y a=x ");
  // The last command counts, and the last place of an event.
  CHECK(hooks_of({set("global", "hook.a.event", "pre-push"), set("global", "hook.a.command", "old"),
                  set("local", "hook.b.event", "pre-push"), set("local", "hook.a.command", "new"),
                  set("local", "hook.a.event", "pre-push")}) == "b= a=new ");
  // An event without a name takes back those before it.
  CHECK(hooks_of({set("global", "hook.a.event", "pre-push"), set("local", "hook.a.event", "")})
            .empty());
  CHECK(hooks_of({set("local", "hook.a.event", ""), set("local", "hook.a.event", "pre-push")}) ==
        "a= ");
  CHECK(hooks_of({set("local", "hook.jobs", "4"), set("local", "hook..event", "pre-push")}) ==
        "= ");
}

TEST_CASE("a configured hook is turned off as Git reads it", "[git][hooks]") {
  const auto after = [](const std::vector<std::string>& values) {
    std::vector<git::HookSetting> settings = {set("local", "hook.a.event", "pre-push")};
    for (const std::string& value : values)
      settings.push_back(set("local", "hook.a.enabled", value));
    return hooks_of(settings);
  };
  for (const std::string off : {"false", "no", "OFF", "0", "", "0x0", "0k", "00"}) {
    INFO(off);
    CHECK(after({off}) == "a=! ");
    CHECK(after({off, "yes"}) == "a= ");
    // What means neither changes nothing.
    CHECK(after({off, "maybe"}) == "a=! ");
  }
  for (const std::string on : {"true", "Yes", "on", "1", "-1", "2k", "maybe", "0 ", "0q"}) {
    INFO(on);
    CHECK(after({on}) == "a= ");
  }
  const auto hooks = git::configured_hooks(
      {set("global", "hook.a.enabled", "false"), set("local", "hook.a.event", "pre-push")},
      "pre-push", kNewer);
  REQUIRE(hooks.size() == 1);
  REQUIRE(hooks.front().turned_off);
  CHECK(hooks.front().turned_off->scope == "global");
  CHECK(hooks.front().scope == "local");
}

TEST_CASE("an event is turned off from Git 2.55 on", "[git][hooks]") {
  const std::vector<git::HookSetting> off = {set("system", "hook.pre-push.enabled", "false"),
                                             set("local", "hook.a.event", "pre-push"),
                                             set("local", "hook.a.enabled", "true")};
  CHECK(hooks_of(off) == "a=! ");
  CHECK(hooks_of(off, git::kConfiguredHooksSince) == "a= ");
  // A name that has a command is that of a hook, and of no event.
  for (const auto& [key, value, expected] :
       {std::tuple{"hook.pre-push.command", "x", "a= "},
        std::tuple{"hook.pre-push.parallel", "true", "a= "},
        std::tuple{"hook.pre-push.parallel", "who knows", "a=! "},
        std::tuple{"hook.pre-push.event", "post-merge", "a= "},
        std::tuple{"hook.pre-push.event", "", "a=! "},
        std::tuple{"hook.pre-push.jobs", "2", "a=! "},
        std::tuple{"hook.pre-commit.enabled", "true", "a=! "}}) {
    INFO(key << '=' << value);
    auto with = off;
    with.push_back(set("local", key, value));
    CHECK(hooks_of(with) == expected);
  }
}

TEST_CASE("settings over which Git gives up at every hook", "[git][hooks]") {
  const auto why = [](const std::vector<git::HookSetting>& settings,
                      git::GitVersion version = kNewer) {
    const auto found = git::unusable_setting(settings, version);
    return found ? found->setting.key + " " + found->why : std::string();
  };
  CHECK(why({}).empty());
  CHECK(why({set("local", "hook.a.event", "post-merge"), set("local", "hook.a.command", "x")})
            .empty());
  CHECK(why({set("local", "hook.a.command", "x")}).empty());
  CHECK(why({set("local", "hook.a.event", "post-merge")}) ==
        "hook.a.event is there without hook.a.command");
  CHECK(
      why({set("local", "hook.a.event", "post-merge"), set("local", "hook.a.event", "")}).empty());
  CHECK(why({set("local", "hook.a.event", "post-merge"), set("local", "hook.a.enabled", "no")})
            .empty());
  const std::vector<git::HookSetting> like_an_event = {
      set("local", "hook.update.event", "pre-push"), set("local", "hook.update.command", "x")};
  CHECK(why(like_an_event) == "hook.update.event names its hook like an event");
  CHECK(why(like_an_event, git::kConfiguredHooksSince).empty());
  CHECK(why({{.scope = "local", .key = "hook.a.any", .without_value = true}}) ==
        "hook.a.any has no value");
  CHECK(why({{.scope = "local", .key = "hook.jobs", .without_value = true}}).empty());
}

TEST_CASE("a hook is configured and forgotten by git itself", "[git][hooks]") {
  const TestRepository repository;
  const auto opened = open(repository);
  CHECK(git::hook_settings(opened)->empty());
  REQUIRE(git::configure_hook(opened, "mine", "pre-push", "'/a b/c' run \"$1\"\n--"));
  REQUIRE(git::configure_hook(opened, "mine", "pre-push", "'/a b/c' run \"$1\"\n--"));
  const auto settings = git::hook_settings(opened);
  REQUIRE(settings);
  CHECK(settings->size() == 2);
  const auto hooks = git::configured_hooks(*settings, "pre-push", kNewer);
  REQUIRE(hooks.size() == 1);
  CHECK(hooks.front().command == "'/a b/c' run \"$1\"\n--");
  CHECK(hooks.front().scope == "local");
  CHECK(git::own_settings(opened, *settings, "mine").size() == 2);
  CHECK(git::own_settings(opened, *settings, "min").empty());
  REQUIRE(git::forget_hook(opened, "mine"));
  CHECK(git::hook_settings(opened)->empty());
  CHECK_FALSE(git::forget_hook(opened, "mine"));
  REQUIRE(git::add_hook_settings(opened, *settings));
  const auto again = git::hook_settings(opened);
  REQUIRE(again);
  CHECK(again->size() == 2);
  CHECK(git::configured_hooks(*again, "pre-push", kNewer).front().command == hooks.front().command);
}

TEST_CASE("what an included file sets is not the repository's own", "[git][hooks]") {
  const TestRepository repository;
  put(repository.path("more"), "[hook \"mine\"]\n\tcommand = x\n\tevent = pre-push\n\tbare\n");
  repository.git("config include.path " + repository.path("more"));
  repository.git("config hook.mine.enabled true");
  const auto opened = open(repository);
  const auto settings = git::hook_settings(opened);
  REQUIRE(settings);
  REQUIRE(settings->size() == 4);
  CHECK((*settings)[0].scope == "local");
  CHECK((*settings)[0].origin == "file:" + repository.path("more"));
  CHECK((*settings)[2].without_value);
  const auto own = git::own_settings(opened, *settings, "mine");
  REQUIRE(own.size() == 1);
  CHECK(own.front().key == "hook.mine.enabled");
}
