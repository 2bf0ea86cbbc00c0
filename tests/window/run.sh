#!/usr/bin/env bash
# The test of the real window, under Xvfb with software OpenGL: starts the program as a person would, presses keys,
# exports, opens the export again, and looks at screenshots and files.
#
# usage: run.sh PROGRAM
# Needs Debian's xvfb, xdotool, imagemagick, libgl1-mesa-dri, libxkbcommon-x11-0, librsvg2-bin, python3.
set -u
program=$(realpath "${1:?usage: run.sh PROGRAM}")
work=$(mktemp -d)
passed=0 failed=0 server= window= pid=
export HOME="$work/home" LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8 LC_ALL=C.UTF-8
mkdir -p "$HOME"
unset WAYLAND_DISPLAY WAYLAND_SOCKET
cleanup() { [ -n "$pid" ] && kill "$pid" 2>/dev/null; [ -n "$server" ] && kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"; }
trap cleanup EXIT

check() { # check NAME COMMAND...
  local name=$1; shift
  if "$@"; then echo "ok      $name"; passed=$((passed + 1)); else echo "FAILED  $name"; failed=$((failed + 1)); fi
}
# Waits until a command succeeds, at most 20 seconds.
await() { for _ in $(seq 200); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done; return 1; }

number=90; while [ -e "/tmp/.X11-unix/X$number" ]; do number=$((number + 1)); done
Xvfb ":$number" -screen 0 1280x720x24 -nolisten tcp >/dev/null 2>&1 & server=$!
export DISPLAY=":$number"
await test -e "/tmp/.X11-unix/X$number" || { echo "no X server" >&2; exit 1; }

find_window() { window=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | tail -n 1); [ -n "$window" ]; }
# start NAME ARGUMENT...: the program with preferences of its own.
start() {
  export DEPORTATION_FLOWS_CONFIG="$work/config-$1"; shift
  "$program" "$@" 2>"$work/stderr" & pid=$!
  await find_window || return 1
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 720 windowfocus "$window" 2>/dev/null
  await has_picture
}
stop() { kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; pid=; }
alive() { kill -0 "$pid" 2>/dev/null; }
shot() { import -window root "$1" 2>/dev/null; }
colours() { identify -format '%k' "$1" 2>/dev/null || echo 0; }
has_picture() { shot "$work/now.png" && [ "$(colours "$work/now.png")" -gt 200 ]; }
differs() { # differs OLD.png: the screen is another than it was
  shot "$work/now.png" && [ "$(compare -metric AE "$1" "$work/now.png" null: 2>&1 | cut -d' ' -f1 | cut -d. -f1)" != 0 ]
}
key_changes_screen() { shot "$work/before.png"; xdotool key --clearmodifiers "$1"; await differs "$work/before.png"; }
# export_as FILE: Ctrl+E, the name, Return.
export_as() {
  shot "$work/before.png"
  xdotool key --clearmodifiers ctrl+e
  await differs "$work/before.png"; sleep 0.5
  xdotool key --clearmodifiers ctrl+a; sleep 0.2
  xdotool type --delay 15 "$1"; sleep 0.2
  xdotool key --clearmodifiers Return
  await test -s "$1"
}
no_inet_socket() {
  local inode
  for inode in $(ls -l "/proc/$pid/fd" 2>/dev/null | sed -n 's/.*socket:\[\([0-9]*\)\].*/\1/p'); do
    awk -v i="$inode" '$10 == i { found = 1 } END { exit !found }' /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 2>/dev/null && return 1
  done
  return 0
}
well_formed_svg() {
  python3 - "$1" <<'PYTHON'
import sys, xml.etree.ElementTree as tree
text = open(sys.argv[1], encoding="utf-8").read()
root = tree.fromstring(text)
assert root.get("role") == "img" and "<image" not in text and "Tunisia" in text and "deportation-flows-recipe" in text
assert any(node.text == "82" for node in root.iter("{http://www.w3.org/2000/svg}text"))
PYTHON
}
good_png() {
  python3 - "$1" <<'PYTHON'
import struct, sys
data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (1920, 1080)
assert b"deportation-flows-recipe" in data and b"pHYs" in data
PYTHON
}
good_csv() { grep -q '^1,Tunisia,TUN,82,' "$1" && grep -q ',Total,,293,' "$1"; }
refuses() { # refuses SENTENCE COMMAND...: exit status 2 within ten seconds, one line that has the sentence
  local sentence=$1; shift
  timeout 10 "$@" >"$work/out" 2>&1; [ $? -eq 2 ] && grep -q "$sentence" "$work/out"
}
no_renderer() { # ends with the sentence, or opens by another renderer; never hangs without a window
  env LIBGL_DRIVERS_PATH=/nonexistent __EGL_VENDOR_LIBRARY_DIRS=/nonexistent VK_DRIVER_FILES=/nonexistent VK_ICD_FILENAMES=/nonexistent \
    "$program" >"$work/out" 2>&1 & pid=$!
  local ended=0
  for _ in $(seq 150); do
    if ! alive; then ended=1; break; fi
    find_window && has_picture && break
    sleep 0.1
  done
  if [ "$ended" = 1 ]; then wait "$pid"; local status=$?; pid=; [ "$status" -eq 2 ] && grep -q 'libgl1' "$work/out"; else find_window; fi
}

check "the window opens on the bundled data" start first
check "it is alive" alive
check "the light theme is the one without a system theme" test "$(convert "$work/now.png" -crop 1x1+640+60 -format '%[fx:int(255*r)]' info:)" -gt 200
for key in Left Left Home End; do check "$key changes what is shown" key_changes_screen "$key"; done
check "space plays the years" key_changes_screen space
xdotool key --clearmodifiers space; sleep 0.3; xdotool key --clearmodifiers End; sleep 0.5
check "no internet socket is open" no_inet_socket
check "export as SVG by keyboard" export_as "$work/figure.svg"
check "the SVG is well-formed, has the number and the recipe, and is no screenshot" well_formed_svg "$work/figure.svg"
check "rsvg-convert renders it" rsvg-convert -o "$work/rendered.png" "$work/figure.svg"
check "the rendering is not blank" test "$(colours "$work/rendered.png")" -gt 50
sleep 0.5
check "export as PNG" export_as "$work/figure.png"
check "the PNG has its size and the recipe" good_png "$work/figure.png"
sleep 0.5
check "export as CSV" export_as "$work/figure.csv"
check "the CSV has the numbers" good_csv "$work/figure.csv"
check "still alive" alive
stop
check "the exported SVG opens as a view" start second "$work/figure.svg"
check "alive with it" alive
stop
printf 'a,b\n\0\1\2' >"$work/damaged.csv"
check "a damaged file leaves a window with the bundled data" start third "$work/damaged.csv"
sleep 0.5; check "alive with it" alive
stop
check "without a display one sentence names the export" refuses 'deportation-flows export' env -u DISPLAY "$program"
check "without a renderer one sentence names the packages, or another renderer opens" no_renderer
[ -n "$pid" ] && stop
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
