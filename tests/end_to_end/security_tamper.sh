#!/bin/sh
# The numbered scenarios of tampering with records, with identities and with the policy.
#
#   security_tamper.sh QUALM
set -eu
qualm=$1
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/end_to_end/security_team.sh
. "$(dirname "$0")/security_team.sh"
make_team

# still_open WHAT: nothing that was tried has changed how the concern stands for a deployment.
still_open() {
  git checkout -qf main
  git fetch -q
  qualm gate --base origin/main~1 --head origin/main --ref main >"$box/said" 2>&1 && fail "$1: not open any more"
  grep -q "concern $id" "$box/said" || fail "$1: not held up by the concern"
}

with_concern
number=25
refused mal "deleting a concern" "concern" ":refs/heads/concern/$id"
number=26
git checkout -q --orphan other
git rm -rqf .
as mal git commit -q --allow-empty -m "Another history"
refused mal "rewriting it" "concern" "+HEAD:refs/heads/concern/$id"
git checkout -q main
as mal git commit-tree -m "One commit less" "origin/concern/$id^{tree}" >"$box/less"
refused mal "the same tree on another root" "concern" "+$(cat "$box/less"):refs/heads/concern/$id"
number=27
git clone -q "$remote" "$box/fresh"
( cd "$box/fresh" && git branch -q kept && refused mal "push --mirror of a fresh clone" "concern" --mirror )
number=28
git checkout -q --detach "origin/concern/$id"
sed -i 's/severity: high/severity: low/' "safety/concerns/$id"/raised-*.md
as mal git commit -qam "Edit"
refused mal "an event edited" "concern" "HEAD:refs/heads/concern/$id"
number=29
git checkout -q --detach "origin/concern/$id"
git rm -q "safety/concerns/$id"/raised-*.md
as mal git commit -qm "Remove"
refused mal "an event removed" "concern" "HEAD:refs/heads/concern/$id"
git checkout -q --detach "origin/concern/$id"
as mal git commit-tree -p "origin/concern/$id" -p main -m "A merge with -s ours" "main^{tree}" >"$box/ours"
refused mal "an event dropped by a merge" "concern" "$(cat "$box/ours"):refs/heads/concern/$id"
number=31
event_by_hand commented "Mal Stranger <mal@example.com>"
git mv "safety/concerns/$id"/commented-*.md "safety/concerns/$id/commented-0123456789abcdef.md"
as mal git commit -qm "Under another name"
refused mal "an event whose name is not its digest" "concern" "HEAD:refs/heads/concern/$id"
number=34
refused mal "a replacement of an object" "replace" "main:refs/replace/$(git rev-parse main)"
number=""
still_open "tampering"
[ "$(git rev-parse "origin/concern/$id")" = "$(git -C "$box/template-concern.git" rev-parse "concern/$id")" ] ||
  fail "the concern has changed"
qualm audit --receipt "$box/receipt" >"$box/said" 2>&1 || fail "25 to 34: an audit is not clean"
ok "25 to 34: the concern is as it was, holds up a deployment, and an audit is clean"

number=35
# As somebody with a shell on the server can do it, loose or packed.
with_concern
rm -f "$remote/refs/heads/concern/$id"
if [ -f "$remote/packed-refs" ]; then sed -i "/concern\/$id/d" "$remote/packed-refs"; fi
[ -z "$(git ls-remote origin "refs/heads/concern/$id")" ] || fail "it is still there"
missing_here() { # missing_here WHAT [OPTION]…: the audit ends with 1 and says so
  what=$1
  shift
  code=0
  as ana qualm audit "$@" >"$box/said" 2>&1 || code=$?
  [ "$code" -eq 1 ] || fail "$what: ends with $code"
  grep -q "concern $id: .*missing" "$box/said" || fail "$what: it is not said to be missing"
  ok "$what"
}
missing_here "an audit misses what was fetched and is gone"
git fetch -q --prune
missing_here "the receipt shows it where nothing of it is left" --receipt "$box/receipt"
git clone -q "$remote" "$box/later"
( cd "$box/later" && missing_here "and in a clone that never had it" --receipt "$box/receipt" )

number=37
with_concern
event_by_hand resolved "Ben Okafor <ben@example.com>" "evidence: $evidence" "subject: $(git rev-parse origin/main)"
# Written as Ben, signed with the key of Jonas.
mkdir "$box/lent"
cp "$keys/jonas" "$box/lent/ben"
( keys=$box/lent && as ben git commit -q -S -m resolved )
pushed jonas "a resolution by Ben that Jonas signed" "HEAD:refs/heads/concern/$id"
still_open "a signature of somebody else"
git fetch -q
qualm concern show "$id" | tr -s '\n ' ' ' | grep -q "it says it is by Ben Okafor, but Jonas Hale signed its commit" ||
  fail "why it does not count is not said"
