// Telling our hooks from those of others, and what other hooks do.

#include "commands/shared/hook_text.hpp"

#include <algorithm>

#include "harness/catch.hpp"
#include "support/text.hpp"

using qualm::split_lines;
using qualm::commands::calls_us;
using qualm::commands::command_calls_us;
using qualm::commands::find_hook_event;
using qualm::commands::hook_events;
using qualm::commands::HookEvent;
using qualm::commands::is_our_hook;
using qualm::commands::looks_at_its_name;
using qualm::commands::manager_of;
using qualm::commands::our_call;
using qualm::commands::our_command;
using qualm::commands::our_hook;
using qualm::commands::program_of_command;
using qualm::commands::program_of_hook;
using qualm::git::HookFile;
using qualm::git::HookFileKind;

namespace {

const HookEvent& event_of(std::string_view name) {
  const auto found = find_hook_event(name);
  REQUIRE(found);
  return **found;
}

}  // namespace

TEST_CASE("every hook has a file of at most ten lines with nothing behind exec", "[hooks]") {
  for (const HookEvent& event : hook_events()) {
    INFO(event.name);
    const std::string text = our_hook(event, "/usr/bin/qualm");
    const auto lines = split_lines(text);
    REQUIRE(lines.size() > 3);
    CHECK(lines.size() <= 10);
    CHECK(lines.front() == "#!/bin/sh");
    CHECK(lines.back() ==
          "exec \"$qualm\" hook run " + std::string(event.name) + " --from \"$0\" -- \"$@\"");
    CHECK(std::count_if(lines.begin(), lines.end(),
                        [](std::string_view line) { return line.starts_with("exec "); }) == 1);
    CHECK(text.ends_with('\n'));
    CHECK(program_of_hook(event, text) == "/usr/bin/qualm");
    for (const HookEvent& other : hook_events()) {
      if (&other != &event) CHECK_FALSE(program_of_hook(other, text));
    }
  }
}

TEST_CASE("a configured command is told from others", "[hooks]") {
  const HookEvent& event = event_of("pre-push");
  // It says that it is configured, as what stands in a hook of somebody else must not.
  CHECK(our_command(event, "/usr/bin/qualm") ==
        "'/usr/bin/qualm' hook run pre-push --configured --");
  CHECK(our_call(event, "/usr/bin/qualm") == "'/usr/bin/qualm' hook run pre-push --");
  CHECK(command_calls_us(event, our_command(event, "/opt/it's/q")));
  CHECK(command_calls_us(event, "qualm hook run pre-push --"));
  CHECK(command_calls_us(event, "cd sub && exec /opt/qualm hook run pre-push -- \"$@\""));
  CHECK_FALSE(command_calls_us(event, "qualm hook run pre-commit --"));
  CHECK_FALSE(command_calls_us(event, "# qualm hook run pre-push"));
  CHECK_FALSE(command_calls_us(event, ""));
}

TEST_CASE("a path comes back out of a hook as it went in", "[hooks]") {
  const HookEvent& event = event_of("pre-push");
  for (const std::string path :
       {"/a b/qualm", "/it's/qualm", "/''/q", "/$HOME/`x`/\"q\"", "/\\/q", "/a/'", "/a=b/qualm"}) {
    INFO(path);
    CHECK(program_of_hook(event, our_hook(event, path)) == path);
    CHECK(program_of_command(event, our_command(event, path)) == path);
  }
}

TEST_CASE("what is not ours is not taken for ours", "[hooks]") {
  const HookEvent& event = event_of("pre-push");
  for (const char* text :
       {"", "\n", "#!/bin/sh\n", "#!/bin/sh\n# qualm: pre-pushing\n",
        "#!/bin/sh\n\n# qualm: pre-push\n", "#!/bin/sh\nexec qualm hook run pre-push \"$@\"\n"}) {
    INFO(text);
    CHECK_FALSE(program_of_hook(event, text));
  }
  CHECK(program_of_hook(event, "#!/bin/sh\n# qualm: pre-push\nexit 0\n") == "");
  CHECK(program_of_hook(event, "#!/bin/sh\n# qualm: pre-push\nqualm='/a\n") == "");
  CHECK_FALSE(program_of_command(event, "qualm hook run pre-push"));
  CHECK_FALSE(program_of_command(event, "'/usr/bin/qualm' hook run pre-commit --"));
  CHECK_FALSE(program_of_command(event, "'/usr/bin/qualm"));
}

