from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquiryRequest(InquiryCommon):
    """An inquiry becomes a request, and nothing that was typed is lost."""

    def _open(self, inquiry, **vals):
        action = inquiry.action_open_request()
        model = self.env[action["res_model"]].with_user(inquiry.env.user).with_context(**action["context"])
        wizard = model.create({"program_id": self.program.id} | vals)
        return self.env["beneficiary.request"].browse(wizard.action_open()["res_id"])

    def test_everything_is_carried_over(self):
        inquiry = self._take_in(
            contact_name="Salma bint Ali",
            phone="0501234567",
            email_from="salma@example.com",
            identity_number="1012345672",
            channel_id=self.channel_phone.id,
            category_id=self.category.id,
            branch_id=self.branch.id,
            user_id=self.manager.id,
        )
        file = self.env["ir.attachment"].create(
            {"name": "lease.txt", "raw": b"lease", "res_model": "crm.lead", "res_id": inquiry.id}
        )
        request = self._open(inquiry)
        person = request.beneficiary_id
        self.assertEqual(
            (person.name, person.phone, person.email, person.national_id, person.identity_type, person.state),
            ("Salma bint Ali", "+966 50 123 4567", "salma@example.com", "1012345672", "citizen", "prospect"),
        )
        self.assertEqual((person.category_ids, person.branch_id), (self.category, self.branch))
        self.assertEqual((request.origin, request.state), ("inquiry", "draft"))
        self.assertEqual(request.channel_id, self.channel_phone)
        self.assertEqual(request.description, "When is the rent paid?")
        self.assertEqual(request.user_id, self.manager)
        self.assertEqual(request.contact_log_ids, inquiry.contact_log_ids)
        self.assertTrue(request.contact_log_ids.date_end)
        copied = self.env["ir.attachment"].search([("res_model", "=", request._name), ("res_id", "=", request.id)])
        self.assertEqual(copied.mapped("raw"), [b"lease"])
        self.assertTrue(file.exists())
        self.assertEqual((inquiry.inquiry_state, inquiry.request_id), ("converted", request))
        self.assertEqual(inquiry.beneficiary_id, person)
        self.assertEqual(request.with_user(self.officer).inquiry_count, 1)
        self.assertEqual(person.with_user(self.officer).inquiry_count, 1)

    def test_a_known_person_gets_no_second_file(self):
        person = self._create_beneficiary(phone="0501234567")
        files = self.env["beneficiary.beneficiary"].search_count([])
        inquiry = self._take_in(contact_name="Somebody", phone="٠٥٠ ١٢٣ ٤٥٦٧")
        self.assertEqual(self._open(inquiry).beneficiary_id, person)
        self.assertEqual(self.env["beneficiary.beneficiary"].search_count([]), files)

    def test_where_several_match_somebody_chooses(self):
        first = self._create_beneficiary(phone="0501234567")
        second = self._create_beneficiary("ليلى", phone="0501234567")
        inquiry = self._take_in(contact_name="Somebody", phone="0501234567")
        self.assertFalse(inquiry.beneficiary_id)
        with self.assertRefused("Several files match", "ليلى", "Choose the person"):
            self._open(inquiry)
        self.assertEqual(inquiry.inquiry_state, "new")
        self.assertEqual(self._open(inquiry, beneficiary_id=second.id).beneficiary_id, second)
        self.assertTrue(first)

    def test_a_name_is_needed(self):
        inquiry = self._take_in()
        with self.assertRefused("Write the name of the person"):
            self._open(inquiry)

    def test_a_mistyped_number_is_said(self):
        inquiry = self._take_in(contact_name="Salma", identity_number="1012345673")
        with self.assertRefused("1012345673", "not a national ID", error=ValidationError):
            self._open(inquiry)
        passport = self._take_in(contact_name="Salma", identity_number="P 123-45")
        self.assertEqual(self._open(passport).beneficiary_id.identity_type, "other")

    def test_a_second_click_makes_no_second_request(self):
        inquiry = self._take_in(contact_name="Salma")
        self._open(inquiry)
        with self.assertRefused("“Request opened”"):
            inquiry._open_request(self.program.with_user(self.officer))
        with self.assertRefused("“Request opened”"):
            inquiry.action_open_request()

    def test_over_rpc_the_programme_may_be_given(self):
        inquiry = self._take_in(contact_name="Salma")
        action = inquiry.action_open_request(self.program.id)
        self.assertEqual(action["res_id"], inquiry.request_id.id)

    def test_only_officers_open_requests(self):
        inquiry = self._take_in(self.delegate, contact_name="Salma")
        with self.assertRefused("Only these roles", error=AccessError):
            inquiry.action_open_request(self.program.id)

    def test_a_sales_lead_opens_no_request(self):
        lead = self.env["crm.lead"].create({"name": "Sale", "type": "opportunity", "user_id": False})
        wizard = self.env["beneficiary.inquiry.request"].with_user(self.officer)
        with self.assertRaises(AccessError):
            wizard.create({"lead_id": self._as(self.officer, lead).id, "program_id": self.program.id})

    def test_the_screen_shows_whom_it_would_make(self):
        inquiry = self._take_in(contact_name="Salma")
        action = inquiry.action_open_request()
        model = self.env[action["res_model"]].with_user(self.officer).with_context(**action["context"])
        form = Form(model)
        self.assertEqual((form.contact_name, form.known_count), ("Salma", 0))
