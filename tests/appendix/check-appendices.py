"""The appendices as another program reads them, against the ledger's tables and the golden files.

check-appendices.py MAKE-APPENDICES TESTS-FOLDER [--update]
Figures are summed here from the tables again, without the views and templates the program uses."""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict

TESTS = pathlib.Path(sys.argv[2])
sys.path[:0] = [str(TESTS / "lint"), str(TESTS / "sheet")]

import paper
from tap import Report
from workbook import Workbook, page_complaints

IDS = ["KP-01", "KP-02", "KP-03", "KP-04"]
GOLDEN = TESTS / "data" / "appendices"
UPDATE = "--update" in sys.argv
MILLION = 1000000


def differences(found, wanted):
    return [] if found == wanted else [f"{found!r} instead of {wanted!r}"]


class Ledger:
    """The same sums, straight from the tables."""

    def __init__(self, path, as_of):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.as_of = as_of

    def lines(self):
        """Issued money of 2023 up to the day: component, unit, owner, kind, carried, dong."""
        day = {10: "", 7: "-01", 4: "-01-01"}
        for code, unit, owner, kind, carried, date, sign, amount in self.db.execute("""
                SELECT c.code, u.name, a.name, l.capital_kind, d.kind = 'carried-over', d.date,
                       CASE d.kind WHEN 'recovered' THEN -1 ELSE 1 END, l.amount
                FROM funding_line l JOIN funding_decision d ON d.id = l.decision_id JOIN component c ON c.id = l.component_id
                JOIN unit u ON u.id = l.unit_id LEFT JOIN agency a ON a.id = l.owner_id
                WHERE d.year = 2023 AND d.state = 'issued'"""):
            if (date or "2023-01-01") + day[len(date or "2023-01-01")] <= self.as_of:
                yield code, unit, owner, kind, carried, (-abs(amount) if sign < 0 else amount)

    def payments(self):
        for row in self.db.execute("""
                SELECT c.code, u.name, a.name, p.date, CASE p.kind WHEN 'recovery' THEN -p.amount ELSE p.amount END
                FROM disbursement p JOIN component c ON c.id = p.component_id JOIN unit u ON u.id = p.unit_id
                LEFT JOIN agency a ON a.id = p.owner_id WHERE p.plan_year = 2023 AND p.date <= ?""", (self.as_of,)):
            yield row


def roll_up(items):
    """Sums of sub-projects go to their projects and to the whole."""
    sums = defaultdict(int)
    for code, amount in items:
        for key in {code, code.split(".")[0], "total"}:
            sums[key] += amount
    return dict(sums)


def column(sheet, key):
    return {row["key"]: row["cells"][key]["value"] for row in sheet["rows"] if key in row["cells"]}


def check_project_figures(report, name, plan, progress, ledger):
    kinds = {"dtpt": ["DTPT"], "sn": ["SN"], "unknown": [None]}
    given = [(c, k, a) for c, _, _, k, carried, a in ledger.lines() if not carried]
    report.check(f"{name} KP-01: totals are those of the tables", differences(column(plan, "total"), roll_up((c, a) for c, _, a in given)))
    for key, wanted in kinds.items():
        report.check(f"{name} KP-01: {key}", differences(column(plan, key), roll_up((c, a) for c, k, a in given if k in wanted)))
    report.check(f"{name} KP-03: plan", differences(column(progress, "plan"), roll_up((c, a) for c, _, _, _, _, a in ledger.lines())))
    report.check(f"{name} KP-03: paid", differences(column(progress, "spent"), roll_up((c, a) for c, _, _, _, a in ledger.payments())))
    report.check(f"{name} KP-03: paid in the month", differences(
        column(progress, "month"), roll_up((c, a) for c, _, _, d, a in ledger.payments() if d[:7] == ledger.as_of[:7])))


def by_name(sheet, key, levels):
    """Figures by the names of rows, the level above first."""
    found, above = {}, None
    for row in sheet["rows"]:
        label = row["cells"]["name"]["text"]
        label = "Huyện Trùng Khánh" if label.startswith("Huyện Trùng Khánh (") else label
        above = label if row["level"] == 1 else above
        if row["level"] == levels and key in row["cells"]:
            found[(above, label)[2 - levels:] if levels == 2 else label] = row["cells"][key]["value"]
    return found


def check_unit_figures(report, name, allocation, by_owner, ledger):
    sums, owners, paid = defaultdict(int), defaultdict(int), defaultdict(int)
    for _, unit, owner, _, carried, amount in ledger.lines():
        owners[unit, owner or "Chưa ghi đơn vị thực hiện"] += amount
        if not carried:
            sums[unit] += amount
    for _, unit, owner, _, amount in ledger.payments():
        paid[unit, owner or "Chưa ghi đơn vị thực hiện"] += amount
    report.check(f"{name} KP-02: what each commune was given", differences(by_name(allocation, "total", 1), dict(sums)))
    report.check(f"{name} KP-04: plan of each owner", differences(by_name(by_owner, "plan", 2), dict(owners)))
    report.check(f"{name} KP-04: paid by each owner", differences(by_name(by_owner, "spent", 2), dict(paid)))


def check_golden(report, name, book):
    path = GOLDEN / f"{name}.tsv"
    text = "\n".join(book.lines()) + "\n"
    if UPDATE:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    golden = path.read_text(encoding="utf-8").splitlines()
    lines = text.splitlines()
    report.check(f"{name}: every cell as in the golden file",
                 [f"{a!r} instead of {b!r}" for a, b in zip(lines, golden) if a != b][:10] + differences(len(lines), len(golden)))


