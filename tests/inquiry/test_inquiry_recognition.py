from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquiryRecognition(InquiryCommon):
    """A known person is recognised, and nobody learns of it who may not read the file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._create_beneficiary(
            "فاطمة بنت أحمد",
            phone="0501111111",
            email="Fatimah@Example.com",
            identity_type="citizen",
            national_id="1012345672",
            branch_id=cls.other_branch.id,
        )

    def test_by_phone_email_or_number_however_written(self):
        for vals in (
            {"phone": "0501111111"},
            {"phone": "٠٥٠ ١١١ ١١١١"},
            {"phone": "+966 50 111 1111"},
            {"phone": "00966-501111111"},
            {"email_from": "fatimah@example.com"},
            {"email_from": '"F" <FATIMAH@example.com>'},
            {"identity_number": "١٠١٢٣٤٥٦٧٢"},
            {"identity_number": "1012-345-672"},
        ):
            with self.subTest(**vals):
                self.assertEqual(self._take_in(**vals).beneficiary_id, self.person)

    def test_nobody_is_made_up(self):
        for vals in ({}, {"phone": "0509999999"}, {"email_from": "x@example.com"}, {"identity_number": "2012345670"}):
            inquiry = self._take_in(**vals)
            self.assertFalse(inquiry.beneficiary_id or inquiry.known_ids)

    def test_a_linked_inquiry_moves_to_the_branch_of_the_file(self):
        inquiry = self._take_in(phone="0501111111", branch_id=self.branch.id)
        self.assertEqual(inquiry.branch_id, self.other_branch)
        self.person.branch_id = self.branch
        self.assertEqual(inquiry.branch_id, self.branch)

    def test_a_delegate_of_another_branch_learns_nothing(self):
        known = self._take_in(self.delegate, contact_name="A", phone="0501111111", identity_number="1012345672")
        unknown = self._take_in(self.delegate, contact_name="A", phone="0509999999", identity_number="2012345670")
        typed = ("id", "phone", "identity_number", "display_name", "contact_start")
        names = [n for n in known._fields if n not in typed]
        own = ("create_date", "write_date", "inquiry_reference", "duration_tracking", "clock_ids", "activity_ids")
        others = ("visitor_ids", "visitor_page_count")  # of website designers
        names = [n for n in names if n not in own + others]
        reads = []
        for inquiry in (known, unknown):
            inquiry = self._as(self.delegate, inquiry)
            readable = [n for n in names if inquiry._has_field_access(inquiry._fields[n], "read")]
            values = inquiry.read(readable)[0]
            reads.append({n: v for n, v in values.items() if not n.startswith(("phone", "message_", "contact_log"))})
            self.assertEqual((inquiry.branch_id, inquiry.known_count), (self.branch, 0))
        differing = {name for name in reads[0] if reads[0][name] != reads[1][name]}
        self.assertLessEqual(differing, {"id", "name", "duplicate_lead_ids", "date_last_stage_update", "date_open"})

    def test_neither_search_nor_grouping_tells(self):
        known = self._take_in(self.delegate, phone="0501111111")
        leads = self._as(self.delegate, self.env["crm.lead"])
        self.assertIn(known, leads.search([("beneficiary_id", "=", False)]))
        for domain in (
            [("beneficiary_id", "!=", False)],
            [("beneficiary_id", "=", self.person.id)],
            [("beneficiary_id.name", "ilike", "فاطمة")],
            [("beneficiary_id.phone_key", "=", "966501111111")],
        ):
            self.assertNotIn(known, leads.search(domain), domain)
            self.assertFalse(leads.search_count(domain))
        groups = leads._read_group([("id", "=", known.id)], ["beneficiary_id"], ["__count"])
        self.assertEqual(groups, [(self.env["beneficiary.beneficiary"], 1)])
        self.assertFalse(known.duplicate_lead_count)

    def test_the_form_of_a_delegate_tells_nothing(self):
        model = self.env["crm.lead"].with_user(self.delegate).with_context(default_is_inquiry=True)
        form = Form(model, view="beneficiary.crm_lead_view_form_inquiry")
        form.phone = "0501111111"
        self.assertEqual(form.known_count, 0)
        south = self.env["crm.lead"].with_user(self.south_delegate).with_context(default_is_inquiry=True)
        form = Form(south, view="beneficiary.crm_lead_view_form_inquiry")
        form.phone = "0501111111"
        self.assertEqual(form.known_count, 1)

    def test_who_may_not_read_the_file_cannot_link_it(self):
        inquiry = self._take_in(self.delegate, phone="0501111111")
        with self.assertRefused("Choose the person"):
            self._as(self.delegate, inquiry).action_link_person()
        for attempt in (
            lambda: inquiry.write({"beneficiary_id": self.person.id}),
            lambda: self._take_in(self.delegate, beneficiary_id=self.person.id),
        ):
            with self.assertRaises(AccessError) as caught:
                attempt()
            self.assertNotIn("فاطمة", str(caught.exception))

    def test_an_officer_links_what_the_delegate_took_in(self):
        inquiry = self._take_in(self.delegate, phone="0501111111")
        officer = self._as(self.officer, inquiry)
        self.assertEqual(officer.known_ids, self.person)
        officer.action_link_person()
        self.assertEqual((inquiry.sudo().beneficiary_id, inquiry.sudo().branch_id), (self.person, self.other_branch))
        self.assertFalse(self._as(self.delegate, inquiry).has_access("read"))
        self.assertNotIn(self.delegate.partner_id, inquiry.sudo().message_partner_ids)
        self.assertTrue(self._as(self.south_delegate, inquiry).has_access("read"))

    def test_the_contact_moves_with_it(self):
        inquiry = self._take_in(self.delegate, phone="0501111111")
        contact = inquiry.contact_log_ids
        self._as(self.officer, inquiry).action_link_person()
        self.assertEqual((contact.sudo().beneficiary_id, contact.sudo().branch_id), (self.person, self.other_branch))
        self.assertFalse(self._as(self.delegate, contact).has_access("read"))

    def test_the_thread_does_not_say_who_was_linked(self):
        inquiry = self._take_in(phone="0509999999")
        inquiry.beneficiary_id = self.person
        inquiry.write({"beneficiary_id": False, "branch_id": self.branch.id})
        self.env.flush_all()
        told = inquiry.sudo().message_ids.tracking_value_ids
        self.assertNotIn("فاطمة", " ".join(map(str, told.mapped("new_value_char") + told.mapped("old_value_char"))))

    def test_once_answered_the_person_stays(self):
        inquiry = self._take_in(phone="0501111111", answer="Yes")
        inquiry.action_answer_now()
        with self.assertRefused("was answered to this person"):
            inquiry.beneficiary_id = False

    def test_files_of_other_companies_are_not_searched(self):
        other = self._create_other_company()
        self._put_in_force("awn", other)
        manager = self._create_user("other_manager", "manager", other)
        inquiry = self._take_in(manager, company_id=other.id, phone="0501111111")
        self.assertFalse(inquiry.beneficiary_id or inquiry.known_ids)

    def test_a_number_typed_later_is_recognised(self):
        inquiry = self._take_in()
        inquiry.phone = "0501111111"
        self.assertEqual(inquiry.beneficiary_id, self.person)

    def test_recognising_many_costs_no_more(self):
        keys = [(self.company.id, f"9665000000{i:02}", f"p{i}@example.com", str(i)) for i in range(50)]
        leads = self.env["crm.lead"]
        leads._find_known(keys[:1])
        with self.assertQueryCount(3):
            leads._find_known(keys)
