import io

from openpyxl import load_workbook


class PackCommon:
    """What the tests of registers and packs share, beside a common class."""

    def _attachment(self, record, name="workbook"):
        return record.sudo()._attachment(name)

    def _book(self, record):
        """Return the workbook of a record that is ready, as openpyxl reads it."""
        self.assertEqual(record.state, "done", record.problem)
        return load_workbook(io.BytesIO(self._attachment(record).raw))

    def _rows(self, sheet):
        """Return the rows of a table as dictionaries."""
        head, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]
