#!/bin/sh
# Runs every command of a page of the documentation, as a scenario.
#
#   page.sh SCENARIO BINARIES SOURCE PAGE
#
# SCENARIO is the program that runs scenarios, BINARIES the folder of qualm. page.awk says what of a
# page is run. A page whose commands differ from what they print is wrong, or qualm is.
set -eu
scenario=$1 binaries=$2 source=$3 page=$4
here=$(cd "$(dirname "$0")" && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
awk -f "$here/page.awk" "$page" >"$box/page.scenario"
if ! grep -q '^\$ ' "$box/page.scenario"; then
  # All of a page may be left out, with the reason.
  if grep '^skip: ' "$page"; then exit 0; fi
  echo "$page has no command"
  exit 1
fi
status=0
"$scenario" "$binaries" "$source" "$box/page.scenario" >"$box/said" 2>&1 || status=$?
if [ "$status" -ne 0 ]; then
  echo "$page, as a scenario:"
  cat -n "$box/page.scenario"
fi
cat "$box/said"
exit "$status"
