#!/bin/sh
# Qualm judges what the target branch would become if this change were submitted now: by the policy,
# the people and the rules of the target branch, and by every safety concern that is open.
#
#   qualm.sh BRANCH COMMIT
#
# To be run in a clone by whatever verifies changes, which then votes: 0 is Verified +1, anything
# else is -1. Without arguments BRANCH and COMMIT are what Jenkins' trigger for Gerrit sets. Take
# this file from the target branch or from the server that runs it, never from the change itself.
set -eu
stop() { printf 'qualm: could not judge: %s\n' "$1" >&2; exit 2; }
target=${1:-${GERRIT_BRANCH:-}} proposed=${2:-${GERRIT_PATCHSET_REVISION:-}}

# What is judged against, with all of its history, and which branch is the default one.
command -v qualm >/dev/null || stop "qualm is not installed here: set QUALM_DEB, or put it into the image"
if [ -z "$target" ] || [ -z "$proposed" ]; then stop "it is not known what would change: this is no pull request"; fi
git rev-parse --git-dir >/dev/null 2>&1 || git config --global --add safe.directory "$PWD"
deepen=
[ "$(git rev-parse --is-shallow-repository)" = false ] || deepen=--unshallow
git fetch --quiet --no-tags --prune ${deepen:+"$deepen"} origin '+refs/heads/*:refs/remotes/origin/*' ||
  stop "the branches could not be fetched"
git remote set-head origin --auto >/dev/null || stop "which branch is the default one could not be told"
git cat-file -e "$proposed^{commit}" 2>/dev/null || git fetch --quiet --no-tags origin "$proposed" ||
  stop "commit $proposed could not be fetched"
# Every concern there is, or none and no verdict.
git fetch --atomic origin '+refs/heads/concern/*:refs/qualm/concern/*' +HEAD:refs/qualm/fetched ||
  stop "the concerns could not be fetched"

# What the target branch would become.
base=$(git rev-parse --verify --quiet "refs/remotes/origin/$target^{commit}") || stop "there is no branch $target"
head=$proposed
if ! git merge-base --is-ancestor "$base" "$proposed"; then
  tree=$(git merge-tree --write-tree "$base" "$proposed") ||
    stop "it does not merge into $target by itself, or this git is older than 2.38: bring the branch up to date"
  head=$(GIT_AUTHOR_NAME=qualm GIT_AUTHOR_EMAIL=qualm@example.com GIT_COMMITTER_NAME=qualm \
    GIT_COMMITTER_EMAIL=qualm@example.com git commit-tree -p "$base" -p "$proposed" -m "Merge into $target" "$tree")
fi

qualm gate --base "$base" --head "$head" --ref "refs/heads/$target"
