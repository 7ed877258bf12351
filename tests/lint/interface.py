"""The .ui files: valid GtkBuilder, nothing GTK has given up, every label translatable."""

import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

from tap import Report, root

# Deprecated by a GTK between 4.8 and today: no compiler sees them in a .ui file.
GIVEN_UP = re.compile(r'class="(GtkDialog|GtkMessageDialog|GtkInfoBar|GtkComboBox\w*|GtkTreeView|GtkIconView|GtkStatusbar|'
                      r'GtkAssistant|GtkEntryCompletion|GtkShortcutsWindow|GtkFileChooser\w*|GtkColorButton|GtkFontButton)"')
SPOKEN = {"label", "title", "tooltip-text", "placeholder-text", "text", "subtitle", "description"}
WORD = re.compile(r"[A-Za-zÀ-ỹ]{2,}")
SCHEMA = pathlib.Path("/usr/share/gtk-4.0/gtk4builder.rng")


def untranslated(path):
    for element in ElementTree.parse(path).iter("property"):
        text = (element.text or "").strip()
        if element.get("name") in SPOKEN and WORD.search(text) and element.get("translatable") not in ("yes", "true") \
                and element.get("bind-source") is None:
            yield f"{path.name}: {element.get('name')} {text!r}"


def validate(path):
    run = subprocess.run(["xmllint", "--noout", "--relaxng", str(SCHEMA), str(path)], capture_output=True, text=True)
    return run.stderr.splitlines()[:4] if run.returncode else []


def main():
    source, report = root(), Report()
    files = sorted((source / "ui").rglob("*.ui"))
    for path in files:
        name = path.relative_to(source).as_posix()
        if SCHEMA.exists() and shutil.which("xmllint"):
            report.check(f"{name} is valid", validate(path))
        report.check(f"{name} uses nothing given up", [m.group(0) for m in GIVEN_UP.finditer(path.read_text(encoding="utf-8"))])
        report.check(f"{name} is translatable", untranslated(path))
    for path in sorted((source / "resources").rglob("*.desktop*")):
        if shutil.which("desktop-file-validate") and path.suffix == ".desktop":
            run = subprocess.run(["desktop-file-validate", str(path)], capture_output=True, text=True)
            report.check(path.name, run.stdout.splitlines())
    for path in sorted((source / "resources").rglob("*.metainfo.xml")):
        if shutil.which("appstreamcli"):
            run = subprocess.run(["appstreamcli", "validate", "--no-net", str(path)], capture_output=True, text=True)
            report.check(path.name, [] if run.returncode == 0 else run.stdout.splitlines())
    report.check("there is an interface", [] if files or not (source / "ui").exists() else ["no .ui file"])
    report.done()


main()