ok "it does not count, and why is said"

number=38
with_concern
event_by_hand resolved "Ben Okafor <ben@example.com>" "evidence: $evidence" "subject: $(git rev-parse origin/main)"
as ben git commit -q -S -m resolved
git cat-file commit HEAD | sed '/^gpgsig/,/END SSH/d; s/^author .*/&\nauthor Mal Stranger <mal@example.com> 1795424400 +0000/' |
  git hash-object -t commit -w --stdin --literally >"$box/two"
pushed mal "a commit with two authors, at a server that looks at no object" "$(cat "$box/two"):refs/heads/concern/$id"
still_open "two authors"
git fetch -q
qualm concern show "$id" | tr -s '\n ' ' ' | grep -q "exactly one author and one committer line" ||
  fail "the malformation is not named"
ok "it does not count, and the malformation is named"

number=39
with_concern
event_by_hand resolved "Nils Berg <nils@example.com>" "evidence: $evidence" "subject: $(git rev-parse origin/main)"
(
  GIT_COMMITTER_DATE=2019-06-01T00:00:00Z GIT_AUTHOR_DATE=2019-06-01T00:00:00Z
  export GIT_COMMITTER_DATE GIT_AUTHOR_DATE
  as nils git commit -q -S -m resolved
)
pushed nils "a resolution with an expired key, back-dated" "HEAD:refs/heads/concern/$id"
still_open "an expired key"
ok "it does not count"

number=42
with_concern
event_by_hand resolved "Ben Okafor <bеn@example.com>" "evidence: $evidence" "subject: $(git rev-parse origin/main)"
as ben git commit -q -S -m resolved
pushed ben "a resolution by a look-alike of Ben" "HEAD:refs/heads/concern/$id"
still_open "a look-alike"
ok "it does not count"

number=44
with_concern
printf '#!/bin/sh\ntouch "%s/evil-ran"\n' "$box" >"$box/evil"
chmod +x "$box/evil"
for folder in . "$remote"; do
  for key in gpg.ssh.program gpg.program gpg.openpgp.program gpg.ssh.defaultKeyCommand; do
    git -C "$folder" config "$key" "$box/evil"
  done
done
resolve ben >"$box/said" 2>&1 || fail "resolving"
change
pushed jonas "a resolution made and verified where Git names another program" main
[ ! -e "$box/evil-ran" ] || fail "the other program ran"
ok "the other program never ran"

policy_change() { # policy_change WHO SED
  sed -i "$2" .qualm.yaml
  as "$1" git commit -qam "Policy"
}
number=45
fresh
policy_change chidi 's/roles: \[engineer\], keys/roles: [engineer, reviewer], keys/; s/^revision: 3/revision: 4/'
change
refused jonas "a role given and the system deployed in one push" "at the same time" main
git reset -q --hard origin/main
policy_change jonas 's/roles: \[engineer\], keys/roles: [engineer, reviewer], keys/; s/^revision: 3/revision: 4/'
refused jonas "a role given by somebody who may not" "board" main

number=46
fresh
git branch -q older
policy_change chidi 's/^revision: 3/revision: 4/; s/quorum: 2/quorum: 3/'
pushed chidi "revision 4 of the policy" main
git fetch -q
refused chidi "revision 3 again, by a forced push" "back" "+older:main"
git reset -q --hard origin/main
as chidi git revert --no-edit HEAD >/dev/null
refused chidi "revision 3 again, by a commit that takes revision 4 back" "back" main
git reset -q --hard older
as chidi git commit -q --allow-empty -m "On the side"
as chidi git merge -q -s ours -m "Merge, keeping the side's policy" origin/main
refused chidi "revision 3 again, by a merge" "back" main

number=47
git checkout -qf older
sed -i 's/^accountable_owner:.*/accountable_owner: the triage team/' models/claims-triage/model-card.md
as dana git commit -qam "The team owns it"
git checkout -q main
git reset -q --hard origin/main
policy_change chidi 's/^revision: 4/revision: 5/'
echo "rules: {accountable-owner/is-a-team: error}" >>.qualm.yaml
as chidi git commit -qam "A rule"
pushed chidi "revision 5 of the policy" main
git fetch -q
git checkout -q -b merged origin/main
as dana git merge -q -m "Merge what was cut before" older
refused dana "a branch cut before, merged: it is judged by the policy of today" "accountable-owner/is-a-team" HEAD:main

number=49
with_concern
git rm -q models/claims-triage/model-card.md
as dana git commit -qm "No card"
refused jonas "the card removed while a concern is open" "concern" main
git reset -q --hard origin/main
git mv models/claims-triage models/triage
sed -i 's|path: models/claims-triage|path: models/triage|; s/^revision: 3/revision: 4/' .qualm.yaml
as chidi git commit -qam "Another name"
refused chidi "the system renamed while a concern is open" "concern" main
