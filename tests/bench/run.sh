#!/bin/sh
# What a full check costs, as ratios against Git itself doing the reading, all in one run.
# usage: run.sh QUALM [SYSTEMS]
set -eu

qualm=$1
systems=${2:-1000}
here=$(cd "$(dirname "$0")" && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
export HOME="$box" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C

# generate N FOLDER
generate() {
  git init -q --bare "$2"
  awk -v N="$1" -f "$here/generate.awk" | git -C "$2" fast-import --quiet --done
  git -C "$2" repack -adfq
  git -C "$2" symbolic-ref HEAD refs/heads/main
}

now() { date +%s%N; }

# median FILE: the middle of the numbers in it
median() { sort -n "$1" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

# ratio A B: medians of two files of nanoseconds, and their ratio
ratio() {
  awk -v a="$(median "$1")" -v b="$(median "$2")" -v name="$3" -v ref="$4" \
    'BEGIN {printf "%-44s %8.1f ms   %-30s %8.1f ms   ratio %.2f\n", name, a / 1e6, ref, b / 1e6, a / b}'
}

# pair RUNS NAME COMMAND_A NAME COMMAND_B: the two in turn, after one of each that is not counted
pair() {
  runs=$1; name_a=$2; a=$3; name_b=$4; b=$5
  : >"$box/a"; : >"$box/b"
  i=0
  while [ "$i" -le "$runs" ]; do
    t0=$(now); eval "$a" >/dev/null 2>&1 || true; t1=$(now); eval "$b" >/dev/null 2>&1 || true; t2=$(now)
    [ "$i" -eq 0 ] || { echo $((t1 - t0)) >>"$box/a"; echo $((t2 - t1)) >>"$box/b"; }
    i=$((i + 1))
  done
  ratio "$box/a" "$box/b" "$name_a" "$name_b"
}

generate "$systems" "$box/repo"
cd "$box/repo"
git ls-tree -r HEAD | awk '$4 ~ /^models\//{print $3}' >"$box/artefacts"
echo "$systems systems, $(wc -l <"$box/artefacts") artefacts, $(nproc) processors"
pair 9 "qualm check --rev HEAD" "'$qualm' check --rev HEAD --output json" \
  "git cat-file --batch of the same" "git cat-file --batch <'$box/artefacts'"
pair 9 "qualm check --rev HEAD --jobs 1" "'$qualm' check --rev HEAD --output json --jobs 1" \
  "git ls-tree -r HEAD" "git ls-tree -r HEAD"
pair 15 "qualm rule" "'$qualm' rule model-card/objective-missing" "git --version" "git --version"

# Memory at ten times the systems: the largest resident set of one run.
if command -v /usr/bin/time >/dev/null 2>&1; then
  generate 10000 "$box/large"
  cd "$box/large"
  /usr/bin/time -f '%M' "$qualm" check --rev HEAD --output json >/dev/null 2>"$box/memory" || true
  awk 'END {printf "%-44s %8.1f MiB\n", "memory at 10000 systems", $1 / 1024}' "$box/memory"
fi

# A push: with our hook and with one that does nothing, of a change to one system and of one that
# governs nothing, with few systems in the repository and with many.
push_of() { # push_of SYSTEMS PATH WORDS
  cd "$box/clone-$1"
  git checkout -q -B change origin/main
  mkdir -p "$(dirname "$2")"
  printf '\nOne more line.\n' >>"$2"
  git add -A
  git -c user.name=Dana -c user.email=dana@example.com commit -q -m change
  pair 9 "push, $3, of $1 systems" "git push --dry-run -q origin change:main" \
    "push with a hook that does nothing" "git -c core.hooksPath='$box/none' push --dry-run -q origin change:main"
}
mkdir "$box/none"
printf '#!/bin/sh\nexit 0\n' >"$box/none/pre-push"
chmod +x "$box/none/pre-push"
[ -d "$box/large" ] || generate 10000 "$box/large"
generate 100 "$box/small"
for one in 100:small 10000:large; do
  git clone -q "$box/${one#*:}" "$box/clone-${one%:*}"
  (cd "$box/clone-${one%:*}" && "$qualm" hook install pre-push >/dev/null)
  card=$(git -C "$box/clone-${one%:*}" ls-files 'models/*/model-card.md' | head -n 1)
  push_of "${one%:*}" "$card" "one system touched"
  push_of "${one%:*}" src/notes.txt "nothing governed"
done
