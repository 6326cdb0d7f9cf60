#!/bin/sh
# The Gitea and Forgejo workflow that `qualm init` writes: what it may do, and its steps run.
#
#   gitea_workflow.sh QUALM
# shellcheck disable=SC2154,SC2034,SC2016
set -eu
QUALM=$1
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/forge/lib.sh
. "$SOURCE/tests/forge/lib.sh"

make_team
workflow=$box/qualm.yml
rendered "$SOURCE/templates/ci/gitea/qualm.yml" >"$workflow"
block "$workflow" 1 >"$box/step1"
block "$workflow" 2 >"$box/step2"

# What the file says.
keys_are "$workflow" name on permissions env jobs
only_reads "$workflow"
step_is_safe "$box/step1" "$box/step2"
fetches_as_told "$box/step2"
grep -qF '    branches: ["main", "release/**", "deploy/**"]' "$workflow" || bad "another branch gives a check away"
for line in 'TARGET: ${{ github.base_ref }}' 'PROPOSED: ${{ github.event.pull_request.head.sha }}'; do
  grep -qF "          $line" "$workflow" || bad "the steps do not get $line"
done

# Both steps, with what the file hands them. Gitea checks out the head, and keeps no merge.
run() {
  target=$1 commit=$2
  shift 2
  status=0
  (
    cd "$box/clone"
    for number in 1 2; do
      env TARGET="$target" PROPOSED="$commit" QUALM_DEB= GITHUB_ACTIONS=true GITEA_ACTIONS=true \
        "$@" sh -e "$box/step$number" || exit
    done
  ) >"$box/said" 2>&1 || status=$?
}
clone() { clone_of "$1" refs/remotes/pull/1/head "$proposed"; }

story
finish
