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
exec wine "$@"
