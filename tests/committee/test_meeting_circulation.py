from odoo.tests import tagged

from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestCirculation(MeetingCommon):
    """What was decided outside of a meeting stands in the minutes of the next one (R-45)."""

    def _circulate(self):
        item = self._review()
        self._decide(item)
        return item

    def test_the_next_minutes_name_it(self):
        item = self._circulate()
        self._hold()
        self.assertEqual(self.meeting.circulated_ids, item)
        self.assertNotIn(item, self.meeting.item_ids)

    def test_it_is_noted_once(self):
        item = self._circulate()
        self._hold()
        later = self._circulate()
        meeting = self._plan()
        self._hold(meeting)
        self.assertEqual(item.noted_meeting_id, self.meeting)
        self.assertEqual(meeting.circulated_ids, later)

    def test_what_is_decided_in_a_meeting_is_not_circulated(self):
        self._hold()
        self._decide()
        self._certify(self.chair, self.secretary)
        meeting = self._plan()
        self._hold(meeting)
        self.assertFalse(meeting.circulated_ids)

    def test_a_cancelled_request_is_no_decision(self):
        item = self._review()
        item.request_id.with_user(self.officer).action_cancel("Not needed any more")
        self._hold()
        self.assertTrue(item.is_withdrawn)
        self.assertFalse(self.meeting.circulated_ids)

    def test_it_stays_where_it_is_noted(self):
        item = self._circulate()
        self._hold()
        other = self._plan()
        with self.assertRefused("is decided"):
            item.sudo().noted_meeting_id = other

    def test_it_is_part_of_what_is_certified(self):
        item = self._circulate()
        self._hold()
        self._decide()
        self._certify(self.chair, self.secretary)
        self.assertTrue(self.meeting.check_integrity())
        self.env.cr.execute("UPDATE beneficiary_committee_item SET reason = 'Forged' WHERE id = %s", [item.id])
        self.env.invalidate_all()
        self.assertFalse(self.meeting.check_integrity())

    def test_the_report_shows_it(self):
        item = self._circulate()
        self._hold()
        html = (
            self.env["ir.actions.report"]
            ._render_qweb_html("beneficiary.action_report_meeting_minutes", self.meeting.ids)[0]
            .decode()
        )
        self.assertIn("Decided by circulation", html)
        self.assertIn(item.request_id.name, html)
