"""vi.po is complete and fits the sources; every file with strings is in POTFILES."""

import re
import subprocess

from tap import Report, root

MARKED = re.compile(r'(?<![A-Za-z0-9_])(_|N_|C_|NC_|ngettext)\s?\(\s*"|translatable="(yes|true)"')


def wanted(source):
    for folder, pattern in (("src", "*.c"), ("ui", "*.ui"), ("resources/rules", "*.xml")):
        for path in sorted((source / folder).rglob(pattern)):
            text = path.read_text(encoding="utf-8")
            if "resources/rules" in path.as_posix() or MARKED.search(text):
                yield path.relative_to(source).as_posix()


def msgfmt(source, *options):
    run = subprocess.run(["msgfmt", *options, "-o", "/dev/null", str(source / "po" / "vi.po")],
                         capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return run.returncode, run.stderr


def in_catalogue(source):
    """The msgids of the sources, through xgettext, that vi.po does not translate."""
    code = [p for p in wanted(source) if not p.startswith("resources/")]
    rules = [p for p in wanted(source) if p.startswith("resources/")]
    calls = [["xgettext", "--from-code=UTF-8", "-k_", "-kN_", "-kC_:1c,2", "-kNC_:1c,2", "-kngettext:1,2",
              "-kg_dngettext:2,3", "-o", "-", *code]]
    if rules:
        calls.append(["xgettext", "--its=po/its/rules.its", "--from-code=UTF-8", "-o", "-", *rules])
    for call in calls:
        pot = subprocess.run(call, capture_output=True, cwd=source).stdout
        if not pot:
            continue
        merged = subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", "-", "po/vi.po", "/dev/stdin"],
                                input=pot, capture_output=True, cwd=source).stdout
        missing = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", "-"], input=merged,
                                 capture_output=True).stdout.decode()
        for entry in missing.split("\n\n")[1:]:
            text = " ".join(line for line in entry.splitlines() if not line.startswith("#"))
            yield text[:120]


def main():
    source, report = root(), Report()
    listed = set((source / "po" / "POTFILES").read_text(encoding="utf-8").split())
    report.check("POTFILES names every file with strings", sorted(set(wanted(source)) - listed))
    report.check("POTFILES names no file that is gone", [p for p in sorted(listed) if not (source / p).exists()])
    code, complaint = msgfmt(source, "--check", "--check-accelerators=_")
    report.check("vi.po is well-formed", [] if code == 0 else complaint.splitlines())
    _, statistics = msgfmt(source, "--statistics")
    report.check("vi.po has no fuzzy or empty entry", [statistics] if re.search("fuzzy|untranslated", statistics) else [])
    report.check("vi.po translates every string of the sources", in_catalogue(source))
    report.done()


main()
