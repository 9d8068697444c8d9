from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EVENT, INVITATION, FieldCommon


@tagged("post_install", "-at_install")
class TestInvitation(FieldCommon):
    """Who is invited, what they are told, and what they answer (R-49, R-63)."""

    def test_segment(self):
        """The segment finds files; suspended, closed, unconfirmed and unreachable ones are not invited."""
        suspended = self._reachable("Fatimah suspended")
        suspended.action_suspend()
        closed = self._reachable("Fatimah closed")
        closed.with_user(self.manager).action_close()
        unconfirmed = self._reachable("Fatimah unconfirmed")
        unconfirmed.sudo().is_confirmed = False
        self._reachable("Nurah")
        silent = self._reachable("Fatimah silent", agreed_medium=False)
        mute = self._reachable("Fatimah mute", email=False)
        event = self._announced()
        self.assertEqual((event.segment_count, event.new_count), (3, 3))
        invitations = self._invite(event)
        self.assertEqual(invitations.beneficiary_id, self.person)
        self.assertEqual(event.unreachable_ids, silent | mute)
        self.assertEqual(event.unreachable_count, 2)
        self.assertEqual(event.new_count, 2)

    def test_invited_once(self):
        event = self._announced()
        self._invite(event)
        with self.assertRefused("everyone found is invited already"):
            event.action_invite()
        sister = self._reachable("Fatimah sister")
        self.assertEqual(self._invite(event).beneficiary_id, self.person | sister)

    def test_not_announced(self):
        with self.assertRefused("Planned"):
            self._event().action_invite()

    def test_segment_needs_rights(self):
        """A rule about what the user may not read finds nobody: its count would tell it."""
        self.person.sudo().monthly_income = 500
        event = self._announced(segment="[('monthly_income', '<', 1000)]")
        self.assertEqual(event.segment_count, 0)
        with self.assertRaises(AccessError):
            event.action_invite()
        self.assertTrue(event.with_user(self.manager).segment_count)

    def test_segment_is_no_code(self):
        event = self._announced(segment="[('id', '=', __import__('os').getpid())]")
        with self.assertRefused("cannot be understood"):
            event.action_invite()

    def test_delegate_invites_own(self):
        """A delegate invites people of his own branches, whatever the segment says."""
        stranger = self._reachable("Fatimah of the south", branch_id=self.other_branch.id)
        event = self._announced(self.delegate)
        self.assertEqual(self._invite(event).beneficiary_id, self.person)
        invitations = self._invite(event.with_user(self.officer))
        self.assertEqual(invitations.beneficiary_id, self.person | stranger)
        self.assertEqual(
            self.env[INVITATION].with_user(self.delegate).search([("event_id", "=", event.id)]).beneficiary_id,
            self.person,
        )
        with self.assertRaises(AccessError):
            invitations.filtered(lambda i: i.beneficiary_id == stranger).with_user(self.delegate).action_accept()

    def test_message(self):
        """The person is told by the agreed medium; the secret of the link is in what leaves, and nowhere else."""
        event = self._announced(description="Bring the children.")
        [invitation] = self._invite(event)
        self.assertEqual(invitation.pending, "invitation")
        self._run()
        notice = invitation.sudo().notice_id
        self.assertEqual((notice.kind, notice.medium), ("invitation", "email"))
        self.assertFalse(invitation.pending)
        self.assertTrue(invitation.told_on)
        token = invitation._token()
        self.assertIn("Bring the children.", notice.body)
        self.assertIn(invitation.number, notice.body)
        self.assertIn(invitation._code_address(), notice._outgoing(notice.body))
        self.assertNotIn(token, notice.body + notice.text)
        self.assertNotIn(token, self._notes(invitation))
        self.assertIn(token, notice._outgoing(notice.body))
        self.assertIn(token, notice._outgoing(notice.text))

    def test_run_goes_on(self):
        """A run that failed for one person tells the others, and nobody twice."""
        event = self._announced()
        self._reachable("Fatimah second")
        invitations = self._invite(event)
        original = type(invitations)._notice_subject

        def subject(records, kind):
            if records.id == invitations[0].id:
                raise ValueError("Broken")
            return original(records, kind)

        with (
            patch.object(type(invitations), "_notice_subject", subject),
            mute_logger("odoo.addons.beneficiary.models.field.invitation_send"),
        ):
            self._run()
        self.assertEqual(invitations[0].error, "ValueError")
        self.assertFalse(invitations[0].told_on)
        self.assertTrue(invitations[1].told_on)
        before = self.env["beneficiary.notice"].search_count([])
        self._run()
        self.assertEqual(self.env["beneficiary.notice"].search_count([]), before)

    def test_many(self):
        """Inviting 60 people, and telling them, costs about what 10 cost."""
        people = self.env["beneficiary.beneficiary"].with_user(self.officer)
        people = people.create(
            [
                {
                    "name": f"Guest {n}",
                    "email": f"guest{n}@home.test",
                    "lang": "en_US",
                    "agreed_medium": "email",
                    "identity_type": "none",
                    "branch_id": self.branch.id,
                    "company_id": self.company.id,
                }
                for n in range(80)
            ]
        )

        event = self._announced()
        event._invite(people[:10])._tell()
        few = self._count_queries(lambda: event._invite(people[10:20]))
        many = self._count_queries(lambda: event._invite(people[20:]))
        self.assertLessEqual(many, few + 5, (few, many))
        invitations = event.sudo().invitation_ids.sorted("id")
        few = self._count_queries(lambda: invitations[10:20]._tell())
        many = self._count_queries(lambda: invitations[20:]._tell())
        self.assertLessEqual(many, few + 10, (few, many))

    def test_reminder_once(self):
        event = self._announced()
        yes, no, silent = self._invite(event, self.person, self._reachable("No"), self._reachable("Silent"))
        self._run()
        yes.action_accept()
        no.action_decline()
        before = self.env["beneficiary.notice"].search_count([])
        self._run()
        self.assertEqual(self.env["beneficiary.notice"].search_count([]), before, "too early")
        with self._at(fields.Datetime.subtract(event.date_start, days=1)):
            self._run()
            self._run()
        notices = self.env["beneficiary.notice"].search([("kind", "=", "event")])
        self.assertEqual(set(notices.mapped("res_id")), set((yes | silent).ids))
        self.assertEqual(len(notices), 2)

    def test_moved_and_cancelled(self):
        event = self._announced()
        [invitation] = self._invite(event)
        self._run()
        event.write({"date_start": fields.Datetime.add(event.date_start, minutes=30)})
        self.assertEqual(invitation.pending, "moved")
        self._run()
        self.assertIn("has changed", invitation.sudo().notice_id.body)
        event.action_cancel()
        self._run()
        self.assertIn("called off", invitation.sudo().notice_id.body)

    def test_cancelled_before_told(self):
        """Who has not been told of an event is not told that it is called off."""
        event = self._announced()
        [invitation] = self._invite(event)
        event.action_cancel()
        self._run()
        self.assertFalse(invitation.sudo().notice_id)

    def test_answer_by_staff(self):
        [invitation] = self._invite(self._announced())
        invitation.action_accept()
        self.assertEqual(invitation.state, "accepted")
        self.assertEqual((invitation.answered_by, invitation.answer_user_id), ("staff", self.officer))
        self.assertTrue(invitation.answered_on)

    def test_check_in(self):
        """The number at the door marks one person of this event as present, once."""
        event = self._announced()
        [invitation] = self._invite(event)
        other = self._invite(self._announced(name="Other"))
        self._held(event)
        check = self.env["beneficiary.attendance"].with_user(self.officer)
        with self.assertRefused("No invitation"):
            check.create({"event_id": event.id, "number": "123"}).action_check_in()
        with self.assertRefused("No invitation"):
            check.create({"event_id": event.id, "number": other.number}).action_check_in()
        arabic = invitation.number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        action = check.create({"event_id": event.id, "number": f" {arabic} "}).action_check_in()
        self.assertEqual(invitation.state, "attended")
        self.assertIn("Fatimah is here", check.browse(action["res_id"]).message)
        with self.assertRefused("already"):
            check.create({"event_id": event.id, "number": invitation.number}).action_check_in()
        invitation.action_undo_attendance()
        self.assertEqual(invitation.state, "invited")

    def test_attendance_only_at_the_event(self):
        [invitation] = self._invite(self._announced())
        with self.assertRefused("Announced"):
            invitation.action_attended()

    def test_merge(self):
        """Two files that become one keep one place."""
        double = self._reachable("Fatimah double")
        event = self._announced()
        invitations = self._invite(event, self.person, double)
        invitations.action_accept()
        self.assertEqual(event.seats_taken, 2)
        merge = self.env["beneficiary.merge"].with_user(self.manager)
        merge.create(
            {"target_id": self.person.id, "beneficiary_ids": [(6, 0, (self.person | double).ids)]}
        ).action_merge()
        self.env.invalidate_all()
        self.assertEqual(event.seats_taken, 1)
        self.assertEqual(sorted(invitations.mapped("state")), ["accepted", "declined"])

    def test_roles(self):
        """Committee members, researchers and finance see no events; management changes nothing."""
        event = self._announced()
        [invitation] = self._invite(event)
        for user in (self.committee_member, self.researcher, self.finance, self.portal_user):
            for record in (event, invitation):
                with self.assertRaises(AccessError):
                    record.with_user(user).check_access("read")
        for method in ("action_accept", "action_decline"):
            with self.assertRaises(AccessError):
                getattr(invitation.with_user(self.management), method)()
        self.assertTrue(self.env[EVENT].with_user(self.management).browse(event.id).name)
