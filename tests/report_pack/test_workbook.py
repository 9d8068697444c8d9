import io
from datetime import date, datetime

from openpyxl import load_workbook

from odoo.tests import BaseCase, tagged

from ...tools.workbook import MAX_TEXT, Column, Workbook


@tagged("post_install", "-at_install")
class TestWorkbook(BaseCase):
    """The writer of workbooks, without any records."""

    def _read(self, write, **options):
        buffer = io.BytesIO()
        with Workbook(buffer, **options) as book:
            write(book)
        return load_workbook(io.BytesIO(buffer.getvalue()))

    def test_what_people_wrote_stays_text(self):
        """A formula in a name is not run by who opens the workbook (CSV and Excel injection)."""
        typed = ["=1+1", "+966", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "https://evil.example", "٣", "\x07bell"]
        book = self._read(lambda book: book.sheet("A").table([Column("=Head")], [[text] for text in typed]))
        cells = [cell for (cell,) in book.active.iter_rows()]
        self.assertEqual({cell.data_type for cell in cells}, {"s"} | ({"inlineStr"} & {c.data_type for c in cells}))
        self.assertEqual([cell.value for cell in cells[:-1]], ["=Head", *typed[:-1]])
        self.assertFalse([cell for cell in cells if cell.hyperlink])

    def test_every_kind_of_value(self):
        columns = [
            Column("Name"),
            Column("Day", "date"),
            Column("Moment", "moment"),
            Column("Amount", "money"),
            Column("Number", "number"),
        ]
        rows = [
            ("Nora", date(2026, 1, 4), datetime(2026, 1, 4, 8, 30), 12.5, 3),
            (None, False, None, 0.0, 10**16),
            ("x" * 40_000, date(1850, 1, 1), None, -1.25, 0),
        ]
        book = self._read(lambda book: book.sheet("A").table(columns, rows), rtl=True, hijri_label="%s AH")
        sheet = book.active
        self.assertTrue(sheet.sheet_view.rightToLeft)
        self.assertEqual(sheet.freeze_panes, "B2")
        head, first, second, third = sheet.iter_rows(values_only=True)
        self.assertEqual(head, ("Name", "Day", "Day AH", "Moment", "Moment AH", "Amount", "Number"))
        self.assertEqual(
            first, ("Nora", datetime(2026, 1, 4), "1447/07/15", datetime(2026, 1, 4, 8, 30), "1447/07/15", 12.5, 3)
        )
        self.assertEqual(second, (None, None, None, None, None, 0, "10000000000000000"))
        self.assertEqual((len(third[0]), third[0][-1]), (MAX_TEXT - 1, "…"))
        self.assertEqual(third[1:3], ("1850-01-01", None), "before Excel's and the Hijri calendar")

    def test_a_table_that_is_too_long_goes_on_upon_the_next_sheet(self):
        def write(book):
            sheet = book.sheet("Requests")
            sheet.text("Title", "title")
            self.assertEqual(sheet.table([Column("No", "number")], ([n] for n in range(20))), 20)

        book = self._read(write, max_rows=10)
        self.assertEqual(book.sheetnames, ["Requests", "Requests (2)", "Requests (3)"])
        columns = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
        self.assertEqual(columns[0], ["Title", "No", *range(8)])
        self.assertEqual(columns[1] + columns[2], ["No", *range(8, 17), "No", *range(17, 20)])

    def test_every_word_is_printed(self):
        """What is longer than its column stands on several lines, and what has no columns beside it has room."""

        def write(book):
            sheet = book.sheet("Table")
            columns = [Column("Name"), Column("Number", "number"), Column("Story", "long")]
            sheet.table(columns, [("a phrase " * 6, 1, "once"), ("short", 2, "once"), ("short", 2, "once " * 30)])
            sheet.facts([("How it is counted", "a sentence " * 8)])
            book.sheet("Facts").facts([("How it is counted", "a sentence " * 8)])

        table, facts = self._read(write)
        self.assertTrue(table["A2"].alignment.wrap_text and table["C2"].alignment.wrap_text)
        heights = [table.row_dimensions[row].height for row in (2, 3, 4)]
        self.assertGreater(heights[0], 40)
        self.assertIsNone(heights[1])
        self.assertGreater(heights[2], 40)
        self.assertLess(table.column_dimensions["B"].width, 20)
        self.assertGreater(facts.column_dimensions["B"].width, len("a sentence " * 8))

    def test_names_of_sheets(self):
        names = []

        def write(book):
            wanted = ["3/1: a [x]?", "3/1: A [x]?", "'quoted'", "History", "", "م" * 40, "م" * 40]
            names.extend(book.sheet(name).name for name in wanted)

        book = self._read(write)
        self.assertEqual(book.sheetnames, names)
        self.assertEqual(len({name.lower() for name in names}), 7)
        self.assertLessEqual(max(map(len, names)), 31)
        self.assertEqual(names[2], "quoted")
