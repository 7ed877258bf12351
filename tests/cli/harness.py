"""Runs the real `sgn` end to end: every test has a folder of its own, with a Vietnamese name."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
from tap import run_cases as main  # noqa: E402

# A cross-built program runs through the wrapper meson names.
COMMAND = [*os.environ.get("MESON_EXE_WRAPPER", "").split(), os.path.abspath(sys.argv[1])]
ON_WINDOWS = sys.argv[1].endswith(".exe")


class Answer:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8").replace("\r\n", "\n")
        self.err = done.stderr.decode("utf-8").replace("\r\n", "\n")

    @property
    def json(self):
        return json.loads(self.out)


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sgn-")) / "Dữ liệu huyện Trùng Khánh"
        self.folder.mkdir()
        self.addCleanup(shutil.rmtree, self.folder.parent, ignore_errors=True)
        self.ledger = self.folder / "Sổ giảm nghèo.sgn"

    def sgn(self, *arguments, code=0, given="", env=None, user=None):
        """Runs it, expects the exit code, gives back what it said."""
        command = COMMAND if user is None else [self.program_for_everybody()]
        done = subprocess.run([*command, *map(str, arguments)], input=given.encode("utf-8"), capture_output=True,
                              timeout=120, env=self.environment(env), cwd=self.folder, user=user)
        answer = Answer(done)
        self.assertEqual(answer.code, code, f"sgn {arguments}\n{answer.out}\n{answer.err}")
        return answer

    def program_for_everybody(self):
        """A copy where somebody without rights in the build folder can run it."""
        copy = self.folder.parent / "sgn"
        if not copy.exists():
            shutil.copy(COMMAND[-1], copy)
            copy.chmod(0o755)
        return copy

    def environment(self, more=None):
        return {**os.environ, "SGN_TODAY": "2023-08-31", "HOME": str(self.folder), **(more or {})}

    def error(self, *arguments, code=3, **options):
        """A failure with --json: the code it names; the sentence goes to standard error too."""
        answer = self.sgn(*arguments, "--json", code=code, **options)
        error = answer.json["error"]
        self.assertEqual(sorted(error), ["code", "message"])
        self.assertIn(error["message"], answer.err)
        return error

    def sample(self, *options):
        self.sgn("sample", self.ledger, *options)

    def records(self, kind, *options):
        return self.sgn("list", self.ledger, kind, "--json", *options).json["records"]

    def put(self, kind, *records, **options):
        answer = self.sgn("put", self.ledger, kind, "--json", given=json.dumps({"records": records}), **options)
        return answer.json

    def by_code(self, code):
        return next(r for r in self.records("component") if r["code"] == code)["id"]

    def bytes_of(self, path):
        return pathlib.Path(path).read_bytes()
