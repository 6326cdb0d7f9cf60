#!/bin/sh
# A concern on a server of gitolite, over SSH. Its own hook, which decides who may write where, goes
# on deciding; ours stand in every repository that it makes, and outlive `gitolite setup`.
#
#   gitolite.sh QUALM
set -eu
qualm=$1
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/end_to_end/story.sh
. "$(dirname "$0")/story.sh"
need gitolite gitolite3
# shellcheck source=tests/end_to_end/sshd.sh
. "$(dirname "$0")/sshd.sh"

# The home of gitolite is a folder here; whoever runs this is its user.
git_home=$box/git
mkdir -p "$git_home"
on_server() ( # on_server COMMAND…
  export HOME="$git_home" USER="$user" LOGNAME="$user"
  cd "$git_home" && timeout -k 5 60 "$@" </dev/null
)
on_server git config --global qualm.timeout "$slow_server"
for one in admin team reader; do new_key "$one"; done
does "gitolite setup" on_server gitolite setup -pk "$box/ssh/admin.pub"
answers() { git ls-remote "ssh://$user@127.0.0.1:$port/gitolite-admin"; }
with_key admin
start_sshd "$git_home/.ssh/authorized_keys" "HOME=$git_home" "USER=$user" "LOGNAME=$user"
server=ssh://$user@127.0.0.1:$port
say "ok    gitolite over SSH"

# What is installed in one repository is a file like any other: among gitolite's own hooks it is
# linked into each that there is and will be.
(
  cd "$git_home/repositories/testing.git"
  does "hook install" on_server sh -c 'cd repositories/testing.git && qualm hook install --files'
  cp hooks/pre-receive hooks/reference-transaction "$git_home/.gitolite/hooks/common/"
)
does "gitolite setup, hooks only" on_server gitolite setup --hooks-only

# The people of the story write, a reader reads, and nobody rewrites anything.
git clone -q "$server/gitolite-admin" "$box/admin" 2>"$box/said" || fail "clone of gitolite-admin"
(
  cd "$box/admin"
  cp "$box/ssh/team.pub" "$box/ssh/reader.pub" keydir/
  cat >>conf/gitolite.conf <<CONF

repo project
    -   refs/heads/locked = team
    RW+ = team
    RW refs/heads/concern/ = reader
    R   = reader
CONF
  git add -A
  as dana git commit -qm "A repository for the project"
  as dana git push -q origin master >"$box/said" 2>&1 || fail "the admin cannot push"
)
say "ok    a push to gitolite-admin, which holds no system"
bare=$git_home/repositories/project.git
[ -d "$bare" ] || fail "gitolite did not make the repository"
# gitolite insists on master for itself, and makes all others the same.
on_server git -C "$bare" symbolic-ref HEAD refs/heads/main
standing() { on_server sh -c 'cd repositories/project.git && qualm hook status'; }
does "hook status in the repository that gitolite made" standing

with_key team
story "$server/project"

refused mal "what gitolite itself forbids" "denied\|by fallthru" main~1:refs/heads/locked
with_key reader
refused mal "a reader who writes" "denied" main:refs/heads/by-a-reader
raise mira "A reader has seen something"
refused mal "a reader who deletes a concern" "concern\|denied" ":refs/heads/concern/$id"
with_key team

# Ours outlive what gitolite does to hooks.
does "gitolite setup once more" on_server gitolite setup
does "hook status after it" standing
refused dana "a change of the system, still" "concern" main

# What is installed again, behind the links, changes nothing.
cp "$git_home/.gitolite/hooks/common/pre-receive" "$box/pre-receive"
does "hook install in the repository that gitolite made" on_server sh -c 'cd repositories/project.git && qualm hook install'
cmp -s "$git_home/.gitolite/hooks/common/pre-receive" "$box/pre-receive" ||
  fail "gitolite's own folder of hooks has changed"

# gitolite lets nobody into a repository whose update hook is not its own. So it stays.
does_not "hook install update" "gitolite" on_server sh -c 'cd repositories/project.git && qualm hook install --files update'
[ "$(readlink "$bare/hooks/update")" = "$git_home/.gitolite/hooks/common/update" ] ||
  fail "gitolite's update hook is another one"
pushed dana "what gitolite allows" "+main~1:refs/heads/fix"
# A link is not ours to take away: it is gitolite's.
does "hook uninstall" on_server sh -c 'cd repositories/project.git && qualm hook uninstall'
tr -s '\n ' ' ' <"$box/said" | grep -q "calls qualm all the same, and stays" || fail "it does not say that the links stay"
for one in pre-receive reference-transaction; do
  rm "$git_home/.gitolite/hooks/common/$one" "$bare/hooks/$one"
done
does "gitolite setup without ours" on_server gitolite setup
pushed dana "what gitolite allows, without ours" main
