from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PartnerCommon


@tagged("post_install", "-at_install")
class TestPartnerCase(PartnerCommon):
    """A case at a partner: what is taken down, its path, and what it says of eligibility (R-62)."""

    def test_what_the_partner_sees_is_taken_down(self):
        paper = self._paper(self.paper_id)
        file = self._attach(paper)
        case = self._send(document_ids=[(6, 0, paper.ids)])
        self.assertRegex(case.name, r"^PC/\d{4}/\d{5}$")
        self.assertEqual(case.state, "sent")
        self.assertEqual((case.shared_name, case.shared_identity), ("Yusuf bin Ahmad", "0008"))
        self.assertEqual(case.shared_categories, self.category.name)
        self.assertEqual(case.sudo().attachment_ids, file)
        self.assertEqual((case.beneficiary_id, case.program_id), (self.orphan, self.orphans))
        self._attach(paper, "later.pdf")
        self.orphan.with_user(self.officer).name = "Another name"
        self.assertEqual(case.sudo().attachment_ids, file, "what is added later is not shared")
        self.assertEqual(case.shared_name, "Yusuf bin Ahmad")

    def test_a_short_number_is_not_shown_at_all(self):
        case = self.env["beneficiary.partner.case"]
        self.assertFalse(case._last_digits("1234567"))
        self.assertFalse(case._last_digits(False))
        self.assertEqual(case._last_digits("A12345678"), "5678")

    def test_the_entity_is_told_by_email_without_the_person(self):
        case = self._send()
        notice = self.env["beneficiary.notice"].search([("res_model", "=", case._name), ("res_id", "=", case.id)])
        self.assertEqual((notice.kind, notice.medium, notice.recipient), ("partner_case", "email", "a@partner.test"))
        self.assertFalse(notice.request_id or notice.beneficiary_id, "it is no notice to the applicant")
        for text in (case.name, f"/my/cases/{case.id}"):
            self.assertIn(text, notice.body)
        for text in ("Yusuf", "0008", "father", self.request.name):
            self.assertNotIn(text, notice.body)

    def test_emails_go_to_the_contact_that_was_named(self):
        contact = self.user_a.partner_id
        contact.email = "contact@partner.test"
        self.entity_a.notice_partner_id = contact
        case = self._send()
        notice = self.env["beneficiary.notice"].search([("res_model", "=", case._name), ("res_id", "=", case.id)])
        self.assertEqual(notice.recipient, "contact@partner.test")

    def test_the_person_agrees_or_another_ground_is_written(self):
        for vals in (
            {"legal_basis": False},
            {"legal_basis": "consent"},
            {"legal_basis": "law", "basis_reason": "  "},
        ):
            with self.subTest(vals=vals), self.assertRefused("Yusuf", "has not agreed", "Why we may share it"):
                self._send(**vals)
        case = self._send(legal_basis="law", basis_reason="Regulation of orphans' care")
        self.assertFalse(case.consent_id)
        case.action_withdraw("By mistake")
        consent = self.env["beneficiary.consent"].create(
            {
                "beneficiary_id": self.orphan.id,
                "purpose_id": self.env.ref("beneficiary.consent_purpose_partner").id,
            }
        )
        case = self._send(legal_basis=False, basis_reason=False)
        self.assertEqual((case.legal_basis, case.consent_id), ("consent", consent))
        consent.with_user(self.officer).action_withdraw()
        self.assertEqual(case.state, "withdrawn")
        self.assertFalse(self._as_portal(self.user_a))

    def test_one_open_case_for_each_partner(self):
        self._send()
        self._send(entity=self.entity_b)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self._send()

    def test_who_may_send(self):
        for user in (self.delegate, self.management, self.researcher, self.committee_member):
            with self.assertRaises(AccessError):
                self._send(user=user)

    def test_only_requests_under_way(self):
        draft = self._create_request(self.orphan, program_id=self.orphans.id)
        with self.assertRefused("Draft"):
            self._send(draft)

    def test_only_partners_of_the_programme(self):
        entity, _user = self._entity("c")
        with self.assertRefused("Partner C does not verify cases of “Orphan support”", "Partner A"):
            self._send(entity=entity)

    def test_no_partner_without_an_agreement_in_force(self):
        self.entity_a.agreement_id.with_user(self.officer).action_terminate("Both want it")
        with self.assertRefused("Partner A does not verify"):
            self._send()

    def test_papers_of_other_requests_are_not_shared(self):
        other = self._create_request()
        with self.assertRefused(self.request.name, error=ValidationError):
            self._send(document_ids=[(6, 0, other.document_ids.ids)])

    def test_no_answer_in_the_past(self):
        with self.assertRefused("Answer by"):
            self._send(due_date="2020-01-01")

    def test_the_path(self):
        case = self._send()
        portal = case.with_user(self.user_a).sudo()
        portal._portal_receive()
        self.assertEqual((case.state, case.received_by), ("received", self.user_a))
        with self.assertRefused("Statement"):
            portal._portal_verify("  ")
        portal._portal_verify(" He died in 2020. ")
        self.assertEqual((case.state, case.verdict, case.answered_by), ("verified", "He died in 2020.", self.user_a))
        self.assertFalse(case.on_paper)
        self.assertIn("He died in 2020.", self._notes(self.request))
        self.assertIn(f"Partner A verified {case.name}", self.request.sudo().activity_ids.mapped("summary"))

    def test_what_was_answered_is_final(self):
        case = self._send()
        case.with_user(self.user_a).sudo()._portal_return("Not ours")
        for call in (
            lambda: case.sudo().write({"return_reason": "Changed"}),
            lambda: case.action_withdraw("Changed"),
            lambda: case.with_user(self.user_a).sudo()._portal_verify("Changed"),
            lambda: case.with_user(self.user_a).sudo()._portal_receive(),
            lambda: case.action_record_verified("Changed"),
            lambda: case.sudo().unlink(),
        ):
            with self.assertRaises(UserError):
                call()
        self.assertEqual((case.state, case.return_reason), ("returned", "Not ours"))

    def test_a_new_round_is_a_new_case(self):
        case = self._send()
        with self.assertRaises(UserError):
            case.action_send_again()
        case.with_user(self.user_a).sudo()._portal_return("Which father?")
        context = case.action_send_again()["context"]
        self.assertEqual((context["default_entity_id"], context["default_question"]), (self.entity_a.id, case.question))
        again = self._send(question="The father Ahmad")
        self.assertEqual(self.request._eligibility_partner()[self.request.id][0], "pending")
        again.with_user(self.user_a).sudo()._portal_verify("Yes")
        self.assertEqual(
            self.request._eligibility_partner(), {self.request.id: ("passed", f"Partner A verified it ({again.name})")}
        )
        self.assertEqual(case.state, "returned")

    def test_eligibility(self):
        other = self._create_request()
        requests = self.request | other
        self.assertEqual(requests._eligibility_partner(), dict.fromkeys(requests.ids, ("pending", "")))
        case = self._send()
        case.with_user(self.user_a).sudo()._portal_return("Not ours")
        self.assertEqual(
            requests._eligibility_partner(),
            {self.request.id: ("failed", f"Partner A returned it ({case.name})"), other.id: ("pending", "")},
        )

    def test_answers_on_paper(self):
        case = self._send()
        with self.assertRefused("Statement"):
            case.action_record_verified("")
        case.action_record_verified("Letter 12 of the prison")
        self.assertEqual((case.state, case.on_paper, case.answered_by), ("verified", True, self.officer))
        self.assertIn("on paper", self._notes(self.request))

    def test_the_screen_of_answers(self):
        for values, state in (
            ({"step": "record", "outcome": "verified"}, "verified"),
            ({"step": "record", "outcome": "returned"}, "returned"),
            ({"step": "withdraw"}, "withdrawn"),
        ):
            case = self._send()
            wizards = self.env["beneficiary.partner.answer"].with_user(self.officer)
            wizards.create(values | {"case_id": case.id, "text": "Letter 12"}).action_confirm()
            self.assertEqual(case.state, state)

    def test_withdraw(self):
        case = self._send()
        with self.assertRefused("Write why"):
            case.action_withdraw(" ")
        case.action_withdraw("Sent by mistake")
        self.assertEqual((case.state, case.withdraw_reason), ("withdrawn", "Sent by mistake"))
        self.assertFalse(self._as_portal(self.user_a))
        self.assertEqual(self.request._eligibility_partner()[self.request.id], ("pending", ""))

    def test_a_closed_request_takes_its_cases_back(self):
        case = self._send()
        self.request.action_cancel("Not needed")
        self.assertEqual(case.state, "withdrawn")

    def test_another_applicant_or_programme_takes_cases_back(self):
        case = self._send()
        self.request.action_return("Another applicant, please")
        self.assertEqual(case.state, "sent")
        self.request.beneficiary_id = self._create_beneficiary("Somebody else")
        self.assertEqual(case.state, "withdrawn")

    def test_an_answer_about_another_applicant_does_not_count(self):
        case = self._send()
        case.with_user(self.user_a).sudo()._portal_verify("Yes")
        self.request.action_return("Another applicant, please")
        self.request.beneficiary_id = self._create_beneficiary("Somebody else")
        self.assertEqual(self.request._eligibility_partner()[self.request.id], ("pending", ""))

    def test_due_date_may_be_put_off(self):
        case = self._send()
        case.sudo().write({"reminded_on": "2026-01-01", "escalated_on": "2026-01-01"})
        case.due_date = "2099-01-01"
        self.assertFalse(case.reminded_on or case.escalated_on)

    def test_what_was_asked_does_not_change(self):
        case = self._send()
        for vals in (
            {"question": "x"},
            {"entity_id": self.entity_b.id},
            {"document_ids": [(5,)]},
            {"state": "verified"},
            {"shared_name": "x"},
            {"attachment_ids": [(5,)]},
            {"answered_by": self.officer.id},
        ):
            with self.assertRaises(AccessError, msg=vals):
                case.write(vals)

    def test_warning_and_button_on_the_request(self):
        self.assertTrue(self.request.partner_possible)
        self.assertIn("No partner has verified", self.request.partner_warning)
        action = self.request.action_send_to_partner()
        self.assertEqual(action["context"], {"default_request_id": self.request.id, "default_entity_id": False})
        case = self._send()
        self.request.invalidate_recordset()
        self.assertIn(case.name, self.request.partner_warning)
        case.with_user(self.user_a).sudo()._portal_return("Which father?")
        self.request.invalidate_recordset()
        self.assertIn("Which father?", self.request.partner_warning)
        self._send().with_user(self.user_a).sudo()._portal_verify("Yes")
        self.request.invalidate_recordset()
        self.assertFalse(self.request.partner_warning)
        self.assertEqual(self.request.partner_case_count, 2)

    def test_batches(self):
        requests = self.request.concat(
            *(
                self._submit(self._create_request(self._create_beneficiary(f"Person {n}"), program_id=self.orphans.id))
                for n in range(6)
            )
        )
        for request in requests:
            self._send(request)
        few = self._count_queries(requests[:2]._eligibility_partner)
        self.assertEqual(few, self._count_queries(requests._eligibility_partner))
