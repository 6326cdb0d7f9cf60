#!/bin/sh
# Hooks that stand in Git's settings, with a Git that runs them (2.54 and later).
#
#   configured_hooks.sh QUALM
#
# QUALM_TEST_GIT names such a git where that in PATH is older; without one the test is skipped in
# words. The git in PATH that is older, or QUALM_TEST_OLD_GIT, is used for what happens when a
# repository comes under an older Git; without one that part is skipped in words.
set -eu
qualm=$1
new_git=${QUALM_TEST_GIT:-$(command -v git || true)}
old_git=${QUALM_TEST_OLD_GIT:-$(command -v git || true)}
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/end_to_end/story.sh
. "$(dirname "$0")/story.sh"

# version_of GIT: major and minor as one number, 0 where there is none.
version_of() {
  if [ -z "$1" ]; then echo 0; return; fi
  "$1" version 2>/dev/null | sed -n 's/^git version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' |
    awk '{print $1 * 1000 + $2; found = 1} END {if (!found) print 0}'
}
new=$(version_of "$new_git")
if [ "$new" -lt 2054 ]; then
  say "skipped: no Git of version 2.54 or later ($("$new_git" version 2>/dev/null || echo 'no git')); QUALM_TEST_GIT names one"
  exit 77
fi
[ "$(version_of "$old_git")" -lt 2054 ] || old_git=""

# use GIT: it is the git from here on, whoever calls it.
mkdir -p "$box/git"
PATH="$box/git:$PATH"
use() { ln -sfn "$1" "$box/git/git"; }
use "$new_git"
say "--- $(git version)"

tries() { "$@" >"$box/said" 2>&1; }
# same WHAT A B: both texts are the same.
same() { [ "$2" = "$3" ] || { printf '%s\n--- but ---\n%s\n' "$2" "$3" >"$box/said"; fail "$1"; }; }
settings() { cat "$(git rev-parse --git-common-dir)/config"; }
hooks_now() { # every setting and every hook file: bytes, modes
  settings
  folder=$(git rev-parse --git-common-dir)/hooks
  find "$folder" ! -name '*.sample' -type f -exec sha256sum {} + | sort -k2
  find "$folder" ! -name '*.sample' -printf '%f %m %y %l\n' | sort
}

# truthful EVENT WHEN: `qualm hook status` names those that Git itself says it would run, in its order.
# What is kept is ours to run, and not Git's.
truthful() {
  git hook list "$1" 2>/dev/null | awk -F '\t' '/^(event-)?disabled\t/ {next}
    /^hook from hookdir$/ {print "file"; next} {print $NF}' >"$box/git-says"
  qualm hook status "$1" --output json >"$box/status" 2>&1 || true
  sed -n '/"runs": \[$/,/\]/s/^ *"\(.*\)",\{0,1\}$/\1/p' "$box/status" |
    sed '/\.qualm-kept/d; s/^qualm (configured.*/qualm-'"$1"'/; s/ (configured)$//; t
         s/.*/file/' >"$box/status-says"
  cmp -s "$box/git-says" "$box/status-says" || {
    { cat "$box/git-says"; echo "--- but status ---"; cat "$box/status"; } >"$box/said"
    fail "$1: status says something else than git hook list: $2"
  }
}
status_is() { # status_is 0|1 EVENT WORDS
  code=0
  qualm hook status "$2" >"$box/said" 2>&1 || code=$?
  { [ "$code" -eq "$1" ] && tr -s '\n ' ' ' <"$box/said" | grep -q -- "$3"; } ||
    fail "$2: hook status ends with $code, or without \"$3\""
}

