#!/usr/bin/env bash
# The test of the real window, under Xvfb with software OpenGL: starts the program as a person would, presses keys,
# exports, opens the export again, takes away what it needs, and looks at screenshots and files.
#
# usage: run.sh PROGRAM
# Needs Debian's xvfb, xdotool, imagemagick, libgl1-mesa-dri, libxkbcommon-x11-0, librsvg2-bin, python3; with strace
# (optional) it sees every socket that the program ever asks for. KEEP=FOLDER keeps screenshots and files there.
set -u
program=$(realpath "${1:?usage: run.sh PROGRAM}")
work=$(mktemp -d)
passed=0 failed=0 skipped=0 server= window= pid=
export HOME="$work/home" LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8 LC_ALL=C.UTF-8
mkdir -p "$HOME"
unset WAYLAND_DISPLAY WAYLAND_SOCKET DEPORTATION_FLOWS_RENDERER
cleanup() {
  [ -n "$pid" ] && kill "$pid" 2>/dev/null
  [ -n "$server" ] && kill "$server" 2>/dev/null
  wait 2>/dev/null
  [ -n "${KEEP-}" ] && mkdir -p "$KEEP" && cp -r "$work/." "$KEEP"
  rm -rf "$work"
}
trap cleanup EXIT

check() { # check NAME COMMAND...
  local name=$1; shift
  if "$@"; then echo "ok      $name"; passed=$((passed + 1)); else echo "FAILED  $name"; failed=$((failed + 1)); fi
}
skip() { echo "skipped $1"; skipped=$((skipped + 1)); }
# Waits until a command succeeds, at most 20 seconds.
await() { local end=$((SECONDS + 20)); until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || return 1; sleep 0.1; done; }

number=90; while [ -e "/tmp/.X11-unix/X$number" ]; do number=$((number + 1)); done
# Without -noreset it starts afresh when its last client leaves, and may turn the next one away.
Xvfb ":$number" -screen 0 1280x720x24 -nolisten tcp -noreset >/dev/null 2>&1 & server=$!
export DISPLAY=":$number"
await test -e "/tmp/.X11-unix/X$number" || { echo "no X server" >&2; exit 1; }

# --- The screen ---
shot() { import -window root "$1" 2>/dev/null; }
colours() { identify -format '%k' "$1" 2>/dev/null || echo 0; }
spread() { identify -format '%[fx:int(65535*standard_deviation)]' "$1" 2>/dev/null || echo 0; }
is_picture() { [ "$(colours "$1")" -gt 200 ] && [ "$(spread "$1")" -gt 1000 ]; }
has_picture() { shot "$work/now.png" && is_picture "$work/now.png"; }
differ() { [ "$(compare -metric AE "$1" "$2" null: 2>&1 | cut -d. -f1)" != 0 ]; }
now_differs() { shot "$work/now.png" && differ "$1" "$work/now.png"; }
stands_still() { shot "$work/one.png" && sleep 0.15 && shot "$work/two.png" && ! differ "$work/one.png" "$work/two.png"; }
# ground COLOUR: the colour that most of the screen has; tells the theme.
ground_is() {
  shot "$work/now.png"
  convert "$work/now.png" -depth 8 -format '%c' histogram:info: | sort -rn | sed -n 1p | grep -q "#$1"
}

