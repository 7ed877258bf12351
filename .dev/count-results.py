"""Adds up the test cases of meson build folders, from their JUnit logs, and of plain .tap files.

Names every case that failed and closes with the line `N passed, N failed` (`, N skipped` where
something was skipped). A suite that crashed before it could report counts as one failure.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree


def read(folder):
    log = pathlib.Path(folder) / "meson-logs" / "testlog.junit.xml"
    passed = skipped = 0
    failures = []
    told = set()
    if not log.exists():
        return 0, [f"{folder}: no test log"], 0
    for suite in ElementTree.parse(log).getroot():
        cases = suite.findall("testcase")
        for case in cases:
            name = f"{folder}: {suite.get('name')} {case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                failures.append(name)
                told.add(suite.get("name"))
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    failures += [f"{folder}: {name}" for name in broken_programs(folder) if f"{name.split(':')[0]}.{name}" not in told]
    return passed, failures, skipped


def broken_programs(folder):
    """Programs that failed as a whole, from meson's own log: one that crashed says nothing in its cases."""
    for line in (pathlib.Path(folder) / "meson-logs" / "testlog.json").read_text().splitlines():
        test = json.loads(line)
        if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL"):
            yield test["name"]


def read_tap(path):
    points = re.findall(r"^(not )?ok \d+ *(.*)$", pathlib.Path(path).read_text(), re.M)
    failures = [f"{path}: {name}" for wrong, name in points if wrong]
    return len(points) - len(failures), failures, 0


def main(folders):
    passed = skipped = 0
    failures = []
    for folder in folders:
        p, f, s = read_tap(folder) if folder.endswith(".tap") else read(folder)
        passed, skipped = passed + p, skipped + s
        failures += f
    for failure in failures:
        print("FAILED", failure)
    print(f"{passed} passed, {len(failures)} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failures or not passed else 0


sys.exit(main(sys.argv[1:]))
