#!/bin/sh
# Whether the copy of qualm in a Debian package is the one that the tests are about.
#
#   package.sh DEB|BUILD SCENARIO SOURCE
#
# DEB is unpacked, not installed; of the folder of a build, the package is made first (exit status 77
# where there is nothing to make it with). SCENARIO is the program that runs scenarios. Every scenario
# runs with the unpacked binary, and what it needs to be loaded is named by the package.
set -eu
deb=$1 scenario=$2 source=$3
for program in dpkg-deb dpkg-shlibdeps objdump; do
  command -v "$program" >/dev/null && continue
  echo "skipped: $program is not installed (Debian: apt-get install dpkg-dev)"
  exit 77
done
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
failed=0
bad() {
  failed=$((failed + 1))
  printf 'FAILED: %s\n' "$1"
}

if [ -d "$deb" ]; then
  cpack --config "$deb/CPackConfig.cmake" -G DEB -B "$box/made" >"$box/said" 2>&1 || { cat "$box/said"; exit 1; }
  deb=$(echo "$box"/made/*.deb)
fi
dpkg-deb --extract "$deb" "$box/root"
binary=$box/root/usr/bin
depends=" $(dpkg-deb --field "$deb" Depends | tr -d ',') "
version=$(dpkg-deb --field "$deb" Version)
"$binary/qualm" --version | head -n 1 | grep -qx "qualm $version" || bad "package and binary are of different versions"
# Each library that is loaded belongs to a package that is asked for, or is one that those bring.
LC_ALL=C objdump -p "$binary/qualm" | sed -n 's/^ *NEEDED *//p' | while read -r library; do
  known=""
  # The same name may stand in packages for other processors.
  for owner in $(dpkg --search "*/$library" 2>/dev/null | cut -d: -f1); do
    case $depends in *" $owner "*) known=yes ;; esac
  done
  [ -n "$known" ] || echo "$library is of no package that is asked for"
done >"$box/missing"
[ ! -s "$box/missing" ] || bad "$(cat "$box/missing")"
for page in "$source"/src/commands/*.cpp; do
  page=$(basename "$page" .cpp)
  [ -s "$box/root/usr/share/man/man1/qualm-$page.1" ] || bad "there is no manual page of qualm $page"
done

# Runs one; what it says is kept where it fails.
cat >"$box/try" <<'SH'
box=$1 scenario=$2 source=$3 file=$4
name=$(basename "$file")
timeout 600 "$scenario" "$box/root/usr/bin" "$source" "$file" >"$box/said.$name" 2>&1 || mv "$box/said.$name" "$box/failed.$name"
SH
ran=$(printf '%s\n' "$source"/tests/scenarios/*.scenario | wc -l)
printf '%s\n' "$source"/tests/scenarios/*.scenario |
  xargs -P "$(nproc)" -I FILE sh "$box/try" "$box" "$scenario" "$source" FILE
for said in "$box"/failed.*; do
  [ -e "$said" ] || continue
  bad "${said##*/failed.}"
  sed 's/^/  | /' "$said" | tail -n 40
done
[ "$failed" -eq 0 ] || exit 1
echo "$ran scenarios held with the packaged copy"
