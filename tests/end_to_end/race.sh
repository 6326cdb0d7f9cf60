#!/bin/sh
# Eight clients raise concerns and withdraw them, two deploy, all at once and against one remote,
# whose hooks stand: no raise is lost, and no deployment passes while a concern on its system is open.
#
#   race.sh QUALM [SECONDS [unguarded]]      60 seconds where nothing is said
#
# With `unguarded` the hook reference-transaction judges nothing, and the script is there to find what
# then goes wrong: it fails when it finds nothing.
#
# What happened is read from the server's own log, in the order in which the lines were appended:
#
#   begins P                  process P, the hook that judges a transaction, has read nothing yet
#   prepared P REF OLD NEW    it has let the change through; the ref is locked, and not changed yet
#   committed P' REF OLD NEW  the ref has changed; Git says so to another process
#
# A concern was open when a deployment was judged for sure if its raise was committed before the
# deployment began, and its withdrawal, if ever, was not even prepared before the deployment was.
# Such a deployment must never be committed. (What changes while one is being judged may fall on
# either side of it.)
set -eu
qualm=$1
seconds=${2:-60}
unguarded=${3:-}
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
need awk mawk
raisers=8
deployers=2
systems=4
log=$box/log

# judge_log FILE: what the log says, and exit status 1 where a deployment passed that must not.
judge_log() {
  awk -v systems="$box/concerns" '
    BEGIN { while ((getline line < systems) > 0) { split(line, part, " "); about[part[1]] = part[2] } }
    { at = NR }
    $1 == "begins" { began[$2] = at }
    $1 == "prepared" && $3 ~ /^refs\/heads\/concern\// { if (!($3 in first)) { first[$3] = $5 } else if (!($3 in closing)) { closing[$3] = at } }
    $1 == "committed" && $3 ~ /^refs\/heads\/concern\// { if (!($3 in raised)) { raised[$3] = at; raises++ } else { withdrawals++ } }
    $1 == "prepared" && $3 ~ /^refs\/heads\/deploy\// { by[$3 " " $5] = $2; passed[$3 " " $5] = at }
    $1 == "committed" && $3 ~ /^refs\/heads\/deploy\// {
      change = $3 " " $5
      if (!(change in by) || !(by[change] in began)) { print "the log misses how " $3 " was judged"; bad = 1; next }
      deployments++
      from[deployments] = began[by[change]]; to[deployments] = passed[change]; ref[deployments] = $3
    }
    END {
      for (d = 1; d <= deployments; d++) {
        system_of = ref[d]; sub(/.*\//, "", system_of)
        for (c in raised) {
          if (about[c] != system_of) continue
          if (raised[c] < from[d] && (!(c in closing) || closing[c] > to[d])) {
            printf "line %d: a deployment of %s passed while %s was open (raised: line %d, withdrawn: line %s)\n", to[d], system_of, c, raised[c], (c in closing) ? closing[c] : "never"
            bad = 1
          }
        }
      }
      printf "%d raises, %d withdrawals and %d deployments were committed\n", raises, withdrawals, deployments
      exit bad
    }' "$1"
}

# First: it finds what it is there to find, and nothing else.
a=refs/heads/concern/aaaaaaaaaaaaaaaa
printf '%s s1\n' "$a" >"$box/concerns"
raised="prepared 1 $a 0 1
committed 2 $a 0 1"
deployed="prepared 3 refs/heads/deploy/s1 0 1
committed 4 refs/heads/deploy/s1 0 1"
printf 'begins 1\n%s\nbegins 3\n%s\n' "$raised" "$deployed" >"$box/made"
if judge_log "$box/made" >"$box/said"; then fail "a deployment past an open concern is not found"; fi
printf 'begins 3\nbegins 1\n%s\n%s\n' "$raised" "$deployed" >"$box/made"
judge_log "$box/made" >"$box/said" || fail "a concern that was raised meanwhile is held against a deployment"
sed -i '/^begins 3/d' "$box/made"
if judge_log "$box/made" >"$box/said"; then fail "a deployment that nobody judged is not found"; fi
rm "$box/concerns" "$box/made"

