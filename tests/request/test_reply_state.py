from unittest.mock import patch

from odoo.tests import tagged

from ..common import BeneficiaryCommon

CRON = "beneficiary.ir_cron_reply_state"


@tagged("post_install", "-at_install")
class TestReplyState(BeneficiaryCommon):
    """Open, due soon, late: moved by the scheduled action as the days pass."""

    template = "samtah"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        cls._complete_on(cls.request, "2026-01-04 08:00:00")  # deadline 2026-01-25

    @classmethod
    def _complete_on(cls, request, moment):
        with cls._at(moment):
            request.sudo().write({"state": "complete", "date_submitted": moment, "date_complete": moment})

    def _state_at(self, moment):
        with self._at(moment):
            self._run_cron(CRON)
        return self.request.reply_state

    def test_as_days_pass(self):
        self.assertEqual(self.request.reply_state, "open")
        for moment, state in (
            ("2026-01-21 20:59:00", "open"),
            ("2026-01-21 21:00:00", "due_soon"),  # the 22nd in Riyadh: three days before
            ("2026-01-25 20:59:00", "due_soon"),  # the whole of the last day
            ("2026-01-25 21:00:00", "late"),
            ("2026-03-01 09:00:00", "late"),
        ):
            self.assertEqual(self._state_at(moment), state, moment)

    def test_days_may_be_skipped(self):
        self.assertEqual(self._state_at("2026-02-01 09:00:00"), "late")

    def test_idempotent(self):
        self._state_at("2026-01-22 09:00:00")
        with patch.object(self.registry["beneficiary.request"], "write", autospec=True) as write:
            self.assertEqual(self._state_at("2026-01-22 09:00:00"), "due_soon")
        write.assert_not_called()

    def test_in_batches(self):
        requests = self.request
        for _i in range(4):
            request = self._create_request()
            self._complete_on(request, "2026-01-04 08:00:00")
            requests |= request
        with self._at("2026-01-26 09:00:00"), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr)["beneficiary.request"]._cron_reply_state(batch_size=2)
        self.assertEqual(set(requests.mapped("reply_state")), {"late"})

    def test_every_association_has_its_own_days(self):
        other = self._create_other_company()
        other.beneficiary_due_soon_days = 10
        self._put_in_force("samtah", other)
        program = self.env["beneficiary.program"].create({"name": "Other", "company_id": other.id})
        beneficiary = self.env["beneficiary.beneficiary"].create(
            {"name": "Sami", "company_id": other.id, "branch_id": False, "identity_type": "none"}
        )
        theirs = self.env["beneficiary.request"].create(
            {
                "beneficiary_id": beneficiary.id,
                "program_id": program.id,
                "channel_id": self.channel.id,
                "company_id": other.id,
            }
        )
        self._complete_on(theirs, "2026-01-04 08:00:00")
        self.assertEqual(self._state_at("2026-01-16 09:00:00"), "open")
        self.assertEqual(theirs.reply_state, "due_soon")

    def test_days_are_changed_in_the_settings(self):
        for moment, days, state in (
            ("2026-01-18 09:00:00", 7, "due_soon"),
            ("2026-01-18 10:00:00", 2, "open"),  # fewer days: not due soon any more
            ("2026-01-24 09:00:00", 0, "open"),
            ("2026-01-25 09:00:00", 0, "due_soon"),
        ):
            with self._at(moment):
                self.company.beneficiary_due_soon_days = days
            self.assertEqual(self._state_at(moment), state, moment)

    def test_nothing_is_tracked(self):
        before = len(self.request.message_ids)
        self._state_at("2026-02-01 09:00:00")
        self.assertEqual(len(self.request.message_ids), before)

    def test_what_does_not_wait_is_left_alone(self):
        draft = self._create_request()
        cancelled = self._create_request()
        self._complete_on(cancelled, "2026-01-04 08:00:00")
        cancelled.action_cancel("Moved away")
        self._state_at("2026-02-01 09:00:00")
        self.assertEqual((draft.reply_state, cancelled.reply_state), ("none", "none"))

    def test_found_by_state(self):
        self._state_at("2026-02-01 09:00:00")
        late = self.env["beneficiary.request"].with_user(self.officer).search([("reply_state", "=", "late")])
        self.assertEqual(late, self.request)

    # ----------------------------------------------------------------- replied
    def _decide_at(self, moment):
        with self._at("2026-01-05 09:00:00"):
            self._verify_papers(self.request)
            self._sign(self.request)
            self.request.action_send_to_committee()
        item = self.request.sudo().item_ids
        with self._at(moment):
            self._vote(item, {self.chair: "for", self.secretary: "for"})
            item.with_user(self.chair).reason = "In need"
            item.with_user(self.chair).action_decide()
        return self.request

    def test_replied_on_the_last_day(self):
        request = self._decide_at("2026-01-25 20:59:00")
        self.assertEqual(request.reply_state, "replied")
        self.assertEqual(str(request.date_replied), "2026-01-25 20:59:00")
        self.assertEqual(self._state_at("2026-03-01 09:00:00"), "replied", "it does not become late afterwards")

    def test_replied_late(self):
        self.assertEqual(self._decide_at("2026-01-25 21:00:00").reply_state, "replied_late")
        self.assertEqual(self._state_at("2026-03-01 09:00:00"), "replied_late")

    def test_late_then_replied(self):
        self._state_at("2026-02-01 09:00:00")
        self.assertEqual(self._decide_at("2026-02-02 09:00:00").reply_state, "replied_late")
