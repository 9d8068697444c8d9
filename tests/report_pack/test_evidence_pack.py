import hashlib
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ..complaint.common import ComplaintCommon
from .common import PackCommon

CRON = "beneficiary.ir_cron_evidence_pack"
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
PRINT = "odoo.addons.beneficiary.models.report_pack.evidence_pack.EvidencePack._print"
PDF = b"%PDF-1.4 the paper"


@tagged("post_install", "-at_install")
class TestEvidencePack(PackCommon, ComplaintCommon, HttpCase):
    """The pack of a period: its figures, sheets, rights, seals and the page that verifies them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch(PRINT, lambda pack: PDF))
        with cls._at("2025-12-20 08:00:00"):
            cls._submit()  # before the period
        with cls._at("2026-01-04 08:00:00"):
            cls.delivered = cls._deliver(cls._approve())
            cls.refused = cls._review()
        with cls._at("2026-02-10 08:00:00"):
            cls.open = cls._complete()
            cls.complaint = cls._create_complaint(subject="@Waiting")
            cls.about_manager = cls._create_complaint(subject="The manager was rude", accused_user_ids=cls.manager.ids)
        with cls._at("2026-04-02 08:00:00"):
            cls._submit()  # after it
        cls.figure = cls.env["beneficiary.figure"].create(
            {
                "name": "Complaints received",
                "code": "test_complaints",
                "company_id": False,
                "model": "beneficiary.complaint",
                "date_field": "date_received",
                "aggregate": "count",
                "unit": "records",
                "direction": "none",
                "columns": "name subject state tracking_code",
            }
        )
        cls.clause = cls.policy.clause_ids.sorted("sequence")[0]
        cls.clause.figure_ids |= cls.figure

    def _order(self, user=None, **vals):
        vals = {"date_from": FIRST, "date_to": LAST, "lang": "en_US", "policy_id": self.policy.id} | vals
        with self._at("2026-04-10 08:00:00"):
            return self.env["beneficiary.evidence.pack"].with_user(user or self.management).create(vals)

    def _made(self, *args, **vals):
        pack = self._order(*args, **vals)
        with self._at("2026-04-10 09:00:00"):
            self._run_cron(CRON)
        pack.invalidate_recordset()
        return pack

    def test_every_figure_is_recomputed(self):
        """What the pack says is counted again, in plain Python, from every record and its raw values."""
        pack = self._made()
        self.assertEqual(pack.state, "done", pack.problem)
        self.assertEqual(pack.line_ids.clause_id, self.policy.clause_ids)
        lines = pack.line_ids.filtered("figure_id")
        self.assertGreater(len(lines), 20)
        book = self._book(pack)
        checked = 0
        for line in lines:
            with self.subTest(clause=line.number, figure=line.figure_id.code), self._at("2026-04-10 09:00:00"):
                expected = self._recount(line.figure_id.sudo())
                if expected is None:
                    continue
                good, total, value = expected
                self.assertEqual((line.good, line.total), (good, total))
                self.assertAlmostEqual(line.value, value or 0.0, 2)
                self.assertEqual(bool(line.value_text), value is not None)
                if line.row_count:
                    self._check_rows(book[line.sheet], line)
                checked += 1
        self.assertGreater(checked, len(lines) * 0.8)

    def _recount(self, figure):
        """Return (kept, all, value) of a figure: its records are read one by one, and filtered in memory."""
        zone = self.company._beneficiary_calendar().tz
        try:
            population = figure._read_domain(figure.domain, self.company, FIRST, LAST)
            kept = figure._good_domain(self.company, FIRST, LAST) if (figure.good_domain or "").strip() else None
            model = self.env[figure.model].sudo().with_context(active_test=True, tz=zone)
            records = [r for r in model.search([]) if self._inside(r, figure)]
            records = model.browse([r.id for r in records]).filtered_domain(population)
            good = records.filtered_domain(kept) if kept is not None else records
        except (NotImplementedError, ValueError):
            return None  # it asks what only the database can
        total = len(records)
        if figure.aggregate == "share":
            return len(good), total, 100.0 * len(good) / total if total else None
        if figure.aggregate == "count":
            return len(good), total, float(total)
        if figure.weight_field:
            return None
        values = [self._amount(record, figure) for record in records]
        values = [value for value in values if value is not None]
        if figure.aggregate == "sum":
            return len(good), total, float(sum(values))
        return len(good), total, sum(values) / len(values) if values else None

    def _inside(self, record, figure):
        company = record
        for name in figure.company_field.split("."):
            company = company[name]
        if company != self.company:
            return False
        if not figure.date_field:
            return True
        moment = record[figure.date_field]
        if not moment:
            return False
        is_date = record._fields[figure.date_field].type == "date"
        return FIRST <= (moment if is_date else self.company._beneficiary_date(moment)) <= LAST

    def _amount(self, record, figure):
        value = record[figure.value_field]
        if not figure.value_from:
            return value
        since = record[figure.value_from]
        if not value or not since:
            return None
        return (value - since).total_seconds() / (3600 if figure.unit == "hours" else 86400)

    def _check_rows(self, sheet, line):
        """Check that the rows of a figure on its sheet are as many as said, and those marked as kept, too."""
        rows = list(sheet.iter_rows(values_only=True))
        start = next(n for n, row in enumerate(rows) if row[0] == line.figure_name)
        table = []
        for row in rows[start + 1 :]:
            if not any(cell is not None for cell in row):
                break
            table.append(row)
        table = table[-line.row_count :]
        self.assertEqual(line.row_count, line.total)
        if line.has_good:
            self.assertEqual(len([row for row in table if row[0] == "Yes"]), line.good)

    def test_the_accused_gets_no_row_about_himself(self):
        mine, all_of_them = self._made(self.manager), self._made()
        subjects = []
        for pack in (mine, all_of_them):
            line = pack.line_ids.filtered(lambda line: line.figure_id == self.figure)[0]
            cells = [cell for row in self._book(pack)[line.sheet].iter_rows(values_only=True) for cell in row]
            subjects.append([subject for subject in ("@Waiting", "The manager was rude") if subject in cells])
            self.assertFalse({"tracking_code", "Code (hash)"} & set(cells))
        self.assertEqual(subjects, [["@Waiting"], ["@Waiting", "The manager was rude"]])
        logs = self.env["beneficiary.access.log"].search(
            [("res_model", "=", "beneficiary.complaint"), ("what", "=", "export")]
        )
        self.assertIn((self.about_manager.id, self.management), [(log.res_id, log.user_id) for log in logs])
        self.assertNotIn((self.about_manager.id, self.manager), [(log.res_id, log.user_id) for log in logs])
        # the workbook is for who ordered it, the paper for everybody who reads the pack
        other = all_of_them.with_user(self.manager)
        with self.assertRaisesRegex(AccessError, "Order one of your own"):
            other.action_download()
        self.assertIn("/pdf", other.action_download_pdf()["url"])
        with self.assertRaises(AccessError):
            other.read(["workbook"])
        with self.assertRaises(AccessError):
            self._attachment(all_of_them).with_user(self.management).read(["raw"])

    def test_a_sheet_for_each_clause(self):
        book = self._book(self._made())
        self.assertEqual(len(book.sheetnames), len(self.policy.clause_ids) + 1)
        summary = list(book[book.sheetnames[0]].iter_rows(values_only=True))
        facts = {row[0]: row[1] for row in summary if row[0]}
        self.assertEqual(facts["From"], "2026-01-01 – 1447/07/12 AH")
        self.assertEqual(facts["Association"], self.company.name)
        head = next(n for n, row in enumerate(summary) if row[0] == "Clause number")
        self.assertEqual(summary[head + 1][1], self.clause.name)
        shared = [
            row[0]
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            if str(row[0]).startswith("The records are on the sheet")
        ]
        self.assertTrue(shared, "a figure of several clauses is listed once")

    def test_made_once_and_never_changed(self):
        pack = self._made()
        for record, vals in ((pack, {"met_count": 99}), (pack.line_ids[0], {"value": 99})):
            with self.assertRaisesRegex(UserError, "is made and cannot be changed"):
                record.sudo().write(vals)
        with self.assertRaisesRegex(UserError, "is made and cannot be changed"):
            self._attachment(pack, "pdf").sudo().unlink()
        self.assertEqual(pack.pdf_hash, hashlib.sha256(PDF).hexdigest())
        self.assertEqual(pack.workbook_hash, hashlib.sha256(self._attachment(pack).raw).hexdigest())

    def test_periods_and_policies_that_cannot_be(self):
        draft = self._adopt("awn")
        for vals, message in (
            ({"date_from": LAST, "date_to": FIRST}, "Choose an earlier first day"),
            ({"date_to": date(2026, 4, 11)}, "in the future"),
            ({"policy_id": draft.id}, "is or was in force"),
        ):
            with self.assertRaisesRegex(ValidationError, message):
                self._order(**vals)

    def test_page_that_verifies(self):
        pack = self._made()
        url = f"/beneficiary/verify/{pack._code_text()}"
        page = self.url_open(url.lower())
        self.assertEqual(page.status_code, 200)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        for text in (self.company.name, pack.pdf_hash, pack.workbook_hash, "1 January 2026", "1447/07/12"):
            self.assertIn(text, page.text)
        for typed, answer in (
            (pack.pdf_hash.upper(), "this is the SHA-256 of the paper"),
            (f" {pack.workbook_hash} ", "this is the SHA-256 of the workbook"),
            ("0" * 64, "this is the SHA-256 of another file"),
        ):
            self.assertIn(answer, self.url_open(f"{url}?sha256={typed}").text)
        self.assertIn(
            f"/beneficiary/verify/{pack._code_text()}",
            self.url_open(f"/beneficiary/verify?code={pack._code_text()}").url,
        )
        waiting = self._order()
        for code in (waiting._code_text(), "A" * 24, "x", "%3Cb%3E"):
            answer = self.url_open(f"/beneficiary/verify/{code}")
            self.assertEqual(answer.status_code, 404)
            self.assertNotIn("<b>", answer.text.split("<main")[1])

    def test_queries_do_not_grow_with_the_records(self):
        """A batch costs the same for three rows and for thirty."""
        table = self.env["beneficiary.record.table"].with_user(self.manager)
        requests = self.env["beneficiary.request"].with_user(self.manager)
        columns = table._columns(requests, ["name", "beneficiary_id", "program_id", "state", "date_submitted"])
        domain = [("company_id", "=", self.company.id)]

        def read():
            return sum(len(table._values(batch, columns, self.company)) for batch in table._batches(requests, domain))

        read()
        few, count = self._count_queries(read), read()
        seed = self.open
        for _n in range(20):
            seed.copy({"beneficiary_id": seed.beneficiary_id.id})
        self.assertEqual(self._count_queries(read), few)
        self.assertEqual(read(), count + 20)
