"""log, undo, redo, close."""

import json

import harness


class Journal(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()
        self.target = self.records("target-value", "--limit", 1)[0]

    def change(self, note, code=0):
        return self.put("target-value", {"id": self.target["id"], "note": note}, code=code)["change"]

    def note(self):
        return self.sgn("show", self.ledger, "target-value", self.target["id"], "--json").json["records"][0]["note"]

    def changes(self, *options):
        return self.sgn("log", self.ledger, "--json", *options).json["changes"]

    def test_shape(self):
        number = self.change("một")
        entry = self.changes()[0]
        self.assertEqual(entry["id"], number)
        self.assertLessEqual({"id", "at", "operator", "action", "undoes", "records"}, set(entry))
        self.assertRegex(entry["at"], r"^2023-08-31T\d\d:\d\d:\d\d[+-]\d\d:\d\d$")
        self.assertIsNone(entry["undoes"])
        record = entry["records"][0]
        self.assertEqual((record["type"], record["id"], record["op"]), ("target-value", self.target["id"], "update"))
        self.assertEqual(record["fields"], {"note": [self.target["note"], "một"]})

    def test_operations(self):
        made = self.put("agency", {"name": "Phòng Dân tộc huyện"})["records"][0]["id"]
        self.sgn("remove", self.ledger, "agency", made)
        removed, added = self.changes("--limit", 2)
        self.assertEqual(added["records"][0]["op"], "insert")
        self.assertEqual(added["records"][0]["fields"]["name"], [None, "Phòng Dân tộc huyện"])
        self.assertEqual(removed["records"][0]["op"], "delete")
        self.assertEqual(removed["records"][0]["fields"]["name"], ["Phòng Dân tộc huyện", None])
        self.assertIn("Phòng Dân tộc huyện", removed["action"])

    def test_of_one_record(self):
        self.change("một")
        self.put("agency", {"name": "Phòng khác"})
        self.change("hai")
        of_it = self.changes("--record", f"target-value:{self.target['id']}")
        self.assertEqual([c["records"][0]["fields"]["note"][1] for c in of_it[:2]], ["hai", "một"])
        self.assertEqual(len(of_it), 3)  # and the sample that made it
        self.assertEqual(len(self.changes("--record", f"target-value:{self.target['id']}", "--limit", 1)), 1)

    def test_since(self):
        self.change("một")
        later = {"SGN_TODAY": "2023-09-15"}
        self.sgn("put", self.ledger, "agency", given='{"name": "Phòng mới"}', env=later)
        self.assertEqual(len(self.changes("--since", "2023-09-01")), 1)
        self.assertEqual(len(self.changes("--since", "15/9/2023")), 1)
        self.assertEqual(self.changes("--since", "2023-09-16"), [])
        self.assertGreater(len(self.changes("--since", "2023-08-31")), 2)

    def test_text(self):
        self.change("chú thích mới")
        text = self.sgn("log", self.ledger, "--limit", 1).out
        self.assertIn("→ chú thích mới", text)
        self.assertIn("2023-08-31T", text)

    def test_undo_and_redo(self):
        first = self.change("một")
        second = self.change("hai")
        answer = self.sgn("undo", self.ledger, "--json").json
        self.assertEqual(answer["undone"], second)
        self.assertIsInstance(answer["change"], int)
        self.assertEqual(self.note(), "một")
        self.assertEqual(self.changes("--limit", 1)[0]["undoes"], second)
        self.assertEqual(self.sgn("undo", self.ledger, "--json").json["undone"], first)
        self.assertEqual(self.note(), self.target["note"])
        self.sgn("redo", self.ledger)
        self.assertEqual(self.note(), "một")
        self.assertIn("action", self.sgn("redo", self.ledger, "--json").json)
        self.assertEqual(self.note(), "hai")
        self.assertEqual(self.error("redo", self.ledger)["code"], "refused")

    def test_undo_an_older_one(self):
        older = self.put("agency", {"name": "Phòng Dân tộc huyện"})["change"]
        self.change("một")
        answer = self.sgn("undo", self.ledger, older)
        self.assertIn("Phòng Dân tộc huyện", answer.err)
        self.assertEqual(self.note(), "một")
        self.assertNotIn("Phòng Dân tộc huyện", [r["name"] for r in self.records("agency")])

    def test_undo_refused(self):
        first = self.change("một")
        second = self.change("hai")
        error = self.error("undo", self.ledger, first)
        self.assertEqual(error["code"], "refused")
        self.assertIn(str(second), error["message"])
        self.assertEqual(self.note(), "hai")
        self.assertEqual(self.error("undo", self.ledger, 999)["code"], "not-found")


class Close(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()
        self.line = self.records("funding-line", "--limit", 1)[0]["id"]

    def close(self, *options, **more):
        return self.sgn("close", self.ledger, "--year", 2023, "--what", "funding", "--json", *options, **more).json

    def edit(self):
        return json.dumps({"id": self.line, "amount": 1000000})

    def test_closed(self):
        answer = self.close()
        self.assertEqual((answer["what"], answer["year"], answer["closed"]), ("funding", 2023, True))
        self.assertIsInstance(answer["change"], int)
        error = self.error("put", self.ledger, "funding-line", given=self.edit())
        self.assertEqual(error["code"], "refused")
        self.assertIn("2023", error["message"])
        self.assertEqual(self.error("remove", self.ledger, "funding-line", self.line)["code"], "refused")
        self.assertIsNone(self.close()["change"])

    def test_reopened(self):
        self.close()
        self.assertFalse(self.close("--reopen", "--reason", "Huyện điều chỉnh số liệu")["closed"])
        self.assertEqual(self.records("period-lock")[0]["reason"], "Huyện điều chỉnh số liệu")
        self.assertIn("Huyện điều chỉnh số liệu", self.sgn("log", self.ledger, "--limit", 1).out)
        self.sgn("put", self.ledger, "funding-line", given=self.edit())

    def test_review(self):
        answer = self.sgn("close", self.ledger, "--year", 2023, "--what", "review", "--json").json
        self.assertEqual((answer["what"], answer["closed"]), ("review", True))
        unit = self.records("unit", "--limit", 1)[0]["id"]
        self.sgn("put", self.ledger, "household", given=json.dumps({"unit-id": unit, "head": "An"}))
        household = self.records("household")[0]["id"]
        sheet = json.dumps({"household-id": household, "year": 2023, "kind": "periodic", "area": "rural",
                            "standard": "rural", "state": "open"})
        self.assertEqual(self.error("put", self.ledger, "review-sheet", given=sheet)["code"], "refused")
        self.sgn("put", self.ledger, "funding-line", given=self.edit())
        self.sgn("close", self.ledger, "--year", 2023, "--what", "review", "--reopen", "--reason", "Khiếu nại")
        self.sgn("put", self.ledger, "review-sheet", given=sheet)

    def test_another_year_is_open(self):
        self.sgn("close", self.ledger, "--year", 2022, "--what", "funding")
        self.sgn("put", self.ledger, "funding-line", given=self.edit())


harness.main()
