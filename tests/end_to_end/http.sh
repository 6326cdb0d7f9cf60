#!/bin/sh
# A concern over HTTP: git http-backend behind lighttpd, the hooks as `qualm hook install` leaves them.
#
#   http.sh QUALM
set -eu
qualm=$1
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/end_to_end/story.sh
. "$(dirname "$0")/story.sh"
need lighttpd lighttpd
need git git
PATH="$PATH:/usr/sbin"
backend=$(git --exec-path)/git-http-backend
[ -x "$backend" ] || fail "git has no http-backend at $backend"

git init -q --bare "$box/srv/project.git"
git -C "$box/srv/project.git" config http.receivepack true
git -C "$box/srv/project.git" config qualm.timeout "$slow_server"
( cd "$box/srv/project.git" && does "hook install" qualm hook install pre-receive update reference-transaction &&
  does "hook status" qualm hook status )

# The server's environment is its own, but for what a sanitizer needs to know.
configure() { # configure PORT
  cat >"$box/lighttpd.conf" <<CONF
server.port = $1
server.bind = "127.0.0.1"
server.document-root = "$box/srv"
server.errorlog = "$box/lighttpd.log"
server.pid-file = "$box/lighttpd.pid"
server.modules = ("mod_setenv", "mod_alias", "mod_cgi")
setenv.set-environment = (
  "GIT_PROJECT_ROOT" => "$box/srv",
  "GIT_HTTP_EXPORT_ALL" => "1",
  "REMOTE_USER" => "team",
  "HOME" => "$box/home",
  "GIT_CONFIG_NOSYSTEM" => "1",
  "LSAN_OPTIONS" => "${LSAN_OPTIONS:-}",
  "ASAN_OPTIONS" => "${ASAN_OPTIONS:-}",
  "PATH" => "/usr/local/bin:/usr/bin:/bin"
)
alias.url = ("/git-$$" => "$backend")
cgi.assign = ("" => "")
CONF
}
answers() { git ls-remote "$url"; }
# Whether a port is free is known once somebody listens on it.
attempt=0
while :; do
  attempt=$((attempt + 1))
  [ "$attempt" -le 20 ] || fail "the server does not come up: $(tail -n 1 "$box/lighttpd.log")"
  port=$((20000 + ($$ * 7 + attempt * 131) % 12000))
  url=http://127.0.0.1:$port/git-$$/project.git
  configure "$port"
  lighttpd -D -f "$box/lighttpd.conf" >"$box/lighttpd.out" 2>&1 &
  running=$!
  if comes_up "$running"; then break; fi
  kill "$running" 2>/dev/null || true
done
say "ok    git http-backend behind $(lighttpd -v | head -n 1)"
story "$url"
