import hashlib
from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import float_round

from ..complaint.common import ComplaintCommon
from . import recount
from .common import PackCommon
from .rows import fill

CRON = "beneficiary.ir_cron_evidence_pack"
FIRST, LAST, MADE = date(2026, 1, 1), date(2026, 3, 31), datetime(2026, 4, 10, 9)
OF_ONE = ("policy_review_current", "policy_approved")  # of the one policy in force
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
        """What a pack says of every figure of the addon is counted again, by SQL of its own."""
        with self._at("2026-04-10 08:30:00"):
            self._run_cron("beneficiary.ir_cron_clocks")  # it marks every hour what is late
        self._fill()
        figures = self.env["beneficiary.figure"].search([("company_id", "=", False)]) - self.figure
        self.assertEqual(set(figures.mapped("code")), set(recount.RECOUNTS), "every figure brings its recount")
        self.policy.clause_ids.sorted("sequence")[1].figure_ids = figures  # those of other policies, too
        pack = self._made()
        self.assertEqual(pack.state, "done", pack.problem)
        self.assertEqual(pack.line_ids.clause_id, self.policy.clause_ids)
        lines = pack.line_ids.filtered(lambda line: line.figure_id in figures)
        self.assertEqual(lines.figure_id, figures)
        again = recount.figures(self.env.cr, self.company.id, FIRST, LAST, MADE)
        with self._at(MADE):
            measured = figures._measure(self.company, FIRST, LAST)
        book = self._book(pack)
        for line in lines:
            kept, total, value = again[line.figure_id.code]
            with self.subTest(clause=line.number, figure=line.figure_id.code):
                self.assertEqual((line.good, line.total), (kept, total))
                self.assertEqual((bool(line.value_text), line.value), (value is not None, float_round(value or 0, 2)))
                self.assertAlmostEqual(measured[line.figure_id.id]["value"], value, 9)  # past what two digits hide
                if line.row_count:
                    self._check_rows(book[line.sheet], line)
        for code, (kept, total, _value) in again.items():
            telling = 0 < kept < total if recount.RECOUNTS[code].kind == "share" else total > 1
            self.assertTrue(telling or code in OF_ONE, f"{code} needs rows that keep the promise, and some that do not")
        self.assertGreater(len(lines.filtered("row_count").figure_id), 60)

    def _fill(self):
        """Put rows of everything that figures count beside what the class has."""
        employees = self.env["hr.employee"].create(
            [{"name": f"Employee {number}", "company_id": self.company.id} for number in range(5)]
        )
        old_channel = self.env.ref("beneficiary.channel_phone")  # out of use, but the policy names it
        old_channel.active = False
        other_policy = self._adopt("qader")
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM beneficiary_policy_acknowledgement WHERE policy_id = %s", self.policy.ids)
        fill(
            self.env.cr,
            company_id=self.company.id,
            policy_id=self.policy.id,
            user_id=self.officer.id,
            branch_id=self.branch.id,
            committee_id=self.committee.id,
            partner_id=self.company.partner_id.id,
            channel_id=old_channel.id,
            strange_channel_id=self.env.ref("beneficiary.channel_fax").id,
            type_id=self.paper_id.id,
            survey_id=self.env.ref("beneficiary.survey_service").id,
            purpose_id=self.env.ref("beneficiary.consent_purpose_offer").id,
            category_id=self.category.id,
            employee_ids=employees.ids,
            other_policy_id=other_policy.id,
        )
        self.env.invalidate_all()

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
