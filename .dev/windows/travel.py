"""A ledger that travels: made by sgn.exe, opened on this system, and back; and one photographed window.

travel.py FOLDER-OF-EXE NATIVE-SGN FOLDER-FOR-PICTURES

Prints TAP. The folder has a Vietnamese name, as an office's has.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
EXE, NATIVE, PICTURES = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
WINE = HERE / "wine.sh"
SITE = "4660"  # ids begin with it: samples made on two systems are then the same to the last id


def windows(*arguments, **options):
    # The bundle stands on its own: no DLL may come from the build folders.
    env = dict(os.environ, SGN_WINE_PATH="", SGN_SITE=SITE)
    return subprocess.run([WINE, EXE / "sgn.exe", *map(str, arguments)], capture_output=True, timeout=300, env=env, **options)


def native(*arguments, **options):
    env = dict(os.environ, SGN_SITE=SITE)
    return subprocess.run([NATIVE, *map(str, arguments)], capture_output=True, timeout=300, env=env, **options)


def data(run):
    if run.returncode not in (0, 1):
        raise AssertionError(f"exit {run.returncode}: {run.stderr.decode(errors='replace')}")
    return json.loads(run.stdout)


def dump(program, ledger):
    """Every figure of the money, by what it belongs to; ids are the same on both systems."""
    return [data(program("list", "--json", ledger, kind))["records"]
            for kind in ("component", "funding-line", "stated-total", "disbursement")]


def cells(path):
    import openpyxl
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_new_there_open_here(folder):
    ledger = folder / "Sổ huyện.sgn"
    made = windows("new", ledger, "--unit", "Huyện Trùng Khánh", "--year", "2023")
    assert made.returncode == 0, made.stderr.decode(errors="replace")
    assert data(native("info", "--json", ledger))["unit"] == "Huyện Trùng Khánh"
    assert native("verify", ledger).returncode == 0


def test_written_here_read_there(folder):
    ledger = folder / "Sổ huyện.sgn"
    record = json.dumps({"year": 2023, "kind": "assigned", "title": "Quyết định giao vốn đợt 1 – Đồng Ếch", "state": "issued"})
    put = native("put", ledger, "funding-decision", input=record.encode())
    assert put.returncode == 0, put.stderr.decode()
    titles = [r["title"] for r in data(windows("list", "--json", ledger, "funding-decision", "--find", "dong ech"))["records"]]
    assert titles == ["Quyết định giao vốn đợt 1 – Đồng Ếch"], titles
    undone = windows("undo", ledger)
    assert undone.returncode == 0, undone.stderr.decode(errors="replace")
    assert data(native("list", "--json", ledger, "funding-decision"))["records"] == []
    assert native("redo", ledger).returncode == 0
    assert windows("verify", ledger).returncode == 0


def test_sample_is_the_same(folder):
    there, here = folder / "Mẫu Windows.sgn", folder / "Mẫu đây.sgn"
    assert windows("sample", there, "--demo").returncode == 0
    assert native("sample", here, "--demo").returncode == 0
    assert dump(native, there) == dump(windows, here)


def test_appendix_is_the_same(folder):
    ledger = folder / "Mẫu Windows.sgn"
    for program, name in ((windows, "KP-01 windows.xlsx"), (native, "KP-01 đây.xlsx")):
        run = program("appendix", ledger, "KP-01", "--year", "2023", "--money", "trieu", "-o", folder / name)
        assert run.returncode == 0, run.stderr.decode(errors="replace")
    assert cells(folder / "KP-01 windows.xlsx") == cells(folder / "KP-01 đây.xlsx")


def start_display():
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        return server, ":" + answer.readline().strip()


def windows_named(display, word):
    tree = subprocess.run(["xwininfo", "-root", "-tree", "-display", display], capture_output=True).stdout
    return word in tree.decode(errors="replace")


def test_window(folder):
    # Wine's own programs were started without a display; it starts them again for the first window.
    subprocess.run(["wineserver", "-k"], check=False)
    server, display = start_display()
    env = dict(os.environ, DISPLAY=display, SGN_WINE_PATH="", GSK_RENDERER="cairo")
    program = subprocess.Popen([WINE, EXE / "so-giam-ngheo.exe", folder / "Mẫu Windows.sgn"], env=env,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 90
        while not windows_named(display, "Tổng quan"):
            assert time.monotonic() < deadline and program.poll() is None, "no window with its Vietnamese title came up"
            time.sleep(0.5)
        time.sleep(5)  # the first frames under wine take their time; only the picture depends on it
        picture = PICTURES / "windows.png"
        subprocess.run(["import", "-display", display, "-window", "root", picture], check=True)
        colours = subprocess.run(["identify", "-format", "%k", picture], capture_output=True, check=True).stdout
        assert int(colours) > 200, f"the picture has only {colours.decode()} colours"
    finally:
        program.terminate()
        subprocess.run([WINE.parent / "wine.sh", "taskkill", "/IM", "so-giam-ngheo.exe", "/F"], env=env, capture_output=True)
        server.terminate()
        server.wait()


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = False
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "Dữ liệu huyện"
        folder.mkdir()
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(folder)
                print(f"ok {number} {name[5:].replace('_', ' ')}", flush=True)
            except Exception as trouble:  # every test is reported, whatever the one before did
                failed = True
                print(f"not ok {number} {name[5:].replace('_', ' ')}\n# {trouble}", flush=True)
                print(f"{name}: {trouble}", file=sys.stderr)
    sys.exit(1 if failed else 0)


main()
