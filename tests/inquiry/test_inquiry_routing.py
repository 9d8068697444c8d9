from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquiryRouting(InquiryCommon):
    """The liaison officer of category and field answers; the substitute during an absence (R-83)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.widow = cls.env.ref("beneficiary.category_widow")
        for name in ("fallback", "by_field", "by_category", "exact", "stand_in"):
            setattr(cls, name, cls._create_user(name, "officer"))
        cls._line(cls.fallback)
        cls._line(cls.by_field, work_field_id=cls.field_education.id)
        cls._line(cls.by_category, category_id=cls.category.id)
        cls.exact_line = cls._line(
            cls.exact,
            category_id=cls.category.id,
            work_field_id=cls.field_education.id,
            substitute_id=cls.stand_in.id,
        )

    @classmethod
    def _line(cls, user, **vals):
        return cls.env["beneficiary.liaison"].create({"user_id": user.id, "company_id": cls.company.id} | vals)

    def _leave(self, user, start="2026-01-01 00:00:00", end="2026-02-01 00:00:00"):
        resource = self.env["resource.resource"].create({"name": user.name, "user_id": user.id})
        self.env["resource.calendar.leaves"].create(
            {"name": "Leave", "resource_id": resource.id, "date_from": start, "date_to": end}
        )

    def test_the_most_specific_line_decides(self):
        for category, field, user in (
            (self.category, self.field_education, self.exact),
            (self.category, self.field_health, self.by_category),
            (self.category, None, self.by_category),
            (self.widow, self.field_education, self.by_field),
            (self.widow, self.field_health, self.fallback),
            (None, None, self.fallback),
        ):
            with self.subTest(category=category and category.name, field=field and field.name):
                vals = {"category_id": category and category.id, "work_field_id": field and field.id}
                self.assertEqual(self._take_in(**vals).user_id, user)

    def test_the_category_of_a_known_person_counts(self):
        person = self._create_beneficiary()
        self.assertEqual(self._take_in(beneficiary_id=person.id).user_id, self.by_category)
        self.assertEqual(person.liaison_id, self.by_category)

    def test_who_is_named_stays(self):
        inquiry = self._take_in(user_id=self.manager.id, category_id=self.category.id)
        self.assertEqual(inquiry.user_id, self.manager)

    def test_absence_by_the_calendar(self):
        self._leave(self.exact)
        vals = {"category_id": self.category.id, "work_field_id": self.field_education.id}
        with self._at("2026-01-15 08:00:00"):
            self.assertEqual(self._take_in(**vals).user_id, self.stand_in)
            self.assertTrue(self.exact_line.absent)
        self.exact_line.invalidate_recordset()
        with self._at("2026-02-02 08:00:00"):
            self.assertEqual(self._take_in(**vals).user_id, self.exact)

    def test_absence_by_the_responder(self):
        now = self.env.cr.now()  # by which Odoo tells it
        self.exact.write({"out_of_office_from": now - timedelta(days=1), "out_of_office_to": now + timedelta(days=1)})
        vals = {"category_id": self.category.id, "work_field_id": self.field_education.id}
        self.assertEqual(self._take_in(**vals).user_id, self.stand_in)
        self.exact.out_of_office_to = now - timedelta(hours=1)
        self.assertEqual(self._take_in(**vals).user_id, self.exact)

    def test_both_absent_leads_to_the_next_line(self):
        self._leave(self.exact)
        self._leave(self.stand_in)
        vals = {"category_id": self.category.id, "work_field_id": self.field_education.id}
        with self._at("2026-01-15 08:00:00"):
            self.assertEqual(self._take_in(**vals).user_id, self.by_category)

    def test_all_absent_it_waits_for_the_most_specific(self):
        for user in (self.exact, self.stand_in, self.by_category, self.by_field, self.fallback):
            self._leave(user)
        vals = {"category_id": self.category.id, "work_field_id": self.field_education.id}
        with self._at("2026-01-15 08:00:00"):
            self.assertEqual(self._take_in(**vals).user_id, self.exact)

    def test_a_change_routes_again_until_somebody_answers(self):
        inquiry = self._take_in()
        self.assertEqual(inquiry.user_id, self.fallback)
        inquiry.category_id = self.category
        self.assertEqual(inquiry.user_id, self.by_category)
        inquiry.answer = "Yes"
        inquiry.action_answer_now()
        inquiry.action_reopen()
        inquiry.work_field_id = self.field_education
        self.assertEqual(inquiry.user_id, self.by_category)

    def test_a_former_officer_is_passed_over(self):
        self.by_category.group_ids -= self.env.ref("beneficiary.group_officer")
        self.assertEqual(self._take_in(category_id=self.category.id).user_id, self.fallback)

    def test_a_liaison_sees_the_inquiries(self):
        with self.assertRefused("is not a relations officer", error=ValidationError):
            self._line(self.delegate, category_id=self.widow.id)

    def test_one_line_for_one_scope(self):
        with self.assertDatabaseRefuses("beneficiary.liaison", "have a liaison officer already"):
            self._line(self.officer)

    def test_lines_of_another_company_do_not_count(self):
        other = self._create_other_company()
        key = (other.id, (self.category.id,), False)
        self.assertFalse(self.env["beneficiary.liaison"]._find_users([key])[key])

    def test_routing_many_costs_no_more(self):
        def cost(count):
            keys = [(self.company.id, (i,), self.field_education.id) for i in range(count)]
            return self._count_queries(lambda: self.env["beneficiary.liaison"]._find_users(keys))

        cost(1)
        self.assertEqual(cost(100), cost(1))
