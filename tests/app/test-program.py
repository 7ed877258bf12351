"""The real program as its own process on a display of its own, driven by real keys: test-program.py PROGRAM SGN."""

import ctypes
import ctypes.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
from tap import run_cases  # noqa: E402

PATIENCE = 60
COLOURS = 200
PROGRAM, SGN = sys.argv[1:3]
TOOLS = ("xdotool", "import", "identify")


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("rest", ctypes.c_long * 24)]


def ask_to_close(window):
    """What a window manager sends when the cross is clicked."""
    x = ctypes.CDLL(ctypes.util.find_library("X11"))
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x.XOpenDisplay(None)
    client_message = 33
    event = ClientMessage(client_message, 0, 1, display, window, x.XInternAtom(display, b"WM_PROTOCOLS", 0), 32)
    event.data[0] = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    x.XSendEvent(display, window, 0, 0, ctypes.byref(event))
    x.XCloseDisplay(display)


def wait_for(what, condition):
    """The program is another process and tells nobody: asked again until it is so."""
    end = time.monotonic() + PATIENCE
    while not (answer := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.05)
    return answer


def run(*command, check=True):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=PATIENCE)
    if check and done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Program(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sgn-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.ledger = self.folder / "Trùng Khánh 2023.sgn"
        os.environ["SGN_TODAY"] = "2023-08-31"
        run(SGN, "sample", self.ledger, "--demo")
        self.errors = open(self.folder / "errors.txt", "w+", encoding="utf-8")
        self.addCleanup(self.errors.close)
        environment = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                       **{f"XDG_{n}_HOME": str(self.folder / n) for n in ("DATA", "CONFIG", "CACHE", "STATE")}}
        # Looked at in the end, when all of it is known; the program goes on as it would in an office.
        environment.pop("G_DEBUG", None)
        self.program = subprocess.Popen([PROGRAM, "--lang=vi", str(self.ledger)], env=environment, stderr=self.errors)
        self.addCleanup(self.stop)

    def stop(self):
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()

    def find_window(self, title):
        self.assertIsNone(self.program.poll(), "the program ended too early")
        found = run("xdotool", "search", "--onlyvisible", "--name", f"^{title}$", check=False).split()
        return int(found[0]) if found else None

    def count_colours(self, window):
        picture = self.folder / "window.png"
        run("import", "-window", window, picture)
        return int(run("identify", "-format", "%k", picture))

    def key(self, *keys):
        run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text):
        run("xdotool", "type", "--clearmodifiers", "--delay", "15", text)

    def disbursed(self):
        """Of every record, so that nothing else can have changed."""
        records = json.loads(run(SGN, "list", self.ledger, "disbursement", "--json"))["records"]
        return {r["id"]: r["amount"] for r in records}

    def close(self, window):
        ask_to_close(window)
        self.assertEqual(self.program.wait(PATIENCE), 0)
        self.assertEqual(list(self.folder.glob("*.sgn-wal")), [])
        run(SGN, "verify", self.ledger)
        self.errors.seek(0)
        # GTK rounds a revealer's height while it slides, and complains of its own rounding.
        said = [line for line in self.errors if re.search("WARNING|CRITICAL|ERROR", line)
                and "Expect overlapping widgets" not in line]
        self.assertEqual(said, [])

    def test_opens_and_closes(self):
        window = wait_for("the window", lambda: self.find_window("Tổng quan"))
        wait_for("something to be drawn", lambda: self.count_colours(window) > COLOURS)
        self.close(window)

    def test_a_disbursement_by_keys(self):
        window = wait_for("the window", lambda: self.find_window("Tổng quan"))
        wait_for("something to be drawn", lambda: self.count_colours(window) > COLOURS)
        before = self.disbursed()
        run("xdotool", "windowfocus", "--sync", window)
        self.key("ctrl+Next")
        wait_for("the next page", lambda: self.find_window("Kinh phí"))
        self.key("alt+g")
        self.key("ctrl+n")
        for text in ("15/8/2023", "nha o", "ngoc con", "", "dtpt", "tam", "1.000,5", "UNC-77"):
            if text:
                self.type(text)
            self.key("Return")
        self.key("Up")
        wait_for("the record", lambda: len(self.disbursed()) == len(before) + 1)
        after = self.disbursed()
        self.assertEqual([after[i] for i in after if i not in before], [1000500000])
        self.assertEqual({i: after[i] for i in before}, before)

        self.key("ctrl+z")
        wait_for("the undo", lambda: self.disbursed() == before)
        self.close(window)


def main():
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"1..0 # SKIP no {', '.join(missing)} here")
        return
    run_cases()


main()
