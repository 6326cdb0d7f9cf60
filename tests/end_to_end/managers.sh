#!/bin/sh
# Hooks beside those of git-lfs, pre-commit, husky and lefthook, as they install themselves, in both
# orders: all run, each can be taken away, and what stood there before stands there again.
#
#   managers.sh QUALM
#
# What is not installed is skipped in words. The npm packages husky and lefthook are looked for in
# PATH, among npm's global packages, and in the folder that NODE_MODULES names.
set -eu
qualm=$1
node_modules=${NODE_MODULES:-}
if [ -z "$node_modules" ] && command -v npm >/dev/null; then node_modules=$(npm root -g 2>/dev/null || true); fi
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
[ -z "$node_modules" ] || PATH="$PATH:$node_modules/.bin"

tried=0
has() { # has PROGRAM WHERE-FROM: whether there is anything to try
  if command -v "$1" >/dev/null; then
    tried=$((tried + 1))
    say "--- $1"
    return 0
  fi
  say "skipped: $1 is not installed ($2)"
  return 1
}

# repository NAME: a repository with one rule, a remote, and a log that the hooks of others write to.
repository() {
  git init -q --bare "$box/$1.git"
  git clone -q "$box/$1.git" "$box/$1" 2>/dev/null
  cd "$box/$1"
  printf 'rules: {"*": off, model-card/objective-missing: error}\n' >.qualm.yaml
  printf 'node_modules\n' >.gitignore
  mkdir -p models/m
  good_card
  git add -A
  as dana git commit -qm start
  as dana git push -q origin main
  : >"$box/ran"
}
good_card() { printf '# M\n\n## Human objective\n\nFind risky claims early.\n' >models/m/model-card.md; }
bad_card() { printf '# M\n' >models/m/model-card.md; }

hooks_now() { # every hook file: its name, its kind and mode, its bytes
  git config --get core.hooksPath || true
  find .git/hooks ! -name '*.sample' -type f -exec sha256sum {} + | sort -k2
  find .git/hooks ! -name '*.sample' -type f -printf '%f %m\n' | sort
}
ran() { # ran WORDS: a hook of somebody else wrote them since the last look
  grep -q -- "$1" "$box/ran" || fail "$manager: its hook did not run: $1 (it wrote: $(cat "$box/ran"))"
}

# Both run: what passes passes through both, and what Qualm refuses is refused.
both_run() { # both_run WHEN
  when=$1
  : >"$box/ran"
  if [ -n "$commits" ]; then
    good_card
    echo "$when" >>notes.txt
    git add -A
    as dana git commit -qm "$when" >"$box/said" 2>&1 || fail "$manager, $when: a good commit is refused"
    ran "commit"
    bad_card
    git add -A
    : >"$box/ran"
    if as dana git commit -qm bad >"$box/said" 2>&1; then fail "$manager, $when: a bad commit passes"; fi
    grep -q "model-card/objective-missing" "$box/said" || fail "$manager, $when: not refused by qualm"
  else
    good_card
    echo "$when" >>notes.txt
    git add -A
    as dana git commit -qm "$when"
  fi
  good_card
  : >"$box/ran"
  as dana git push -q origin main >"$box/said" 2>&1 || fail "$manager, $when: a good push is refused"
  arrived "$when"
  as dana git push -q origin main >"$box/said" 2>&1 || fail "$manager, $when: a push of nothing is refused"
  bad_card
  git add -A
  as dana git commit -q --no-verify -m bad
  if as dana git push -q origin main >"$box/said" 2>&1; then fail "$manager, $when: a bad push passes"; fi
  grep -q "model-card/objective-missing" "$box/said" || fail "$manager, $when: the push is not refused by qualm"
  git reset -q --hard HEAD~1
  say "ok    $manager, $when: both run at ${commits:+a commit and }a push"
}
# What the hook of somebody else got on its standard input is what Git gave.
arrived() { ran "push refs/heads/main $(git rev-parse HEAD) refs/heads/main"; }
as_before() { # as_before FILE WHEN
  hooks_now >"$box/now"
  cmp -s "$1" "$box/now" || { diff "$1" "$box/now" >"$box/said" || true; fail "$manager: not as it was: $2"; }
  say "ok    $manager: $2: every hook file is as it was"
}
install_ours() { qualm hook install --files >"$box/said" 2>&1 || fail "$manager: qualm hook install"; }
uninstall_ours() { qualm hook uninstall >"$box/said" 2>&1 || fail "$manager: qualm hook uninstall"; }
status_is() { # status_is 0|1 WORDS
  code=0
  qualm hook status >"$box/said" 2>&1 || code=$?
  if [ "$code" -ne "$1" ] || ! tr -s '\n ' ' ' <"$box/said" | grep -q -- "$2"; then
    fail "$manager: hook status says something else than \"$2\""
  fi
}

