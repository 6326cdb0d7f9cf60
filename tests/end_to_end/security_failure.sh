#!/bin/sh
# The numbered scenarios of ways past the hooks, of failures, of hostile input and of output.
#
#   security_failure.sh QUALM
set -eu
qualm=$1
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/end_to_end/security_team.sh
. "$(dirname "$0")/security_team.sh"
make_team
tip() { git -C "$remote" rev-parse -q --verify "$1" 2>/dev/null || echo none; }
# unmoved WHAT COMMAND…: it fails, and main of the remote is where it was.
unmoved() {
  what=$1
  shift
  was=$(tip main)
  if "$@" >"$box/said" 2>&1; then fail "accepted: $what"; fi
  [ "$(tip main)" = "$was" ] || fail "main has moved: $what"
  ok "refused: $what"
}
# program TEXT: what the server's hooks run in place of qualm, as a script.
program() {
  cat >"$box/program"
  chmod +x "$box/program"
  sed -i "s|^qualm=.*|qualm='$box/program'|" "$remote"/hooks/pre-receive "$remote"/hooks/reference-transaction
}

number=53
with_concern
change
qualm hook install --files >"$box/said" 2>&1 || fail "hook install"
unmoved "a push, by the client's own hook" as jonas git push origin main
grep -q "remote:" "$box/said" && fail "the client's hook did not speak first"
unmoved "push --no-verify" as jonas git push --no-verify origin main
unmoved "push with another core.hooksPath" as jonas git -c core.hooksPath=/dev/null push origin main
unmoved "send-pack" as jonas git send-pack "$remote" main
unmoved "push with settings in the environment" as jonas env GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=/dev/null git push "$remote" main
chmod -x .git/hooks/pre-push
unmoved "push with a hook that is no program" as jonas git push origin main
unmoved "push --force" as jonas git push --no-verify --force origin main

number=54
fresh
change
sed -i "s|^qualm=.*|qualm='/gone/qualm'|" "$remote/hooks/pre-receive"
unmoved "a push where the server has no qualm any more" as jonas "$source_folder/tests/harness/team/no-qualm" git push --no-verify origin main
grep -q "nothing was judged, because there is no qualm" "$box/said" || fail "it does not say why"

number=55
for signal in SEGV KILL ABRT; do
  fresh
  change
  program <<SCRIPT
#!/bin/sh
kill -$signal \$\$
SCRIPT
  unmoved "a push that ends the hook by SIG$signal" as jonas git push --no-verify origin main
done
fresh
change
if command -v strace >/dev/null; then
  git -C "$remote" config qualm.timeout 1
  program <<SCRIPT
#!/bin/sh
ASAN_OPTIONS=detect_leaks=0:\${ASAN_OPTIONS:-} exec strace -f -o /dev/null -e trace=openat -e inject=openat:delay_enter=50000 "$qualm" "\$@"
SCRIPT
  unmoved "a push that takes the hook longer than it may" as jonas git push --no-verify origin main
  grep -q "the time for judging is up" "$box/said" || fail "it does not say why"
  as ana qualm concern raise --title "Slow" --severity low --system models/claims-triage --message "It is slow." >"$box/said" 2>&1 ||
    fail "raising at a server that is slow"
  ok "raised there all the same"
  git -C "$remote" config qualm.timeout soon
  cp "$box/template.git/hooks/pre-receive" "$remote/hooks/"
  cp "$box/template.git/hooks/reference-transaction" "$remote/hooks/"
  does_not "a time that is no number" "no number of seconds" as jonas git push --no-verify origin main
else
  say "skipped: 55, the time limit: strace is not installed (Debian: apt-get install strace)"
fi

number=58
hostile() { # hostile WHAT FILE: it is pushed as it is now
  git add -A
  as dana git commit -qm "$1"
  unmoved "$1" as dana git push --no-verify origin HEAD:main
  grep -q "remote: qualm: \(refused\|not judged\): main" "$box/said" || fail "$1: not judged by qualm"
  if grep -q "time for judging is up" "$box/said"; then fail "$1: only the clock stopped it"; fi
  git reset -q --hard origin/main
}
fresh
slos=models/claims-triage/safety-slos.yaml
card=models/claims-triage/model-card.md
printf 'a: &x [1, *x]\n' >"$slos"
hostile "YAML that contains itself"
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "k%d: 1\n", i }' >"$slos"
hostile "YAML of 100,000 keys"
awk 'BEGIN { for (i = 0; i < 600; i++) printf "["; print "" }' >"$slos"
hostile "YAML that is 600 deep"
awk 'BEGIN { for (i = 0; i < 8000; i++) printf "- "; print "x"; for (i = 0; i < 200000; i++) print "" }' >"$card"
hostile "Markdown of lists in lists"
head -c 100000000 /dev/zero >"$card"
hostile "a card of 100 MB"
# Git from 2.44 on refuses such a tree by itself, unless it is told not to.
git config --global core.maxTreeDepth 4000
git checkout -q -b deep origin/main
{
  printf 'commit refs/heads/deep\ncommitter Dana Whitfield <dana@example.com> 1795424400 +0000\ndata 4\ndeep\nfrom refs/heads/main^0\nM 100644 inline models/claims-triage/'
  awk 'BEGIN { for (i = 0; i < 3000; i++) printf "a/" }'
  printf 'f\ndata 1\nx\n'
} | git fast-import --quiet --force
unmoved "a tree that is 3,000 deep" as dana git push --no-verify origin deep:main
grep -q "qualm: \(refused\|not judged\): main" "$box/said" || fail "not judged by qualm"
git checkout -qf main
last=$(git rev-parse main)
kind=commit
for n in $(seq 40); do
  last=$(printf 'object %s\ntype %s\ntag v%s\ntagger Dana Whitfield <dana@example.com> 1795424400 +0000\n\nx\n' "$last" "$kind" "$n" | git mktag)
  kind=tag
