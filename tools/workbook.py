"""Excel workbooks of any length, written row by row: only the row at hand is in memory (``xlsxwriter``).

Everything that is not a number or a date is written as text, so a cell that begins with ``=`` is never a formula.
"""

import re
import tempfile
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import xlsxwriter

from . import hijri

# what a sheet and a cell of Excel can hold
MAX_ROWS, MAX_TEXT, MAX_NAME = 1_048_576, 32_767, 31
MAX_WHOLE = 10**15  # a longer number loses digits
DAY_ZERO = date(1899, 12, 30)
SECONDS = 86_400
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
WIDTHS = {
    "text": 22,
    "long": 48,
    "number": 12,
    "money": 16,
    "date": 12,
    "moment": 17,
    "share": 11,
    "any": 14,
    "link": 22,
}
WRAPPED = ("text", "long")
ON_A_LINE = 1.2  # letters that stand on a line, for each digit that would
HIJRI_WIDTH = 14
LONE_WIDTH = 110  # beside the labels of a sheet without a table, so that its sentences are printed whole
HEAD_HEIGHT = 32  # two lines
LINE_HEIGHT, MAX_LINES = 15.5, 12
HEIGHTS = {"title": 24, "part": 19}
TALL_ROWS = 5_000  # the height of each is kept in memory


class Column(NamedTuple):
    """One column of a table; dates take two columns.

    ``kind`` is text, long, number, money, share, date or moment; or ``any`` for pairs of a number and its style, or
    ``link`` for pairs of a sheet's name and a text.
    """

    label: str
    kind: str = "text"
    width: int = 0

    @property
    def is_date(self):
        return self.kind in ("date", "moment")