good_card() { printf '# M\n\n## Human objective\n\nFind risky claims early.\n' >models/m/model-card.md; }
bad_card() { printf '# M\n' >models/m/model-card.md; }
theirs() { # theirs FILE: a hook of somebody else, which writes down what it was given
  # shellcheck disable=SC2016 # for the hook to expand
  printf '#!/bin/sh\n{ echo "%s $#"; cat; } >>"%s/ran"\n' "${1##*/}" "$box" >"$1"
  chmod +x "$1"
}
# repository NAME: a clone with one rule, and a remote.
repository() {
  git init -q --bare "$box/$1.git"
  git clone -q "$box/$1.git" "$box/$1" 2>/dev/null
  cd "$box/$1"
  printf 'rules: {"*": off, model-card/objective-missing: error}\n' >.qualm.yaml
  mkdir -p models/m
  good_card
  git add -A
  as dana git commit -qm start
  as dana git push -q origin main
  git fetch -q
  : >"$box/ran"
}
count=0
good_commit() {
  count=$((count + 1))
  good_card
  echo "$count" >>notes.txt
  git add -A
  as dana git commit -qm "good $count"
}
# gate_holds WHEN: a good commit and push pass, a bad commit and a bad push do not, and qualm says why once.
gate_holds() {
  tries good_commit || fail "$1: a good commit is refused"
  tries as dana git push origin main || fail "$1: a good push is refused"
  bad_card
  git add -A
  if tries as dana git commit -m bad; then fail "$1: a bad commit passes"; fi
  same "$1: a commit is judged once" 1 "$(grep -c '1 error in' "$box/said")"
  as dana git commit -q --no-verify -m bad
  if tries as dana git push origin main; then fail "$1: a bad push passes"; fi
  same "$1: a push is judged once" 1 "$(grep -c '^qualm: refused' "$box/said")"
  git reset -q --hard HEAD~1
  ok "$1: the gate holds, once"
}