git_lfs() {
  has git-lfs "Debian: apt-get install git-lfs" || return 0
  manager=git-lfs commits=""
  # What it does at a push is to bring the large files along.
  lfs_files() { find "$box/lfs.git/lfs" -type f 2>/dev/null | wc -l; }
  arrived() { [ "$(lfs_files)" -gt "$files" ] || fail "git-lfs brought no file along: $1"; }
  large() {
    files=$(lfs_files)
    echo "weights $1" >"models/m/$1.bin"
  }
  repository lfs
  hooks_now >"$box/none"
  git lfs track '*.bin' >/dev/null # which installs its hooks, too
  git lfs install --local >"$box/said" 2>&1 || fail "git lfs install"
  hooks_now >"$box/theirs"
  install_ours
  large one && both_run "theirs first"
  does "git lfs update says what it finds" sh -c 'git lfs update 2>&1 | grep -q pre-push'
  status_is 0 "pre-push: qualm, then pre-push.qualm-kept (git-lfs)"
  uninstall_ours
  as_before "$box/theirs" "qualm hook uninstall"
  git lfs uninstall --local >"$box/said" 2>&1 || fail "git lfs uninstall"
  as_before "$box/none" "git lfs uninstall"

  install_ours
  hooks_now >"$box/ours"
  # It leaves the hook of somebody else alone, and says what to put into it; with --force it does not.
  if git lfs install --local >"$box/said" 2>&1; then fail "git lfs install went over our hook"; fi
  git lfs install --local --force >"$box/said" 2>&1 || fail "git lfs install --force"
  status_is 1 "pre-push: git-lfs, without qualm"
  install_ours
  large two && both_run "ours first"
  uninstall_ours
  git lfs uninstall --local >"$box/said" 2>&1 || fail "git lfs uninstall"
  as_before "$box/none" "both uninstalled"
  arrived() { ran "push refs/heads/main $(git rev-parse HEAD) refs/heads/main"; }
}

pre_commit() {
  has pre-commit "Debian: apt-get install pre-commit" || return 0
  manager=pre-commit commits=yes
  repository pc
  # It hands on the two ends of the push in its environment, and not the lines.
  arrived() { ran "push $(git rev-parse HEAD) refs/heads/main"; }
  cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: local
    hooks:
      - {id: c, name: c, language: system, entry: sh -c 'echo commit >>"$box/ran"', always_run: true, pass_filenames: false, stages: [commit]}
      - {id: p, name: p, language: system, entry: sh -c 'echo "push \$PRE_COMMIT_TO_REF \$PRE_COMMIT_REMOTE_BRANCH" >>"$box/ran"', always_run: true, pass_filenames: false, stages: [push]}
YAML
  git add -A
  as dana git commit -qm "Settings of pre-commit"
  their_install() { pre-commit install -t pre-commit -t pre-push >"$box/said" 2>&1 || fail "pre-commit install"; }
  their_uninstall() { pre-commit uninstall -t pre-commit -t pre-push >"$box/said" 2>&1 || fail "pre-commit uninstall"; }
  hooks_now >"$box/none"
  their_install
  hooks_now >"$box/theirs"
  install_ours
  both_run "theirs first"
  uninstall_ours
  as_before "$box/theirs" "qualm hook uninstall"
  their_uninstall
  as_before "$box/none" "pre-commit uninstall"

  install_ours
  hooks_now >"$box/ours"
  their_install
  status_is 0 "pre-commit, which calls qualm"
  both_run "ours first"
  their_uninstall
  as_before "$box/ours" "pre-commit uninstall"
  uninstall_ours
  as_before "$box/none" "both uninstalled"
  arrived() { ran "push refs/heads/main $(git rev-parse HEAD) refs/heads/main"; }
}