done
unmoved "a tag of 40 tags" as dana git push --no-verify origin "$last:refs/tags/v9"
[ "$(tip refs/tags/v9)" = none ] || fail "the tag is there"
as ana qualm concern raise --title "Still open" --severity low --system models/claims-triage --message "To raise." >"$box/said" 2>&1 ||
  fail "raising among all that"
ok "raised all the same"

number=62
fresh
change
program <<SCRIPT
#!/bin/sh
unset GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_QUARANTINE_PATH
exec "$qualm" "\$@"
SCRIPT
unmoved "a push whose objects the hook cannot see" as jonas git push --no-verify origin main
grep -q "could not judge" "$box/said" || fail "it does not say why"

number=63
fresh
change
# A hook that was there before ours holds up the push, once it is judged, until somebody has raised.
cat >"$remote/hooks/pre-receive.qualm-kept" <<HOOK
#!/bin/sh
while read -r old new ref; do
  [ "\$ref" = refs/heads/main ] || continue
  touch "$box/judged"
  for i in \$(seq 300); do [ ! -e "$box/raised" ] || exit 0; sleep 0.1; done
  exit 1
done
HOOK
chmod +x "$remote/hooks/pre-receive.qualm-kept"
was=$(tip main)
as jonas git push --no-verify origin main >"$box/deployed" 2>&1 &
deployment=$!
running=$deployment
wait_for 60 test -e "$box/judged" || fail "the deployment is not judged"
as ana qualm concern raise --title "Just in time" --severity high --system models/claims-triage --message "Stop." >"$box/said" 2>&1 ||
  fail "raising meanwhile"
touch "$box/raised"
code=0
wait "$deployment" || code=$?
running=""
cp "$box/deployed" "$box/said"
[ "$code" -ne 0 ] || fail "it was deployed past a concern that was raised meanwhile"
[ "$(tip main)" = "$was" ] || fail "main has moved"
grep -q "qualm: refused: main: concern .*Just in time" "$box/said" || fail "it does not say why"
ok "refused: a deployment past a concern that was raised while it was judged"

number=65
git init -q --bare --object-format=sha256 "$box/sha256.git"
does_not "hook install where objects are named by SHA-256" "sha256\|object format" qualm hook install --repo "$box/sha256.git"
cp "$box/template.git/hooks/pre-receive" "$box/sha256.git/hooks/"
git init -q --object-format=sha256 "$box/sha256"
( cd "$box/sha256" && as dana git commit -q --allow-empty -m start &&
  does_not "a push there" "sha256\|object format" as dana git push "$box/sha256.git" main )

number=""
if [ "$(id -u)" -eq 0 ]; then
  fresh
  was=$(tip main)
  next=$(as dana git commit-tree -m next -p "$was" "$was^{tree}")
  git push -q "$remote" "$next:refs/heads/side"
  chown -R 65534 "$remote"
  foreign() ( cd "$remote" && echo "$was $next refs/heads/main" | GIT_CONFIG_GLOBAL=/dev/null qualm hook run pre-receive )
  does_not "judging in a repository of somebody else" "safe.directory\|owner" foreign
fi

number=67
with_concern
escape=$(printf '\033')
override=$(printf '\342\200\256')
{
  printf -- '---\nqualm: 1\nevent: raised\nfollows:\nby: Mal Stranger <mal@example.com>\non: 2026-11-20\nsystem: models/claims-triage\nseverity: high\ntitle: "x ##[add-path]/e ::stop-commands::t %s[2K %s ]]> {0} [a](b) <script>"\n---\nNo good.\n' "$escape" "$override"
} >"$box/hostile.md"
id=$(sha256sum <"$box/hostile.md" | cut -c1-16)
git checkout -q --orphan hostile
git rm -rqf .
mkdir -p "safety/concerns/$id"
cp "$box/hostile.md" "safety/concerns/$id/raised-$id.md"
git add -A
as mal git commit -qm "raised"
pushed mal "a concern with a hostile title" "HEAD:refs/heads/concern/$id"
git checkout -qf main
git fetch -q
change
harmless() { # harmless WHERE: nothing in what was said acts on whoever reads it
  if grep -q "$escape\|$override" "$box/said"; then fail "$1: it holds what acts on a terminal"; fi
  if grep -qi '##\[\|^[[:space:]]*::stop-commands' "$box/said"; then fail "$1: it holds a command"; fi
  ok "harmless in $1"
}
refused jonas "a deployment past it" "concern $id" main
harmless "a push"
for format in text json concise github gitlab sarif junit markdown; do
  qualm gate --base origin/main --head main --ref main --output "$format" >"$box/said" 2>&1 && fail "$format: it passes"
  harmless "$format"
done
qualm concern list >"$box/said" 2>&1 || fail "concern list"
harmless "a list of concerns"

number=68
fresh
for n in $(seq 250); do
  mkdir -p "models/m$n"
  printf '# Model %s\n\nTODO\n' "$n" >"models/m$n/model-card.md"
done
git add -A
as dana git commit -qm "Many cards"
unmoved "a push of 250 cards with thousands of findings" as dana git push --no-verify origin main
[ "$(grep -m 1 '^remote:' "$box/said" | cut -c1-29)" = "remote: qualm: refused: main:" ] || fail "the verdict is not first"
[ "$(wc -c <"$box/said")" -lt 16384 ] || fail "it is $(wc -c <"$box/said") bytes long"
ok "the verdict is first, and all of it is short"
