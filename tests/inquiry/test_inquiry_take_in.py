from odoo.exceptions import AccessError, RedirectWarning, ValidationError
from odoo.tests import Form, tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquiryTakeIn(InquiryCommon):
    """An inquiry is taken in at the counter with a few words (R-17, R-40)."""

    def test_a_few_words_are_enough(self):
        inquiry = self._take_in(self.delegate, contact_name="Salma", phone="٠٥٠١٢٣٤٥٦٧")
        self.assertTrue(inquiry.is_inquiry)
        self.assertEqual(inquiry.type, "inquiry")
        self.assertEqual(inquiry.inquiry_state, "new")
        self.assertRegex(inquiry.inquiry_reference, r"^INQ/\d{4}/\d{5}$")
        self.assertEqual(inquiry.name, "When is the rent paid?")
        self.assertEqual(inquiry.phone, "+966 50 123 4567")
        self.assertEqual(inquiry.company_id, self.company)
        self.assertEqual(inquiry.team_id, self.company.beneficiary_team_id)
        self.assertEqual(inquiry.branch_id, self.branch)
        self.assertEqual(inquiry.user_id, self.delegate)
        self.assertFalse(inquiry.partner_id)
        self.assertIn(self.delegate.partner_id, inquiry.message_partner_ids)

    def test_the_form_takes_one_in(self):
        model = self.env["crm.lead"].with_user(self.officer).with_context(default_is_inquiry=True)
        with Form(model, view="beneficiary.crm_lead_view_form_inquiry") as form:
            self.assertEqual(form.inquiry_state, "new")
            form.contact_name = "Salma"
            form.question = "Is the office open on Thursday?\nI come from far away."
            form.answer = "Yes, until two."
            self.assertEqual(form.name, "Is the office open on Thursday?")
        inquiry = form.record
        self.assertTrue(inquiry.is_inquiry)
        self.assertEqual(inquiry.team_id, self.company.beneficiary_team_id)
        inquiry.action_answer_now()
        self.assertEqual(inquiry.inquiry_state, "answered")

    def test_nothing_typed_is_lost(self):
        inquiry = self._take_in(phone="call my son", identity_number="١٢٣ ٤٥")
        self.assertEqual(inquiry.phone, "call my son")
        self.assertEqual(inquiry.identity_number, "12345")

    def test_every_company_has_its_own_numbers(self):
        other = self._create_other_company()
        self._put_in_force("samtah", other)
        manager = self._create_user("other_manager", "manager", other)
        first = self._take_in()
        theirs = self._take_in(manager, company_id=other.id)
        sequences = self.env["ir.sequence"].search([("code", "=", "beneficiary.inquiry")])
        self.assertLessEqual(self.company | other, sequences.company_id)
        self.assertTrue(first.inquiry_reference and theirs.inquiry_reference)
        self.assertEqual(theirs.team_id, other.beneficiary_team_id)
        with self.assertRaises(AccessError):
            self._take_in(self.officer, company_id=other.id)

    def test_the_policy_says_which_channels_there_are(self):
        fax = self.env.ref("beneficiary.channel_fax")
        with self.assertRefused("does not know the channel “Fax”", "Interview", error=ValidationError):
            self._take_in(channel_id=fax.id)

    def test_without_a_policy_there_is_none(self):
        company = self._create_other_company("No policy")
        manager = self._create_user("no_policy", "manager", company)
        with self.assertRefused("has no policy in force yet", error=RedirectWarning):
            self._take_in(manager, company_id=company.id, channel_id=False)

    def test_what_its_actions_set_is_not_given_at_creation(self):
        inquiry = self._take_in(
            self.officer, inquiry_state="answered", inquiry_reference="INQ/1", type="opportunity", active=False
        )
        self.assertEqual((inquiry.inquiry_state, inquiry.type, inquiry.active), ("new", "inquiry", True))
        self.assertNotEqual(inquiry.inquiry_reference, "INQ/1")

    def test_an_inquiry_stays_one(self):
        inquiry = self._take_in()
        sales = self.env["crm.team"].sudo().create({"name": "Sales", "company_id": self.company.id})
        for vals, text in (
            ({"team_id": sales.id}, "does not change"),
            ({"type": "opportunity"}, "does not change"),
            ({"active": False}, "does not change"),
            ({"is_inquiry": False}, "set by its own actions"),
            ({"inquiry_state": "answered"}, "set by its own actions"),
            ({"answered_by": self.officer.id}, "set by its own actions"),
        ):
            with self.subTest(vals=vals), self.assertRefused(text, error=AccessError):
                inquiry.write(vals)

    def test_a_contact_is_never_linked(self):
        """The contact would write the lead's phone over that of the file, and show its name."""
        person = self._create_beneficiary(phone="0501111111")
        inquiry = self._take_in(phone="0502222222", partner_id=person.partner_id.id)
        self.assertFalse(inquiry.partner_id)
        inquiry.write({"partner_id": person.partner_id.id, "phone": "0503333333"})
        self.assertFalse(inquiry.partner_id)
        self.assertEqual(person.phone, "+966 50 111 1111")

    def test_the_cost_does_not_grow_with_the_batch(self):
        self._create_beneficiary(phone="0501111111")

        def take_in(count):
            vals = {"is_inquiry": True, "channel_id": self.channel_letter.id, "phone": "0501111111", "question": "?"}
            model = self.env["crm.lead"].with_user(self.officer)
            return self._count_queries(lambda: model.create([dict(vals) for _i in range(count)]))

        take_in(1)
        self.assertLessEqual(take_in(40), take_in(10) + 3)
