"""appendix and check."""

import csv
import json
import subprocess

import harness
import openpyxl


class Appendix(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()

    def test_list(self):
        appendices = {a["id"]: a for a in self.sgn("appendix", "--list", "--json").json["appendices"]}
        self.assertLessEqual({"KP-01", "KP-02", "KP-03", "KP-04"}, set(appendices))
        for appendix in appendices.values():
            self.assertEqual(sorted(appendix), ["id", "parameters", "source", "title"])
        self.assertIn("year", appendices["KP-01"]["parameters"])
        self.assertIn("KP-03", self.sgn("appendix", "--list").out)

    def shape(self, document):
        self.assertLessEqual({"id", "title", "parameters", "money", "columns", "rows", "notes", "code"}, set(document))
        for column in document["columns"]:
            self.assertLessEqual({"key", "heading", "kind"}, set(column))
            self.assertIsInstance(column["heading"], list)
        keys = {c["key"] for c in document["columns"]}
        for row in document["rows"]:
            self.assertLessEqual({"level", "key", "cells"}, set(row))
            self.assertLessEqual(set(row["cells"]), keys)
            for cell in row["cells"].values():
                self.assertLessEqual({"value", "text"}, set(cell))

    def test_json(self):
        document = self.sgn("appendix", self.ledger, "KP-01", "--year", 2023, "--money", "trieu", "--json").json
        self.shape(document)
        self.assertEqual((document["id"], document["money"]), ("KP-01", "trieu"))
        path = self.folder / "KP-01.json"
        self.assertEqual(self.sgn("appendix", self.ledger, "KP-01", "--year", 2023, "--money", "trieu", "-o", path, "--json").json,
                         {"id": "KP-01", "file": str(path)})
        self.assertEqual(json.loads(path.read_text(encoding="utf-8"))["rows"], document["rows"])

    def cells(self, document):
        return {cell["text"] for row in document["rows"] for cell in row["cells"].values()}

    def test_figures_of_the_plan(self):
        texts = self.cells(self.sgn("appendix", self.ledger, "KP-01", "--money", "trieu", "--json").json)
        for figure in ["65.618", "12.893", "5.678", "1.519", "2.659"]:
            self.assertIn(figure, texts)

    def test_excel_csv_and_json_agree(self):
        document = self.sgn("appendix", self.ledger, "KP-01", "--year", 2023, "--money", "trieu", "--json").json
        excel, comma = self.folder / "Phụ lục.xlsx", self.folder / "Phụ lục.csv"
        self.sgn("appendix", self.ledger, "KP-01", "--year", 2023, "--money", "trieu", "-o", excel)
        self.sgn("appendix", self.ledger, "KP-01", "--year", 2023, "--money", "trieu", "-o", comma)
        in_excel = {v for row in openpyxl.load_workbook(excel, data_only=True).worksheets[0].iter_rows(values_only=True) for v in row}
        with comma.open(encoding="utf-8-sig", newline="") as file:
            in_csv = {v for row in csv.reader(file) for v in row}
        money = [c["key"] for c in document["columns"] if c["kind"] == "money"]
        shown = {int(row["cells"][key]["text"].replace(".", "")) for row in document["rows"] for key in money
                 if row["cells"].get(key) and row["cells"][key]["text"]}
        self.assertGreater(len(shown), 10)
        self.assertLessEqual(shown, {v for v in in_excel if isinstance(v, (int, float))})
        self.assertLessEqual({str(v) for v in shown}, in_csv)

    def test_paper(self):
        document = self.sgn("appendix", self.ledger, "KP-01", "--year", 2023, "--money", "trieu", "--json").json
        paper = self.folder / "Phụ lục.pdf"
        self.assertIn("Phụ lục.pdf", self.sgn("appendix", self.ledger, "KP-01", "--year", 2023, "--money", "trieu", "-o", paper).err)
        text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True).stdout.decode("utf-8")
        shown = {cell["text"] for row in document["rows"] for key, cell in row["cells"].items() if key not in ("name", "lead", "with")}
        self.assertLessEqual({figure for figure in shown if figure and " " not in figure}, set(text.split()))
        self.assertIn("Đơn vị: triệu đồng", text)

    def test_table(self):
        text = self.sgn("appendix", self.ledger, "KP-01", "--money", "trieu").out
        self.assertIn("65.618", text)

    def test_every_appendix_in_every_unit(self):
        for appendix in ["KP-01", "KP-02", "KP-03", "KP-04"]:
            for unit in ["dong", "nghin", "trieu", "ty"]:
                document = self.sgn("appendix", self.ledger, appendix, "--money", unit, "--as-of", "2023-08-31", "--json").json
                self.shape(document)
                self.assertEqual(document["money"], unit)

    def test_failures(self):
        self.assertEqual(self.error("appendix", self.ledger, "KP-99")["code"], "not-found")
        self.error("appendix", self.ledger, "KP-01", "--unit", "Xã Không Có")
        self.assertEqual(self.error("appendix", self.ledger, "KP-01", "-o", self.folder / "không" / "a.xlsx")["code"], "file")
        self.error("appendix", self.ledger, "--template", self.folder / "không.xml")
        broken = self.folder / "mẫu.xml"
        broken.write_text("<appendix", encoding="utf-8")
        self.error("appendix", self.ledger, "--template", broken)