client() {
  say "--- a clone"
  repository client
  theirs .git/hooks/pre-push
  hooks_now >"$box/before"
  does "install" qualm hook install
  hooks_now >"$box/installed"
  [ -e .git/hooks/pre-push.qualm-kept ] || fail "there is no file for older Gits, or theirs is lost"
  does "install again" qualm hook install
  same "installing again changes nothing" "$(cat "$box/installed")" "$(hooks_now)"
  for event in pre-commit pre-push; do truthful "$event" "installed"; done
  status_is 0 pre-push "pre-push: qualm (configured, stands aside), then qualm, then pre-push.qualm-kept"
  gate_holds "configured, and a file"
  : >"$box/ran"
  tries good_commit || fail "a good commit is refused"
  tries as dana git push origin main || fail "a good push is refused"
  same "the hook that was there gets Git's arguments and lines" "pre-push 2
refs/heads/main $(git rev-parse HEAD) refs/heads/main $(git rev-parse HEAD~1)" "$(cat "$box/ran")"
  ok "the hook that was there runs after it, with what Git gave"

  # Whatever becomes of the hook directory and of the files in it, it is judged, and once.
  mv .git/hooks/pre-push "$box/ours"
  gate_holds "the file is gone"
  printf '#!/bin/sh\n# qualm: pre-push\nexit 0\n' >.git/hooks/pre-push
  chmod +x .git/hooks/pre-push
  gate_holds "the file is not as it was written"
  ln -sf "$box/ours" .git/hooks/pre-push
  truthful pre-push "a link to the file"
  gate_holds "a link to the file"
  printf '#!/bin/sh\nexec "%s/ours" "$@"\n' "$box" >"$box/caller"
  chmod +x "$box/caller"
  ln -sf "$box/caller" .git/hooks/pre-push
  gate_holds "another hook, which calls the file"
  # shellcheck disable=SC2016 # for the hook to expand
  printf '#!/bin/sh\nqualm hook run pre-push -- "$@" || exit\n' >"$box/caller"
  truthful pre-push "another hook, which calls qualm"
  status_is 0 pre-push "pre-push: qualm (configured), then another hook, which calls qualm, then"
  gate_holds "another hook, which calls qualm"
  rm .git/hooks/pre-push
  cp "$box/ours" .git/hooks/pre-push
  chmod -x .git/hooks/pre-push
  gate_holds "the file may not be run"
  mv "$box/ours" .git/hooks/pre-push
  printf '[core]\n\thooksPath = /dev/null\n' >"$box/system"
  GIT_CONFIG_NOSYSTEM=0 GIT_CONFIG_SYSTEM="$box/system" gate_holds "core.hooksPath for the system"
  for scope in --global --local; do
    git config $scope core.hooksPath "$box/elsewhere"
    truthful pre-push "core.hooksPath $scope"
    gate_holds "core.hooksPath $scope"
    git config $scope --unset core.hooksPath
  done
  git config extensions.worktreeConfig true
  git config --worktree core.hooksPath none
  gate_holds "core.hooksPath of the work tree"
  git config --worktree --unset core.hooksPath
  git config --unset extensions.worktreeConfig
  bad_card
  if tries as dana git -c core.hooksPath=/dev/null commit -qam bad; then fail "git -c core.hooksPath=/dev/null goes past it"; fi
  ok "git -c core.hooksPath=/dev/null does not go past it"
  if tries as dana git -c hook.qualm-pre-commit.enabled=false commit -qam bad; then fail "the file does not judge"; fi
  if ! tries as dana git -c core.hooksPath=/dev/null -c hook.qualm-pre-commit.enabled=false commit -qam bad; then fail "a setting for one command is not read"; fi
  git reset -q --hard HEAD~1
  ok "nor does git -c hook.qualm-pre-commit.enabled=false; both together do, as --no-verify does"

  # Several at once: all run, also in front of ours and beside it, and ours still counts.
  git config --global hook.before.command "echo before >>'$box/ran'; false"
  git config --global hook.before.event pre-push
  truthful pre-push "another hook in front"
  if tries as dana git push origin main main:one; then fail "a hook that fails in front does not count"; fi
  git config --global hook.before.command "echo before >>'$box/ran' #"
  gate_holds "another hook in front"
  git config hook.jobs 4
  for name in before qualm-pre-push; do git config "hook.$name.parallel" true; done
  gate_holds "hooks beside each other"
  does "install, when somebody added a setting" qualm hook install
  same "it stays" true "$(git config hook.qualm-pre-push.parallel)"
  git config --global --remove-section hook.before
  git config --remove-section hook.before
  git config --unset hook.jobs
  git config --unset hook.qualm-pre-push.parallel

  # Turned off, in every way that there is: the file judges, and where there is none nothing is judged.
  # Status says so.
  git config --global hook.qualm-pre-commit.enabled false
  truthful pre-commit "turned off, and a file"
  status_is 0 pre-commit "pre-commit: qualm note: hook.qualm-pre-commit is turned off by .*; the file judges all the same"
  gate_holds "turned off, and a file"
  git config --global --unset hook.qualm-pre-commit.enabled
  mv .git/hooks/pre-commit "$box/ours"
  for key in hook.qualm-pre-commit.enabled hook.pre-commit.enabled; do
    case $key in hook.pre-commit.enabled) [ "$new" -ge 2055 ] || continue ;; esac
    for scope in --global --local; do
      git config $scope $key false
      truthful pre-commit "$key $scope"
      status_is 1 pre-commit "is turned off by $key"
      qualm doctor >"$box/said" 2>&1 || true
      grep -q "hook pre-commit: .* is turned off by $key" "$box/said" || fail "doctor does not say that $key is false"
      bad_card
      tries as dana git commit -qam bad || fail "$key $scope: git runs the hook all the same"
      git reset -q --hard HEAD~1
      git config $scope --add $key perhaps
      truthful pre-commit "$key $scope, and a word that is neither"
      git config $scope --unset-all $key
    done
    ok "turned off by $key: status and doctor say so"
  done
  mv "$box/ours" .git/hooks/pre-commit
  git config --global hook.pre-push.enabled no
  git config hook.pre-push.command true # a name with a command is that of a hook, and of no event
  truthful pre-push "a hook called like an event"
  git config --global --unset hook.pre-push.enabled
  git config --remove-section hook.pre-push

  # Where Git gives up, so does the push, and status tells why.
  git config hook.lint.event post-merge
  bad_card
  if tries as dana git commit -qam bad; then fail "Git does not give up over an event without a command"; fi
  status_is 1 pre-commit "hook.lint.event (local, .git/config) is there without hook.lint.command"
  does_not "installing where Git gives up" "hook.lint.event" qualm hook install
  git config --remove-section hook.lint
  printf '[hook "lint"]\n\tenabled\n' >>.git/config
  if tries as dana git commit -qam bad; then fail "Git does not give up over a key without a value"; fi
  status_is 1 pre-commit "hook.lint.enabled (local, .git/config) has no value"
  git config --remove-section hook.lint
  if [ "$new" -ge 2055 ]; then
    git config hook.update.command true
    git config hook.update.event post-merge
    if tries as dana git commit -qam bad; then fail "Git does not give up over a hook called like an event"; fi
    status_is 1 pre-commit "names its hook like an event"
    git config --remove-section hook.update
  fi
  mv .git/hooks/pre-commit "$box/ours"
  mkdir .git/hooks/pre-commit
  good_card
  echo more >>notes.txt
  if tries as dana git commit -qam more; then fail "Git passes over a directory"; fi
  status_is 1 pre-commit "is neither file nor link"
  rmdir .git/hooks/pre-commit
  mv "$box/ours" .git/hooks/pre-commit
  git checkout -q .
  ok "where Git gives up, every commit fails, and status says why"

  # A linked work tree, and one with a setting of its own.
  git worktree add -q "$box/linked"
  ( cd "$box/linked" && bad_card && if tries as dana git commit -qam bad; then fail "a bad commit in a linked work tree"; fi
    truthful pre-commit "in a linked work tree"
    git config extensions.worktreeConfig true
    git config --worktree hook.qualm-pre-commit.enabled false
    status_is 0 pre-commit "(worktree, .*; the file judges all the same"
    truthful pre-commit "turned off in a linked work tree"
    does_not "installing where a work tree turns it off" "worktree" qualm hook install
    cd "$box/client" && status_is 0 pre-commit "qualm (configured, stands aside), then qualm" )
  git worktree remove --force "$box/linked"
  git config --unset extensions.worktreeConfig
  ok "a linked work tree"

  # An included file is somebody else's.
  qualm hook uninstall >"$box/said" 2>&1 || fail "hook uninstall"
  same "uninstalling leaves everything as it was" "$(cat "$box/before")" "$(hooks_now)"
  ok "uninstalled, byte for byte"
  git config -f "$box/included" hook.gate.command "'$qualm' hook run pre-push --"
  git config -f "$box/included" hook.gate.event pre-push
  git config include.path "$box/included"
  hooks_now >"$box/with"
  does "install where an included file calls qualm" qualm hook install pre-push
  same "nothing is installed twice" "$(cat "$box/with")" "$(hooks_now)"
  bad_card
  git add -A
  as dana git commit -qm bad
  if tries as dana git push origin main; then fail "a bad push passes the included hook"; fi
  does "uninstall there" qualm hook uninstall
  same "the included file stays" "$(cat "$box/with")" "$(hooks_now)"
  git reset -q --hard HEAD~1
  git config --unset include.path

  # A qualm that is gone holds everything up, and says so.
  cp -L "$qualm" "$box/gone"
  "$box/gone" hook install pre-commit >"$box/said" 2>&1 || fail "install by another path"
  rm "$box/gone"
  echo more >>notes.txt
  if tries as dana git commit -qam more; then fail "a commit passes without qualm"; fi
  status_is 1 pre-commit "$box/gone is gone, so every commit is refused"
  does "uninstall by the other" qualm hook uninstall
  git checkout -q .
  same "as it was" "$(cat "$box/before")" "$(hooks_now)"
  ok "a qualm that is gone"
}

