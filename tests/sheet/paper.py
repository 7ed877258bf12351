"""A PDF as poppler reads it: pages, words and where they stand."""

import html
import re
import subprocess

MILLIMETRE = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = (n * MILLIMETRE for n in (30, 15, 20, 20))


class Word:
    def __init__(self, left, top, right, bottom, text):
        self.left, self.top, self.right, self.bottom = map(float, (left, top, right, bottom))
        self.text = html.unescape(text)


class Paper:
    def __init__(self, path):
        self.path = path
        self.pages, self.sizes = [], []
        text = self.run("pdftotext", "-bbox", path, "-")
        for page in re.findall(r"<page .*?</page>", text, re.S):
            self.sizes.append(tuple(float(n) for n in re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups()))
            self.pages.append([Word(*word) for word in re.findall(
                r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page)])

    @staticmethod
    def run(*command):
        return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")

    def info(self):
        return dict(line.split(":", 1) for line in self.run("pdfinfo", self.path).splitlines() if ":" in line)

    def fonts(self):
        """Name, embedded, has letters that can be copied."""
        lines = self.run("pdffonts", self.path).splitlines()[2:]
        return [(line.split()[0], *re.search(r"(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", line).group(1, 3)) for line in lines]

    def flow(self):
        """Every word in the order it was drawn."""
        return self.run("pdftotext", "-raw", self.path, "-").split()

    def text(self, page):
        return " ".join(word.text for word in self.pages[page])


def cells_of(document):
    """Every text of a sheet's rows, in reading order."""
    keys = [column["key"] for column in document["columns"]]
    return [row["cells"][key]["text"] for row in document["rows"] for key in keys if row["cells"].get(key)]


def missing_words(flow, texts):
    """What does not follow, in this order, among the words of a document."""
    place = 0
    for text in texts:
        for word in text.split():
            try:
                place = flow.index(word, place) + 1
            except ValueError:
                return [f"“{word}” of “{text}” does not follow in the PDF"]
    return []


def page_complaints(paper, tolerance=0.5):
    """Margins, page numbers, words that overlap: what no page may have."""
    for number, (words, (width, height)) in enumerate(zip(paper.pages, paper.sizes), 1):
        body = [word for word in words if TOP - 2 <= word.top and word.bottom <= height - BOTTOM + 2]
        head = [word for word in words if word.top < TOP - 2]
        for word in words:
            if word.left < LEFT - tolerance or word.right > width - RIGHT + tolerance:
                yield f"page {number}: “{word.text}” is in the margin"
        wanted = [] if number == 1 else [str(number)]
        if [word.text for word in head] != wanted:
            yield f"page {number}: {[word.text for word in head]} above the text instead of {wanted}"
        for word in head:
            middle = (LEFT + width - RIGHT) / 2
            if abs((word.left + word.right) / 2 - middle) > 1:
                yield f"page {number}: its number is not in the middle"
        yield from overlaps(number, body)


def overlaps(number, words):
    """Words that run into each other; boxes have some white above and below."""
    words = sorted(words, key=lambda word: word.top)
    for i, one in enumerate(words):
        middle = (one.top + one.bottom) / 2
        for other in words[i + 1:]:
            if other.top > middle:
                break
            if (other.top + other.bottom) / 2 - middle < 0.25 * (one.bottom - one.top) \
                    and one.left < other.right - 0.5 and other.left < one.right - 0.5:
                yield f"page {number}: “{one.text}” and “{other.text}” overlap"