beside_husky() {
  has husky "npm install husky, and NODE_MODULES=…/node_modules" || return 0
  manager=husky commits=yes
  repository hu
  printf '{"name": "m", "private": true, "scripts": {"prepare": "husky"}}\n' >package.json
  their_install() {
    command husky >"$box/said" 2>&1 || fail "husky"
    # shellcheck disable=SC2016 # for the hook to expand
    {
      printf 'echo commit >>"%s/ran"\n' "$box" >.husky/pre-commit
      printf 'while read -r line; do echo "push $line" >>"%s/ran"; done\n' "$box" >.husky/pre-push
    }
  }
  their_uninstall() {
    git config --unset core.hooksPath
    rm -r .husky
  }
  # Its hooks look at their own names, so ours are no files beside them but a line in each. At a push
  # ours comes first where it is handed a copy of what Git gave.
  add_lines() {
    # shellcheck disable=SC2016 # for the hook to expand
    printf 'qualm hook run pre-commit -- "$@" || exit\n' >>.husky/pre-commit
    cat >.husky/pre-push <<SCRIPT
lines=\$(cat)
all() { [ -z "\$lines" ] || printf '%s\\n' "\$lines"; }
all | qualm hook run pre-push -- "\$@" || exit
all | while read -r line; do echo "push \$line" >>"$box/ran"; done
SCRIPT
  }
  hooks_now >"$box/none"
  their_install
  hooks_now >"$box/theirs"
  does_not "husky first: qualm hook install" "looks at its own name" qualm hook install --files
  as_before "$box/theirs" "an install that was refused"
  add_lines
  status_is 0 "husky, which calls qualm"
  both_run "theirs first"
  their_uninstall
  as_before "$box/none" "husky taken away"

  install_ours
  hooks_now >"$box/ours"
  their_install
  status_is 1 "husky, without qualm"
  add_lines
  status_is 0 "husky, which calls qualm"
  both_run "ours first"
  their_uninstall
  as_before "$box/ours" "husky taken away"
  status_is 0 "pre-push: qualm"
  uninstall_ours
  as_before "$box/none" "both uninstalled"
}

beside_lefthook() {
  has lefthook "npm install lefthook, and NODE_MODULES=…/node_modules" || return 0
  manager=lefthook commits=yes
  repository lh
  cat >lefthook.yml <<YAML
pre-commit:
  commands:
    c: {run: echo commit >>"$box/ran"}
pre-push:
  commands:
    p: {run: "while read -r line; do echo \"push \$line\" >>\"$box/ran\"; done", use_stdin: true}
YAML
  git add -A
  as dana git commit -qm "Settings of lefthook"
  their_install() { command lefthook install >"$box/said" 2>&1 || fail "lefthook install"; }
  their_uninstall() { command lefthook uninstall --keep-config >"$box/said" 2>&1 || command lefthook uninstall >"$box/said" 2>&1 || fail "lefthook uninstall"; }
  hooks_now >"$box/none"
  their_install
  hooks_now >"$box/theirs"
  install_ours
  status_is 0 "pre-push: qualm, then pre-push.qualm-kept (lefthook)"
  both_run "theirs first"
  uninstall_ours
  as_before "$box/theirs" "qualm hook uninstall"
  their_uninstall
  as_before "$box/none" "lefthook uninstall"

  install_ours
  hooks_now >"$box/ours"
  their_install
  status_is 1 "lefthook put qualm aside as pre-push.old, which nobody runs"
  install_ours
  both_run "ours first"
  uninstall_ours
  their_uninstall
  as_before "$box/ours" "lefthook uninstall brings back what it put aside"
  uninstall_ours
  as_before "$box/none" "both uninstalled"
}

git_lfs
pre_commit
beside_husky
beside_lefthook
[ "$tried" -gt 0 ] || exit 77
say "$tried of 4 managers were tried"