class Check(harness.Case):
    def setUp(self):
        super().setUp()
        self.sample()

    def test_shape(self):
        findings = self.sgn("check", self.ledger, "--json", code=1).json["findings"]
        rules = {r["rule"] for r in self.sgn("check", "--list", "--json").json["rules"]}
        for finding in findings:
            self.assertLessEqual({"rule", "severity", "clause", "record", "component", "field", "message", "accepted"}, set(finding))
            self.assertIn(finding["severity"], ["error", "warning", "note"])
            self.assertIn(finding["rule"], rules)
            self.assertEqual(sorted(finding["record"]), ["id", "type"])
            self.sgn("show", self.ledger, finding["record"]["type"], finding["record"]["id"])

    def test_amounts(self):
        sums = self.sgn("check", self.ledger, "--rule", "KP-SUM", "--json", code=1).json["findings"]
        self.assertEqual({f["rule"] for f in sums}, {"KP-SUM"})
        for finding in sums:
            self.assertEqual(finding["difference"], finding["stated"] - finding["computed"])
            self.assertIsInstance(finding["explained_by"], list)
        self.assertIn((7206000000, 7197000000), {(f["stated"], f["computed"]) for f in sums})
        self.assertIn(["1.2"], [f["explained_by"] for f in sums])

    def test_nothing_to_look_at(self):
        empty = self.folder / "mới.sgn"
        self.sgn("new", empty, "--unit", "Huyện Trùng Khánh", "--year", 2023)
        self.assertEqual(self.sgn("check", empty, "--rule", "KP-SUM", "--json").json, {"findings": []})

    def test_year(self):
        self.assertEqual(self.sgn("check", self.ledger, "--year", 2024, "--rule", "KP-SUM", "--json").json, {"findings": []})
        self.sgn("check", self.ledger, "--year", 2023, "--rule", "KP-SUM", code=1)

    def test_text(self):
        answer = self.sgn("check", self.ledger, "--money", "trieu", code=1)
        self.assertIn("LỖI  KP-SUM", answer.out)
        self.assertIn("7.206", answer.out)
        self.assertIn("ERROR  KP-SUM", self.sgn("check", self.ledger, "--lang", "en", code=1).out)

    def test_list(self):
        rules = self.sgn("check", "--list", "--json").json["rules"]
        for rule in rules:
            self.assertEqual(sorted(rule), ["clause", "rule", "severity", "title"])
            self.assertTrue(rule["clause"])
        self.assertIn("KP-SUM", self.sgn("check", "--list").out)


harness.main()