TEST_CASE("a file is ours as it is written, and where Git would run it", "[hooks]") {
  const HookEvent& event = event_of("pre-push");
  HookFile file{
      .kind = HookFileKind::file, .runs = true, .text = our_hook(event, "/usr/bin/qualm")};
  CHECK(is_our_hook(event, file));
  CHECK_FALSE(is_our_hook(event_of("pre-commit"), file));
  HookFile other = file;
  other.runs = false;
  CHECK_FALSE(is_our_hook(event, other));
  other = file;
  other.kind = HookFileKind::link;
  CHECK_FALSE(is_our_hook(event, other));
  other = file;
  other.text += "\n";
  CHECK_FALSE(is_our_hook(event, other));
  other.text = "#!/bin/sh\n# qualm: pre-push\nexit 0\n";
  CHECK_FALSE(is_our_hook(event, other));
}

TEST_CASE("hooks that look at their own name", "[hooks]") {
  for (const char* text :
       {"hook=$(basename \"$0\")\n", "exec run ${0##*/}\n", "name = File.basename($0)\n",
        "hook = os.path.basename(__file__)\n", "hook = Path(__file__).name\n",
        "case \"$(basename -- \"${BASH_SOURCE[0]}\")\" in\n", "hook = basename(sys.argv[0])\n",
        "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n"}) {
    INFO(text);
    CHECK(looks_at_its_name(text));
  }
  for (const char* text :
       {"", "git lfs pre-push \"$@\"\n", "cd \"$(dirname \"$0\")\"\n", "# basename \"$0\"\n",
        "echo \"$(basename \"$0\"): checking\"\n", "  printf '%s\\n' \"$(basename \"$0\")\"\n",
        "top=$(basename \"$(pwd)\")\n", ". \"$(dirname -- \"$0\")/_/husky.sh\"\n",
        "HERE=\"$(cd \"$(dirname \"$0\")\" && pwd)\"\n"}) {
    INFO(text);
    CHECK_FALSE(looks_at_its_name(text));
  }
  CHECK_FALSE(
      looks_at_its_name(std::string_view("\x7f"
                                         "ELF\0 basename $0",
                                         17)));
}

TEST_CASE("the tools that write hooks, by their marks", "[hooks]") {
  CHECK(manager_of("#!/bin/sh\ngit lfs pre-push \"$@\"\n") == "git-lfs");
  CHECK(manager_of("#!/usr/bin/env bash\n# File generated by pre-commit\n") == "pre-commit");
  CHECK(manager_of("#!/bin/sh\n# File generated by prek\n") == "prek");
  CHECK(manager_of("call_lefthook run \"pre-push\" \"$@\"") == "lefthook");
  CHECK(manager_of(". \"$(dirname \"$0\")/h\"") == "husky");
  CHECK(manager_of(". \"$(dirname -- \"$0\")/_/husky.sh\"") == "husky");
  CHECK(manager_of("# AUTO GENERATED BY GITEA, DO NOT MODIFY") == "Gitea");
  CHECK(manager_of("require 'overcommit'") == "overcommit");
  CHECK(manager_of("#!/bin/sh\nmake check\n").empty());
}

TEST_CASE("a hook of others that calls us", "[hooks]") {
  const HookEvent& event = event_of("pre-push");
  CHECK(calls_us(event, "qualm hook run pre-push \"$@\"\n"));
  CHECK(calls_us(event, "set -e\n  '/opt/a b/qualm' hook run pre-push -- \"$@\"\n"));
  CHECK_FALSE(calls_us(event, "# qualm hook run pre-push\n"));
  CHECK_FALSE(calls_us(event, "qualm hook run pre-commit\n"));
  CHECK_FALSE(calls_us(event, "other hook run pre-push\n"));
}
