"""How rows are put into the tables, and the days and moments on which they fall."""

from itertools import count

# the quarter as it passes in Riyadh, three hours ahead: its first and its last second, and those beside it
DAYS = ("2026-01-01", "2026-02-03", "2026-03-31", "2025-12-31", "2026-04-01")
MOMENTS = (
    "2025-12-31 21:00:00",
    "2026-02-03 10:00:00",
    "2026-03-31 20:59:59.7",
    "2025-12-31 20:59:59.7",
    "2026-03-31 21:00:00",
)
LONG_AGO = "2025-06-01 08:00:00"
MEANWHILE = "2026-04-02 08:00:00"
FOREIGN = ("crm_lead", "hr_department", "ir_attachment", "res_partner")


class Rows:
    """Puts rows into the tables of the addon.

    :param cursor: the cursor
    :param known: what many rows need, such as ``company_id``: values for the columns of these names
    """

    def __init__(self, cursor, **known):
        self.cursor = cursor
        self.known = {"create_date": LONG_AGO, "write_date": LONG_AGO, **known}
        self.columns = {}
        self.numbers = count(1)

    def add(self, table, **values):
        """Put one row into ``beneficiary_<table>``, or into the table of this name; return its id."""
        name = table if table in FOREIGN else f"beneficiary_{table}"
        columns = self._columns(name)
        values = {column: value for column, value in self.known.items() if column in columns} | values
        names = ", ".join(f'"{column}"' for column in values)
        marks = ", ".join(["%s"] * len(values))
        key = "id" if "id" in columns else next(iter(values))
        query = f"INSERT INTO {name} ({names}) VALUES ({marks}) RETURNING {key}"  # noqa: S608
        self.cursor.execute(query, list(values.values()))
        return self.cursor.fetchone()[0]

    def spread(self, table, column, moments, *kinds, **values):
        """Put rows on every moment, one for each of ``kinds``; return their ids.

        :param kinds: the values by which the rows differ; a value that can be called is called for each row
        """
        return [
            self.add(table, **{name: value() if callable(value) else value for name, value in row.items()})
            for moment in moments
            for row in (values | kind | {column: moment} for kind in kinds)
        ]

    def contact(self, name):
        """Put a contact; return its id."""
        values = {"name": name, "complete_name": name, "type": "contact", "active": True, "autopost_bills": "ask"}
        return self.add("res_partner", **values)

    def number(self):
        """Return a number that no other row has."""
        return next(self.numbers)

    def _columns(self, table):
        if table not in self.columns:
            self.cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
            self.columns[table] = {name for (name,) in self.cursor.fetchall()}
        return self.columns[table]
