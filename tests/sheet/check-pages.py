"""The sample sheets on paper, as poppler reads them: check-pages.py MAKE-SHEETS LINT-FOLDER [sanitized]"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, sys.argv[2])

from paper import Paper, cells_of, missing_words, page_complaints
from tap import Report

WRAPPER = os.environ.get("MESON_EXE_WRAPPER", "").split()


def differences(found, wanted):
    return [] if found == wanted else [f"{found!r} instead of {wanted!r}"]


def check_plan(report, folder):
    plan = Paper(folder / "plan.pdf")
    document = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    info = plan.info()
    report.check("properties", differences(
        [info[name].strip() for name in ("Title", "Author", "Subject")],
        ["Dự kiến kinh phí thực hiện Chương trình năm 2023", "Phòng Lao động - Thương binh và Xã hội", "Kinh phí"]))
    report.check("faces are embedded, their letters known", [f for f in plan.fonts() if f[1:] != ("yes", "yes")])
    report.check("the plan's cells in reading order", missing_words(plan.flow(), cells_of(document)))
    report.check("letterhead, title, unit, notes, signatures in order", missing_words(plan.flow(), [
        "UBND TỈNH CAO BẰNG", "UBND HUYỆN TRÙNG KHÁNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Biểu số 01", "DỰ KIẾN KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH NĂM 2023", "(Kèm theo Kế hoạch số …/KH-UBND ngày …/11/2022)",
        "Đơn vị: triệu đồng", "Kinh phí", "Tổng số", "Trong đó", "ĐTPT", "SN", "Ghi chú: - Văn bản ghi tổng 158.914 triệu đồng.",
        "Trùng Khánh, ngày tháng 11 năm 2022", "NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Tiến độ giải ngân theo dự án", "33,2%"]))
    report.check("the plan's pages", page_complaints(plan))
    report.check("the code of the print below each page", [
        n for n in range(len(plan.pages)) if "KP-XX · 2023" not in plan.text(n)])


def check_figures(report, folder):
    """Figures end where those above and below end."""
    plan = Paper(folder / "plan.pdf")
    ends = [word.right for word in plan.pages[0] if word.text in ("193.441", "180.548", "114.929", "65.619", "12.893")]
    by_column = {}
    for end in ends:
        by_column.setdefault(round(end), []).append(end)
    report.check("figures are right-aligned", [
        f"{column}" for column in by_column.values() if max(column) - min(column) > 0.1] + (["no figures"] if len(ends) < 5 else []))


def check_list(report, folder):
    listed = Paper(folder / "list.pdf")
    words = [word.text for page in listed.pages for word in page]
    report.check("every row of the list once", [
        n for n in range(1000) if words.count(f"{n:012}") != 1])
    report.check("the headings on each page", [
        n for n in range(len(listed.pages)) if "Số định danh" not in listed.text(n)])
    report.check("the list's pages", page_complaints(listed))


def check_wide(report, folder):
    wide = Paper(folder / "wide.pdf")
    document = json.loads((folder / "wide.json").read_text(encoding="utf-8"))
    words = [word.text for page in wide.pages for word in page]
    report.check("every figure of a wide table once", [
        text for text in cells_of(document)[2:60] if not text.startswith("Xã") and words.count(text) < 1])
    report.check("its labels on each page", [
        n for n in range(len(wide.pages)) if "Xã, thị trấn" not in wide.text(n) or " Xã " not in wide.text(n)])
    report.check("its pages", page_complaints(wide))


def check_tall(report, folder):
    tall = Paper(folder / "tall.pdf")
    report.check("a text longer than a page goes on overleaf", missing_words(tall.flow(), [f"từ{n + 1}" for n in range(3000)])
                 or differences(len(tall.pages) > 1, True))
    report.check("the pages it is on", page_complaints(tall))


def measure_memory(program, rows, path):
    child = subprocess.Popen([*WRAPPER, program, "--list", str(rows), path.name], cwd=path.parent)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    return usage.ru_maxrss // 1024 if status == 0 else None


def check_memory(report, program, folder):
    """A list of a thousand pages takes little more than one of a few, and so does its workbook."""
    if "sanitized" in sys.argv or WRAPPER:
        report.skip("a thousand pages", "memory is not the program's own here")
        return
    few, many = (measure_memory(program, rows, folder / "long.xlsx") for rows in (300, 32000))
    report.check("a workbook of many rows needs no more memory than one of few", [
        f"{few} MB for 300 rows, {many} MB for 32,000"] if many is None or many - few > 8 else [])
    few, many = (measure_memory(program, rows, folder / "long.pdf") for rows in (300, 32000))
    pages = int(Paper.run("pdfinfo", folder / "long.pdf").split("Pages:")[1].split()[0])
    report.check("a thousand pages need no more memory than ten", [
        f"{few} MB for ten, {many} MB for {pages} pages"] if pages < 1000 or many is None or many - few > 24 else [])


def main():
    report = Report()
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="sgn-pages-") as name:
        folder = pathlib.Path(name)
        subprocess.run([*WRAPPER, program, folder], check=True, env=dict(os.environ, SGN_TODAY="2022-11-25"))
        check_plan(report, folder)
        check_figures(report, folder)
        check_list(report, folder)
        check_wide(report, folder)
        check_tall(report, folder)
        check_memory(report, program, folder)
    report.done()


main()
