import base64
import json

from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import signature_png
from .common import EVERYONE, NOISE, RpcCommon
from .features import deposit, field, investigation, payout, profile, report_pack
from .features.research import research

READ_CASES = ("delegate", "officer", "researcher", "management", "manager")
IDENTITY = ("delegate", "officer", "researcher", "manager")
WORDS = "A word about the case"


@tagged("post_install", "-at_install")
class TestReports(RpcCommon):
    """A printed paper says no more than its reader may read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steps._review(cls.north)
        cls.case = cls.steps._approve(cls._create_request(cls.person))
        cls.hidden_case = cls.steps._approve(cls._create_request(cls.stranger))
        for case in (cls.case, cls.hidden_case):
            cls.env["beneficiary.delivery"].create({"request_id": case.id, "amount": 1, "receiver_name": "Receiver"})
            research(cls, case.beneficiary_id, case).action_complete()
        cls.agreement, cls.hidden_agreement = cls.env["beneficiary.agreement"].create(
            [
                {"subject": "Rent support", "partner_id": partner.id, "user_id": cls.officer.id}
                for partner in (cls.person.partner_id, cls.stranger.partner_id)
            ]
        )
        vals = {"committee_id": cls.committee.id, "start": "2026-01-04 08:00:00"}
        cls.meeting = cls.env["beneficiary.committee.meeting"].create(vals)
        program = profile.program(cls.env, cls.company)
        cls.certificate, cls.hidden_certificate = (
            profile.scene(cls.env, person, profile.opportunity(cls.env, program, person.branch_id))["certificate"]
            for person in (cls.person, cls.stranger)
        )
        cls.event, cls.hidden_event = (
            field.event(cls, "announced", person.with_user(cls.env.user), branch=person.branch_id)
            for person in (cls.person, cls.stranger)
        )
        cls.fee, cls.hidden_fee = (deposit.paid_fee(cls, person).sudo() for person in (cls.person, cls.stranger))
        cls.settlement, cls.hidden_settlement = (
            investigation.offered_settlement(cls, person).sudo() for person in (cls.person, cls.stranger)
        )
        cls.compensation = payout.approved_compensation(cls)
        cls.pack = report_pack._with_files(report_pack._pack(cls.env, cls.manager, cls.policy), "pdf")
        cls.reports = cls.env["ir.actions.report"].search([("model", "=like", "beneficiary.%")])

    def _records(self, model):
        """Return a record that belongs to the northern branch, and one that does not."""
        return {
            "beneficiary.request": (self.case, self.hidden_case),
            "beneficiary.delivery": (self.case.delivery_ids, self.hidden_case.delivery_ids),
            "beneficiary.program": (self.program, self.program.browse()),
            "beneficiary.assessment": (self.case.sudo().assessment_ids, self.hidden_case.sudo().assessment_ids),
            "beneficiary.notice": (self.case.notice_ids[:1], self.hidden_case.notice_ids[:1]),
            "beneficiary.agreement": (self.agreement, self.hidden_agreement),
            "beneficiary.policy": (self.policy, self.policy.browse()),
            "beneficiary.committee.meeting": (self.meeting, self.meeting.browse()),
            "beneficiary.volunteer.certificate": (self.certificate, self.hidden_certificate),
            "beneficiary.field.event": (self.event, self.hidden_event),
            "beneficiary.deposit": (self.fee, self.hidden_fee),
            "beneficiary.complaint": (self.settlement.complaint_id, self.hidden_settlement.complaint_id),
            "beneficiary.settlement": (self.settlement, self.hidden_settlement),
            "beneficiary.compensation": (self.compensation, self.compensation.browse()),
            "beneficiary.evidence.pack": (self.pack, self.pack.browse()),
        }[model]

    def _print(self, report, record):
        with mute_logger(*NOISE, "odoo.addons.base.models.ir_qweb"):
            response = self.url_open(f"/report/html/{report.report_name}/{record.id}")
        return response.text if response.status_code == 200 else ""

    def test_papers_are_printed_for_readers_only(self):
        readers = {
            "beneficiary.request": (*READ_CASES, "committee_member"),
            "beneficiary.delivery": (*READ_CASES, "finance"),
            "beneficiary.program": (*READ_CASES, "committee_member", "finance", "plain"),
            "beneficiary.assessment": ("researcher", "committee_member", "manager"),
            "beneficiary.notice": (*READ_CASES, "committee_member"),
            "beneficiary.agreement": ("delegate", "officer", "management", "manager"),
            "beneficiary.policy": (*READ_CASES, "committee_member", "finance", "plain"),
            "beneficiary.committee.meeting": ("committee_member", "management", "manager"),
            "beneficiary.volunteer.certificate": READ_CASES,
            "beneficiary.field.event": ("delegate", "officer", "management", "manager"),
            "beneficiary.deposit": ("delegate", "officer", "finance", "management", "manager"),
            "beneficiary.complaint": ("officer", "committee_member", "management", "manager"),
            "beneficiary.settlement": ("officer", "committee_member", "management", "manager"),
            "beneficiary.compensation": ("officer", "finance", "management", "manager"),
            "beneficiary.evidence.pack": ("management", "manager"),
        }
        self.assertEqual(set(readers), set(self.reports.mapped("model")), "say who may print a new paper")
        narrower = {
            "beneficiary.report_acknowledgement_register": ("management", "manager"),
            "beneficiary.report_tracking_slip": ("delegate", "officer", "manager"),  # it shows the code
        }
        for report in self.reports:
            own, _hidden = self._records(report.model)
            title = own.name if "name" in own._fields else own.policy_id.name
            for role in EVERYONE:
                self._login(role)
                with self.subTest(report=report.report_name, role=role):
                    allowed = narrower.get(report.report_name, readers[report.model])
                    text = self._print(report, own)
                    self.assertIs(title in text, role in allowed)
                    if role not in allowed:
                        self.assertNotIn(self.person.name, text)

    def test_papers_of_other_branches_are_not_printed(self):
        for report in self.reports:
            _own, hidden = self._records(report.model)
            if hidden:
                self._login("delegate")
                with self.subTest(report=report.report_name):
                    text = self._print(report, hidden)
                    self.assertNotIn(self.stranger.name, text)
                    self.assertNotIn("1000000016", text)
                    both = self.url_open(f"/report/html/{report.report_name}/{self.case.id},{hidden.id}").text
                    self.assertNotIn(self.stranger.name, both)

    def test_identity_is_printed_for_those_who_may_see_it(self):
        for report in self.reports.filtered(lambda r: r.model != "beneficiary.program"):
            own, _hidden = self._records(report.model)
            for role in ("delegate", "researcher", "committee_member", "management", "finance"):
                self._login(role)
                with self.subTest(report=report.report_name, role=role):
                    text = self._print(report, own)
                    if role not in IDENTITY:
                        self.assertNotIn("1000000008", text)
                    for secret in ("4321", "Diabetes"):
                        self.assertNotIn(secret, text)

    def test_a_receipt_does_not_tell_finance_the_case(self):
        self._login("finance")
        report = self.reports.filtered(lambda r: r.model == "beneficiary.delivery")
        self.case.sudo().write({"decision_reason": "Because of her debts"})
        text = self._print(report, self.case.delivery_ids)
        for secret in ("Because of her debts", self.person.phone, self.person.email, "1000000008"):
            self.assertNotIn(secret, text)


@tagged("post_install", "-at_install")
class TestSideDoors(RpcCommon):
    """Routes and methods of Odoo itself that lead to the same people."""

    # ------------------------------------------------------------ searching people
    def test_mentions_and_recipients_do_not_name_hidden_people(self):
        name, email = self.stranger.name, self.stranger.email
        for role in ("delegate", "committee_member", "plain"):
            self._login(role)
            with self.subTest(role=role):
                for method, kwargs in (
                    ("get_mention_suggestions", {"search": name[:4]}),
                    ("get_mention_suggestions", {"search": email[:4]}),
                    ("im_search", {"name": name[:4]}),
                    ("search_for_channel_invite", {"search_term": name[:4]}),
                    ("name_search", {"name": email}),
                    ("web_name_search", {"name": name, "specification": {"display_name": {}, "phone": {}}}),
                    ("formatted_read_group", {"domain": [], "groupby": ["email"], "aggregates": ["__count"]}),
                    ("search_panel_select_range", {"field_name": "parent_id"}),
                ):
                    result, _error = self._rpc("res.partner", method, **kwargs)
                    self.assertNotIn(email, str(result), method)
                    self.assertNotIn(name, str(result), method)
                text = self._json(
                    "/mail/partner/from_email",
                    {
                        "thread_model": "res.partner",
                        "thread_id": self._user(role).partner_id.id,
                        "emails": [email],
                    },
                ).text
                self.assertNotIn(json.dumps(name)[1:-1], text)
                self.assertNotIn(name, text)

    def test_who_sees_the_person_finds_him(self):
        """So that the test above is about rights, and not about a search that finds nothing anyway."""
        self._login("officer")
        result, _error = self._rpc("res.partner", "get_mention_suggestions", search=self.stranger.email[:4])
        self.assertIn(self.stranger.email, str(result))

    def test_a_hidden_person_is_not_made_a_recipient_by_its_id(self):
        """The answer of the server must not name who was subscribed or mentioned."""
        self._login("delegate")
        text = self._json(
            "/mail/message/post",
            {
                "thread_model": "beneficiary.request",
                "thread_id": self.north.id,
                "post_data": {"body": "x", "partner_ids": self.stranger.partner_id.ids, "message_type": "comment"},
            },
        ).text
        self.assertNotIn(json.dumps(self.stranger.name)[1:-1], text)
        self.assertNotIn(self.stranger.email, text)

    def test_the_photo_of_a_hidden_person_is_not_served(self):
        self.stranger.sudo().image_1920 = signature_png()
        person = self.stranger.sudo()
        photos = {base64.b64decode(person[name]) for name in ("image_1920", "image_128", "avatar_128", "avatar_1920")}
        for role in ("officer", "delegate", "plain", "portal", "public"):
            self._login(role)
            for model, record in (("res.partner", person.partner_id), ("beneficiary.beneficiary", person)):
                for name in ("image_1920", "image_128", "avatar_128", "avatar_1920"):
                    with self.subTest(role=role, model=model, field=name), mute_logger(*NOISE):
                        served = self.url_open(f"/web/image/{model}/{record.id}/{name}").content
                        self.assertIs(served in photos, role == "officer")

    def test_the_card_of_a_hidden_person_is_not_served(self):
        partner = self.stranger.partner_id
        for role in ("officer", "delegate", "plain", "portal", "public"):
            self._login(role)
            for route in (
                f"/web/partner/vcard?partner_ids={partner.id}",
                f"/web_enterprise/partner/{partner.id}/vcard",
            ):
                with self.subTest(role=role, route=route), mute_logger(*NOISE):
                    self.assertIs(partner.email in self.url_open(route).text, role == "officer")

    def test_the_export_route_gives_what_its_user_sees(self):
        self.env.ref("base.group_allow_export").sudo().user_ids += self.delegate
        self._login("delegate")
        for own, hidden in ((self.north, self.south), (self.person, self.stranger)):
            text = self._export(own._name, {"ids": False, "domain": [["id", "in", (own | hidden).ids]]})
            self.assertIn(own.display_name, text)
            self.assertNotIn(hidden.display_name, text)
            self.assertNotIn(hidden.display_name, self._export(own._name, {"ids": hidden.ids, "domain": []}))

    def _export(self, model, which):
        """Return what `/web/export/csv` answers."""
        export = {
            "model": model,
            "fields": [{"name": "id", "label": "id"}, {"name": "display_name", "label": "name"}],
            "import_compat": False,
            "context": {},
            "groupby": [],
            **which,
        }
        data = {"data": json.dumps(export), "csrf_token": Request.csrf_token(self)}
        with mute_logger(*NOISE, "odoo.addons.web.controllers.export"):
            return self.url_open("/web/export/csv", data=data).text

    # -------------------------------------------------------------- take-over
    def test_the_login_of_an_employee_is_not_taken_over_through_his_file(self):
        """A volunteer with a file becomes an administrator: who keeps his file must not redirect his password."""
        admin = new_test_user(
            self.env,
            "test_boss",
            "base.group_system",
            partner_id=self.person.partner_id.id,
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
            email="boss@example.org",
            name=self.person.name,
        )
        for role in ("delegate", "officer", "manager"):
            self._login(role)
            for model, record in (
                ("beneficiary.beneficiary", self.person),
                ("res.partner", self.person.partner_id),
                ("res.users", admin),
            ):
                with self.subTest(role=role, model=model), self._undone():
                    self._rpc(model, "write", record.ids, {"email": "mallory@example.org"})
                    self.assertEqual(admin.email, "boss@example.org")

    def test_the_file_does_not_reach_other_fields_of_the_contact(self):
        partner = self.person.partner_id
        for role in ("delegate", "officer"):
            for vals in (
                {"parent_id": self.company.partner_id.id},
                {"company_type": "company"},
                {"vat": "123"},
                {"user_id": self.officer.id},
                {"type": "other"},
                {"child_ids": [(0, 0, {"name": "Child"})]},
                {"category_id": [(0, 0, {"name": "Tag"})]},
                {"signup_type": "reset"},
            ):
                if next(iter(vals)) not in partner:
                    continue
                with self.subTest(role=role, vals=str(vals)):
                    self.assertNotEffective(
                        lambda r=role, v=vals: self._as(r, self.person).write(v),
                        *[(partner, name) for name in vals if name != "user_id"],
                    )

    def test_the_bank_account_of_a_file_is_the_officers_and_trust_is_not(self):
        iban = "SA0380000000608010167519"
        for role in ("delegate", "researcher", "committee_member", "finance", "management"):
            with self.subTest(role=role):
                create = {"bank_ids": [(0, 0, {"acc_number": iban})]}
                self.assertRefused(self._as(role, self.person).write, create)
        self._as("officer", self.person).write({"bank_ids": [(0, 0, {"acc_number": iban, "allow_out_payment": True})]})
        account = self.person.sudo().bank_ids
        self.assertEqual(account.partner_id, self.person.partner_id)
        if "allow_out_payment" in account:
            self.assertFalse(account.allow_out_payment, "trust in an account is accounting's")
        for command in (
            [(1, account.id, {"partner_id": self.officer.partner_id.id})],
            [(1, account.id, {"allow_out_payment": True, "partner_id": self.officer.partner_id.id})],
            [(4, account.id)],
            [(6, 0, account.ids)],
        ):
            with self.subTest(command=str(command)):
                self.assertNotEffective(
                    lambda c=command: self._as("officer", self.stranger).write({"bank_ids": c}), (account, "partner_id")
                )
                self.assertNotEffective(
                    lambda c=command: self._as("officer", self.person).write({"bank_ids": c}), (account, "partner_id")
                )

    def test_a_hidden_file_is_not_written_through_its_contact_fields(self):
        for vals in ({"name": "Forged"}, {"email": "mallory@example.org"}, {"bank_ids": [(0, 0, {"acc_number": "1"})]}):
            self.assertDenied(self._as("delegate", self.stranger).write, vals)
            for role in ("researcher", "management", "committee_member"):
                self.assertDenied(self._as(role, self.person).write, vals)

    # ------------------------------------------------------------ the portal
    def test_the_token_of_the_applicant_is_not_handed_to_readers(self):
        """Who holds it acts as the applicant."""
        self.steps._review(self.north)
        token = self.north.sudo()._portal_ensure_token()
        strangers = ("delegate_south", "outsider", "finance", "plain", "portal")
        for role in ("officer", "delegate", "researcher", "committee_member", "management", *strangers):
            self._login(role)
            answers = [
                self._rpc(self.north._name, method, self.north.ids, *args)[0]
                for method, args in (
                    ("read", [["access_token"]]),
                    ("web_read", [{"access_token": {}}]),
                    ("get_portal_url", []),
                    ("action_share", []),
                    ("get_access_action", []),
                )
            ]
            answers.append(self._rpc(self.north._name, "search_count", [("access_token", "=", token)])[0])
            with self.subTest(role=role):
                self.assertIs(token in str(answers), role in ("officer", "delegate"))
                self.assertIs(bool(answers[-1]), role in ("officer", "delegate"))

    # ------------------------------------------------------------- mail by hand
    def test_readers_send_no_mail_in_the_name_of_the_case(self):
        for role in ("researcher", "management", "committee_member", "delegate_south", "plain", "portal"):
            self._login(role)
            recipients = {"partner_ids": self.person.partner_id.ids}
            for method, kwargs in (
                ("message_notify", {"body": "Forged", **recipients}),
                ("message_post_with_source", {"source_ref": "mail.message_notification_email"}),
                ("message_mail_with_source", {"source_ref": "mail.message_notification_email", **recipients}),
                ("message_mail_with_source", {"source_ref": "beneficiary.notice_decision", **recipients}),
            ):
                with self.subTest(role=role, method=method), self._undone():
                    before = self._sent()
                    self._rpc("beneficiary.request", method, self.north.ids, **kwargs)
                    self.assertEqual(self._sent(), before)

    def _sent(self):
        """Return how many messages there are on requests, and how many mails."""
        messages = self.env["mail.message"].sudo().search_count([("model", "=", "beneficiary.request")])
        return messages, self.env["mail.mail"].sudo().search_count([])

    def test_words_are_not_put_into_the_thread_past_the_record(self):
        note = self.north.with_user(self.officer).message_post(body=WORDS, subtype_xmlid="mail.mt_note")
        for role in ("officer", "researcher", "management"):
            self._login(role)
            with self.subTest(role=role), self._undone():
                vals = {"model": self.north._name, "res_id": self.north.id, "body": WORDS, "parent_id": note.id}
                before = len(self.north.sudo().message_ids)
                self._rpc("mail.message", "create", vals)
                self.assertEqual(len(self.north.sudo().message_ids) - before, 1 if role == "officer" else 0)

    def test_nobody_reads_mails_that_left(self):
        mail = self.env["mail.mail"].create(
            {"model": self.north._name, "res_id": self.north.id, "body_html": "Decision", "email_to": "x@example.org"}
        )
        for role in ("delegate", "officer", "researcher", "committee_member", "management", "plain", "portal"):
            with self.assertRaises(AccessError), mute_logger(*NOISE):
                self._as(role, mail).read(["body_html"])