# --- The program ---
find_window() { window=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | tail -n 1); [ -n "$window" ]; }
alive() { kill -0 "$pid" 2>/dev/null; }
window_or_end() { ! alive || find_window; }
has_picture_or_end() { ! alive || has_picture; }
# start NAME ARGUMENT...: the program with preferences of its own; through $tracer.
tracer=()
start() {
  export DEPORTATION_FLOWS_CONFIG="$work/config-$1"; log="$work/stderr-$1"; shift
  "${tracer[@]+"${tracer[@]}"}" "$program" "$@" 2>"$log" & pid=$!
  await window_or_end && alive || return 1
  # The pointer goes to a corner, so that nothing is hovered.
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 720 windowfocus "$window" mousemove 1279 0 2>/dev/null
  await has_picture && await stands_still
}
stop() { kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; pid=; }
ended() { ! alive; }
closes_by_key() { key ctrl+q; await ended || return 1; wait "$pid"; local status=$?; pid=; [ "$status" -eq 0 ]; }
no_panic() { ! grep -q 'panicked' "$work"/stderr-*; }
key() { xdotool key --clearmodifiers "$1"; }
# The screen stood still before the key, so a change is the key's.
key_changes_screen() { await stands_still; shot "$work/before.png"; key "$1"; await now_differs "$work/before.png"; }
play_moves() { # shows at least three pictures in turn
  key space
  for _ in 1 2 3; do shot "$work/before.png"; await now_differs "$work/before.png" || return 1; done
}
pause_stops() { key space; await stands_still; }
type_name() { # opens the sheet and writes a name into its field
  await stands_still; shot "$work/before.png"
  key ctrl+e; await now_differs "$work/before.png" || return 1
  sleep 0.3; key ctrl+a; xdotool type --delay 15 "$1"; sleep 0.2
}
export_as() { type_name "$1" && key Return && await test -s "$1"; }
keeps_existing() { # a file that stands there is not replaced
  echo precious >"$1"; type_name "$1"; key Return; sleep 0.5
  local kept=1; [ "$(cat "$1")" = precious ] && kept=0
  key Escape; sleep 0.2; key Escape
  return $kept
}

no_inet_socket() { # now
  local inode
  for inode in $(ls -l "/proc/$pid/fd" 2>/dev/null | sed -n 's/.*socket:\[\([0-9]*\)\].*/\1/p'); do
    cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 2>/dev/null | awk -v i="$inode" '$10 == i { found = 1 } END { exit !found }' && return 1
  done
  return 0
}
no_inet_ever() { ! grep -E 'AF_INET|AF_NETLINK' "$work/trace"; }

# --- Files ---
good_svg() {
  python3 - "$1" <<'PYTHON'
import sys, xml.etree.ElementTree as tree
text = open(sys.argv[1], encoding="utf-8").read()
root = tree.fromstring(text)
assert root.get("role") == "img" and "<image" not in text and "Tunisia" in text
assert any(node.get("id") == "deportation-flows-recipe" and "Recipe(" in node.text for node in root)
assert any(node.text == "82" for node in root.iter("{http://www.w3.org/2000/svg}text"))
PYTHON
}
good_png() {
  python3 - "$1" <<'PYTHON'
import struct, sys
data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (1920, 1080)
at, chunks = 8, []
while at < len(data):
    (length,) = struct.unpack(">I", data[at:at + 4])
    chunks.append((data[at + 4:at + 8], data[at + 8:at + 8 + length]))
    at += length + 12
assert chunks[-1][0] == b"IEND" and any(kind == b"pHYs" for kind, _ in chunks)
assert any(kind == b"iTXt" and body.startswith(b"deportation-flows-recipe\0") for kind, body in chunks)
PYTHON
}
good_csv() {
  python3 - "$1" <<'PYTHON'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
assert rows[0][:4] == ["rank", "destination", "code", "flights"], rows[0]
assert rows[1][:4] == ["1", "Tunisia", "TUN", "82"], rows[1]
assert any(row[1:4] == ["Total", "", "293"] for row in rows)
PYTHON
}

# --- What is missing ---
refuses() { # refuses SECONDS SENTENCE COMMAND...: status 2 in time, and the sentence
  local limit=$1 sentence=$2; shift 2
  timeout -k 1 "$limit" "$@" >"$work/out" 2>&1
  [ $? -eq 2 ] && grep -q "$sentence" "$work/out" && ! grep -q panicked "$work/out"
}
# opens_or_says NAME=VALUE...: a window, or status 2 and the packages; never a panic, never a hang.
opens_or_says() {
  export DEPORTATION_FLOWS_CONFIG="$work/config-lacking"
  env RUST_BACKTRACE=0 "$@" "$program" >"$work/out" 2>&1 & pid=$!
  local good=1 status
  if await window_or_end; then
    if alive; then
      xdotool windowmove "$window" 0 0 windowsize "$window" 1280 720 windowfocus "$window" mousemove 1279 0 2>/dev/null
      # Some libraries are missed only after the first picture, or at the first key.
      await has_picture_or_end && await stands_still && key_changes_screen Left && alive && good=0
    else
      wait "$pid"; status=$?
      [ "$status" -eq 2 ] && grep -q 'libgl1' "$work/out" && good=0
    fi
  fi
  grep -q panicked "$work/out" && good=1
  [ "$good" -eq 0 ] || grep -A 1 panicked "$work/out" | cut -c 1-200 | sed 's/^/        /'
  stop; return "$good"
}

