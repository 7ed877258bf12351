#!/usr/bin/env bash
# Cross-builds everything for Windows and runs it under wine: the displayless suites, the command line, a ledger
# that travels between the systems, and one photographed window. docs/build-windows.md explains it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .dev/packages.sh

deps=${SGN_WINDOWS_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/so-giam-ngheo/windows}
build=build-windows
bundle=out/windows

[ "$(id -u)" = 0 ] || { echo "Needs root (source packages, wine): sudo ./dev windows" >&2; exit 1; }
install_packages windows
.dev/windows/build-deps.sh "$deps" | grep -v '^skip' || true

mkdir -p "$build.tools" out/screens
printf "[binaries]\nexe_wrapper = '%s'\n" "$PWD/.dev/windows/wine.sh" > "$build.tools/wine.cross"
# The ledger that travels needs a program of this system too.
[ -e build/build.ninja ] || meson setup build > "$build.tools/native.log" || { cat "$build.tools/native.log"; exit 1; }
ninja -C build src/cli/sgn > "$build.tools/native.log" || { grep -v '^\[' "$build.tools/native.log" | tail -60; exit 1; }
[ -e "$build/build.ninja" ] || meson setup "$build" --cross-file "$deps/mingw64.cross" --cross-file "$build.tools/wine.cross" \
  --prefix "$PWD/$build.tools/installed" -Dbench=false > "$build.tools/setup.log" || { cat "$build.tools/setup.log"; exit 1; }
ninja -C "$build" > "$build.tools/build.log" || { grep -v '^\[' "$build.tools/build.log" | tail -60; exit 1; }

rm -rf "$bundle"
.dev/windows/bundle.sh "$deps/pfx" "$bundle" "$build/src/cli/sgn.exe" "$build/src/app/so-giam-ngheo.exe"
mkdir -p "$bundle/share/locale/vi/LC_MESSAGES"
cp "$build/po/vi/LC_MESSAGES/so-giam-ngheo.mo" "$bundle/share/locale/vi/LC_MESSAGES/"

export SGN_WINE_PATH="Z:${deps//\//\\}\\pfx\\bin" WINEPREFIX=$PWD/$build.tools/wine
.dev/windows/wine.sh --prepare

failed=0
suites=()
for room in base store record programme rules sheet appendix cli; do suites+=(--suite "$room"); done
meson test -C "$build" --no-rebuild "${suites[@]}" --num-processes 2 --timeout-multiplier 3 --print-errorlogs || failed=1

${PYTHON:-/usr/bin/python3} .dev/windows/travel.py "$bundle/bin" build/src/cli/sgn out/screens > "$build.tools/travel.tap" || failed=1
grep -E '^(not )?ok' "$build.tools/travel.tap"

${PYTHON:-/usr/bin/python3} .dev/count-results.py "$build" "$build.tools/travel.tap" || failed=1
exit $failed