server() {
  say "--- a server"
  git init -q --bare "$box/project.git"
  cd "$box/project.git"
  git config qualm.timeout "$slow_server"
  theirs hooks/pre-receive
  hooks_now >"$box/before"
  does "install" qualm hook install pre-receive update reference-transaction
  for event in pre-receive update reference-transaction; do truthful "$event" "on a server"; done
  does "status" qualm hook status pre-receive update reference-transaction
  : >"$box/ran"
  story "$box/project.git"
  grep -q "^pre-receive 0" "$box/ran" || fail "the server's own hook did not run"
  grep -q " refs/heads/main$" "$box/ran" || fail "the server's own hook got no lines"
  ok "the server's own hook ran as well"

  # Each by itself, and nothing that a client sets turns it off.
  cd "$box/work"
  raise ana "Another one"
  touch_system "One more."
  for event in pre-receive update reference-transaction; do
    ( cd "$box/project.git" && qualm hook uninstall pre-receive update reference-transaction &&
      qualm hook install "$event" && truthful "$event" "alone" ) >"$box/said" 2>&1 || fail "$event alone"
    tip=$(git -C "$box/project.git" rev-parse main)
    for setting in "core.hooksPath=/dev/null" "hook.qualm-$event.enabled=false" "hook.$event.enabled=false" "hook.qualm-$event.event="; do
      if tries as dana git -c "$setting" push --no-verify origin main; then fail "$event: $setting of the client goes past it"; fi
      if tries as dana env GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="${setting%%=*}" GIT_CONFIG_VALUE_0="${setting#*=}" git push --no-verify origin main; then fail "$event: $setting in the client's environment goes past it"; fi
    done
    grep -q "concern $id" "$box/said" || fail "$event: refused without a reason"
    same "$event: main has not moved" "$tip" "$(git -C "$box/project.git" rev-parse main)"
    ok "$event alone refuses, whatever the client sets"
  done
  # Refs that somebody changes on the server itself; before they are locked there is nothing to judge.
  pushed dana "a branch that mends it, to reference-transaction alone" main:more
  if tries git -C "$box/project.git" update-ref refs/heads/main "$(git rev-parse HEAD)"; then fail "update-ref goes past reference-transaction"; fi
  grep -q "in 'prepared' phase" "$box/said" || fail "it is not refused in its prepared phase"
  ok "update-ref is refused while its refs are locked"
  cd "$box/project.git"
  does "uninstall" qualm hook uninstall pre-receive update reference-transaction
  same "uninstalling leaves everything as it was" "$(cat "$box/before")" "$(hooks_now)"
  ok "uninstalled, byte for byte"
}