class Workbook:
    """A workbook that is written to ``target`` when it is closed; a context manager.

    :param target: a path or a binary file
    :param bool rtl: whether the sheets are read from right to left
    :param str hijri_label: heading of the Hijri date beside a date, with ``%s`` for the heading of the date
    :param int max_rows: how many rows a sheet holds before the table goes on upon the next one
    """

    def __init__(self, target, rtl=False, hijri_label="%s (Hijri)", max_rows=MAX_ROWS, **properties):
        self.scratch = tempfile.TemporaryDirectory(prefix="workbook-")
        self.book = xlsxwriter.Workbook(
            target,
            {
                "constant_memory": True,
                "tmpdir": self.scratch.name,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.book.set_properties(properties)
        self.rtl, self.hijri_label, self.max_rows = rtl, hijri_label, max_rows
        self._names = set()
        self._formats = {}

    def __enter__(self):
        return self

    def __exit__(self, failed, *_args):
        try:
            if not failed:
                self.book.close()
        finally:
            self.scratch.cleanup()

    def sheet(self, name):
        """Return a new :class:`Sheet`; its name is made to fit."""
        return Sheet(self, self.free_name(name))

    def free_name(self, wanted):
        """Return ``wanted`` as a name that Excel accepts and that no other sheet has, and reserve it."""
        clean = _NOT_IN_NAMES.sub(" ", wanted).strip(" '")[:MAX_NAME].strip(" '") or "1"
        name, number = clean, 1
        while name.lower() in self._names | {"history"}:
            number += 1
            tail = f" ({number})"
            name = clean[: MAX_NAME - len(tail)].strip() + tail
        self._names.add(name.lower())
        return name

    def style(self, name):
        """Return the format of a kind of cell."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format(
                {"valign": "top", "reading_order": 2 if self.rtl else 1, **STYLES[name]}
            )
        return self._formats[name]


STYLES = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1F4E5F"},
    "part": {"bold": True, "font_size": 12, "font_color": "#1F4E5F"},
    "head": {
        "bold": True,
        "bg_color": "#1F4E5F",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    },
    "term": {"bold": True, "font_color": "#444444"},
    "note": {"font_color": "#555555"},
    "link": {"font_color": "#0563C1", "underline": 1},
    "text": {},
    "long": {"text_wrap": True},
    "number": {"num_format": "#,##0.##"},
    "whole": {"num_format": "#,##0"},
    "money": {"num_format": "#,##0.00"},
    "share": {"num_format": "0.0%"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
    "hijri": {"align": "center"},
}  # fmt: skip


class Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, workbook, name):
        self.workbook, self.title = workbook, name
        self.row, self._widths, self._filtered = 0, {}, False
        self._start(name)

    def _start(self, name):
        self.name = name
        self.page = self.workbook.book.add_worksheet(name)
        if self.workbook.rtl:
            self.page.right_to_left()
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.set_column(1, 1, LONE_WIDTH)  # until a table makes it as wide as it needs
        self.row, self._widths, self._filtered = 0, {}, False

    def _widen(self, column, width):
        """Make a column as wide as the widest of the tables that stand below each other."""
        if width > self._widths.get(column, 0):
            self._widths[column] = width
            self.page.set_column(column, column, width)

    def text(self, content, style="text"):
        """Write one line of text."""
        if style in HEIGHTS:
            self.page.set_row(self.row, HEIGHTS[style])
        self.page.write_string(self.row, 0, fit(content), self.workbook.style(style))
        self.row += 1

    def facts(self, pairs):
        """Write pairs of label and value, one a line."""
        self._widen(0, WIDTHS["text"])
        for label, content in pairs:
            self.page.write_string(self.row, 0, fit(label), self.workbook.style("term"))
            self.put(1, content, "text")
            self.row += 1

    def put(self, column, content, style="text"):
        """Write one cell of the present line: numbers and dates as such, all else as text."""
        if content is None or content is False or content == "":
            return
        if isinstance(content, (int, float)):
            self.page.write_number(self.row, column, content, self.workbook.style(style))
        elif isinstance(content, date):
            moment = isinstance(content, datetime)
            style = self.workbook.style("moment" if moment else "date")
            self.page.write_number(self.row, column, serial(content), style)
        else:
            self.page.write_string(self.row, column, fit(str(content)), self.workbook.style(style))

    def link(self, sheet_name, label):
        """Write a line that leads to another sheet of this workbook."""
        self._writer("link")(self.row, 0, (sheet_name, label))
        self.row += 1

    def skip(self, lines=1):
        """Leave lines empty."""
        self.row += lines

    def table(self, columns, rows, freeze=True):
        """Write a heading and the rows, on as many sheets as they need.

        :param list columns: of :class:`Column`
        :param rows: an iterable of sequences, one value for each column; ``None``, ``False`` and ``""`` stay empty
        :param bool freeze: whether the heading stays in sight
        :return int: how many rows were written
        """
        count = 0
        cells = self._head(columns, freeze)
        first, max_rows = self.row - 1, self.workbook.max_rows
        wrapped = [(n, c.width or WIDTHS[c.kind]) for n, c in enumerate(columns) if c.kind in WRAPPED]
        for values in rows:
            if self.row >= max_rows:
                self._end(columns, first)
                self._start(self.workbook.free_name(self.title))
                cells = self._head(columns, freeze)
                first = self.row - 1
            row = self.row
            if wrapped and count < TALL_ROWS:
                self._heighten(row, values, wrapped)
            for value, (column, write) in zip(values, cells, strict=True):
                if value is not None and value is not False and value != "":
                    write(row, column, value)
            self.row = row + 1
            count += 1
        self._end(columns, first)
        return count

    def _heighten(self, row, values, wrapped):
        """Make a row as high as its texts need, for not every program does that itself."""
        lines = 1
        for n, width in wrapped:
            length = len(values[n] or "")
            if length > width * ON_A_LINE:
                lines = max(lines, -(-length // width))
        if lines > 1:
            self.page.set_row(row, LINE_HEIGHT * min(lines, MAX_LINES))

    def _end(self, columns, first):
        """Let the rows be filtered: a sheet of Excel does that for one table."""
        if not self._filtered and self.row > first + 1:
            self._filtered = True
            self.page.autofilter(first, 0, self.row - 1, sum(1 + c.is_date for c in columns) - 1)

    def _head(self, columns, freeze):
        """Write the heading; return for each column its place and what writes a value into it."""
        cells, place, head = [], 0, self.workbook.style("head")
        self.page.set_row(self.row, HEAD_HEIGHT)
        for column in columns:
            self.page.write_string(self.row, place, fit(column.label), head)
            self._widen(place, column.width or WIDTHS[column.kind])
            cells.append((place, self._writer(column.kind)))
            place += 1
            if column.is_date:
                self.page.write_string(self.row, place, fit(self.workbook.hijri_label % column.label), head)
                self._widen(place, HIJRI_WIDTH)
                place += 1
        self.row += 1
        if freeze:
            self.page.freeze_panes(self.row, 1)
            self.page.repeat_rows(self.row - 1)
        return cells

    def _writer(self, kind):
        """Return the function of row, column and value that writes a cell of this kind."""
        style, page = self.workbook.style, self.page
        if kind in ("date", "moment"):
            return self._date_writer(style(kind), style("hijri"))
        text, number = page.write_string, page.write_number
        if kind == "any":
            return lambda row, column, value: number(row, column, value[0], style(self._fitting(*value)))
        if kind == "link":
            return self._link_writer(style("link"))
        if kind in WRAPPED:
            plain = style("long")
            return lambda row, column, value: text(row, column, value if len(value) < MAX_TEXT else fit(value), plain)
        shown, whole = style(kind), style("whole") if kind == "number" else style(kind)

        def write(row, column, value):
            if -MAX_WHOLE < value < MAX_WHOLE:
                number(row, column, value, whole if value == int(value) else shown)
            else:
                text(row, column, str(value), style("text"))

        return write

    def _fitting(self, value, name):
        return "whole" if name == "number" and value == int(value) else name

    def _link_writer(self, shown):
        def write(row, column, value):
            sheet_name = value[0].replace("'", "''")
            self.page.write_url(row, column, f"internal:'{sheet_name}'!A1", shown, fit(value[1]))

        return write

    def _date_writer(self, shown, hijri_shown):
        text, number = self.page.write_string, self.page.write_number

        def write(row, column, value):
            if value.year < 1901:  # Excel knows no such day
                text(row, column, str(value), shown)
            else:
                number(row, column, serial(value), shown)
            day = hijri_day(value.year, value.month, value.day)
            if day:
                text(row, column + 1, day, hijri_shown)

        return write


def fit(text):
    """Return ``text`` as long as a cell may hold it."""
    return text if len(text) < MAX_TEXT else text[: MAX_TEXT - 2] + "…"


def serial(value):
    """Return a date or a moment as the number that Excel shows as one."""
    if isinstance(value, datetime):
        day = value.toordinal() - DAY_ZERO.toordinal()
        return day + (value.hour * 3600 + value.minute * 60 + value.second) / SECONDS
    return value.toordinal() - DAY_ZERO.toordinal()


@lru_cache(maxsize=40_000)
def hijri_day(year, month, day):
    """Return a Gregorian day as ``YYYY/MM/DD`` in Hijri; kept, because the days of many rows are few."""
    return hijri.from_gregorian(date(year, month, day))
