"""The little of TAP that the lint programs need."""

import pathlib
import sys


def root():
    return pathlib.Path(sys.argv[1])


class Report:
    """One test point per check; a check is a list of complaints."""

    def __init__(self):
        self.count = 0
        self.failed = False

    def check(self, name, complaints):
        self.count += 1
        complaints = list(complaints)
        print(f"{'not ok' if complaints else 'ok'} {self.count} {name}")
        for complaint in complaints:
            print(f"# {complaint}", file=sys.stderr)
        self.failed = self.failed or bool(complaints)

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} {name} # SKIP {why}")

    def done(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.failed else 0)
