"""Sources are as clang-format leaves them (version 14, Debian 12's: other versions differ)."""

import re
import shutil
import subprocess

from tap import Report, root


def main():
    source, report = root(), Report()
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if tool else ""
    if not re.search(r"version 14\.", version):
        report.skip("clang-format", "clang-format 14 is not here")
        report.done()
    files = sorted(str(p) for folder in ("src", "tests") for p in (source / folder).rglob("*.c"))
    run = subprocess.run([tool, "--dry-run", *files], capture_output=True, text=True)
    wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: warning", run.stderr, re.M)))
    report.check("clang-format", [f"{w}: run ./dev format" for w in wrong])
    report.done()


main()