if command -v strace >/dev/null && strace -D -f -o "$work/trace" true 2>/dev/null; then
  tracer=(strace -D -f --seccomp-bpf -e trace=socket -o "$work/trace")
fi
mkdir -p "$work/config-light" "$work/config-dark"
echo 'Preferences(version: 1, theme: Some(light))' >"$work/config-light/preferences.ron"
echo 'Preferences(version: 1, theme: Some(dark))' >"$work/config-dark/preferences.ron"

check "the window opens on the bundled data, and is not blank" start light
check "it is light, as the preferences say" ground_is 'F[4F]F[6F]F[8F]'
cp "$work/now.png" "$work/sample.png"
for name in Left Left Home End; do check "$name changes what is shown" key_changes_screen "$name"; done
check "space plays the years" play_moves
check "space pauses" pause_stops
key Home; await stands_still; key End; await stands_still
check "no internet socket is open" no_inet_socket
check "export as SVG by keyboard" export_as "$work/figure.svg"
check "the SVG is well-formed, has the number and the recipe, and is no screenshot" good_svg "$work/figure.svg"
check "rsvg-convert renders it" rsvg-convert -o "$work/rendered.png" "$work/figure.svg"
check "the rendering is not blank" test "$(colours "$work/rendered.png")" -gt 50
check "export as PNG" export_as "$work/figure.png"
check "the PNG has its size and the recipe" good_png "$work/figure.png"
check "export as CSV" export_as "$work/figure.csv"
check "the CSV has the numbers" good_csv "$work/figure.csv"
check "an existing file is kept" keeps_existing "$work/precious.svg"
check "still alive, without an internet socket" eval 'alive && no_inet_socket'
check "Ctrl+Q closes it with status 0" closes_by_key
[ -n "$pid" ] && stop
if [ ${#tracer[@]} -gt 0 ]; then check "no internet socket was ever asked for" no_inet_ever; else skip "no internet socket was ever asked for (no strace)"; fi
tracer=()

# Another view than the one at the start, so that it is seen to be restored.
"$program" export sample:us-ice-removals-by-country --period FY2019 --top 5 --theme dark --out "$work/ice.svg" >/dev/null
check "an exported SVG opens as a view" start dark "$work/ice.svg"
check "it is dark, as the preferences say" ground_is '\(0F141A\|161D25\)'
check "exported again, it has the same bytes" eval 'export_as "$work/again.svg" && cmp "$work/ice.svg" "$work/again.svg"'
check "alive with it" alive
stop
check "the exported PNG opens as a view" start png "$work/figure.png"
check "exported again, it has the same bytes" eval 'export_as "$work/again.png" && cmp "$work/figure.png" "$work/again.png"'
stop

start plain; cp "$work/now.png" "$work/plain.png"; stop
printf '\0\1\2' >"$work/bad.csv"
check "a damaged file leaves a window" start damaged "$work/bad.csv"
check "which says so beside the bundled data" await now_differs "$work/plain.png"
check "alive with it" alive
stop
check "nothing panicked" no_panic

check "without a display one sentence names the export" refuses 5 'deportation-flows export' env -u DISPLAY "$program"
check "with a display that does not answer one sentence says what to do" refuses 10 'deportation-flows export' env DISPLAY=:987 "$program"
check "where Vulkan is asked for and absent, OpenGL opens" opens_or_says DEPORTATION_FLOWS_RENDERER=vulkan VK_DRIVER_FILES=/nonexistent VK_ICD_FILENAMES=/nonexistent
check "without a driver one sentence names the packages" refuses 10 'libgl1-mesa-dri' env LIBGL_DRIVERS_PATH=/nonexistent __EGL_VENDOR_LIBRARY_DIRS=/nonexistent VK_DRIVER_FILES=/nonexistent VK_ICD_FILENAMES=/nonexistent "$program"
# An empty file in the library's place is as good as none.
for library in libGL.so.1 libEGL.so.1 libxkbcommon-x11.so.0 libxkbcommon.so.0 libX11.so.6 libX11-xcb.so.1 libXcursor.so.1 libXi.so.6; do
  mkdir -p "$work/without-$library"; : >"$work/without-$library/$library"
  check "without $library it opens, or says what to install" opens_or_says LD_LIBRARY_PATH="$work/without-$library"
done
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
