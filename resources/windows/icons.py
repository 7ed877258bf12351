"""Icons for Windows, where GTK has no SVG reader unless librsvg came along.

icons.py FOLDER-OF-SVG OUTPUT.c OUTPUT.ico

Symbolic icons become .symbolic.png in a GResource of their own beside the others; the program's icon becomes PNG there
and an .ico for the executable.
"""

import pathlib
import subprocess
import sys
import tempfile

PREFIX = "/vn/sogiamngheo"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def run(*command):
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)


def symbolic(source, folder):
    target = folder / "icons" / "16x16" / "actions"
    target.mkdir(parents=True)
    for svg in sorted((source / "actions").glob("*-symbolic.svg")):
        run("gtk4-encode-symbolic-svg", svg, "16x16", "-o", target)


def application(source, folder, ico):
    svg = next((source / "apps").glob("*.svg"))
    pictures = []
    for size in SIZES:
        target = folder / "icons" / f"{size}x{size}" / "apps" / (svg.stem + ".png")
        target.parent.mkdir(parents=True, exist_ok=True)
        run("rsvg-convert", "-w", size, "-h", size, svg, "-o", target)
        pictures.append(target)
    run("icotool", "-c", "-o", ico, *pictures)


def bundle(folder, output):
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.png"))
    description = folder / "icons.gresource.xml"
    lines = "".join(f"<file>{name}</file>" for name in files)
    description.write_text(f'<gresources><gresource prefix="{PREFIX}">{lines}</gresource></gresources>')
    run("glib-compile-resources", description, f"--sourcedir={folder}", "--generate-source", "--c-name=sgn_windows_icons",
        f"--target={output}")


def main():
    source, output, ico = map(pathlib.Path, sys.argv[1:4])
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        symbolic(source, folder)
        application(source, folder, ico)
        bundle(folder, output)


main()
