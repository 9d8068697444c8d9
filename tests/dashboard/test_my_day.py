from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..complaint.common import ComplaintCommon

DAY = "beneficiary.my.day"


@tagged("post_install", "-at_install")
class TestMyDay(ComplaintCommon):
    """The start screen: each number is one list, everybody has his own, and all of them cost one statement."""

    def _day(self, name, user=None):
        return self.env.ref(f"beneficiary.my_day_{name}").with_user(user or self.officer)

    def _count(self, name, user=None):
        self.env.invalidate_all()
        return self._day(name, user).count

    def _list(self, name, user=None):
        """Return the records of the list that a number opens."""
        action = self._day(name, user).action_open()
        return self.env[action["res_model"]].with_user(user or self.officer).search(action["domain"])

    def test_each_number_opens_exactly_its_list(self):
        request = self._submit()
        request.sudo().reply_state = "late"
        other = self._submit(self._create_request(user=self.manager))
        other.sudo().write({"user_id": self.manager.id, "reply_state": "late"})
        nobody = self._submit()
        nobody.sudo().user_id = False
        complaint = self._create_complaint()
        complaint.sudo().user_id = self.officer
        late = self._create_complaint()
        late.sudo().user_id = self.officer
        late.sudo().clock_ids.write({"state": "late"})
        request.activity_schedule("mail.mail_activity_data_todo", fields.Date.today(), user_id=self.officer.id)
        paper = self._create_request().document_ids[0]
        paper.sudo().state = "received"
        expected = {
            "late_replies": request,
            "submitted": request,
            "unassigned_requests": nobody,
            "new_complaints": complaint,
            "late_complaints": late,
            "papers": paper,
        }
        for name, records in expected.items():
            with self.subTest(number=name):
                self.assertEqual(self._list(name), records.with_user(self.officer))
                self.assertEqual(self._count(name), len(records))
        self.assertIn(request.id, self._list("activities").mapped("res_id"))
        self.assertEqual(self._count("activities"), len(self._list("activities")))
        self.assertEqual(self._list("late_replies", self.manager), other.with_user(self.manager))

    def test_all_numbers_fit_their_screens(self):
        for day in self.env[DAY].search([("active", "=", True)]):
            with self.subTest(number=day.name):
                action = day.action_open()
                self.assertEqual(action["res_model"], day.model, "the screen shows other records")
                self.assertEqual(action["views"][0][1], "list")
                self.assertFalse([key for key in action["context"] if key.startswith("search_default_")])
                self.assertEqual(self.env[day.model].search_count(action["domain"]), day.count)

    def test_everybody_has_the_numbers_of_his_role(self):
        self._review()
        self.assertEqual(self._count("votes", self.chair), 1)
        numbers = self.env[DAY].with_user(self.chair).search([("active", "=", True)])
        self.assertIn(self._day("minutes", self.chair), numbers)
        self.assertNotIn(self._day("late_replies", self.chair), numbers)
        with self.assertRaises(AccessError):
            self._day("late_replies", self.chair).action_open()
        self.assertFalse(self.env[DAY].with_user(self.finance).has_access("read"))

    def test_only_what_waits_is_shown(self):
        days = self.env[DAY].with_user(self.officer)
        self._submit()
        shown = days.search([("count", ">", 0)])
        self.assertIn(self._day("submitted"), shown)
        self.assertTrue(all(day.count for day in shown))
        self.assertFalse(any(day.count for day in days.search([("count", "=", 0)])))

    def test_a_complaint_is_not_counted_for_who_must_not_hear_of_it(self):
        complaint = self._create_complaint(accused_user_ids=[(6, 0, self.delegate.ids)])
        complaint.sudo().user_id = self.officer
        self.assertEqual(self._count("new_complaints"), 1)
        complaint.sudo().accused_user_ids = self.officer
        self.assertEqual(self._count("new_complaints"), 0)
        self.assertFalse(self._list("new_complaints"))

    def test_what_cannot_be_counted_or_listed_is_refused(self):
        day = self.env.ref("beneficiary.my_day_papers").with_user(self.manager)
        for domain in ("[('nothing', '=', 1)]", "[(", "__import__('os')"):
            with self.subTest(domain=domain), self.assertRefused("Papers to match", error=ValidationError):
                day.domain = domain
        for action in ("beneficiary.no_such_action", "beneficiary.beneficiary_request_action"):
            with self.subTest(action=action), self.assertRefused("Papers to match", error=ValidationError):
                day.action = action

    def test_all_numbers_cost_one_statement(self):
        days = self.env[DAY].with_user(self.officer).search([("active", "=", True)])
        self.assertGreater(len(days), 15)
        days.mapped("count")
        days.mapped("domain")  # what is read before the numbers: the roles, the rules and the domains
        days.invalidate_recordset(["count"])
        with self.assertQueryCount(2):  # and one that looks whose activities they are
            days.mapped("count")
