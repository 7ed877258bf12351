"""The sample sheets as another program reads them: check-sheets.py MAKE-SHEETS LINT-FOLDER"""

import datetime
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, sys.argv[2])

from tap import Report
from workbook import Workbook, page_complaints


def differences(found, wanted):
    return [] if found == wanted else [f"{found!r} instead of {wanted!r}"]


def check_plan(report, book):
    head = book.find("TT")
    first = head.row + 3

    def value(column, row):
        return book.kept.cell(first + row, column).value

    report.check("figures are numbers as they are shown", differences(
        [[value(c, r) for c in range(3, 7)] for r in range(5)],
        [[193441, 164136, 29305, 60000], [180548, 164136, 16412, 60000], [114929, 104482, 10447, 50000],
         [65619, 59654, 5965, 10000], [12893, 0, 12893, 0]]))
    report.check("formulas", differences(
        {c.replace(str(first), "#"): f for c, f in book.formulas() if c.endswith(str(first))},
        {"C#": f"=SUM(D{first}:E{first})", "D#": f"=SUM(D{first + 1},D{first + 4})", "E#": f"=SUM(E{first + 1},E{first + 4})",
         "F#": f"=SUM(F{first + 1},F{first + 4})", "G#": f'=IF(C{first}=0,"",F{first}/C{first})', "H#": f"=C{first}-F{first}"}))
    report.check("formulas give the values kept beside them", book.wrong_formulas())
    report.check("texts stay texts", differences(
        [(book.sheet.cell(first + 2, c).value, book.sheet.cell(first + 2, c).data_type) for c in (1, 2)],
        [("1.1", "s"), ("=Tiểu dự án 1", "s")]))
    report.check("full dates are dates, partial ones text", differences(
        [value(9, 2), value(9, 3)], [datetime.datetime(2023, 8, 31), "3/2016"]))
    report.check("number formats", differences(
        [book.sheet.cell(first, c).number_format for c in (1, 3, 7)] + [book.sheet.cell(first + 2, 9).number_format],
        ["@", "#,##0", "0.0%", "dd/mm/yyyy"]))
    row = head.row
    report.check("headings merge", sorted(
        {f"A{row}:A{row + 2}", f"B{row}:B{row + 2}", f"C{row}:E{row}", f"C{row + 1}:C{row + 2}", f"D{row + 1}:E{row + 1}",
         f"F{row}:F{row + 2}"} - book.merged()))
    report.check("heading rows repeat", differences(book.sheet.print_title_rows, f"${row}:${row + 2}"))
    report.check("page set-up", page_complaints(book, 9))
    texts = [c.value for c in book.cells() if c.data_type == "s"]
    wanted = ["UBND TỈNH CAO BẰNG", "UBND HUYỆN TRÙNG KHÁNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
              "Biểu số 01", "DỰ KIẾN KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH NĂM 2023", "Đơn vị: triệu đồng"]
    report.check("letterhead and title", [w for w in wanted if w not in texts])
    report.check("one font", sorted({c.font.name for c in book.cells()} - {"Times New Roman"}))


def check_properties(report, book):
    properties = book.book.properties
    report.check("document properties", differences(
        (properties.title, properties.subject, properties.creator, properties.created),
        ("Dự kiến kinh phí thực hiện Chương trình năm 2023", "Kinh phí", "Phòng Lao động - Thương binh và Xã hội",
         datetime.datetime(2022, 11, 25))))


def check_chart(report, book):
    chart = book.part("xl/charts/chart1.xml")
    data = book.values["Số liệu biểu đồ"]
    report.check("the chart stands on the sheet and keeps its figures", differences(
        ("xl/drawings/drawing1.xml" in book.names(), chart.count("<c:ser>"), "<c:v>180548</c:v>" in chart, "33,2%" in chart),
        (True, 2, True, True)))
    report.check("its figures follow the sheet", differences(
        [[c.value for c in row] for row in data.iter_rows(min_row=2)], [["1", 180548, 60000, 60000.0 / 180548], ["2", 12893, 0, 0]]))


def check_list(report, book):
    head = book.find("Số định danh")
    row = head.row
    rows = list(book.kept.iter_rows(min_row=row + 2, values_only=True))
    report.check("every row of a list", differences(len(rows), 1000))
    report.check("IDs keep their zeros", differences(rows[7][0], "000000000007"))
    report.check("lists are exact", differences((rows[0][3], rows[1][3]), (1166086, 1166086.000001)))
    report.check("filter and frozen heading", differences(
        (book.sheet.auto_filter.ref, book.sheet.freeze_panes), (f"A{row + 1}:F{row + 1001}", f"A{row + 2}")))
    report.check("headings of a list merge too", differences(
        sorted(m for m in book.merged() if m[1:].split(":")[0] == str(row)),
        sorted([f"{c}{row}:{c}{row + 1}" for c in "ABCF"] + [f"D{row}:E{row}"])))
    written = book.part("xl/worksheets/sheet1.xml")
    report.check("each part of a merged heading is written, for its lines", [
        f"{c}{n}" for n in (row, row + 1) for c in "ABCDEF" if f'<c r="{c}{n}"' not in written])


def main():
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sgn-sheets-") as folder:
        wrapper = os.environ.get("MESON_EXE_WRAPPER", "").split()
        subprocess.run([*wrapper, sys.argv[1], folder], check=True, env=dict(os.environ, SGN_TODAY="2022-11-25"))
        plan = Workbook(os.path.join(folder, "plan.xlsx"))
        check_plan(report, plan)
        check_properties(report, plan)
        check_chart(report, plan)
        check_list(report, Workbook(os.path.join(folder, "list.xlsx")))
    report.done()


main()
