from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMeetingCertify(MeetingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._hold()

    def _certified(self):
        self.meeting.minutes = "<p>All was said.</p>"
        self._decide()
        self._certify(self.chair, self.secretary)
        return self.meeting

    def test_certified_by_every_attending_member(self):
        self._decide()
        self.assertTrue(self.meeting.may_certify)
        self._certify(self.chair)
        self.assertEqual((self.meeting.state, self.meeting.signed_count), ("held", 1))
        self.assertFalse(self.meeting.with_user(self.chair).may_certify)
        self.assertTrue(self.meeting.with_user(self.secretary).may_certify)
        self.assertEqual(self.meeting.sudo().activity_ids.user_id, self.secretary, "the chair's is done")
        self.assertFalse(self.meeting.content_hash)
        self._certify(self.secretary)
        self.assertEqual((self.meeting.state, self.meeting.signed_count), ("certified", 2))
        self.assertFalse(self.meeting.sudo().activity_ids)
        self.assertTrue(self.meeting.certified_on)
        self.assertRegex(self.meeting.content_hash, r"^[0-9a-f]{64}$")
        self.assertTrue(self.meeting.check_integrity())

    def test_wizard(self):
        self._decide()
        wizard = self.env["beneficiary.meeting.certify"].with_user(self.secretary)
        wizard = wizard.create({"meeting_id": self.meeting.id, "signature": self.signature})
        self.assertIn("Cases: 2. Members present: 2", wizard.summary)
        wizard.action_sign()
        attendee = self._attendee(self.secretary)
        self.assertEqual(attendee.signer_name, self.secretary.name)
        self.assertTrue(attendee.certified_on)

    def test_who_certifies(self):
        self._decide()
        for user in (self.committee_member, self.manager, self.management, self.officer):
            with self.subTest(user=user.login), self.assertRefused("Only members who attended"):
                self._certify(user)
        with self.assertRaises(AccessError):
            self._certify(self.outsider)
        with self.assertRefused("Only members who attended"):
            self.meeting.sudo().with_user(self.env.ref("base.user_root")).action_certify("Root", self.signature)
        self._certify(self.chair)
        with self.assertRefused("You have already signed"):
            self._certify(self.chair)

    def test_signature(self):
        self._decide()
        with self.assertRefused("Write the name"):
            self.meeting.action_certify(" ", self.signature)
        with self.assertRefused("signature is missing"):
            self.meeting.action_certify("Chair", False)
        with self.assertRefused("not a readable image"):
            self.meeting.action_certify("Chair", b"AAAA")
        self.assertEqual(self.meeting.signed_count, 0)

    def test_every_case_is_decided_or_moved_off(self):
        self._decide(self.items[0])
        with self.assertRefused("are not decided", self.items[1].display_name):
            self._certify(self.chair)
        self.items[1].with_user(self.chair).action_leave_meeting()
        self._certify(self.chair, self.secretary)
        self.assertEqual(self.meeting.state, "certified")
        self.assertEqual(self.items[1].outcome, "pending")

    def test_only_a_held_meeting(self):
        with self.assertRefused("this step needs “Held”"):
            self._certify(self.chair, meeting=self._plan())

    def test_after_the_first_signature(self):
        self._decide()
        self._certify(self.chair)
        third = self._review()
        for attempt in (
            lambda: self.meeting.write({"minutes": "Changed"}),
            lambda: self.meeting.sudo().write({"minutes": "Changed"}),
            lambda: self._attendee(self.committee_member).write({"presence": "present"}),
            lambda: self._attendee(self.secretary).sudo().write({"presence": "absent"}),
            lambda: self.meeting.add_items(third),
            lambda: third.sudo().write({"meeting_id": self.meeting.id}),
            lambda: self._attendee(self.committee_member).sudo().unlink(),
            lambda: self.meeting.sudo().unlink(),
        ):
            with self.assertRefused("are signed and cannot be changed"):
                attempt()
        self.assertFalse(third.meeting_id)

    def test_frozen(self):
        meeting = self._certified().sudo()
        attendee, item = meeting.attendee_ids[:1], self.items[0].sudo()
        attempts = [
            (meeting, {name: value})
            for name, value in (
                ("minutes", "x"),
                ("state", "held"),
                ("start", "2031-01-01"),
                ("content_hash", "0"),
                ("signed_count", 0),
                ("quorum", 1),
                ("name", "x"),
                ("item_ids", [(5, 0, 0)]),
                ("attendee_ids", [(5, 0, 0)]),
                ("held_on", False),
                ("committee_id", self.committee.copy().id),
                ("certified_on", False),
            )
        ]
        attempts += [
            (attendee, {name: value})
            for name, value in (
                ("presence", "absent"),
                ("signature", False),
                ("signer_name", "x"),
                ("certified_on", False),
                ("role", "member"),
                ("user_id", self.outsider.id),
            )
        ]
        for record, vals in attempts:
            with self.subTest(model=record._name, vals=vals), self.assertRefused("signed and cannot be changed"):
                record.write(vals)
        for vals in ({"meeting_id": False}, {"reason": "x"}, {"sequence": 3}, {"amount_approved": 1}):
            with self.subTest(vals=vals), self.assertRefused("is decided and cannot be changed"):
                item.write(vals)
        with self.assertRefused("signed and cannot be changed"):
            meeting.write({"item_ids": [(4, self._review().id)]})
        for record in (meeting, attendee):
            with self.assertRefused():
                record.unlink()

    def test_signature_files(self):
        meeting = self._certified()
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "beneficiary.committee.attendee"),
                ("res_id", "in", meeting.attendee_ids.ids),
                ("res_field", "=", "signature"),
            ]
        )
        self.assertEqual(len(files), 2)
        with self.assertRefused("signed and cannot be changed"):
            files[0].sudo().write({"raw": b"another"})
        with self.assertRefused("signed and cannot be changed"):
            files[0].sudo().unlink()

    def test_forgery_shows(self):
        self.items[0].with_user(self.secretary).cast_vote("for", "My word")
        self._vote(self.items[0], {self.chair: "for"})
        self._vote(self.items[1], {self.chair: "for", self.secretary: "for"})
        self.items.with_user(self.chair).write({"reason": "In need"})
        self.items.with_user(self.chair).action_decide()
        self.meeting.minutes = "<p>All was said.</p>"
        self._certify(self.chair, self.secretary)
        vote, attendee = self.items[0].sudo().vote_ids[:1], self.meeting.attendee_ids[:1]
        self.env.flush_all()
        for table, column, value, record in (
            ("beneficiary_committee_meeting", "minutes", "<p>x</p>", self.meeting),
            ("beneficiary_committee_meeting", "start", "2031-01-01", self.meeting),
            ("beneficiary_committee_item", "reason", "x", self.items[0]),
            ("beneficiary_committee_item", "outcome", "refused", self.items[0]),
            ("beneficiary_committee_item", "amount_approved", 1, self.items[0]),
            ("beneficiary_committee_vote", "choice", "against", vote),
            ("beneficiary_committee_vote", "comment", "x", vote),
            ("beneficiary_committee_attendee", "presence", "absent", attendee),
            ("beneficiary_committee_attendee", "signer_name", "x", attendee),
        ):
            with self.subTest(table=table, column=column), self.env.cr.savepoint() as savepoint:
                # past the ORM, as somebody with the database at hand would
                names = SQL.identifier(table), SQL.identifier(column)
                self.env.cr.execute(SQL("UPDATE %s SET %s = %s WHERE id = %s", *names, value, record.id))
                self.env.invalidate_all()
                self.assertFalse(self.meeting.check_integrity())
                self.assertEqual(self.meeting.action_check_integrity()["params"]["type"], "danger")
                savepoint.rollback()
                self.env.invalidate_all()
        self.assertTrue(self.meeting.check_integrity())
        self.assertEqual(self.meeting.action_check_integrity()["params"]["type"], "success")

    def test_a_forged_drawing_shows(self):
        meeting = self._certified()
        file = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "beneficiary.committee.attendee"),
                ("res_field", "=", "signature"),
                ("res_id", "=", self._attendee(self.chair).id),
            ]
        )
        forged = self.env["ir.attachment"].create({"name": "forged", "raw": b"another drawing"})
        self.env.flush_all()
        self.env.cr.execute("UPDATE ir_attachment SET store_fname = %s WHERE id = %s", (forged.store_fname, file.id))
        self.env.invalidate_all()
        self.assertFalse(meeting.check_integrity())
