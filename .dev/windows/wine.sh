#!/usr/bin/env bash
# wine.sh PROGRAM.EXE ARGUMENTS: runs a Windows program quietly, with UTF-8 arguments and the cross-built DLLs.
# wine.sh --prepare: makes the wine prefix once; its message font must be one that exists here, or text shows as boxes.
set -eu
export LC_ALL=C.UTF-8 WINEDEBUG=-all WINEPATH="${SGN_WINE_PATH-}" GSETTINGS_BACKEND=memory
unset G_DEBUG   # wine's fonts raise pango criticals that real Windows does not
if [ "$1" = --prepare ]; then
  [ -e "$WINEPREFIX/prepared" ] && exit
  mkdir -p "$WINEPREFIX"
  wineboot --init > /dev/null 2>&1
  wine regedit /S "$(dirname "$0")/fonts.reg" > /dev/null 2>&1
  wineserver --wait
  touch "$WINEPREFIX/prepared"
  exit
fi
# Wine's own programs, started by the first that needs them, stay and would keep the caller's pipes open.
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
status=0
wine "$@" > "$said/out" 2> "$said/err" || status=$?
cat "$said/out"
cat "$said/err" >&2
exit $status
