"""The review forms, the lists and CT-01 as another program reads them, against figures counted by hand.

check-review-forms.py MAKE-REGISTRY SGN TESTS-FOLDER
The registry is tests/data/registry/small.sql; every figure below was counted on paper from it."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

MAKE, SGN, TESTS = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
sys.path[:0] = [str(TESTS / "lint"), str(TESTS / "sheet")]

from tap import Report
from workbook import Workbook, page_complaints

WRAPPER = os.environ.get("MESON_EXE_WRAPPER", "").split()
FORMS = [f"RS-{n:02}" for n in range(1, 16)]
A3 = {"RS-09", "RS-12", "RS-13", "RS-14", "RS-15"}
E = None  # an empty cell

# By form: the lines from column 2 on, as they stand on paper: TT, name, (part,) figures. Rates in per cent.
EXPECTED = {
    "RS-01": [
        "1   Huyện Thử  | . .  7 . 3 . 1 .  28 . 10 . 5 .",
        "1.1 Thị trấn A | 50 200  2 4 1 2 0 0  7 3.5 3 1.5 0 0",
        "1.2 Xã B       | 50 200  5 10 0 0 0 0  21 10.5 0 0 0 0",
        "1.3 Xã C       | . .  0 . 2 . 1 .  0 . 7 . 5 .",
    ],
    "RS-02": [
        "1   Huyện Thử  Hộ        | 6  1 1 2  1 1 1 2  7",
        "    -          Nhân khẩu | 19  3 3 5  5 4 6 5  28",
        "1.1 Thị trấn A Hộ        | 2  1 0 0  0 0 0 1  2",
        "    -          Nhân khẩu | 7  3 0 0  0 0 0 3  7",
        "1.2 Xã B       Hộ        | 3  0 1 1  1 1 1 1  5",
        "    -          Nhân khẩu | 10  0 3 3  5 4 6 2  21",
        "1.3 Xã C       Hộ        | 1  0 0 1  0 0 0 0  0",
        "    -          Nhân khẩu | 2  0 0 2  0 0 0 0  0",
    ],
    "RS-03": [
        "1   Huyện Thử  Hộ        | 3  1 1 0  1 0 1 0  3",
        "    -          Nhân khẩu | 11  2 5 0  3 0 3 0  10",
        "1.1 Thị trấn A Hộ        | 1  1 0 0  1 0 0 0  1",
        "    -          Nhân khẩu | 2  2 0 0  3 0 0 0  3",
        "1.2 Xã B       Hộ        | 1  0 1 0  0 0 0 0  0",
        "    -          Nhân khẩu | 5  0 5 0  0 0 0 0  0",
        "1.3 Xã C       Hộ        | 1  0 0 0  0 0 1 0  2",
        "    -          Nhân khẩu | 4  0 0 0  0 0 3 0  7",
    ],
    "RS-04": [
        "1   Huyện Thử  | 7 22  2 2 2 2 1 1 2 3 2 2 2 1",
        "1.1 Thị trấn A | 2 3   1 0 0 1 0 0 0 0 0 0 1 0",
        "1.2 Xã B       | 5 19  1 2 2 1 1 1 2 3 2 2 1 1",
        "1.3 Xã C       | 0 0   0 0 0 0 0 0 0 0 0 0 0 0",
    ],
    "RS-05": [
        "1   Huyện Thử  | 7  28.57 28.57 28.57 28.57 14.29 14.29 28.57 42.86 28.57 28.57 28.57 14.29",
        "1.1 Thị trấn A | 2  50 0 0 50 0 0 0 0 0 0 50 0",
        "1.2 Xã B       | 5  20 40 40 20 20 20 40 60 40 40 20 20",
        "1.3 Xã C       | 0  . . . . . . . . . . . .",
    ],
    "RS-06": [
        "1   Huyện Thử  | 3 2  1 0 0 0 1 0 0 0 0 0 0 0",
        "1.1 Thị trấn A | 1 1  1 0 0 0 0 0 0 0 0 0 0 0",
        "1.2 Xã B       | 0 0  0 0 0 0 0 0 0 0 0 0 0 0",
        "1.3 Xã C       | 2 1  0 0 0 0 1 0 0 0 0 0 0 0",
    ],
    "RS-07": [
        "1   Huyện Thử  | 3  33.33 0 0 0 33.33 0 0 0 0 0 0 0",
        "1.1 Thị trấn A | 1  100 0 0 0 0 0 0 0 0 0 0 0",
        "1.2 Xã B       | 0  . . . . . . . . . . . .",
        "1.3 Xã C       | 2  0 0 0 0 50 0 0 0 0 0 0 0",
    ],
    "RS-08": [
        "1   Huyện Thử  Hộ        | 7 6 2 1 -2    3 2 0 1 0",
        "    -          Nhân khẩu | 28 23 8 6 -9  10 7 0 4 -1",
        "1.1 Thị trấn A Hộ        | 2 1 1 0 0     1 1 0 0 0",
        "    -          Nhân khẩu | 7 2 2 0 3     3 3 0 0 0",
        "1.2 Xã B       Hộ        | 5 5 1 1 -2    0 0 0 0 0",
        "    -          Nhân khẩu | 21 21 6 6 -12 0 0 0 0 0",
        "1.3 Xã C       Hộ        | 0 0 0 0 0     2 1 0 1 0",
        "    -          Nhân khẩu | 0 0 0 0 0     7 4 0 4 -1",
    ],
    # all, Kinh, minorities, then Tày, Nùng, Mông, others
    "RS-09": [
        "1   Huyện Thử  | 7 1 6  2 2 2 0   3 0 2  1 0 1 0",
        "1.1 Thị trấn A | 2 1 1  0 0 1 0   1 0 1  1 0 0 0",
        "1.2 Xã B       | 5 0 5  2 2 1 0   0 0 0  0 0 0 0",
        "1.3 Xã C       | 0 0 0  0 0 0 0   2 0 1  0 0 1 0",
    ],
    "RS-10": [
        "1   Huyện Thử  | 2 2 2 1 1 1 1 2",
        "1.1 Thị trấn A | 1 1 1 0 0 0 0 1",
        "1.2 Xã B       | 1 1 1 1 1 1 0 1",
        "1.3 Xã C       | 0 0 0 0 0 0 1 0",
    ],
    "RS-11": [
        "1   Huyện Thử  | 8 3 5 3  3 0 0 0",
        "1.1 Thị trấn A | 2 0 2 0  1 0 0 0",
        "1.2 Xã B       | 6 3 3 3  0 0 0 0",
        "1.3 Xã C       | 0 0 0 0  2 0 0 0",
    ],
    "RS-12": [
        "1   Huyện Thử  | . . . .  . . . .           7 1 6 2  1 2 1  28 5 23 6  . . .",
        "1.1 Thị trấn A | 50 40 10 .  200 160 40 .   2 1 1 1  0 1 0  7 5 2 2    4 10 .",
        "1.2 Xã B       | 50 2 48 5  200 10 190 20   5 0 5 1  1 1 1  21 0 21 4  10 10.42 20",
        "1.3 Xã C       | . . . .  . . . .           0 0 0 0  0 0 0  0 0 0 0    . . .",
    ],
    "RS-13": [
        "1   Huyện Thử  | . . . .  . . . .           3 0 2 1  1 0 1  10 0 7 4  . . .",
        "1.1 Thị trấn A | 50 40 10 .  200 160 40 .   1 0 1 0  0 0 1  3 0 3 0   2 10 .",
        "1.2 Xã B       | 50 2 48 5  200 10 190 20   0 0 0 0  0 0 0  0 0 0 0   0 0 0",
        "1.3 Xã C       | . . . .  . . . .           2 0 1 1  1 0 0  7 0 4 4   . . .",
    ],
}
# Of 2024: start of the year before; D counts in B; no count for C, so none for the district.
TARGETS = [
    "1   Huyện Thử  | . 7 .  . 1.25  . .",
    "1.1 Thị trấn A | 50 2 4  1 1.5  1 2.5",
    "1.2 Xã B       | 50 5 10  2 .  3 .",
    "1.3 Xã C       | . 0 .  . .  . .",
]
# Of 2023, when every commune had a count the year before: 6 of 100 households.
TARGETS_BEFORE = [
    "1   Huyện Thử  | 100 6 6  . .  . .",
    "1.1 Thị trấn A | 40 2 5  . .  . .",
    "1.2 Xã B       | 40 3 7.5  . .  . .",
    "1.3 Xã C       | 20 1 5  . .  . .",
]
NOTES = {
    "RS-01": ["Chưa tính 1 hộ có kết quả rà soát năm 2023 chưa chính thức.",
              "Chưa có tổng số hộ dân cư, nhân khẩu năm 2023 của Xã C: không tính tỷ lệ ở đó và ở đơn vị cấp trên."],
    "RS-08": ["Có 1 hộ chưa ghi dân tộc.",
              "Một hộ có thể thuộc nhiều nhóm, nên cột “Khác” (tổng số trừ ba nhóm) là số âm ở Xã B; Xã C."],
    "RS-10": ["Tính cho hộ nghèo, hộ cận nghèo; một hộ có thể có nhiều nguyên nhân.", "Có 1 hộ chưa ghi nguyên nhân."],
    "RS-12": ["Dân tộc tại chỗ (thiết lập của đơn vị): Mông."],
    "RS-15": ["Có 1 hộ tăng vì lý do khác (chuyển đến, tách hộ), không đánh dấu ở các cột 5, 6, 7."],
}
# number, member, name (sorted by the given name), born man, woman, group, relation, new, again, old, merit, native, no labour, six of support
POOR_IN_DETAIL = [
    ["", "", "Tổ A1, Thị trấn A"] + [""] * 16,
    ["1", "1", "Sùng A Mười Bốn", "", "", "Mông", "Chủ hộ", "", "", "x", "", "x", "x"] + [""] * 6,
    ["2", "1", "Nguyễn Văn Một", "1980", "", "Kinh", "Chủ hộ", "", "", "x", "", "", "", "x", "", "x", "", "", ""],
    ["", "2", "Nông Thị Vợ", "", "1985", "Tày", "Vợ, chồng"] + [""] * 12,
    ["", "3", "Nguyễn Thị Con", "", "2010", "Kinh", "Con"] + [""] * 12,
    ["", "", "Xóm B1, Xã B"] + [""] * 16,
    ["3", "1", "Nông Văn Bốn", "1990", "", "Tày", "Chủ hộ", "x", "", "", "x", "", "x"] + [""] * 6,
    ["", "2", "Nông Thị Con", "", "2015", "Tày", "Con"] + [""] * 12,
    ["4", "1", "Lục Văn Chín", "", "", "Nùng", "Chủ hộ"] + [""] * 12,
    ["5", "1", "Vàng Thị Năm", "", "", "Mông", "Chủ hộ", "", "x", "", "", "x", ""] + [""] * 6,
    ["6", "1", "Bế Văn Sáu", "", "", "Tày", "Chủ hộ", "x", "", ""] + [""] * 9,
    ["7", "1", "Lục Văn Tám", "", "", "Nùng", "Chủ hộ", "", "", "x"] + [""] * 9,
]


class Ledger:
    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "small.sgn")
        self.environment = dict(os.environ, SGN_TODAY="2024-01-15", SGN_SITE="1", LANGUAGE="vi")
        subprocess.run([*WRAPPER, MAKE, self.path, str(TESTS / "data/registry/small.sql")], check=True, env=self.environment)

    def run(self, *arguments):
        return subprocess.run([*WRAPPER, SGN, *arguments], capture_output=True, text=True, env=self.environment)

    def make(self, appendix, *options):
        """The same appendix as JSON and as a workbook."""
        common = ["appendix", self.path, appendix, "--unit", "Huyện Thử", *options]
        path = os.path.join(self.folder, appendix + ".xlsx")
        done = self.run(*common, "--json")
        if done.returncode != 0 or self.run(*common, "-o", path).returncode != 0:
            raise SystemExit(f"{appendix}: {done.stderr}")
        return json.loads(done.stdout), Workbook(path)


def parse(line):
    """Texts by columns of the paper, figures by blanks; a dot is an empty cell."""
    texts, figures = line.split("|")
    words = texts.split()
    part = words.pop() if words[-1] == "Hộ" else f"{words.pop(-2)} {words.pop()}" if words[-1] == "khẩu" else E
    texts = [E, E] if words == ["-"] else [words[0], " ".join(words[1:])]
    return texts + ([part] if part else []) + [E if f == "." else float(f) for f in figures.split()]


def body(book, sheet):
    """The rows of the workbook below its headings and the line of column numbers."""
    head = book.find(sheet["columns"][0]["heading"][0]).row
    first = head + max(len(c["heading"]) for c in sheet["columns"]) + any("code" in c for c in sheet["columns"])
    for row in range(first, first + len(sheet["rows"])):
        yield [book.kept.cell(row, column + 1).value for column in range(len(sheet["columns"]))]


def shown(value, kind):
    if value in (None, ""):
        return E
    if kind == "percent":
        return round(value * 100, 2)
    return value if kind == "text" else float(value)


def check_cells(report, name, ledger, lines, *options):
    sheet, book = ledger.make(name, *options)
    kinds = [c["kind"] for c in sheet["columns"]]
    found = [[shown(v, k) for v, k in zip(row, kinds)] for row in body(book, sheet)]
    wanted = [parse(line) for line in lines]
    report.check(f"{name} {' '.join(options)}: every cell", [f"{f}\n   instead of {w}" for f, w in zip(found, wanted) if f != w]
                 + ([] if len(found) == len(wanted) else [f"{len(found)} rows instead of {len(wanted)}"]))
    report.check(f"{name}: formulas give the values kept beside them", book.wrong_formulas())
    report.check(f"{name}: page set-up", page_complaints(book, 8 if name in A3 else 9))
    return sheet, book


def check_records(report, name, sheet):
    """Every count has as many households behind it as it says, and those of the whole are those of its parts."""
    wrong = []
    for row in sheet["rows"]:
        for key, cell in row["cells"].items():
            ids = cell.get("records", {}).get("ids", [])
            if len(set(ids)) != len(ids):
                wrong.append(f"{row['key']} {key}: twice the same")
            if cell.get("records", {}).get("type") == "household-year" and isinstance(cell["value"], int) and not ids:
                wrong.append(f"{row['key']} {key}: nothing behind it")
    report.check(f"{name}: records behind the figures", wrong)


def cell(sheet, name, column):
    row = next(r for r in sheet["rows"] if r["cells"].get("name", {}).get("text") == name)
    return row["cells"].get(column, {})


def check_lists(report, ledger):
    sheet, book = ledger.make("RS-15", "--year", "2023")
    found = [[str(v) if v is not None else "" for v in row] for row in body(book, sheet)]
    report.check("RS-15: every cell", [f"{f}\n   instead of {w}" for f, w in zip(found, POOR_IN_DETAIL) if f != w]
                 + ([] if len(found) == len(POOR_IN_DETAIL) else [f"{len(found)} rows"]))
    report.check("RS-15: heads of households and places are bold",
                 [] if [book.sheet.cell(book.find("A").row + 1 + i, 3).font.bold for i in range(4)] == [True, True, True, False] else ["no"])
    for name, who in [("DS-HN", ["Nguyễn Văn Một", "Sùng A Mười Bốn", "Nông Văn Bốn", "Lục Văn Chín", "Vàng Thị Năm", "Bế Văn Sáu", "Lục Văn Tám"]),
                      ("DS-CN", ["Nông Thị Hai", "Chưa Rõ Dân Tộc", "Giàng A Mười Một"])]:
        sheet, book = ledger.make(name, "--year", "2023")
        heads = [row["cells"]["head"]["text"] for row in sheet["rows"] if "number" in row["cells"]]
        report.check(f"{name}: who is in it", [] if sorted(heads) == sorted(who) else [str(heads)])
    masked, _ = ledger.make("DS-HN", "--year", "2023")
    full, _ = ledger.make("DS-HN", "--year", "2023", "--ids", "full")
    first = [r["cells"] for s in (masked, full) for r in s["rows"] if r["cells"]["head"]["text"] == "Nguyễn Văn Một"]
    report.check("DS-HN: personal numbers are masked unless asked for in full",
                 [] if [c["id_number"]["text"] for c in first] == ["004*****1234", "004080001234"] else [str(first)])
    report.check("DS-HN: what stands beside a name", [] if [first[0][k]["text"] for k in
                 ("code", "born", "sex", "persons", "a_points", "b_points", "deprived", "movement", "decision")] ==
                 ["A-1", "1980", "Nam", "5", "150", "20", "1, 4", "Nghèo cũ", "03/QĐ, 01/12/2023"] else [str(first[0])])
    for day, wanted in [("2024-01-01", [("Trần Văn Ba", "2026-12-01", 1065), ("Hoàng Văn Mười", "2026-12-10", 1074)]),
                        ("2023-06-01", [("Vàng Thị Năm", "2025-12-05", 918)]),
                        ("2026-12-01", [("Trần Văn Ba", "2026-12-01", 0), ("Hoàng Văn Mười", "2026-12-10", 9)]),
                        ("2026-12-02", [("Hoàng Văn Mười", "2026-12-10", 8)])]:
        sheet, _ = ledger.make("DS-TN", "--as-of", day)
        found = [(r["cells"]["head"]["text"], r["cells"]["until"]["value"], r["cells"]["left"]["value"])
                 for r in sheet["rows"] if "number" in r["cells"]]
        report.check(f"DS-TN: on {day}", [] if found == wanted else [str(found)])


def check_parameters(report, ledger):
    drafts, _ = ledger.make("RS-01", "--year", "2023", "--state", "all")
    report.check("RS-01 --state all: the draft counts too, and a note says so", [] if cell(drafts, "Xã C", "near-poor")["value"] == 3
                 and any(n.startswith("Trong đó có 1 hộ") for n in drafts["notes"]) else [str(drafts["notes"])])
    group, _ = ledger.make("RS-02", "--year", "2023", "--ethnicity", "07")
    report.check("RS-02 --ethnicity: one group alone closes", [] if [group["rows"][0]["cells"][k]["value"] for k in
                 ("start", "down-one", "down-two", "other-out", "up-one", "relapse", "new", "other-in", "end")] == [1, 0, 0, 0, 0, 0, 0, 1, 2] else ["no"])
    near, _ = ledger.make("RS-10", "--year", "2023", "--class", "near-poor")
    report.check("RS-10 --class: causes of the near-poor", [] if [near["rows"][0]["cells"][f"cause:{i}"]["value"] for i in range(1, 9)]
                 == [0, 0, 1, 0, 0, 0, 1, 0] else ["no"])
    before, _ = ledger.make("RS-01", "--year", "2022")
    report.check("RS-01 of a year with every count: the district has rates", [] if cell(before, "Huyện Thử", "households")["value"] == 100
                 and cell(before, "Huyện Thử", "poor-rate")["text"] == "6,00%" else [str(before["rows"][0])])
    for wrong in (["RS-01", "--ids", "full"], ["DS-HN", "--ids", "some"], ["RS-02", "--ethnicity", "99"]):
        report.check(f"{' '.join(wrong)}: refused", [] if ledger.run("appendix", ledger.path, *wrong).returncode != 0 else ["taken"])


def check_gap(report, ledger):
    """A household the review forgot: the form says where it does not close."""
    script = os.path.join(ledger.folder, "gap.sql")
    text = (TESTS / "data/registry/small.sql").read_text(encoding="utf-8").replace("'other-in', 'official', 2, 'Lục Văn Chín'", "'stayed', 'official', 2, 'Lục Văn Chín'")
    pathlib.Path(script).write_text(text, encoding="utf-8")
    other = os.path.join(ledger.folder, "gap.sgn")
    subprocess.run([*WRAPPER, MAKE, other, script], check=True, env=ledger.environment)
    ledger.path = other
    sheet, book = ledger.make("RS-02", "--year", "2023")
    wanted = "Chưa khớp: Xã B 5 hộ (4), 21 khẩu (19). Số cuối kỳ trên biểu là số theo danh sách của năm; số trong ngoặc tính theo công thức 1-2-3-4+5+6+7+8."
    report.check("RS-02 that does not close says so", [] if wanted in sheet["notes"] else sheet["notes"])
    report.check("RS-02 that does not close has no formula that would hide it",
                 [] if cell(sheet, "Xã B", "end")["value"] == 5 and not list(book.wrong_formulas()) else ["no"])


def by_row(sheet, column, part=None):
    """Figures of a column by the key of the row."""
    end = f"/{part}" if part else ""
    return {r["key"].removesuffix(end): r["cells"][column]["value"] for r in sheet["rows"] if r["key"].endswith(end)}


def check_demonstration(report, folder, ledger):
    """What must agree among the forms of a whole district, whatever its figures are."""
    ledger.path = os.path.join(folder, "demo.sgn")
    ledger.run("sample", ledger.path, "--demo")
    names = FORMS[:13] + ["DS-HN", "DS-CN", "RS-14", "RS-15"]
    sheets = {n: json.loads(ledger.run("appendix", ledger.path, n, "--year", "2023", "--json").stdout) for n in names}
    poor = {"RS-02": ("end", "h"), "RS-04": ("total", None), "RS-05": ("total", None), "RS-08": ("poor", "h"), "RS-09": ("poor", None), "RS-12": ("total", None)}
    near = {"RS-03": ("end", "h"), "RS-06": ("total", None), "RS-07": ("total", None), "RS-08": ("near-poor", "h"), "RS-09": ("near-poor", None), "RS-13": ("total", None)}
    persons = {"RS-02": ("end", "p"), "RS-08": ("poor", "p"), "RS-12": ("total:p", None)}
    for column, forms in (("poor", poor), ("near-poor", near), ("poor-persons", persons)):
        whole = by_row(sheets["RS-01"], column)
        report.check(f"demonstration: {column} of RS-01 in the other forms",
                     [n for n, (key, part) in forms.items() if by_row(sheets[n], key, part) != whole] + ([] if len(whole) == 22 else [str(len(whole))]))
    for name in ("RS-02", "RS-03"):
        wrong = [r["key"] for r in sheets[name]["rows"] if r["cells"]["end"]["value"] != sum(
            r["cells"][k]["value"] * (-1 if k in ("down-one", "down-two", "other-out") else 1)
            for k in ("start", "down-one", "down-two", "other-out", "up-one", "relapse", "new", "other-in"))]
        report.check(f"demonstration: {name} closes", wrong + [n for n in sheets[name]["notes"] if n.startswith("Chưa khớp")])
        behind = [r["key"] for r in sheets[name]["rows"] if r["key"].endswith("/h") and r["cells"]["end"]["value"] !=
                  len(r["cells"]["end"].get("records", {}).get("ids", []))]
        report.check(f"demonstration: {name} has a household behind each of its ends", behind)
    top = sheets["RS-01"]["rows"][0]["cells"]
    for name, column, key in (("DS-HN", "poor", "number"), ("DS-CN", "near-poor", "number"), ("RS-15", "poor", "number"), ("RS-14", "near-poor", "number")):
        n = sum(key in r["cells"] for r in sheets[name]["rows"])
        report.check(f"demonstration: {name} lists as many as RS-01 counts", [] if n == top[column]["value"] else [str(n)])
    report.check("demonstration: the made-up figures are called so", [n for n in names if not any("giả lập" in t for t in sheets[n]["notes"])])


def main():
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sgn-forms-") as folder:
        ledger = Ledger(folder)
        sheets = {}
        for name, lines in EXPECTED.items():
            sheets[name], _ = check_cells(report, name, ledger, lines, "--year", "2023")
            check_records(report, name, sheets[name])
        for name, notes in NOTES.items():
            sheet = sheets.get(name) or ledger.make(name, "--year", "2023")[0]
            report.check(f"{name}: notes", [n for n in notes if n not in sheet["notes"]])
        check_cells(report, "CT-01", ledger, TARGETS, "--year", "2024")
        check_cells(report, "CT-01", ledger, TARGETS_BEFORE, "--year", "2023")
        check_lists(report, ledger)
        check_parameters(report, ledger)
        check_gap(report, ledger)
        check_demonstration(report, folder, ledger)
    report.done()


main()
