from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import EVENT, FieldCommon


@tagged("post_install", "-at_install")
class TestEvent(FieldCommon):
    """An event: its checklist, its announcement, its steps, its entry in the calendar (R-63)."""

    def test_checklist(self):
        """A new event gets the questions of its association and the shared ones; they tell when a venue is suitable."""
        own, foreign = self.env["beneficiary.venue.check"].create(
            [
                {"name": "Near the mosque", "company_id": self.company.id, "required": False},
                {"name": "Theirs", "company_id": self._create_other_company().id},
            ]
        )
        event = self._event()
        self.assertIn(own, event.answer_ids.check_id)
        self.assertNotIn(foreign, event.answer_ids.check_id)
        self.assertEqual(event.venue_state, "unchecked")
        event.answer_ids.filtered("required").write({"answer": "yes"})
        self.assertEqual(event.venue_state, "suitable")
        self.assertEqual(event.answer_ids.filtered("answer").checked_by, self.officer)
        event.answer_ids.filtered(lambda a: a.check_id == own).write({"answer": "no"})
        self.assertEqual(event.venue_state, "suitable", "what is not required does not make it unsuitable")
        event.answer_ids.filtered("required")[0].write({"answer": "no"})
        self.assertEqual(event.venue_state, "unsuitable")

    def test_other_venue(self):
        """What was found at one place is not said of another one."""
        event = self._event()
        event.answer_ids.write({"answer": "yes"})
        event.venue_id = self.env["res.partner"].create({"name": "Hall of the south"})
        self.assertEqual(event.venue_state, "unchecked")
        self.assertFalse(event.answer_ids.checked_by)

    def test_announce(self):
        event = self._event(venue_id=False, announcement=False, announcement_channel_ids=False)
        with self.assertRefused("the venue", "the text of the announcement", "how it is published"):
            event.action_announce()
        event = self._announced()
        self.assertEqual(event.state, "announced")
        self.assertEqual(event.announced_on, self.company._beneficiary_today())
        self.assertFalse(event.announced_late)
        self.assertTrue(self._announced(days=3).announced_late)

    def test_announced_on_not_in_future(self):
        with self.assertRefused("lies in the future"):
            self._event(announced_on=fields.Date.add(fields.Date.today(), days=3))

    def test_steps(self):
        """The doors open on the day, and a closed event is final."""
        event = self._announced()
        [invitation] = self._invite(event, self.person)
        with self.assertRefused("has not begun yet"):
            event.action_hold()
        self._held(event)
        event.action_close()
        self.assertEqual(invitation.state, "absent")
        with self.assertRefused("is closed"):
            event.name = "Another name"
        with self.assertRefused("is closed"):
            invitation.sudo().companions = 1

    def test_state_is_guarded(self):
        event = self._event()
        for name, value in (("state", "held"), ("seats_taken", 5), ("calendar_id", False)):
            with self.assertRefused("set by its own actions only", error=AccessError):
                event.write({name: value})

    def test_calendar(self):
        """The entry of the calendar follows the event, and the event its entry."""
        event = self._announced()
        entry = event.sudo().calendar_id
        self.assertEqual((entry.start, entry.stop), (event.date_start, event.date_end))
        self.assertIn("Hall of the north", entry.location)
        event.date_start = fields.Datetime.subtract(event.date_start, hours=1)
        self.assertEqual(entry.start, event.date_start)
        later = fields.Datetime.add(entry.start, days=1)
        entry.with_user(self.officer).write({"start": later, "stop": fields.Datetime.add(later, hours=2)})
        self.assertEqual(event.date_start, later)
        with self.assertRefused("cancel the event"):
            entry.with_user(self.officer).unlink()
        event.action_cancel()
        self.assertFalse(entry.exists())

    def test_calendar_of_others(self):
        """Whoever may not change the event does not move it in the calendar."""
        event = self._event(branch_id=self.other_branch.id)
        entry = event.sudo().calendar_id
        with self.assertRaises(AccessError):
            entry.with_user(self.delegate).write({"start": fields.Datetime.add(entry.start, hours=-1)})

    def test_delegate(self):
        """Delegates plan events of their branches, read those of the association, and see no others."""
        own = self._event(self.delegate)
        self.assertEqual(own.branch_id, self.branch)
        general, south = self._event(), self._event(branch_id=self.other_branch.id)
        events = self.env[EVENT].with_user(self.delegate)
        self.assertEqual(events.search([("id", "in", (own | general | south).ids)]), own | general)
        with self.assertRaises(AccessError):
            general.with_user(self.delegate).name = "Mine"
        for branch in (self.other_branch, self.env["beneficiary.branch"]):
            with self.assertRefused("one of your own", error=AccessError), self.env.cr.savepoint():
                own.branch_id = branch
        self.env.invalidate_all()
        self.assertEqual(own.branch_id, self.branch)

    def test_figures(self):
        people = [self._reachable(f"Guest {number}") for number in range(4)]
        event = self._announced()
        first, second, third, _fourth = self._invite(event, *people)
        (first | second).action_accept()
        third.action_decline()
        self.assertEqual((event.invitation_count, event.accepted_count, event.declined_count), (4, 2, 1))
        self._held(event)
        first.action_attended()
        event.action_close()
        self.assertEqual((event.attended_count, event.absent_count), (1, 2))
        self.assertEqual(event.attendance_rate, 0.25)

    def test_sheet(self):
        """The attendance sheet names who is invited, but not who declined."""
        event = self._announced()
        first, second = self._invite(event, self.person, self._reachable("Absent Guest"))
        second.action_decline()
        html, _type = (
            self.env["ir.actions.report"]
            .with_user(self.officer)
            ._render_qweb_html("beneficiary.report_attendance_sheet", event.ids)
        )
        text = html.decode()
        self.assertIn(first.number, text)
        self.assertIn("Hall of the north", text)
        self.assertNotIn("Absent Guest", text)
