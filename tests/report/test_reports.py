import unittest

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from ..common import BeneficiaryCommon

NUMBER = "1012345672"
SIGNED = "//div[contains(@class, 'o_bnf_line')]//img[starts-with(@src, 'data:image')]"
PAGES = "//div[@class='o_bnf']"


class ReportCommon(BeneficiaryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("ar_001")
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company.write({"beneficiary_license_number": "81-7", "street": "King Road 12", "phone": "+966 17 332 1234"})
        cls.person = cls._create_beneficiary(
            identity_type="citizen", national_id=NUMBER, phone="0551234567", lang="en_US", birth_date="1985-03-12"
        )

    def _root(self, report, docs, user=None, lang="en_US"):
        reports = self.env["ir.actions.report"].with_user(user or self.officer).with_context(lang=lang)
        content, kind = reports._render_qweb_html(f"beneficiary.report_{report}", docs.ids)
        self.assertEqual(kind, "html")
        return html.fromstring(content.decode())

    def _text(self, *args, **kwargs):
        """Return the words that the printed paper says."""
        pages = self._root(*args, **kwargs).xpath(PAGES)
        return " ".join(" ".join(page.text_content().split()) for page in pages)

    def _ticks(self, root, paper):
        """Return which of missing, received and verified are ticked for one paper."""
        row = next(tr for tr in root.xpath("//tr[td[contains(@class, 'o_bnf_tick')]]") if paper in tr.text_content())
        return [bool(cell.xpath(".//i")) for cell in row.xpath("td[contains(@class, 'o_bnf_tick')]")]


@tagged("post_install", "-at_install")
class TestReports(ReportCommon):
    # ------------------------------------------------------------ requirements
    def test_requirements_of_a_request(self):
        self.paper_id.instructions = "Both sides.\nThe original too."
        request = self._create_request(self.person)
        text = self._text("request_requirements", request)
        for fact in (
            self.company.name,
            "Licence No. 81-7",
            request.name,
            self.program.name,
            self.person.name,
            "Both sides.",
            "Issued within the last 90 days.",
            "It must not have expired on the day of submission.",
            "Signed declaration",
            request.policy_id.window_text,
            self.branch.name,
            "King Road 12",
            "+966 17 332 1234",
        ):
            self.assertIn(fact, text)
        self.assertNotIn(NUMBER, text)
        self.assertNotIn("requirements of this request are complete", text)

    def test_ticks_follow_the_papers(self):
        request = self._create_request(self.person)
        first, second = request.document_ids.sorted("id")
        root = self._root("request_requirements", request)
        self.assertEqual(self._ticks(root, "Test ID copy"), [True, False, False])
        self.assertEqual(self._ticks(root, "Signed declaration"), [True, False, False])
        first.action_receive()
        second.action_receive()
        second.action_reject("Blurred")
        root = self._root("request_requirements", request)
        self.assertEqual(self._ticks(root, "Test ID copy"), [False, True, False])
        self.assertEqual(self._ticks(root, "Test income statement"), [True, False, False])
        text = self._text("request_requirements", request)
        self.assertIn("Not accepted: Blurred", text)
        self.assertIn("still to be checked: Test ID copy", text)
        self._verify_papers(request)
        self._sign(request)
        root = self._root("request_requirements", request)
        self.assertEqual(self._ticks(root, "Test ID copy"), [False, True, True])
        self.assertEqual(self._ticks(root, "Signed declaration"), [False, True, True])
        self.assertIn("The requirements of this request are complete", self._text("request_requirements", request))

    def test_missing_is_what_completeness_waits_for(self):
        request = self._create_request(self.person)
        request.document_ids[0].action_receive()
        report = self.env["report.beneficiary.report_request_requirements"]
        self.assertEqual(
            len(report._missing(request) + report._unchecked(request)), len(request._missing_for_completeness())
        )

    def test_reply_dates_once_submitted(self):
        with self._at("2026-01-01 08:00:00"):
            request = self._submit(self._create_request(self.person))
            text = self._text("request_requirements", request)
        self.assertIn("Not before: 15 January 2026", text)
        self.assertIn("1447/07/26 AH", text)

    def test_requirements_of_a_programme(self):
        self.program.description = "<p>Income below 1,500.</p>"
        root = self._root("program_requirements", self.program, user=self.delegate)
        text = self._text("program_requirements", self.program, user=self.delegate)
        for fact in (self.program.name, "Income below 1,500.", "Test ID copy", self.policy.window_text, "Interview"):
            self.assertIn(fact, text)
        self.assertFalse(root.xpath("//*[@class='o_bnf_box']/i"))
        self.assertNotIn("takes no requests", text)
        self.program.with_user(self.manager).action_close()
        self.assertIn("takes no requests", self._text("program_requirements", self.program))

    # -------------------------------------------------------------------- form
    def test_form_unsigned(self):
        self.person.family_member_ids = [(0, 0, {"name": "Sarah", "relation": "daughter", "birth_date": "2014-11-23"})]
        request = self._create_request(self.person, description="Winter clothes\nfor five")
        root, text = self._root("request_form", request), self._text("request_form", request)
        for fact in (
            "Support-request form",
            self.person.name,
            NUMBER,
            "National ID",
            "+966 55 123 4567",
            "12 March 1985 – 1405/06/21 AH",
            "Sarah",
            "Daughter",
            "1436/02/01 AH",
            "1,000.00",
            "Winter clothes",
            "directly responsible",
        ):
            self.assertIn(fact, text)
        self.assertFalse(root.xpath(SIGNED))
        self.assertNotIn("SHA-256", text)

    def test_form_signed(self):
        request = self._create_request(self.person)
        with self._at("2026-01-04 21:30:00"):
            self._verify_papers(request)
            declaration = self._sign(request)
        root, text = self._root("request_form", request), self._text("request_form", request)
        self.assertIn(declaration.content_hash, text)
        self.assertIn("Fatimah", text)
        self.assertIn("5 January 2026 – 1447/07/16 AH, 00:30", text)
        self.assertRegex(text, r"Enclosures\s*2")
        self.assertEqual(len(root.xpath(SIGNED)), 1)
        request.amount_requested = 5
        self.assertNotIn("SHA-256", self._text("request_form", request))

    # ---------------------------------------------------------------- languages
    def test_applicants_language_and_both_calendars(self):
        arab = self._create_beneficiary("عبدالرحمن بن محمد العبداللطيف", lang="ar_001")
        requests = self._create_request(arab) | self._create_request(self.person)
        with self._at("2026-01-04 09:00:00"):
            root = self._root("request_requirements", requests)
            text = self._text("request_requirements", requests)
        self.assertEqual(root.xpath(PAGES + "/@dir"), ["rtl", "ltr"])
        self.assertIn("عبدالرحمن بن محمد العبداللطيف", text)
        for date in ("15 رجب 1447 هـ", "4 يناير 2026", "4 January 2026", "1447/07/15 AH"):
            self.assertIn(date, text)
        self.assertIn(requests[0].name, root.xpath("//div[@dir='rtl']//strong[@dir='ltr']/text()"))

    def test_programme_in_the_users_language(self):
        for lang, direction in (("ar_001", "rtl"), ("en_US", "ltr")):
            root = self._root("program_requirements", self.program, lang=lang)
            self.assertEqual(root.xpath(PAGES + "/@dir"), [direction])

    def test_pdf(self):
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() != "ok":
            raise unittest.SkipTest("wkhtmltopdf is not installed")
        # the style stands in the page: no web server is needed
        self.env["ir.config_parameter"].sudo().set_param("report.url", "http://127.0.0.1:9")
        arab = self._create_beneficiary("فاطمة", lang="ar_001")
        requests = self._create_request(arab) | self._create_request(self.person)
        for report, docs in (
            ("request_requirements", requests),
            ("request_form", requests),
            ("program_requirements", self.program),
        ):
            with mute_logger("odoo.addons.base.models.ir_actions_report"):
                pdf, kind = (
                    reports.with_user(self.officer)
                    .with_context(force_report_rendering=True)
                    ._render_qweb_pdf(f"beneficiary.report_{report}", docs.ids)
                )
            self.assertEqual(kind, "pdf")
            self.assertTrue(pdf.startswith(b"%PDF"), report)

    def test_print_names(self):
        request = self._create_request(self.person)
        names = {
            "request_requirements": (request, f"Requirements – {request.name}"),
            "request_form": (request, f"Request form – {request.name}"),
            "program_requirements": (self.program, "Requirements – Test support"),
        }
        for report, (doc, expected) in names.items():
            action = self.env.ref(f"beneficiary.action_report_{report}").with_context(lang="en_US")
            self.assertEqual(safe_eval(action.print_report_name, {"object": doc}), expected)

    # -------------------------------------------------------------- deliveries
    def test_delivery_receipt(self):
        request = self._approve(self._create_request(self.person))
        request.action_register_beneficiary()
        delivery = (
            self.env["beneficiary.delivery"]
            .with_user(self.officer)
            .create(
                {
                    "request_id": request.id,
                    "kind": "cash",
                    "description": "First part",
                    "amount": 250.5,
                    "date": "2026-01-04",
                }
            )
        )
        root, text = self._root("delivery_receipt", delivery), self._text("delivery_receipt", delivery)
        for fact in (
            request.name,
            self.person.name,
            self.person.file_number,
            NUMBER,
            "First part",
            "250.50",
            "4 January 2026 – 1447/07/15 AH",
            self.officer.name,
            "I have received from Test association",
        ):
            self.assertIn(fact, text)
        self.assertFalse(root.xpath(SIGNED))
        delivery.write({"receiver_name": "Her brother", "signature": self.signature})
        delivery.action_sign()
        root, text = self._root("delivery_receipt", delivery), self._text("delivery_receipt", delivery)
        self.assertIn("I, Her brother, have received", text)
        self.assertIn("Signed on", text)
        self.assertEqual(len(root.xpath(SIGNED)), 1)
        text = self._text("delivery_receipt", delivery, user=self.finance)
        self.assertIn(self.person.name, text)
        self.assertNotIn(NUMBER, text)

    # ------------------------------------------------------------------- access
    def test_delegate_of_another_branch_cannot_print(self):
        stranger = self._create_user("stranger", "delegate")
        self.other_branch.delegate_ids = stranger
        request = self._approve(self._create_request(self.person))
        delivery = (
            self.env["beneficiary.delivery"].with_user(self.officer).create({"request_id": request.id, "amount": 1})
        )
        for report, docs in (
            ("request_requirements", request),
            ("request_form", request),
            ("delivery_receipt", delivery),
        ):
            self.assertIn(self.person.name, self._text(report, docs, user=self.delegate))
            for user in (stranger, self.outsider, self.portal_user):
                with self.assertRaises(AccessError):
                    self._root(report, docs, user=user)

    def test_members_without_identity_rights_print_without_it(self):
        self.person.family_member_ids = [(0, 0, {"name": "Sarah", "relation": "daughter", "national_id": "2012345670"})]
        request = self._create_request(self.person)
        self._review(request)
        text = self._text("request_form", request, user=self.researcher)
        self.assertIn(NUMBER, text)
        self.assertIn("2012345670", text)
        for user in (self.committee_member, self.management):
            self.assertIn("Test ID copy", self._text("request_requirements", request, user=user))
            root, text = (function("request_form", request, user=user) for function in (self._root, self._text))
            self.assertIn(self.person.name, text)
            self.assertNotIn(NUMBER, text)
            self.assertNotIn("2012345670", text)
            self.assertNotIn("directly responsible", text)
            self.assertFalse(root.xpath(SIGNED))

    def test_form_is_offered_to_those_who_see_identities(self):
        action = self.env.ref("beneficiary.action_report_request_form")
        self.assertEqual(
            action.group_ids, self.env.ref("beneficiary.group_delegate") | self.env.ref("beneficiary.group_researcher")
        )


@tagged("post_install", "-at_install")
class TestReportsSamtah(ReportCommon):
    template = "samtah"

    def test_service_request(self):
        request = self._create_request(self.person)
        self.assertIn("Service-request form", self._text("request_form", request))
        text = self._text("request_requirements", request)
        self.assertIn("Not later than 15 working days from completeness.", text)
        self.assertIn("The time is counted from the day", text)


@tagged("post_install", "-at_install")
class TestReportsMakarem(ReportCommon):
    template = "makarem"

    def test_policy_without_a_form(self):
        self.assertIn("Support request", self._text("request_form", self._create_request(self.person)))
