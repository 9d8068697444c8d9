import textwrap

from odoo import models

from ...tools import hijri
from ...tools.workbook import Column

LINE_WIDTH = 120
STYLES = {"percent": "share", "currency": "money"}


class EvidenceWorkbook(models.Model):
    """The workbook of a pack: a sheet that sums up, and one for each clause with the records behind its figures.

    A figure that proves several clauses is listed once; the other sheets lead there.
    """

    _inherit = "beneficiary.evidence.pack"

    def _produce(self, target, show):
        table = self.env["beneficiary.record.table"]
        lines = self._lines()
        figures = self.env["beneficiary.figure"].sudo()
        totals = {line["figure_id"]: line["total"] for line in lines if line.get("total")}
        progress = {"done": 0, "all": sum(totals.values())}

        def read(records, count):
            progress["done"] += count
            show(min(98, progress["done"] * 98 // max(progress["all"], 1)), records)

        with table._workbook(target, title=self.display_name, author=self.company_id.name) as book:
            summary = book.sheet(self.env._("Summary"))
            sheets = {}
            for line in lines:
                figure = figures.browse(line.get("figure_id") or [])
                self._write_line(book, line, figure, sheets, summary.name, read)
            self._write_summary(summary, lines)
        return lines

    # ----------------------------------------------------------------- summary
    def _facts(self):
        """Return what the pack is about, as pairs of label and text."""
        policy = self.policy_id.sudo()
        return [
            (self.env._("Association"), self.company_id.name),
            (self.env._("Policy"), policy.name),
            (self.env._("Version"), policy.version),
            (self.env._("From"), self._both(self.date_from)),
            (self.env._("To"), self._both(self.date_to)),
            (self.env._("Ordered by"), self.user_id.name),
            (self.env._("Code to verify"), self._code_text()),
            (self.env._("Page to verify"), self.verify_url),
        ]

    def _both(self, day):
        """Return a day in both calendars."""
        return " – ".join(filter(None, [str(day), self.env._("%s AH", hijri.from_gregorian(day))]))

    def _summary_columns(self):
        return [
            Column(self.env._("Clause number"), width=24),
            Column(self.env._("Clause"), "long", 34),
            Column(self.env._("Figure"), "long", 34),
            Column(self.env._("How it is counted"), "long", 48),
            Column(self.env._("Value"), "any"),
            Column(self.env._("Target to reach"), "any"),
            Column(self.env._("Before"), "any"),
            Column(self.env._("Unit"), width=10),
            Column(self.env._("Result"), width=18),
            Column(self.env._("Promise kept"), "number"),
            Column(self.env._("Number of records"), "number"),
            Column(self.env._("Records listed"), "number"),
            Column(self.env._("Sheet"), "link", 30),
        ]

    def _write_summary(self, sheet, lines):
        sheet.text(self.display_name, "title")
        sheet.facts(self._facts())
        sheet.text(self.env._("The sheets hold the records that %s may read.", self.user_id.name), "note")
        sheet.skip()
        results = dict(self.env["beneficiary.evidence.pack.line"]._fields["result"]._description_selection(self.env))
        sheet.table(self._summary_columns(), (self._summary_row(line, results) for line in lines), freeze=False)

    def _summary_row(self, line, results):
        return (
            line["number"],
            line["clause_name"],
            line.get("figure_name"),
            line.get("description"),
            self._number(line, "value"),
            self._number(line, "target"),
            self._number(line, "before"),
            line.get("unit"),
            results[line["result"]],
            line.get("good") if line.get("has_good") else None,
            line.get("total"),
            line.get("row_count"),
            line.get("sheet") and (line["sheet"], line["sheet"]),
        )

    def _number(self, line, name):
        """Return a number of a line with its style, or nothing where there is none."""
        if not line.get(f"{name}_text"):
            return None
        style = STYLES.get(line["unit_code"], "number")
        return (line[name] / 100 if style == "share" else line[name], style)

    # ----------------------------------------------------------------- clauses
    def _write_line(self, book, line, figure, sheets, summary, read):
        """Write what the sheet of a clause says of one figure, and its records unless they are listed already.

        :param dict sheets: what is written already: clause id → its sheet, and figure → the name of its sheet
        """
        clause = line["clause_id"]
        sheet = sheets.get(("clause", clause))
        if not sheet:
            number = len([key for key in sheets if key[0] == "clause"]) + 1
            sheet = sheets["clause", clause] = book.sheet(f"{number} {line['clause_name']}")
            self._write_clause(sheet, line, summary)
        line["sheet"] = sheet.name
        if not figure:
            sheet.text(self.env._("No figure shows how far this clause is kept."), "note")
            return
        self._write_figure(sheet, line)
        known = sheets.get(("figure", figure.id))
        if known:
            name, line["row_count"] = known
            line["sheet"] = name
            if name != sheet.name:
                sheet.link(name, self.env._("The records are on the sheet “%s”.", name))
        else:
            line["row_count"] = self._write_records(sheet, line, figure, read)
            sheets["figure", figure.id] = (line["sheet"], line["row_count"])
        sheet.skip()

    def _write_clause(self, sheet, line, summary):
        sheet.text(" ".join(filter(None, [line["number"], line["clause_name"]])), "title")
        for text in (line["clause_text"] or "").splitlines():
            for part in textwrap.wrap(text, LINE_WIDTH):
                sheet.text(part)
        sheet.link(summary, self.env._("Back to the summary"))
        sheet.skip()

    def _write_figure(self, sheet, line):
        sheet.text(line["figure_name"], "part")
        kept = self.env._("%(good)s of %(total)s", good=line["good"], total=line["total"])
        facts = [
            (self.env._("How it is counted"), line["description"]),
            (self.env._("Value"), line["value_text"] or self.env._("Nothing to count")),
            (self.env._("Target to reach"), line["target_text"]),
            (self.env._("Before"), line["before_text"]),
            (self.env._("Promise kept"), kept if line["has_good"] else ""),
        ]
        if line["is_present"]:
            facts.append((self.env._("Period covered"), self.env._("As it is now")))
        sheet.facts((label, text) for label, text in facts if text)

    def _write_records(self, sheet, line, figure, read):
        """Write the records behind a figure that the user may read; return how many they are."""
        if not line["total"]:
            return 0
        model = self.env[figure.model]
        if not model.has_access("read"):
            sheet.text(self.env._("You may not read these records."), "note")
            return 0
        table = self.env["beneficiary.record.table"]
        columns = table._columns(model, figure.with_env(self.env)._column_names())
        heads = [column for _path, _field, column in columns]
        if line["has_good"]:
            heads.insert(0, Column(self.env._("Promise kept")))
        return sheet.table(heads, self._rows(model, figure, columns, line["has_good"], read), freeze=False)

    def _rows(self, model, figure, columns, has_good, read):
        """Yield the rows behind a figure, batch by batch."""
        table, company = self.env["beneficiary.record.table"], self.company_id.sudo()
        domain = figure._records_domain(company, self.date_from, self.date_to)
        kept = figure._good_domain(company, self.date_from, self.date_to) if has_good else None
        yes, no, names = self.env._("Yes"), self.env._("No"), {}
        # what is archived is not counted
        for records in table._batches(model, domain, as_system=True, archived=False):
            rows = table._values(records, columns, company, names)
            if has_good:
                good = set(records.sudo().search(kept & table._among(records))._ids)
                rows = [
                    (yes if record_id in good else no, *row) for record_id, row in zip(records._ids, rows, strict=True)
                ]
            yield from rows
            read(records, len(records))
