#!/bin/sh
# run-with-xvfb.sh PROGRAM [ARGUMENT...]: runs a program on a display of its own and stops that display, and nothing else, afterwards.
# The server picks a free number itself, so that tests run beside each other. SGN_SCREEN: the size, 1440x900 unless told.
set -u
folder=$(mktemp -d)
Xvfb -displayfd 3 -screen 0 "${SGN_SCREEN:-1440x900}x24" -nolisten tcp -noreset 3> "$folder/number" > "$folder/log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null; wait $server 2> /dev/null; rm -rf "$folder"' EXIT
trap 'exit 143' TERM INT

tries=0
until [ -s "$folder/number" ]; do
  tries=$((tries + 1))
  if [ $tries -gt 200 ] || ! kill -0 $server 2> /dev/null; then
    echo "Bail out! No display: $(tail -1 "$folder/log")"
    exit 99
  fi
  sleep 0.05
done

unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
export DISPLAY=":$(cat "$folder/number")" GDK_BACKEND=x11

run() {
  "$@" &
  wait $!
}

run "$@"
status=$?
# A complaint of a sanitizer (tests/app/meson.build). Unwound fast, it does not see through GLib to whose memory
# it is: the slow way takes minutes where the program takes seconds, so it is gone only now, for the report.
if [ $status -eq 86 ]; then
  export ASAN_OPTIONS="$ASAN_OPTIONS:fast_unwind_on_malloc=0"
  run "$@" >&2
fi
exit $status
