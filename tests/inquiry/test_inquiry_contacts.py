from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquiryContacts(InquiryCommon):
    """Every contact is logged, and nothing times a visitor out (R-40)."""

    def test_a_talk_lasts_until_somebody_ends_it(self):
        with self._at("2026-01-04 08:00:00"):
            inquiry = self._take_in(contact_start="2026-01-04 07:50:00")
            contact = inquiry.contact_log_ids
            self.assertEqual(str(contact.date_start), "2026-01-04 07:50:00")
            self.assertEqual((contact.direction, contact.question), ("in", "When is the rent paid?"))
            self.assertEqual(contact.user_id, self.officer)
        with self._at("2026-03-04 08:00:00"):
            self.assertFalse(contact.date_end)
        with self._at("2026-01-04 09:20:00"):
            contact.action_end()
            self.assertEqual(contact.duration, 1.5)
            with self.assertRefused("has ended already"):
                contact.action_end()

    def test_a_talk_does_not_begin_in_the_future(self):
        with self._at("2026-01-04 08:00:00"):
            contact = self._take_in(contact_start="2026-05-04 08:00:00").contact_log_ids
            self.assertEqual(str(contact.date_start), "2026-01-04 08:00:00")

    def test_a_letter_is_over_at_once(self):
        contact = self._take_in(channel_id=self.channel_letter.id).contact_log_ids
        self.assertEqual(contact.date_end, contact.date_start)

    def test_contacts_of_a_request_and_of_a_person(self):
        request = self._create_request()
        contacts = self.env["beneficiary.contact.log"].with_user(self.delegate)
        on_request = contacts.create({"request_id": request.id, "channel_id": self.channel_phone.id})
        self.assertEqual((on_request.beneficiary_id, on_request.branch_id), (request.beneficiary_id, self.branch))
        on_person = contacts.create({"beneficiary_id": request.beneficiary_id.id, "channel_id": self.channel_phone.id})
        self.assertEqual((on_person.company_id, on_person.branch_id), (self.company, self.branch))

    def test_a_contact_is_about_something(self):
        with self.assertDatabaseRefuses("beneficiary.contact.log", "belongs to an inquiry, a request or a person"):
            self.env["beneficiary.contact.log"].create({"channel_id": self.channel.id})

    def test_it_does_not_end_before_it_began(self):
        contact = self._take_in().contact_log_ids
        with self.assertDatabaseRefuses("beneficiary.contact.log", "cannot end before it began"):
            contact.date_end = "2020-01-01 00:00:00"

    def test_the_person_is_that_of_the_case(self):
        inquiry = self._take_in()
        person = self._create_beneficiary(branch_id=self.other_branch.id)
        with self.assertRefused("leave “Beneficiary” empty", error=ValidationError):
            self.env["beneficiary.contact.log"].with_user(self.officer).create(
                {"lead_id": inquiry.id, "beneficiary_id": person.id, "channel_id": self.channel.id}
            )

    def test_delegates_log_on_what_they_see(self):
        person = self._create_beneficiary(branch_id=self.other_branch.id)
        inquiry = self._take_in(branch_id=self.other_branch.id)
        for vals in ({"lead_id": inquiry.id}, {"beneficiary_id": person.id}):
            with self.assertRaises(AccessError):
                self.env["beneficiary.contact.log"].with_user(self.delegate).create(
                    {"channel_id": self.channel.id} | vals
                )

    def test_not_on_sales_leads(self):
        lead = self.env["crm.lead"].create({"name": "Sale", "company_id": self.company.id, "user_id": False})
        with self.assertRefused("not on sales leads", error=ValidationError):
            self.env["beneficiary.contact.log"].create({"lead_id": lead.id, "channel_id": self.channel.id})
