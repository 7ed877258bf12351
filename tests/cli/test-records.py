"""list, show, put, remove."""

import csv
import json
import subprocess

import harness
import openpyxl


class List(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample("--demo", "--households", "0")

    def test_shape(self):
        answer = self.sgn("list", self.ledger, "disbursement", "--json", "--limit", 3).json
        self.assertEqual(answer["type"], "disbursement")
        self.assertEqual(len(answer["records"]), 3)
        names = ["id"] + [f["name"] for f in self.sgn("types", "disbursement", "--json").json["fields"]]
        record = answer["records"][0]
        self.assertEqual(sorted(record), sorted(names))
        self.assertRegex(record["id"], r"^[0-9A-F]{4,8}-\d{6,}$")
        self.assertRegex(record["component-id"], r"^[0-9A-F]{4,8}-\d{6,}$")
        self.assertRegex(record["date"], r"^\d{4}-\d\d-\d\d$")
        self.assertIsInstance(record["amount"], int)
        self.assertIsInstance(record["synthetic"], bool)

    def test_where(self):
        everything = self.records("disbursement")
        advances = self.records("disbursement", "--where", "kind=advance")
        self.assertEqual(advances, [r for r in self.records("disbursement") if r["kind"] == "advance"])
        self.assertTrue(0 < len(advances) < len(everything))
        part = self.by_code("1.1")
        both = self.records("disbursement", "--where", "kind=payment", "--where", f"component-id={part}")
        self.assertEqual({(r["kind"], r["component-id"]) for r in both}, {("payment", part)})
        amount = everything[0]["amount"]
        self.assertIn(everything[0], self.records("disbursement", "--where", f"amount={amount}"))

    def test_where_empty(self):
        empty = self.records("disbursement", "--where", "owner-id=")
        self.assertTrue(all(r["owner-id"] is None for r in empty))
        self.assertEqual(len(empty), sum(r["owner-id"] is None for r in self.records("disbursement")))

    def test_find_without_diacritics(self):
        found = self.records("unit", "--find", "ngoc con")
        self.assertEqual([r["name"] for r in found], ["Xã Ngọc Côn"])
        self.assertEqual(self.records("unit", "--find", "NGỌC CÔN"), found)
        self.assertEqual(self.records("unit", "--find", "không hề có"), [])

    def test_sort(self):
        amounts = [r["amount"] for r in self.records("disbursement", "--sort", "-amount")]
        self.assertEqual(amounts, sorted(amounts, reverse=True))
        names = [r["name"] for r in self.records("unit", "--sort", "name")]
        self.assertLess(names.index("Xã Cao Thăng"), names.index("Xã Đàm Thuỷ"))
        self.assertLess(names.index("Xã Đàm Thuỷ"), names.index("Xã Khâm Thành"))

    def test_table_is_aligned(self):
        lines = self.sgn("list", self.ledger, "unit", "--limit", 8).out.splitlines()
        self.assertEqual(len(lines), 9)
        at = lines[0].index("Tên")
        for line in lines[1:]:
            self.assertEqual(line[at - 1], " ")
            self.assertNotEqual(line[at], " ")

    def test_money_unit(self):
        record = self.records("disbursement", "--limit", 1)[0]
        text = self.sgn("list", self.ledger, "disbursement", "--limit", 1).out
        self.assertIn(f"{record['amount']:,}".replace(",", "."), text)
        text = self.sgn("list", self.ledger, "disbursement", "--limit", 1, "--money", "nghin").out
        self.assertEqual(record["amount"] % 1000, 0)
        self.assertIn(" " + f"{record['amount'] // 1000:,}".replace(",", ".") + " ", text)

    def test_excel(self):
        records = self.records("disbursement")
        path = self.folder / "Giải ngân.xlsx"
        self.assertIn("Giải ngân.xlsx", self.sgn("list", self.ledger, "disbursement", "-o", path).err)
        sheet = openpyxl.load_workbook(path).worksheets[0]
        values = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
        self.assertLessEqual({r["voucher"] for r in records if r["voucher"]}, values)
        self.assertLessEqual({r["amount"] for r in records}, values)
        self.assertEqual(self.sgn("list", self.ledger, "disbursement", "-o", path, "--json").json,
                         {"type": "disbursement", "file": str(path)})

    def test_paper(self):
        path = self.folder / "Giải ngân.pdf"
        self.sgn("list", self.ledger, "disbursement", "-o", path)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode("utf-8")
        for record in self.records("disbursement"):
            self.assertIn(f"{record['amount']:,}".replace(",", "."), text)
            self.assertIn(record["voucher"] or "", text)

    def test_csv(self):
        path = self.folder / "Đơn vị.csv"
        self.sgn("list", self.ledger, "unit", "-o", path)
        self.assertTrue(self.bytes_of(path).startswith(b"\xef\xbb\xbf"))
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual({r["name"] for r in self.records("unit")} - {cell for row in rows for cell in row}, set())

    def test_output_folder_missing(self):
        error = self.error("list", self.ledger, "unit", "-o", self.folder / "không có" / "x.csv")
        self.assertEqual(error["code"], "file")


class Derived(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample("--demo", "--households", "80")

    def test_types(self):
        told = self.sgn("types", "household", "--json").json
        self.assertIn("class", [f["name"] for f in told["derived"]])
        self.assertNotIn("class", [f["name"] for f in told["fields"]])
        self.assertNotIn("derived", self.sgn("types", "unit", "--json").json)

    def test_fields(self):
        rows = self.records("household", "--fields", "head,class,persons", "--where", "class=poor",
                            "--sort", "-persons")
        self.assertTrue(rows)
        self.assertEqual({tuple(sorted(r)) for r in rows}, {("class", "head", "id", "persons")})
        self.assertEqual({r["class"] for r in rows}, {"poor"})
        persons = [r["persons"] for r in rows]
        self.assertEqual(persons, sorted(persons, reverse=True))
        poor = self.records("household-year", "--where", "class=poor", "--where", "year=2023")
        self.assertEqual(len(rows), len(poor))
        self.assertNotIn("class", self.records("household", "--limit", 1)[0])

    def test_year(self):
        before = self.records("household", "--fields", "class-before", "--sort", "head")
        then = self.records("household", "--fields", "class", "--sort", "head", "--year", 2022)
        self.assertEqual([r["class-before"] for r in before], [r["class"] for r in then])

    def test_file(self):
        path = self.folder / "hộ.csv"
        self.sgn("list", self.ledger, "household", "--fields", "class,head", "-o", path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            header = file.readline()
        self.assertIn("Phân loại", header)

    def test_wrong(self):
        self.error("list", self.ledger, "household", "--fields", "head,colour", code=2)
        self.error("list", self.ledger, "household", "--year", "soon", code=2)


class Show(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()

    def test_json(self):
        record = self.records("component", "--limit", 1)[0]
        answer = self.sgn("show", self.ledger, "component", record["id"], "--json").json
        self.assertEqual(answer, {"type": "component", "records": [record]})

    def test_text(self):
        part = self.by_code("1.1")
        text = self.sgn("show", self.ledger, "component", part).out
        self.assertIn(part, text)
        self.assertIn("1.1", text)

    def test_not_found(self):
        self.assertEqual(self.error("show", self.ledger, "component", "1-999999")["code"], "not-found")

    def test_a_record_of_another_type(self):
        unit = self.records("unit", "--limit", 1)[0]["id"]
        self.assertEqual(self.error("show", self.ledger, "component", unit)["code"], "not-found")


class Put(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()
        self.decision = {"year": 2023, "kind": "supplemented", "number": "12/QĐ-UBND", "date": "2023-06",
                         "title": "Bổ sung kinh phí – Đồng Ếch", "state": "issued"}

    def line(self, decision, amount):
        return {"decision-id": decision, "component-id": self.by_code("1.1"),
                "unit-id": self.records("unit", "--where", "level=district")[0]["id"], "amount": amount,
                "source": "NSTW", "capital-kind": "DTPT"}

    def test_create_change_and_the_journal(self):
        made = self.put("funding-decision", self.decision)
        self.assertEqual((made["new"], made["updated"]), (1, 0))
        self.assertIsInstance(made["change"], int)
        stored = made["records"][0]
        self.assertEqual({k: stored[k] for k in self.decision}, self.decision)
        changed = self.put("funding-decision", {"id": stored["id"], "number": "13/QĐ-UBND"})
        self.assertEqual((changed["new"], changed["updated"]), (0, 1))
        self.assertEqual(changed["records"][0]["title"], self.decision["title"])
        entry = self.sgn("log", self.ledger, "--json", "--limit", 1).json["changes"][0]
        self.assertEqual(entry["id"], changed["change"])
        self.assertEqual(entry["records"][0]["fields"], {"number": ["12/QĐ-UBND", "13/QĐ-UBND"]})

    def test_list_goes_back_in(self):
        document = self.sgn("list", self.ledger, "stated-total", "--json").out
        answer = self.sgn("put", self.ledger, "stated-total", "--json", given=document).json
        self.assertIsNone(answer["change"])
        self.assertEqual(answer["records"], json.loads(document)["records"])

    def test_from_a_file(self):
        path = self.folder / "quyết định.json"
        path.write_text(json.dumps([self.decision, self.decision]), encoding="utf-8")
        answer = self.sgn("put", self.ledger, "funding-decision", path)
        self.assertEqual(len(answer.out.split()), 2)
        self.assertIn("2 mới", answer.err)

    def test_negative_and_large_money(self):
        decision = self.put("funding-decision", self.decision)["records"][0]["id"]
        lines = self.put("funding-line", self.line(decision, -5000000), self.line(decision, 8999999999999999))
        self.assertEqual([r["amount"] for r in lines["records"]], [-5000000, 8999999999999999])

    def test_all_or_nothing(self):
        before = self.records("funding-decision")
        bad = {**self.decision, "kind": "wished"}
        error = self.error("put", self.ledger, "funding-decision",
                           given=json.dumps({"records": [self.decision, bad]}))
        self.assertEqual(error["code"], "invalid")
        self.assertIn("2", error["message"])
        self.assertEqual(self.records("funding-decision"), before)

    def test_bad_data(self):
        for given, code in [
                ("{", "invalid"), ("", "invalid"), ("12", "invalid"), ('{"records": 5}', "invalid"),
                ('{"records": [5]}', "invalid"), ('{"type": "unit", "records": []}', "invalid"),
                (json.dumps({**self.decision, "colour": "red"}), "invalid"),
                (json.dumps({**self.decision, "year": "2023"}), "invalid"),
                (json.dumps({**self.decision, "date": "31/02/2023"}), "invalid"),
                (json.dumps({k: v for k, v in self.decision.items() if k != "title"}), "invalid"),
                (json.dumps({"id": 7, "title": "x"}), "invalid"), (json.dumps({"id": "7", "title": "x"}), "invalid"),
                (json.dumps({"id": "1-999999", "title": "x"}), "not-found")]:
            with self.subTest(given=given):
                self.assertEqual(self.error("put", self.ledger, "funding-decision", given=given)["code"], code)

    def test_missing_reference(self):
        decision = self.put("funding-decision", self.decision)["records"][0]["id"]
        line = {**self.line(decision, 1), "unit-id": "1-999999"}
        self.assertEqual(self.error("put", self.ledger, "funding-line", given=json.dumps(line))["code"], "constraint")

    def test_no_such_file(self):
        self.assertEqual(self.error("put", self.ledger, "unit", self.folder / "không.json")["code"], "file")

    def test_operator(self):
        made = self.put("funding-decision", self.decision)["change"]
        answer = self.sgn("put", self.ledger, "funding-decision", "--operator", "Nông Thị Mai",
                          given=json.dumps(self.decision))
        self.assertEqual(len(answer.out.split()), 1)
        entries = self.sgn("log", self.ledger, "--json", "--limit", 2).json["changes"]
        self.assertEqual(entries[0]["operator"], "Nông Thị Mai")
        self.assertEqual(entries[1]["id"], made)
        self.assertIn("Bổ sung kinh phí – Đồng Ếch", entries[0]["action"])


class Catalogue(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()
        self.file = self.folder / "Bảng điểm.xml"

    def write(self, text):
        self.file.write_text(text, encoding="utf-8")

    def points(self):
        return self.sgn("list", self.ledger, "point-item", "--json").json["records"]

    def test_load_and_undo(self):
        self.write("""<catalogue code="thu" kind="points" title="Bảng điểm thử" source="bịa" valid-from="2022">
                        <question code="a" name="Số nhân khẩu" answers="one">
                          <answer code="1" name="Một người"><points region="urban" value="5"/></answer></question></catalogue>""")
        answer = self.sgn("catalogue", self.ledger, self.file, "--json").json
        self.assertEqual({key: answer[key] for key in ("catalogue", "kind", "title", "source", "entries")},
                         {"catalogue": "thu", "kind": "points", "title": "Bảng điểm thử", "source": "bịa", "entries": 1})
        self.assertEqual([(r["region"], r["points"]) for r in self.points()], [("urban", 5)])
        self.assertIn("Bảng điểm thử", self.sgn("log", self.ledger, "--limit", 1).out)
        self.assertEqual(self.error("catalogue", self.ledger, self.file)["code"], "exists")
        self.sgn("undo", self.ledger)
        self.assertEqual(self.points(), [])

    def test_what_is_wrong_is_said_with_its_line(self):
        self.write("<catalogue code='x' kind='points' title='t' source='s'>\n  <unit level='commune' kind='xa' name='x'/>\n</catalogue>")
        self.assertIn("2", self.error("catalogue", self.ledger, self.file)["message"])
        self.write("<!DOCTYPE a [<!ENTITY b 'c'>]><catalogue/>")
        self.error("catalogue", self.ledger, self.file)
        self.error("catalogue", self.ledger, self.folder / "không có.xml")
        with self.file.open("wb") as file:
            file.truncate(3 << 30)
        self.error("catalogue", self.ledger, self.file)
        self.sgn("catalogue", self.ledger, code=2)

    def test_the_region_is_a_setting(self):
        setting = self.folder / "vùng.json"
        setting.write_text(json.dumps({"key": "review-region", "value": "northern-midland-mountains"}), encoding="utf-8")
        self.sgn("put", self.ledger, "setting", setting)
        stored = {r["key"]: r["value"] for r in self.records("setting")}
        self.assertEqual(stored["review-region"], "northern-midland-mountains")


class Remove(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()

    def test_several(self):
        ids = [r["id"] for r in self.records("target-value", "--limit", 2)]
        answer = self.sgn("remove", self.ledger, "target-value", *ids, "--json").json
        self.assertEqual((answer["type"], answer["removed"]), ("target-value", 2))
        self.assertIsInstance(answer["change"], int)
        for one in ids:
            self.assertEqual(self.error("show", self.ledger, "target-value", one)["code"], "not-found")
        self.sgn("undo", self.ledger)
        self.assertLessEqual(set(ids), {r["id"] for r in self.records("target-value")})

    def test_still_used(self):
        decision = self.records("funding-decision")[0]["id"]
        before = self.records("funding-decision")
        self.assertEqual(self.error("remove", self.ledger, "funding-decision", decision)["code"], "constraint")
        self.assertEqual(self.records("funding-decision"), before)

    def test_not_found_takes_all_back(self):
        one = self.records("target-value", "--limit", 1)[0]["id"]
        self.assertEqual(self.error("remove", self.ledger, "target-value", one, "1-999999")["code"], "not-found")
        self.sgn("show", self.ledger, "target-value", one)


harness.main()