def check_workbook(report, name, book, sheet, paper):
    report.check(f"{name}: formulas give the values kept beside them", book.wrong_formulas())
    report.check(f"{name}: page set-up", page_complaints(book, paper))
    head = book.find("TT")
    levels = max(len(c["heading"]) for c in sheet["columns"])
    report.check(f"{name}: headings repeat", differences(book.sheet.print_title_rows, f"${head.row}:${head.row + levels - 1}"))
    report.check(f"{name}: headings of one level merge down", [] if levels == 1 or f"A{head.row}:A{head.row + levels - 1}" in book.merged() else ["TT is not merged"])
    shown = [[row["cells"].get(c["key"], {}).get("value") for c in sheet["columns"]] for row in sheet["rows"]]
    wrong = []
    for index, row in enumerate(shown):
        for place, (value, info) in enumerate(zip(row, sheet["columns"])):
            cell = book.kept.cell(head.row + levels + index, place + 1)
            if info["kind"] == "money" and value is not None and abs(cell.value * MILLION - value) > MILLION:
                wrong.append(f"{cell.coordinate}: {cell.value} for {value}")
            if info["kind"] == "money" and value is None and cell.value is not None:
                wrong.append(f"{cell.coordinate}: {cell.value} for nothing")
    report.check(f"{name}: Excel and JSON tell the same figures", wrong)


def check_parts(report, name, book, sheet):
    """What is printed adds up by itself: parts of a row, in every column, at every level."""
    head = book.find("TT")
    first = head.row + max(len(c["heading"]) for c in sheet["columns"])
    wrong = []
    for place, info in enumerate(sheet["columns"]):
        if info["kind"] != "money":
            continue
        stack, sums = [], {}
        for index, row in enumerate(sheet["rows"]):
            stack = [(level, at) for level, at in stack if level < row["level"]]
            value = book.kept.cell(first + index, place + 1).value or 0
            if stack:
                sums[stack[-1][1]] = sums.get(stack[-1][1], 0) + value
            stack.append((row["level"], index))
        for index, total in sums.items():
            value = book.kept.cell(first + index, place + 1).value or 0
            if abs(value - total) > 1e-6:
                wrong.append(f"{info['key']} row {sheet['rows'][index]['key']}: {value}, parts {total}")
    report.check(f"{name}: parts add up on paper", wrong)


def check_rendering(report, name, folder, path):
    office = shutil.which("soffice")
    if not office or not shutil.which("pdftotext"):
        report.skip(f"{name}: rendered", "LibreOffice or pdftotext is missing")
        return
    subprocess.run([office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf", "--outdir", folder, path],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=150)
    text = subprocess.run(["pdftotext", "-layout", os.path.join(folder, pathlib.Path(path).stem + ".pdf"), "-"],
                          check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")[:-1]
    wanted = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND HUYỆN TRÙNG KHÁNH", "Đơn vị: triệu đồng", "Cơ quan chủ trì", "224,523", "158.914", "TM. ỦY BAN NHÂN DÂN"]
    report.check(f"{name}: rendered", [w for w in wanted if w not in text] + [w for w in ["###", "#REF", "Err:"] if w in text])
    report.check(f"{name}: on two pages, headings on both", differences((len(pages), [bool(re.search("Cơ quan chủ trì", p)) for p in pages]), (2, [True, True])))


def make(program, folder, day, *options):
    os.makedirs(folder)
    environment = dict(os.environ, SGN_TODAY=day, SGN_SITE="1")
    wrapper = os.environ.get("MESON_EXE_WRAPPER", "").split()
    subprocess.run([*wrapper, program, *options, folder], check=True, env=environment)
    sheets = {i: json.loads(pathlib.Path(folder, f"{i}.json").read_text(encoding="utf-8")) for i in IDS}
    return sheets, {i: Workbook(os.path.join(folder, f"{i}.xlsx")) for i in IDS}


def check_paper(report, name, folder):
    """Every appendix there is, on paper."""
    for path in sorted(pathlib.Path(folder).glob("*.pdf")):
        pages = paper.Paper(path)
        document = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        report.check(f"{name}-{path.stem}: its cells on paper in reading order", paper.missing_words(pages.flow(), paper.cells_of(document)))
        report.check(f"{name}-{path.stem}: its pages", paper.page_complaints(pages))


def main():
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sgn-appendices-") as top:
        for name, day, options in [("plan", "2022-12-01", []), ("demo", "2023-08-31", ["--demo"])]:
            folder = os.path.join(top, name)
            sheets, books = make(sys.argv[1], folder, day, *options)
            ledger = Ledger(os.path.join(folder, "sample.sgn"), day)
            check_project_figures(report, name, sheets["KP-01"], sheets["KP-03"], ledger)
            check_unit_figures(report, name, sheets["KP-02"], sheets["KP-04"], ledger)
            for i in IDS:
                if name == "plan":
                    check_golden(report, f"{name}-{i}", books[i])
                check_workbook(report, f"{name}-{i}", books[i], sheets[i], 8 if i in ("KP-01", "KP-02") else 9)
                check_parts(report, f"{name}-{i}", books[i], sheets[i])
            check_paper(report, name, folder)
            report.check(f"{name}-KP-03: native chart", differences("xl/charts/chart1.xml" in books["KP-03"].names(), True))
        folder = os.path.join(top, "ty")
        sheets, books = make(sys.argv[1], folder, "2023-08-31", "--demo", "--money", "ty")
        for i in IDS:
            report.check(f"ty-{i}: formulas give the values kept beside them", books[i].wrong_formulas())
            check_parts(report, f"ty-{i}", books[i], sheets[i])
        check_rendering(report, "KP-01", os.path.join(top, "plan"), os.path.join(top, "plan", "KP-01.xlsx"))
    report.done()


main()