# From files to settings and back, as Git is upgraded and downgraded; never none, never two.
change_of_git() {
  if [ -z "$old_git" ]; then
    say "skipped: no Git before 2.54 to go from and back to; QUALM_TEST_OLD_GIT names one"
    return 0
  fi
  say "--- from $("$old_git" version) and back"
  use "$old_git"
  repository change
  theirs .git/hooks/pre-push
  hooks_now >"$box/before"
  does "install, older Git" qualm hook install
  gate_holds "files, older Git"
  use "$new_git"
  truthful pre-push "files of an older Git"
  status_is 0 pre-push "pre-push: qualm, then pre-push.qualm-kept"
  gate_holds "files, newer Git"
  hooks_now >"$box/files"

  # When the settings cannot be written, the files stay.
  : >.git/config.lock
  does_not "install while the settings are locked" "lock" qualm hook install
  rm .git/config.lock
  same "nothing is changed then" "$(cat "$box/files")" "$(hooks_now)"
  does "install, newer Git" qualm hook install
  status_is 0 pre-push "pre-push: qualm (configured, stands aside), then qualm, then pre-push.qualm-kept"
  gate_holds "settings and files, newer Git"
  hooks_now >"$box/both"

  use "$old_git"
  status_is 0 pre-push "pre-push: qualm, then pre-push.qualm-kept"
  gate_holds "settings and files, older Git"
  does "install, older Git again" qualm hook install
  same "it changes nothing" "$(cat "$box/both")" "$(hooks_now)"
  : >"$box/ran"
  tries good_commit || fail "a good commit is refused"
  tries as dana git push origin main || fail "a good push is refused"
  same "the hook that was there runs under the older Git, once" "pre-push 2" "$(head -n 1 "$box/ran")"
  use "$new_git"
  does "install files alone, newer Git" qualm hook install --files
  same "files as before" "$(cat "$box/files")" "$(hooks_now)"
  does "install, newer Git again" qualm hook install

  # Without a file the older Git judges nothing, and that is said.
  mv .git/hooks/pre-push "$box/ours"
  gate_holds "the settings alone, newer Git"
  status_is 1 pre-push "Git before 2.54 passes over hook.qualm-pre-push"
  use "$old_git"
  status_is 1 pre-push "hook.qualm-pre-push is configured, which git .* passes over"
  qualm doctor >"$box/said" 2>&1 || true
  grep -q "hook.qualm-pre-push is configured, which git" "$box/said" || fail "doctor does not say that an older Git passes over it"
  does "install, older Git, without a file" qualm hook install
  same "the file is back" "$(cat "$box/both")" "$(hooks_now)"
  gate_holds "the file again, older Git"
  does "uninstall, older Git" qualm hook uninstall
  same "as it was" "$(cat "$box/before")" "$(hooks_now)"
  ok "uninstalled by the older Git, byte for byte"

  # The same on a server whose Git is another one today than it was.
  use "$new_git"
  ( cd "$box/change.git" && hooks_now >"$box/before" && git config qualm.timeout "$slow_server" &&
    qualm hook install pre-receive update reference-transaction ) >"$box/said" 2>&1 || fail "install on the server"
  bad_card
  as dana git commit -q --no-verify -am bad
  for git in "$new_git" "$old_git"; do
    use "$git"
    if tries as dana git push --no-verify origin main; then fail "the server lets a bad push in: $(git version)"; fi
    same "it is judged once" 1 "$(grep -c '^remote: qualm: refused' "$box/said")"
    tries as dana git push --no-verify origin HEAD~1:refs/heads/main || fail "the server refuses a good push: $(git version)"
    ok "a server with $(git version)"
  done
  ( cd "$box/change.git" && qualm hook uninstall pre-receive update reference-transaction && git config --remove-section qualm ) >"$box/said" 2>&1 || fail "uninstall on the server"
  same "the server as it was" "$(cat "$box/before")" "$(cd "$box/change.git" && hooks_now)"
  use "$new_git"
}

