from ast import literal_eval

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AgreementCommon


@tagged("post_install", "-at_install")
class TestAgreementLine(AgreementCommon):
    def test_performed_with_time_and_person(self):
        line = self._active().line_ids.with_user(self.delegate)
        with self._at("2026-01-20 08:00:00"):
            line.action_perform("By transfer")
        self.assertEqual(line.state, "performed")
        self.assertEqual((line.performed_on, line.performed_by), (self._day("2026-01-20"), self.delegate))
        self.assertEqual(line.performed_note, "By transfer")
        self.assertIn("By transfer", self._notes(line.agreement_id))
        with self.assertRefused("this step needs"):
            line.action_perform()

    def test_nothing_is_recorded_before_it_is_in_force(self):
        line = self._sent().line_ids
        with self.assertRefused("this step needs", "In force"):
            line.action_perform()
        with self.assertRefused("this step needs", "In force"):
            line.action_waive("Because")

    def test_default_remedy_and_what_was_recorded_is_kept(self):
        line = self._active().line_ids
        with self._at("2026-02-01 08:00:00"), self.assertRefused("is due on 2026-02-01 only"):
            line.action_record_default("Pay twice")
        with self._at("2026-02-10 08:00:00"):
            with self.assertRefused("Write the remedy"):
                line.action_record_default("")
            line.action_record_default("Pay within a week")
            self.assertEqual((line.state, line.remedy), ("missed", "Pay within a week"))
            with self.assertRefused("recorded already"):
                line.action_record_default("Something else")
        with self._at("2026-02-15 08:00:00"):
            with self.assertRefused("Write how the default was remedied"):
                line.action_remedy()
            line.action_remedy("Paid on Sunday")
        self.assertEqual(
            (line.state, line.remedied_by, line.remedied_on), ("remedied", self.officer, self._day("2026-02-15"))
        )
        self.assertEqual((line.missed_on, line.missed_by), (self._day("2026-02-10"), self.officer))
        for vals in ({"missed_on": False}, {"remedy": "None"}, {"remedied_on": "2026-02-02"}, {"remedy_note": "x"}):
            with self.subTest(vals=vals), self.assertRefused("signed agreement"):
                line.sudo().write(vals)

    def test_the_default_that_a_passed_date_made_gets_its_remedy(self):
        line = self._active().line_ids
        self._cron("2026-02-02 08:00:00")
        self.assertEqual((line.state, line.remedy, line.missed_by), ("missed", False, self.env["res.users"]))
        line.action_record_default("Pay within a week")
        self.assertEqual((line.remedy, line.missed_on), ("Pay within a week", self._day("2026-02-02")))

    def test_waived_with_a_reason(self):
        line = self._active().line_ids
        with self.assertRefused("Write the reason"):
            line.action_waive()
        line.action_waive("The rent was forgiven")
        self.assertEqual((line.state, line.waive_reason), ("waived", "The rent was forgiven"))

    def test_a_delegate_records_what_was_done_and_nothing_else(self):
        line = self._active().line_ids.with_user(self.delegate)
        for method in ("action_record_default", "action_remedy", "action_waive"):
            with self.subTest(method=method), self.assertRefused("Relations Officer", error=AccessError):
                getattr(line, method)("Because")

    def test_the_buttons_ask_for_the_note(self):
        line = self._active().line_ids
        self._cron("2026-02-02 08:00:00")
        for step, state in (("default", "missed"), ("remedy", "remedied")):
            action = self.env.ref(f"beneficiary.beneficiary_agreement_step_action_{step}")
            context = literal_eval(action.context) | {"active_model": line._name, "active_ids": line.ids}
            wizard = self.env["beneficiary.agreement.step"].with_user(self.officer).with_context(**context)
            wizard.create({"note": f"Note of {step}"}).action_confirm()
            self.assertEqual(line.state, state)
        self.assertEqual((line.remedy, line.remedy_note), ("Note of default", "Note of remedy"))

    # -------------------------------------------------------------- recurrence
    def test_what_comes_round_again(self):
        agreement = self._active(line_ids=[self._line(due_date="2026-01-31", recurrence="monthly", amount=5)])
        dates = []
        for _i in range(4):
            line = agreement.line_ids.filtered(lambda line: line.state == "open")
            dates.append(str(line.due_date))
            line.action_perform()
        self.assertEqual(dates, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
        last = agreement.line_ids.filtered(lambda line: line.state == "open")
        self.assertEqual((last.amount, last.occurrence, last.recurrence), (5, 4, "monthly"))

    def test_it_comes_round_once_and_not_after_the_end(self):
        agreement = self._active(
            line_ids=[self._line(due_date="2026-10-01", recurrence="quarterly"), self._line(recurrence="yearly")]
        )
        for line in agreement.line_ids:
            line.action_perform()
        self.assertEqual(len(agreement.line_ids), 2)
        agreement = self._active(line_ids=[self._line(recurrence="monthly")])
        first = agreement.line_ids
        self._cron("2026-02-02 08:00:00")
        self.assertEqual(len(agreement.line_ids), 2)
        first.action_record_default("Pay")
        first.action_remedy("Paid")
        self.assertEqual(len(agreement.line_ids), 2)
        second = agreement.line_ids - first
        self.assertEqual((second.state, second.due_date, second.previous_id), ("open", self._day("2026-03-01"), first))

    def test_recurrence_needs_a_date(self):
        with self.assertDatabaseRefuses("beneficiary.agreement.line", "needs a first “Due” date"):
            self._agreement(line_ids=[self._line(due_date=False, recurrence="monthly")])

    def test_guarded(self):
        line = self._active().line_ids
        for vals in (
            {"state": "performed"},
            {"performed_on": "2026-01-01"},
            {"remedy": "None"},
            {"waive_reason": "x"},
            {"reminded_on": "2026-01-01"},
            {"agreement_id": self._agreement().id},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                line.write(vals)
        with self.assertRaises(AccessError):
            self._agreement(line_ids=[Command.create({"description": "x", "state": "performed"})])
        with self.assertRaises(UserError):
            line.unlink()
