#!/bin/sh
# The script for Gerrit that `qualm init` writes, run as a verifier would.
#
#   gerrit_script.sh QUALM
# shellcheck disable=SC2154,SC2034
set -eu
QUALM=$1
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/forge/lib.sh
. "$SOURCE/tests/forge/lib.sh"

make_team
rendered "$SOURCE/templates/ci/gerrit/qualm.sh" >"$box/script"
fetches_as_told "$box/script"

run() {
  target=$1 commit=$2
  shift 2
  status=0
  ( cd "$box/clone" && env "$@" sh "$box/script" "$target" "$commit" ) >"$box/said" 2>&1 || status=$?
}
clone() { clone_of "$1" refs/changes/01/1/1 "$proposed"; }

story

# What Jenkins' trigger sets is enough.
make_team
propose 1 models/claims-triage/model-card.md "Wording."
clone 1
status=0
( cd "$box/clone" && GERRIT_BRANCH=main GERRIT_PATCHSET_REVISION=$proposed sh "$box/script" ) >"$box/said" 2>&1 || status=$?
expect 0 "by the variables of Jenkins" "main is allowed"
finish
