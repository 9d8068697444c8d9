from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .staff_common import StaffCommon

CRON = "beneficiary.ir_cron_policy_announcement"
TEXT = "We answer within one week.\nFrom the first of March."


class Killed(BaseException):
    """The end of the process, in the middle of a run."""


@tagged("post_install", "-at_install")
class TestPolicyAnnounce(StaffCommon):
    """Changes are announced to those concerned, each of them once (R-84)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls._create_beneficiary("فاطمة", email="fatimah@example.org", agreed_medium="email")
        cls._submit(cls._create_request(cls.applicant))
        cls.drafting = cls._create_beneficiary("نورة")
        cls._create_request(cls.drafting)
        cls.silent = cls._create_beneficiary("سعاد", agreed_medium=False)
        cls._submit(cls._create_request(cls.silent))
        cls.member = cls._create_beneficiary("ليلى")
        cls.member.sudo().write({"state": "registered", "file_number": "B1"})
        cls.files = cls.applicant | cls.drafting | cls.silent | cls.member

    def _announce(self, audience="open_requests", text=TEXT, **kwargs):
        return self.policy.with_user(self.manager).action_announce(text, audience, **kwargs)

    def _send(self):
        self._run_cron(CRON)
        self.env.invalidate_all()

    def _send_in_batches(self, size):
        """Send on a cursor of its own, as the scheduler does: it forgets what a killed run did not commit."""
        try:
            with self.enter_registry_test_mode(), self.registry.cursor() as cr:
                env = self.env(cr=cr, user=self.env.ref("base.user_root").id)
                env["beneficiary.policy.announcement"]._cron_send(batch_size=size)
        finally:
            self.env.invalidate_all()

    def _told(self):
        """Return how often each person was told."""
        return {
            person: sum("We answer within one week" in str(m.body) for m in person.sudo().message_ids)
            for person in self.files
        }

    def _assert_told(self, *people):
        self.assertEqual(self._told(), {person: int(person in people) for person in self.files})

    # ------------------------------------------------------------------ sending
    def test_people_with_an_open_request(self):
        announcement = self._announce()
        self.assertEqual((announcement.state, announcement.line_count), ("sending", 1))
        self._assert_told()
        self._send()
        self._assert_told(self.applicant)
        self.assertEqual((announcement.state, announcement.sent_count, announcement.failed_count), ("sent", 1, 0))
        body = self.applicant.sudo().message_ids.filtered(lambda m: "one week" in str(m.body)).body
        self.assertIn("<p>From the first of March.</p>", body)
        self.assertIn(self.policy.name, body)

    def test_registered_people(self):
        self._announce("registered")
        self._send()
        self._assert_told(self.member)

    def test_once_for_each_announcement(self):
        self._announce()
        self._send()
        self._send()
        self._assert_told(self.applicant)
        self._announce()
        self._send()
        self.assertEqual(self._told()[self.applicant], 2, "another announcement is told again")

    def test_a_run_that_was_killed_goes_on_and_repeats_nothing(self):
        people = [self._create_beneficiary(f"Person {n}") for n in range(5)]
        for person in people:
            person.sudo().write({"state": "registered", "file_number": f"P{person.id}"})
        announcement = self._announce("registered")
        lines = type(announcement.line_ids)
        sent = []
        tell = lines._tell

        def killed(batch):
            if sent:
                raise Killed
            sent.append(len(batch))
            return tell(batch)

        with patch.object(lines, "_tell", killed), self.assertRaises(Killed):
            self._send_in_batches(2)
        self.assertEqual((announcement.state, sent), ("sending", [2]))
        self._send_in_batches(2)
        self.assertEqual((announcement.state, announcement.sent_count), ("sent", 6))
        for person in people:
            self.assertEqual(sum("one week" in str(m.body) for m in person.sudo().message_ids), 1)

    def test_trouble_with_one_person_keeps_it_from_nobody(self):
        self.drafting.sudo().write({"state": "registered", "file_number": "B2"})
        announcement = self._announce("registered")
        people = type(self.applicant)
        send = people._send_notice

        def refuse(records, kind, **values):
            if self.drafting.id in records.ids:
                raise UserError("No address")
            return send(records, kind, **values)

        logger = "odoo.addons.beneficiary.models.policy.announcement_line"
        with patch.object(people, "_send_notice", refuse), mute_logger(logger):
            self._send()
        self._assert_told(self.member)
        self.assertEqual((announcement.sent_count, announcement.failed_count, announcement.state), (1, 1, "sent"))
        failed = announcement.line_ids.filtered(lambda line: line.state == "failed")
        self.assertEqual((failed.beneficiary_id.id, failed.error), (self.drafting.id, "No address"))

    def test_files_that_were_merged_are_told_once(self):
        self.drafting.sudo().write({"state": "registered", "file_number": False})
        announcement = self._announce("registered")
        self.assertEqual(announcement.line_count, 2)
        wizard = (
            self.env["beneficiary.merge"]
            .with_user(self.manager)
            .create({"beneficiary_ids": [(6, 0, (self.member | self.drafting).ids)], "target_id": self.member.id})
        )
        wizard.action_merge()
        self._send()
        self.assertEqual(self._told()[self.member], 1)
        self.assertEqual(sorted(announcement.line_ids.mapped("state")), ["merged", "sent"])
        self.assertEqual(announcement.sent_count, 2)

    # -------------------------------------------------------------------- staff
    def test_staff_read_what_changed(self):
        own = self._of(self.clerk, self.clerk_user)
        self.assertFalse(own.change_text)
        announcement = self._announce("none")
        own.invalidate_recordset()
        self.assertEqual(own.change_text, TEXT)
        self.assertEqual((announcement.staff_count, announcement.line_count), (4, 0))
        self._send()
        self.assertEqual(announcement.state, "sent")
        self._assert_told()

    def test_without_the_staff(self):
        announcement = self._announce(to_staff=False)
        self.assertEqual(announcement.staff_count, 0)
        self.assertFalse(self._of(self.clerk, self.clerk_user).change_text)

    # -------------------------------------------------------------------- gates
    def test_what_an_announcement_needs(self):
        for kwargs, text in (
            ({"text": " "}, "What changed"),
            ({"audience": "everyone"}, "Choose who"),
            ({"audience": "none", "to_staff": False}, "Nobody would be told"),
        ):
            with self.subTest(text), self.assertRefused(text):
                self._announce(**kwargs)
        self._announce()
        with self.assertRefused("still being sent"):
            self._announce()

    def test_only_what_is_in_force_is_announced(self):
        draft = self.policy.with_user(self.manager).action_new_version()
        with self.assertRefused("this step needs “In force”"):
            draft.action_announce(TEXT)

    def test_who_announces(self):
        for user in (self.officer, self.management, self.hr):
            policy = self.policy.with_user(user)
            for action in (policy.action_prepare_announcement, lambda policy=policy: policy.action_announce(TEXT)):
                with self.subTest(user.login), self.assertRefused("Only these roles", error=AccessError):
                    action()
        self.assertFalse(self.policy.announcement_ids)

    def test_frozen_once_sent(self):
        announcement = self._announce()
        with self.assertRaises(AccessError):
            announcement.text = "x"
        self._send()
        line = announcement.sudo().line_ids
        for record, vals in (
            (announcement.sudo(), {"text": "x"}),
            (announcement.sudo(), {"sent_count": 9}),
            (
                line,
                {"state": "pending"},
            ),
        ):
            with self.subTest(vals), self.assertRefused():
                record.write(vals)
        with self.assertRefused("is sent and cannot be changed"):
            announcement.sudo().unlink()

    # ------------------------------------------------------------------- screen
    def test_counts_before_it_is_sent(self):
        action = self.policy.with_user(self.manager).action_prepare_announcement()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.manager)
            .with_context(**action["context"])
            .create({"text": TEXT})
        )
        self.assertEqual((wizard.people_count, wizard.without_medium_count, wizard.staff_count), (1, 1, 4))
        wizard.audience = "registered"
        self.assertEqual((wizard.people_count, wizard.without_medium_count), (1, 0))
        action = wizard.action_announce()
        announcement = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((announcement.text, announcement.user_id), (TEXT, self.manager))
        self._send()
        self._assert_told(self.member)

    def test_officers_see_who_was_told(self):
        announcement = self._announce()
        self._send()
        action = announcement.with_user(self.officer).action_view_lines()
        lines = self.env[action["res_model"]].with_user(self.officer).search(action["domain"])
        self.assertEqual(lines.beneficiary_id.ids, self.applicant.ids)
        action = self.policy.with_user(self.officer).action_view_announcements()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]).ids, announcement.ids)
        with self.assertRaises(AccessError):
            lines.with_user(self.delegate).read(["state"])

    def test_hundreds_of_people(self):
        """300 people are put on the list in as many queries as 30, but for the ORM's own batches of inserted rows."""
        people = self.env["beneficiary.beneficiary"].create(
            [{"name": f"Person {n}", "identity_type": "none", "agreed_medium": "phone"} for n in range(300)]
        )

        def cost(files):
            announcement = self.env["beneficiary.policy.announcement"].create(
                {"policy_id": self.policy.id, "text": TEXT, "to_staff": False}
            )
            return self._count_queries(lambda: announcement._begin(files))

        cost(people[:1])
        few, many = cost(people[:30]), cost(people)
        self.assertLessEqual(few, 15)
        self.assertLessEqual(many, few + 10)