# Beside tools that write hook files: all of them run, in both orders, and each can be taken away.
node_modules=${NODE_MODULES:-}
if [ -z "$node_modules" ] && command -v npm >/dev/null; then node_modules=$(npm root -g 2>/dev/null || true); fi
[ -z "$node_modules" ] || PATH="$PATH:$node_modules/.bin"
tried=0
managed() { # managed MANAGER WHERE-FROM: a repository for it, where it is installed
  manager=$1
  command -v "$manager" >/dev/null || { say "skipped: $manager is not installed ($2)"; return 1; }
  tried=$((tried + 1))
  say "--- $manager"
  repository "$manager"
  printf '*.log\n' >.gitignore
  cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: local
    hooks:
      - {id: p, name: p, language: system, entry: sh -c 'echo pre-commit >>"$box/ran"', always_run: true, pass_filenames: false, stages: [push]}
YAML
  cat >lefthook.yml <<YAML
pre-push:
  commands:
    p: {run: "while read -r line; do echo \"push \$line\" >>\"$box/ran\"; done", use_stdin: true}
YAML
  tries good_commit || fail "$manager: a commit"
  hooks_now >"$box/before"
}
# they_run WHEN: at a push that passes, so does theirs.
they_run() {
  [ "$manager" != git-lfs ] || return 0
  : >"$box/ran"
  tries good_commit || fail "$manager, $1: a good commit is refused"
  tries as dana git push origin main || fail "$manager, $1: a good push is refused"
  same "$manager, $1: it runs once" 1 "$(wc -l <"$box/ran")"
}
# both_orders FIRST LATER ALONE: what status says where theirs was first, where it came later, and
# where it is gone again. their_install and their_uninstall do it.
both_orders() {
  tries their_install || fail "$manager: its installation"
  hooks_now >"$box/theirs"
  does "install" qualm hook install
  status_is 0 pre-push "$1"
  truthful pre-push "$manager first"
  gate_holds "$manager first"
  they_run "$manager first"
  hooks_now >"$box/both"
  does "install again" qualm hook install
  same "$manager: installing again changes nothing" "$(cat "$box/both")" "$(hooks_now)"
  does "uninstall" qualm hook uninstall
  same "$manager: as it left it" "$(cat "$box/theirs")" "$(hooks_now)"
  tries their_uninstall || fail "$manager: its removal"
  same "$manager: as it was before" "$(cat "$box/before")" "$(hooks_now)"

  does "install" qualm hook install
  hooks_now >"$box/ours"
  tries their_install || fail "$manager: its installation, after ours"
  status_is 0 pre-push "$2"
  truthful pre-push "qualm first, then $manager"
  gate_holds "qualm first, then $manager"
  they_run "qualm first"
  if [ "$manager" = pre-commit ]; then # the others lay their hooks over ours, and installing mends that
    hooks_now >"$box/both"
    does "install again" qualm hook install
    same "pre-commit: installing over it changes nothing" "$(cat "$box/both")" "$(hooks_now)"
  fi
  tries their_uninstall || fail "$manager: its removal, after ours"
  status_is 0 pre-push "$3"
  gate_holds "$manager gone again"
  does "uninstall" qualm hook uninstall
  same "$manager: as it was before either" "$(cat "$box/before")" "$(hooks_now)"
  ok "$manager"
}
both='pre-push: qualm (configured, stands aside), then qualm'
managers() {
  if managed git-lfs "Debian: apt-get install git-lfs"; then
    # It leaves a hook that is there alone, and says so, unless it is forced.
    their_install() { git lfs install --local || git lfs install --local --force; }
    their_uninstall() { # and what it leaves behind after a push
      git lfs uninstall --local
      git config --remove-section lfs || true
    }
    both_orders "$both, then pre-push.qualm-kept (git-lfs)" \
      "pre-push: qualm (configured), then git-lfs" "pre-push: qualm (configured)"
  fi
  if managed pre-commit "Debian: apt-get install pre-commit"; then
    their_install() { pre-commit install -t pre-push; }
    their_uninstall() { pre-commit uninstall -t pre-push; }
    both_orders "$both, then pre-push.qualm-kept (pre-commit)" \
      "pre-push: qualm (configured), then pre-commit, which calls qualm" "$both"
  fi
  if managed lefthook "npm install lefthook, and NODE_MODULES=…/node_modules"; then
    their_install() { lefthook install; }
    their_uninstall() { lefthook uninstall --keep-config || lefthook uninstall; }
    both_orders "$both, then pre-push.qualm-kept (lefthook)" \
      "pre-push: qualm (configured), then lefthook note: lefthook put qualm aside" "$both"
  fi
  if managed husky "npm install husky, and NODE_MODULES=…/node_modules"; then
    printf '{"name": "m", "private": true, "scripts": {"prepare": "husky"}}\n' >package.json
    their_install() {
      command husky || return 1
      # shellcheck disable=SC2016 # for the hook to expand
      printf 'qualm hook run pre-push -- "$@" || exit\necho husky >>"%s/ran"\n' "$box" >.husky/pre-push
      [ -z "$without_line" ] || sed -i 1d .husky/pre-push
    }
    their_uninstall() {
      git config --unset core.hooksPath
      rm -r .husky
    }
    # Without the line that its page asks for, and with it where ours came first.
    without_line=yes
    both_orders "pre-push: qualm (configured), then husky" "pre-push: qualm (configured), then husky" "$both"
    does "install" qualm hook install
    without_line=""
    tries their_install || fail "husky, with the line"
    status_is 0 pre-push "pre-push: qualm (configured), then husky, which calls qualm"
    gate_holds "husky calls qualm as well"
    they_run "husky calls qualm as well"
    tries their_uninstall
    does "uninstall" qualm hook uninstall
    same "husky: as it was before" "$(cat "$box/before")" "$(hooks_now)"
  fi
  say "$tried of 4 managers were tried"
}

