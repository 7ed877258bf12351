"""backup, restore, verify, and ledgers that cannot be opened: each its own code and sentence."""

import os
import sqlite3
import subprocess
import unittest

import harness


class Backup(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()
        self.copy = self.folder / "bản sao.sgn"

    def units(self, path):
        return self.sgn("list", path, "unit", "--json").json

    def test_there_and_back(self):
        before = self.units(self.ledger)
        self.assertEqual(self.sgn("backup", self.ledger, self.copy, "--json").json, {"file": str(self.copy)})
        unit = before["records"][0]["id"]
        self.sgn("put", self.ledger, "unit", given='{"id": "%s", "note": "sau khi sao lưu"}' % unit)
        self.assertNotEqual(self.units(self.ledger), before)
        self.assertEqual(self.units(self.copy), before)
        self.sgn("restore", self.copy, self.ledger)
        self.assertEqual(self.units(self.ledger), before)
        kept = [p for p in self.folder.iterdir() if p.suffix == ".sgn" and p not in (self.ledger, self.copy)]
        self.assertEqual(len(kept), 1)
        self.assertIn("sau khi sao lưu", [r["note"] for r in self.units(kept[0])["records"]])

    def test_never_overwrites_unasked(self):
        self.sgn("backup", self.ledger, self.copy)
        self.copy.write_bytes(b"old")
        self.assertEqual(self.error("backup", self.ledger, self.copy)["code"], "exists")
        self.assertEqual(self.copy.read_bytes(), b"old")
        self.sgn("backup", self.ledger, self.copy, "--overwrite")
        self.sgn("verify", self.copy)

    def test_restore_refuses_rubbish(self):
        self.copy.write_bytes(b"no ledger at all" * 100)
        before = self.units(self.ledger)
        self.assertEqual(self.error("restore", self.copy, self.ledger)["code"], "not-ledger")
        self.assertEqual(self.units(self.ledger), before)
        self.assertEqual(self.error("restore", self.folder / "không.sgn", self.ledger)["code"], "not-found")

    def test_restore_to_a_new_place(self):
        self.sgn("backup", self.ledger, self.copy)
        other = self.folder / "khôi phục.sgn"
        self.sgn("restore", self.copy, other)
        self.assertEqual(self.units(other), self.units(self.ledger))


class Verify(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()

    def test_sound(self):
        self.assertEqual(self.sgn("verify", self.ledger, "--json").json, {"sound": True, "problems": []})
        self.assertNotEqual(self.sgn("verify", self.ledger).err, "")

    def test_broken_link(self):
        with sqlite3.connect(self.ledger) as database:
            database.execute("PRAGMA foreign_keys = OFF")
            database.execute("UPDATE funding_line SET unit_id = 12345 WHERE id = (SELECT min(id) FROM funding_line)")
        database.close()
        answer = self.sgn("verify", self.ledger, "--json", code=1).json
        self.assertFalse(answer["sound"])
        self.assertEqual(len(answer["problems"]), 1)

    def test_damaged_page(self):
        data = bytearray(self.ledger.read_bytes())
        for at in range(8192, 65536, 4096):
            data[at:at + 512] = b"\xff" * 512
        self.ledger.write_bytes(data)
        answer = self.run_any("verify", self.ledger)
        self.assertIn(answer.code, (1, 3))
        self.assertTrue(answer.json.get("problems") or answer.json["error"]["code"] == "corrupt")

    def run_any(self, *arguments):
        done = subprocess.run([*harness.COMMAND, *map(str, arguments), "--json"], capture_output=True, timeout=120,
                              env=self.environment())
        return harness.Answer(done)


class CannotOpen(harness.Case):
    def codes(self, *, read, write):
        """The codes of a reading and of a writing verb."""
        self.assertEqual(self.error("info", self.ledger)["code"], read)
        self.assertEqual(self.error("put", self.ledger, "agency", given='{"name": "Phòng"}')["code"], write)

    def test_not_found(self):
        self.codes(read="not-found", write="not-found")
        self.assertFalse(self.ledger.exists())

    def test_not_a_ledger(self):
        self.ledger.write_text("Đây là một bức thư.\n" * 300, encoding="utf-8")
        self.codes(read="not-ledger", write="not-ledger")

    def test_another_database(self):
        with sqlite3.connect(self.ledger) as database:
            database.execute("CREATE TABLE t (a)")
        database.close()
        self.codes(read="not-ledger", write="not-ledger")

    def test_a_folder(self):
        self.ledger.mkdir()
        self.error("info", self.ledger)

    def test_empty_file(self):
        self.ledger.touch()
        self.codes(read="not-ledger", write="not-ledger")

    def test_cut_off(self):
        self.sample()
        data = self.ledger.read_bytes()
        self.ledger.write_bytes(data[:len(data) // 2])
        self.assertEqual(self.error("put", self.ledger, "agency", given='{"name": "Phòng"}')["code"], "corrupt")

    def test_newer(self):
        self.sample()
        with sqlite3.connect(self.ledger) as database:
            database.execute("PRAGMA user_version = 9999")
        database.close()
        answer = self.sgn("info", self.ledger)
        self.assertIn("Huyện Trùng Khánh", answer.out)
        self.assertNotEqual(answer.err, "")
        self.assertEqual(self.error("put", self.ledger, "agency", given='{"name": "Phòng"}')["code"], "newer")

    @unittest.skipIf(harness.ON_WINDOWS, "rights are others there")
    def test_read_only_folder(self):
        self.sample()
        # Rights do not bind root: somebody else has to try.
        somebody = 65534 if os.geteuid() == 0 else None
        self.folder.parent.chmod(0o755)
        self.ledger.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        self.sgn("info", self.ledger, user=somebody)
        error = self.error("put", self.ledger, "agency", given='{"name": "Phòng"}', user=somebody)
        self.assertEqual(error["code"], "readonly")
        error = self.error("sample", self.folder / "mới.sgn", user=somebody)
        self.assertIn(error["code"], ("file", "readonly"))
        error = self.error("backup", self.ledger, self.folder / "bản sao.sgn", user=somebody)
        self.assertIn(error["code"], ("file", "readonly"))

    @unittest.skipIf(harness.ON_WINDOWS, "the lock is another one there")
    def test_held_by_a_colleague(self):
        import fcntl
        import struct
        self.sample()
        lock = self.folder / (self.ledger.name + "-lock")
        with lock.open("w+", encoding="utf-8") as file:
            # struct flock of an open file description lock on the byte the program locks
            fcntl.fcntl(file, 37, struct.pack("hhqqi", fcntl.F_WRLCK, 0, 1 << 40, 1, 0))
            file.write("Nông Thị Mai trên MAY-01")
            file.flush()
            error = self.error("put", self.ledger, "agency", given='{"name": "Phòng"}')
            self.assertEqual(error["code"], "busy")
            self.assertIn("Nông Thị Mai trên MAY-01", error["message"])
            self.sgn("info", self.ledger)
        self.sgn("put", self.ledger, "agency", given='{"name": "Phòng"}')


class Output(harness.Case):
    @unittest.skipIf(harness.ON_WINDOWS or not os.path.exists("/dev/full"), "no /dev/full here")
    def test_full_disk_at_the_output(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([*harness.COMMAND, "types"], stdout=full, stderr=subprocess.PIPE, timeout=60,
                                  env=self.environment())
        self.assertEqual(done.returncode, 3)
        self.assertNotEqual(done.stderr, b"")


harness.main()
