#!/bin/sh
# Whether the copy of qualm in a Debian package is the one that the tests are about.
#
#   package.sh DEB SCENARIO SOURCE
#
# DEB is unpacked, not installed; SCENARIO is the program that runs scenarios. Every scenario runs
# with the unpacked binary, and what it needs to be loaded is named by the package.
set -eu
deb=$1 scenario=$2 source=$3
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
failed=0
bad() {
  failed=$((failed + 1))
  printf 'FAILED: %s\n' "$1"
}

dpkg-deb --extract "$deb" "$box/root"
binary=$box/root/usr/bin
depends=" $(dpkg-deb --field "$deb" Depends | tr -d ',') "
version=$(dpkg-deb --field "$deb" Version)
"$binary/qualm" --version | head -n 1 | grep -qx "qualm $version" || bad "package and binary are of different versions"
# Each library that is loaded belongs to a package that is asked for, or is one that those bring.
LC_ALL=C objdump -p "$binary/qualm" | sed -n 's/^ *NEEDED *//p' | while read -r library; do
  owner=$(dpkg --search "*/$library" 2>/dev/null | head -n 1 | cut -d: -f1)
  case $depends in
    *" $owner "*) ;;
    *) echo "$library of $owner is not asked for" ;;
  esac
done >"$box/missing"
[ ! -s "$box/missing" ] || bad "$(cat "$box/missing")"
for page in "$source"/src/commands/*.cpp; do
  page=$(basename "$page" .cpp)
  [ -s "$box/root/usr/share/man/man1/qualm-$page.1" ] || bad "there is no manual page of qualm $page"
done

ran=0
for file in "$source"/tests/scenarios/*.scenario; do
  ran=$((ran + 1))
  timeout 600 "$scenario" "$binary" "$source" "$file" >"$box/said" 2>&1 && continue
  bad "$(basename "$file")"
  sed 's/^/  | /' "$box/said" | tail -n 40
done
[ "$failed" -eq 0 ] || exit 1
echo "$ran scenarios held with the packaged copy"