# Formats in which a newer Git writes: judged where they can be read, refused in words where not.
bad_push_is_refused() { # bad_push_is_refused WHAT WORDS: by the hook of the clone, and by the server's
  bad_card
  as dana git commit -q --no-verify -am bad
  does_not "$1: a push" "$2" as dana git push origin HEAD:main
  does_not "$1: a push past the client's hook" "$2" as dana git push --no-verify origin HEAD:main
}
bad_commit_is_refused() {
  bad_card
  git add -A
  does_not "$1: a commit" "$2" as dana git commit -m bad
}
formats() {
  say "--- formats"
  repository formats
  for at in . "$box/formats.git"; do
    ( cd "$at" && git config qualm.timeout "$slow_server" && qualm hook install && git refs migrate --ref-format=reftable ) >"$box/said" 2>&1 || fail "converting to a reftable"
  done
  unread="keeps its refs in a format this build cannot read"
  for command in "check" "check --staged" "gate --base HEAD~1 --head HEAD --ref main" "concern list" "report" "audit" "init" "hook status" "hook uninstall"; do
    # shellcheck disable=SC2086 # several words
    does_not "a reftable: qualm $command" "$unread" qualm $command
  done
  bad_commit_is_refused "a reftable" "$unread"
  bad_push_is_refused "a reftable" "$unread"
  grep -q "^remote:.*git refs migrate --ref-format=files" "$box/said" || fail "the server does not say how to go on"
  good_card
  as dana git commit -q --no-verify -am good
  does_not "a reftable: a good push" "$unread" as dana git push --no-verify origin HEAD:main
  # What the hint says is what helps, also where our own hook refuses the conversion.
  cd "$box/formats.git"
  does_not "the conversion on the server" "past this hook" git refs migrate --ref-format=files
  way=$(sed -n 's/.*as well: git //p' "$box/said" | head -n 1)
  # shellcheck disable=SC2086 # several words
  tries git $way || fail "the way out does not work: git $way"
  cd "$box/formats"
  tries git refs migrate --ref-format=files || fail "the conversion in the clone"
  bad_push_is_refused "refs in files again" "1 error in"
  git reset -q --hard HEAD~1
  tries as dana git push --no-verify origin HEAD:main || fail "refs in files again: a good push is refused"

  git worktree add -q --relative-paths "$box/relative" 2>"$box/said" || fail "a work tree with relative paths"
  ( cd "$box/relative" && bad_commit_is_refused "a linked work tree with relative paths" "1 error in" &&
    bad_push_is_refused "a linked work tree with relative paths" "1 error in" )
  gate_holds "beside a work tree with relative paths"
  git config feature.manyFiles true
  git update-index --force-write-index
  bad_commit_is_refused "feature.manyFiles" "index has no checksum"
  git config index.skipHash false
  git update-index --force-write-index
  bad_commit_is_refused "feature.manyFiles with a checksum" "1 error in"
  git config core.splitIndex true
  git update-index --split-index
  bad_commit_is_refused "a split index" "index is split or sparse"
  git config core.splitIndex false
  git update-index --no-split-index
  git reset -q --hard
  gate_holds "an index in one piece again"

  git -C "$box/formats.git" config uploadpack.allowFilter true
  git clone -q --filter=blob:none "file://$box/formats.git" "$box/partial" 2>"$box/said" || fail "a partial clone"
  cd "$box/partial"
  does "install in a partial clone" qualm hook install
  bad_commit_is_refused "a partial clone" "1 error in"
  bad_push_is_refused "a partial clone" "1 error in"

  git init -q --object-format=sha256 "$box/sha256"
  git init -q --bare --object-format=sha256 "$box/sha256.git"
  cp "$box/formats.git/hooks/pre-receive" "$box/sha256.git/hooks/"
  cp "$box/formats/.git/hooks/pre-commit" "$box/formats/.git/hooks/pre-push" "$box/sha256/.git/hooks/"
  cd "$box/sha256"
  git remote add origin "$box/sha256.git"
  mkdir -p models/m
  bad_commit_is_refused "SHA-256" "uses SHA-256 object names"
  bad_push_is_refused "SHA-256" "uses SHA-256 object names"
}

client
server
change_of_git
formats
managers
