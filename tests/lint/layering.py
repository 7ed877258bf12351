"""A room includes only rooms named above it, never beside or below: docs/architecture.md.

Every include of ours names its room ("store/sgn-ledger.h"), so the arrow stands in the text.
"""

import re

from tap import Report, root

# Which rooms each room may include, besides itself.
MAY = {
    "base": set(),
    "store": {"base"},
    "record": {"base", "store"},
    "programme": {"base", "store", "record"},
    "rules": {"base", "store", "record", "programme"},
    "sheet": {"base"},
}
MAY["appendix"] = MAY["rules"] | {"rules", "sheet"}
MAY["intake"] = MAY["programme"] | {"programme"}
MAY["exchange"] = MAY["programme"] | {"programme"}
BELOW_FRONTS = set(MAY)
MAY["cli"] = set(BELOW_FRONTS)
MAY["app"] = set(BELOW_FRONTS)

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def wrong_arrow(room, path, target):
    if target in ("config.h",) or target.startswith("sgn-") and "resources" in target:
        return None
    if "/" not in target:
        return f"{path}: \"{target}\" does not name its room"
    other = target.split("/")[0]
    if other == room:
        return None
    if other not in MAY.get(room, set()):
        return f"{path}: {room} must not include {target}"
    if target.endswith("-private.h"):
        return f"{path}: {target} is private to {other}"
    return None


def complaints(source, room):
    for path in sorted((source / "src" / room).rglob("*.[ch]")):
        for target in INCLUDE.findall(path.read_text(encoding="utf-8")):
            complaint = wrong_arrow(room, path.relative_to(source), target)
            if complaint:
                yield complaint


def main():
    source, report = root(), Report()
    for folder in sorted(p for p in (source / "src").iterdir() if p.is_dir()):
        known = [] if folder.name in MAY else [f"src/{folder.name} is no room of the house"]
        report.check(folder.name, known + list(complaints(source, folder.name)))
    report.check("notices a wrong arrow", [] if wrong_arrow("store", "x.c", "record/sgn-field.h") and
                 wrong_arrow("sheet", "x.c", "store/sgn-ledger.h") and
                 wrong_arrow("cli", "x.c", "app/sgn-page.h") and
                 not wrong_arrow("appendix", "x.c", "sheet/sgn-sheet.h") else ["it does not"])
    report.done()


main()
