"""Reads a workbook with a reader that is not ours, and reckons its formulas again."""

import re
import sys
import zipfile

try:
    import openpyxl
except ImportError:
    print("1..0 # SKIP openpyxl is not installed")
    sys.exit(0)

from openpyxl.utils import range_boundaries



class Workbook:
    """A sheet twice: with its formulas, and with the values kept beside them."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.values = openpyxl.load_workbook(path, data_only=True)
        self.sheet = self.book.worksheets[0]
        self.kept = self.values.worksheets[0]

    def cells(self):
        for row in self.sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield cell

    def formulas(self):
        for cell in self.cells():
            if cell.data_type == "f":
                yield cell.coordinate, cell.value

    def find(self, text):
        """The first cell that holds exactly this."""
        return next((c for c in self.cells() if c.value == text), None)

    def part(self, name):
        with zipfile.ZipFile(self.path) as file:
            return file.read(name).decode()

    def names(self):
        with zipfile.ZipFile(self.path) as file:
            return file.namelist()

    def number(self, coordinate):
        """What a cell is worth: reckoned, never the value kept."""
        value = self.sheet[coordinate].value
        if value is None or value == "":
            return 0
        if isinstance(value, str) and value.startswith("="):
            return self.reckon(value)
        return value

    def sum_of(self, text):
        total = 0
        for piece in text.split(","):
            left, top, right, bottom = range_boundaries(piece)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    total += self.number(self.sheet.cell(row, column).coordinate)
        return total

    def reckon(self, formula):
        """SUM of ranges, A1-B1+C1, IF(B1=0,"",A1/B1): all that a sheet of ours holds."""
        total = re.fullmatch(r"=SUM\(([A-Z0-9:,]+)\)", formula)
        if total:
            return self.sum_of(total[1])
        ratio = re.fullmatch(r'=IF\(([A-Z]+\d+)=0,"",([A-Z]+\d+)/\1\)', formula)
        if ratio:
            whole = self.number(ratio[1])
            return self.number(ratio[2]) / whole if whole else ""
        terms = re.findall(r"([+-]?)([A-Z]+\d+)", formula[1:])
        if formula[1:] == "".join(sign + name for sign, name in terms):
            return sum(-self.number(name) if sign == "-" else self.number(name) for sign, name in terms)
        raise ValueError(f"unknown formula {formula}")

    def wrong_formulas(self):
        """Formulas whose kept value is not what they give."""
        for coordinate, formula in self.formulas():
            kept, reckoned = self.kept[coordinate].value, self.reckon(formula)
            if kept is None or abs(kept - reckoned) > 1e-9 * max(1, abs(reckoned)):
                yield f"{coordinate} {formula}: kept {kept}, gives {reckoned}"

    def merged(self):
        return {str(r) for r in self.sheet.merged_cells.ranges}

    def lines(self):
        """The sheet as text, a line a cell: for golden files."""
        for cell in self.cells():
            kept = self.kept[cell.coordinate].value
            shown = f"{kept:.10g}" if isinstance(kept, (int, float)) else str(kept)
            formula = cell.value if cell.data_type == "f" else ""
            yield "\t".join([cell.coordinate, cell.data_type, shown.replace("\n", "\\n"), formula, cell.number_format])


def page_complaints(workbook, paper, landscape=True):
    """The print set-up every sheet has."""
    sheet = workbook.sheet
    setup = sheet.page_setup
    expected = {
        "paper": (str(setup.paperSize), str(paper)),
        "orientation": (setup.orientation, "landscape" if landscape else "portrait"),
        "fit to page": (sheet.sheet_properties.pageSetUpPr.fitToPage, True),
        "pages wide": (setup.fitToWidth or 1, 1),
        "pages tall": (int(setup.fitToHeight), 0),
        "page number": ("&P" in str(sheet.oddHeader.center.text) or "&P" in workbook.part("xl/worksheets/sheet1.xml"), True),
    }
    for name, (found, wanted) in expected.items():
        if found != wanted:
            yield f"{name}: {found!r} instead of {wanted!r}"
