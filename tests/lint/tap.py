"""The little of TAP that test programs in Python need."""

import pathlib
import sys
import unittest


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


class CaseResult(unittest.TestResult):
    """One test point per case, as soon as it is known."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def say(self, word, test, more=""):
        self.count += 1
        print(f"{word} {self.count} {test.id().removeprefix('__main__.')}{more}", flush=True)

    def addSuccess(self, test):
        self.say("ok", test)

    def addSkip(self, test, reason):
        self.say("ok", test, f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say("not ok", test)
        print(self.failures[-1][1], file=sys.stderr)

    def addError(self, test, err):
        super().addError(test, err)
        self.say("not ok", test)
        print(self.errors[-1][1], file=sys.stderr)


def run_cases():
    """Every case of the program's own module; ends the program."""
    result = CaseResult()
    unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]).run(result)
    print(f"1..{result.count}")
    sys.exit(0 if result.wasSuccessful() else 1)