# A program in place of qualm that says when it begins; what it becomes has the same number.
cat >"$box/begin" <<SHIM
#!/bin/sh
case "\$*" in
  "hook run reference-transaction "*" prepared") echo "begins \$\$" >>"$log" ;;
esac
case "$unguarded:\$*" in
  "unguarded:hook run reference-transaction "*" prepared")
    "$box/remote.git/hooks/reference-transaction.qualm-kept" prepared
    exit ;;
esac
exec "$qualm" "\$@"
SHIM
chmod +x "$box/begin"
remote=$box/remote.git
git init -q --bare "$remote"
git -C "$remote" config qualm.timeout "$slow_server"
# The hook that was there before ours runs after it, with its number as that of its parent. Its lines
# are single writes to the end of a file, which do not mix.
cat >"$remote/hooks/reference-transaction" <<HOOK
#!/bin/sh
while read -r old new ref; do
  case \$1:\$ref in
    prepared:refs/heads/* | committed:refs/heads/*) echo "\$1 \$PPID \$ref \$old \$new" >>"$log" ;;
  esac
done
HOOK
# Between judging a push and changing its refs there is a moment in which somebody may raise. Here it
# is a long one.
cat >"$remote/hooks/pre-receive" <<HOOK
#!/bin/sh
if grep -q refs/heads/deploy/; then sleep 0.4; fi
HOOK
chmod +x "$remote/hooks/reference-transaction" "$remote/hooks/pre-receive"
# A system each, and a branch that deploys it.
git clone -q "$remote" "$box/seed" 2>/dev/null
cd "$box/seed"
{
  printf 'rules: {"*": off}\ngate: {protects: ["deploy/**"]}\npeople:\n'
  printf '  - {name: Dana Whitfield, emails: [dana@example.com], roles: [owner]}\n'
  printf '  - {name: Ana Souza, emails: [ana@example.com], roles: [engineer]}\n'
  printf '  - {name: Ben Okafor, emails: [ben@example.com], roles: [reviewer]}\n'
} >.qualm.yaml
for n in $(seq "$systems"); do
  mkdir -p "models/s$n"
  printf '# System %s\n\n## Human objective\n\nHelp people.\n' "$n" >"models/s$n/model-card.md"
done
git add -A
as dana git commit -qm start
as dana git push -q origin main
for n in $(seq "$systems"); do as dana git push -q origin "main:deploy/s$n"; done
( cd "$remote" && qualm hook install --files pre-receive reference-transaction >"$box/said" 2>&1 ) || fail "hook install"
sed -i "s|^qualm=.*|qualm='$box/begin'|" "$remote/hooks/reference-transaction"
: >"$log" # from here on everything is judged
for n in $(seq "$raisers"); do git clone -q "$remote" "$box/raiser$n"; done
for n in $(seq "$deployers"); do git clone -q "$remote" "$box/deployer$n"; done

end=$(($(date +%s) + seconds))
# A raise that ended with status 0 is written down; so is one that did not, with what it said.
raiser() {
  cd "$box/raiser$1" || exit 1
  turn=0
  while [ "$(date +%s)" -lt "$end" ]; do
    turn=$((turn + 1))
    system=s$((($1 + turn) % systems + 1))
    code=0
    as ana qualm concern raise --title "Concern $turn of $1" --severity high \
      --system "models/$system" --message "It fails, as seen in turn $turn." \
      >"$box/raiser$1.said" 2>&1 || code=$?
    id=$(sed -n 's/^  concern //p' "$box/raiser$1.said" | head -n 1)
    if [ "$code" -ne 0 ]; then
      { echo "status $code"; cat "$box/raiser$1.said"; } >>"$box/raiser$1.failed"
      continue
    fi
    echo "refs/heads/concern/$id $system" >>"$box/raiser$1.raised"
    # Time in which nobody may deploy, and then some in which somebody may.
    sleep 0.$((turn % 5 + 1))
    as ana qualm concern withdraw "$id" --message "It was the sample." >"$box/raiser$1.said" 2>&1 ||
      { echo "withdraw"; cat "$box/raiser$1.said"; } >>"$box/raiser$1.failed"
    sleep "$((turn % 3)).$((turn % 10))"
  done
}
deployer() {
  cd "$box/deployer$1" || exit 1
  turn=0 ok=0 no=0
  while [ "$(date +%s)" -lt "$end" ]; do
    turn=$((turn + 1))
    # Each deploys systems of its own, so that they are not in each other's way.
    system=s$(((turn % 2) * deployers + $1))
    as dana git fetch -q
    git checkout -q --detach "origin/deploy/$system"
    echo "$turn" >"models/$system/settings.yaml"
    git add -A
    as dana git commit -qm "Deploy $system, turn $turn"
    if as dana git push -q origin "HEAD:deploy/$system" >"$box/deployer$1.said" 2>&1; then
      ok=$((ok + 1))
    else
      no=$((no + 1))
      grep -q "refused: deploy/$system: concern\|reference-transaction\|prepared" "$box/deployer$1.said" ||
        cat "$box/deployer$1.said" >>"$box/deployer$1.failed"
    fi
  done
  echo "$ok $no" >"$box/deployer$1.count"
}
clients=""
for n in $(seq "$raisers"); do
  raiser "$n" &
  clients="$clients $!"
done
for n in $(seq "$deployers"); do
  deployer "$n" &
  clients="$clients $!"
done
running=$clients
for one in $clients; do wait_for $((seconds + 120)) gone "$one" || fail "a client does not come to an end"; done
running=""

cat "$box"/*.failed >"$box/said" 2>/dev/null || true
[ ! -s "$box/said" ] || fail "clients failed in another way than they may"
cat "$box"/raiser*.raised >"$box/concerns"
: >"$box/said"
git -C "$remote" for-each-ref --format='%(refname)' refs/heads/concern | sort >"$box/there"
cut -d' ' -f1 "$box/concerns" | sort >"$box/raised"
lost=$(comm -23 "$box/raised" "$box/there")
[ -z "$lost" ] || fail "raised, and not on the remote: $lost"
while read -r ref system; do
  id=${ref##*/}
  git -C "$remote" cat-file blob "$ref:safety/concerns/$id/raised-$id.md" | grep -q "^system: models/$system$" ||
    fail "$ref does not hold what was raised"
done <"$box/concerns"
say "ok    none of $(wc -l <"$box/raised") raises is lost"
code=0
judge_log "$log" >"$box/said" || code=$?
if [ -n "$unguarded" ]; then
  [ "$code" -ne 0 ] || fail "nothing went wrong without a guard, so this shows nothing"
  say "ok    without a guard $(grep -c passed "$box/said") deployments passed an open concern"
  exit 0
fi
[ "$code" -eq 0 ] || fail "a deployment passed that must not"
say "ok    $(tail -n 1 "$box/said")"
passed=0 stopped=0
for n in $(seq "$deployers"); do
  read -r ok no <"$box/deployer$n.count"
  passed=$((passed + ok)) stopped=$((stopped + no))
done
: >"$box/said"
if [ "$passed" -eq 0 ] || [ "$stopped" -eq 0 ]; then
  fail "nothing was shown: $passed deployments passed and $stopped were refused"
fi
say "ok    $passed deployments passed and $stopped were refused; none passed an open concern"
git -C "$remote" fsck --strict --no-dangling >"$box/said" 2>&1 || fail "git fsck"
[ ! -s "$box/said" ] || fail "git fsck has something to say"
say "ok    git fsck has nothing to say"
