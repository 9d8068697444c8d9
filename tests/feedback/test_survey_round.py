from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROUND, SAMPLE, SurveyRoundCommon

CRON = "beneficiary.ir_cron_survey_rounds"


@tagged("post_install", "-at_install")
class TestSurveyRound(SurveyRoundCommon):
    """Rounds: who is drawn, who is told what, what an answer knows, and when a round ends (R-18…R-21, R-85)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls._people(6)
        cls.startClassPatcher(patch.object(type(cls.env[ROUND]), "_fewest_people", lambda survey_round: 1))

    def _asked(self, survey_round):
        return survey_round.sudo().sample_ids

    # --------------------------------------------------------------------- draw
    def test_same_number_draws_the_same(self):
        draws = []
        for seed in (7, 7, 1, 2, 3, 4):
            survey_round = self._round(sample_size=3)
            survey_round.sudo().seed = seed
            survey_round.action_open()
            draws.append(self._asked(survey_round).beneficiary_id.sorted("id").ids)
            survey_round.action_cancel()
        self.assertEqual(draws[0], draws[1])
        self.assertTrue(all(len(draw) == 3 for draw in draws))
        self.assertGreater(len({tuple(draw) for draw in draws}), 1, "another number may draw other people")

    def test_audience(self):
        """Registered beneficiaries of the segment: nobody suspended, unregistered, or a supporter."""
        suspended, prospect, supporter, south = self._people(4, "Other")
        suspended.action_suspend()
        prospect.sudo().state = "prospect"
        supporter.category_ids = self.env["beneficiary.category"].create({"name": "Giver", "kind": "supporter"})
        south.branch_id = self.other_branch
        everyone = self._opened()
        self.assertEqual(self._asked(everyone).beneficiary_id, self.people | south)
        everyone.action_cancel()
        of_branch = self._round(branch_ids=[(6, 0, self.branch.ids)])
        self.assertEqual(of_branch.audience_count, 6)
        of_branch.action_open()
        self.assertEqual(self._asked(of_branch).beneficiary_id, self.people)
        givers = self._opened(survey_id=self.env.ref("beneficiary.survey_partners").id)
        self.assertEqual(givers.audience, "external")
        self.assertEqual(self._asked(givers).beneficiary_id, supporter)

    def test_nobody_chooses_who_is_asked(self):
        """Neither by the number of the draw, nor by asking the same people again, nor by asking a few (R-20)."""
        with self.assertRefused("Number of the draw", error=AccessError):
            self._round(seed=7)
        with self._at("2026-03-01 08:00:00"):
            first = self._opened(sample_size=4)
            self.assertTrue(first.seed)
        with self._at("2026-03-20 08:00:00"):
            second = self._round(date_close="2026-03-30")
            self.assertEqual(second.audience_count, 2)
            second.action_open()
            self.assertFalse(self._asked(first).partner_id & self._asked(second).partner_id)
            self.assertEqual(len(self._asked(first) | self._asked(second)), 6)
            trust = self._opened(survey_id=self.env.ref("beneficiary.survey_trust").id)
            self.assertEqual(len(self._asked(trust)), 6, "something else may be asked")
            with self.assertRefused("was asked the same in the last 30 days"):
                self._opened(date_close="2026-03-30")
        with self._at("2026-04-01 08:00:00"):
            self.assertEqual(self._round().audience_count, 4)
        with patch.object(type(first), "_fewest_people", lambda survey_round: 5):
            everyone = self._round(survey_id=self.env.ref("beneficiary.survey_periodic").id, sample_size=4)
            with self.assertRefused("would ask 4 people only"):
                everyone.action_open()
            everyone.sample_size = 0
            everyone.action_open()

    def test_served_by_programme(self):
        """The last request that was granted says which service and which employee the answer is about."""
        request = self._approve(self._create_request(self.people[0]))
        other = self._create_request(self.people[1])
        survey_round = self._opened(program_ids=[(6, 0, self.program.ids)])
        sample = self._asked(survey_round)
        self.assertEqual(sample.beneficiary_id, self.people[0])
        self.assertEqual(sample.request_id, request)
        self.assertEqual((sample.program_id, sample.provider_user_id), (self.program, request.user_id))
        self.assertNotIn(other, sample.request_id)

    def test_employees_and_partners(self):
        employee = self.env["hr.employee"].create(
            {"name": "Salma", "company_id": self.company.id, "work_email": "salma@awn.test"}
        )
        inside = self._opened(survey_id=self.env.ref("beneficiary.survey_internal").id)
        self.assertIn(employee.work_contact_id, self._asked(inside).partner_id)
        self.assertFalse(self._asked(inside).beneficiary_id)
        entity = self.env["beneficiary.partner.entity"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Body", "is_company": True}).id,
                "company_id": self.company.id,
            }
        )
        outside = self._opened(survey_id=self.env.ref("beneficiary.survey_partners").id)
        self.assertEqual(self._asked(outside).partner_id, entity.partner_id)

    def test_nobody(self):
        survey_round = self._round(branch_ids=[(6, 0, self.other_branch.ids)])
        with self.assertRefused("Nobody belongs to the audience"):
            survey_round.action_open()
        self.people[0].branch_id = self.other_branch
        survey_round.date_open = survey_round.date_close = fields.Date.today() - timedelta(days=2)
        with self.assertRefused("“Closes on” is past"):
            survey_round.action_open()

    def test_settled(self):
        """Who is asked what is fixed once the people are drawn; a round that was opened is not deleted."""
        survey_round = self._opened()
        for vals in ({"seed": 1}, {"sample_size": 1}, {"survey_id": self.env.ref("beneficiary.survey_trust").id}):
            with self.assertRefused("Draft"):
                survey_round.write(vals)
        survey_round.date_close += timedelta(days=3)
        with self.assertRefused("Cancel it instead"):
            survey_round.with_user(self.manager).unlink()
        survey_round.action_close()
        with self.assertRefused("is over"):
            survey_round.name = "Changed"

    def test_queries(self):
        """Drawing and telling cost the same number of queries for few and for many people."""
        small = self._round(sample_size=2)
        few = self._count_queries(small.action_open)
        self._people(6, "More")
        large = self._round()
        self.assertLessEqual(self._count_queries(large.action_open), few)
        # as the scheduled action finds them
        samples = [self.env[SAMPLE].sudo().search([("round_id", "=", r.id)]) for r in (small, large)]
        for asked in samples:
            asked._tell_news("invitation")  # what is read once, and kept
        few, many = (self._count_queries(lambda s=s: s._tell_news("reminder")) for s in samples)
        self.assertLessEqual(many, few + 1, "no search for each person")

    # --------------------------------------------------------------------- tell
    def test_invited_and_reminded(self):
        """By the agreed medium; those who may still be asked are reminded, as often as the round says."""
        mute = self._people(1, "Mute", email=False)
        with self._at("2026-03-01 08:00:00"):
            survey_round = self._opened(date_open="2026-03-01", date_close="2026-03-30", reminder_days=5)
            self._run_cron(CRON)
            samples = self._asked(survey_round)
            told = samples.filtered("notice_id")
            self.assertEqual(told.beneficiary_id, self.people)
            self.assertEqual(set(told.notice_id.mapped("medium")), {"email"})
            self.assertIn("no address", (samples - told).error)
            self.assertEqual((samples - told).beneficiary_id, mute)
            self.assertEqual(survey_round.invited_count, 6)
            notice = told[0].notice_id
            self.assertNotIn(told[0]._token(), notice.body, "staff who read the notice cannot answer by it")
            self.assertIn(told[0]._link_address(), told[0]._notice_outgoing(str(notice.body)))
        with self._at("2026-03-07 08:00:00"):
            self._finish(told[0])
            told[1].with_user(self.officer).action_leave()
            for _twice in range(2):
                self._run_cron(CRON)
        self.assertEqual(told.mapped("reminders"), [0, 0, 1, 1, 1, 1])
        with self._at("2026-03-20 08:00:00"):
            self._run_cron(CRON)
        self.assertEqual(set(told[2:].mapped("reminders")), {1}, "one reminder at most")

    def test_field_survey_writes_to_nobody(self):
        survey_round = self._opened(kind="field_survey")
        self._run_cron(CRON)
        samples = self._asked(survey_round)
        self.assertFalse(samples.notice_id)
        self.assertEqual(survey_round.invited_count, 0)
        samples[0].with_user(self.delegate).action_ask()
        survey_round.invalidate_recordset()
        self.assertEqual(survey_round.invited_count, 1, "who was asked face to face is invited")

    # ------------------------------------------------------------------- answer
    def test_answer_forgets_the_person(self):
        """Once it is complete, nothing leads from the answer to the person, and nobody is counted twice."""
        request = self._approve(self._create_request(self.people[0]))
        survey_round = self._opened()
        sample = self._asked(survey_round).filtered("request_id")
        typed = sample._begin(self.officer)
        answer = sample._begin()
        self.assertNotEqual(answer, typed, "nobody sees what another one has begun")
        self.assertEqual(sample._begin(), answer, "the same page again")
        self.assertEqual((answer.beneficiary_request_id, answer.round_id), (request, survey_round))
        done = self._finish(sample)
        self.assertEqual(done, answer)
        self.assertFalse(typed.exists())
        for name in ("sample_id", "beneficiary_request_id", "typed_by_id", "partner_id", "email", "nickname"):
            self.assertFalse(answer[name], name)
        self.assertEqual((answer.program_id, answer.provider_user_id), (self.program, request.user_id))
        self.assertEqual(answer.branch_id, self.branch)
        self.assertEqual(answer.user_input_line_ids.create_uid, self.env.ref("base.user_root"))
        self.assertEqual(sample.state, "over")
        self.assertEqual((survey_round.answered_count, survey_round.sample_count), (1, 6))
        with self.assertRefused("given already"):
            sample._begin()._mark_done()

    def test_answer_has_no_contact(self):
        """Whatever is given, an answer of a round has no contact and no address."""
        answer = self._asked(self._opened())[0]._begin()
        copy = self.env["survey.user_input"].create(
            {"survey_id": answer.survey_id.id, "round_id": answer.round_id.id, "email": "x@y.test", "nickname": "X"}
        )
        self.assertFalse(copy.email or copy.nickname)
        with self.assertRaises(AccessError):
            self.env["survey.user_input"].with_user(self.env.ref("base.user_admin")).search([]).read(
                ["beneficiary_request_id"]
            )

    def test_declined_may_still_answer(self):
        survey_round = self._opened()
        sample = self._asked(survey_round)[0]
        sample.with_user(self.officer).action_leave()
        with self.assertRefused("not to be asked any more"):
            sample.with_user(self.officer).action_ask()
        self.assertTrue(sample._is_answerable())
        self._finish(sample)
        self.assertFalse(sample._is_answerable())

    def test_who_sees_the_list(self):
        """Delegates their branch, nobody who judges his own work, and nobody anybody after the round."""
        south = self._people(1, "South", branch_id=self.other_branch.id)
        self._approve(self._create_request(self.people[0]))
        survey_round = self._opened()
        mine = self._asked(survey_round).filtered("request_id")
        samples = self.env[SAMPLE]
        domain = [("round_id", "=", survey_round.id)]
        seen = samples.with_user(self.delegate).search(domain).sudo().beneficiary_id
        self.assertEqual(seen, self.people)
        self.assertEqual(mine.provider_user_id, self.officer)
        self.assertNotIn(mine, samples.with_user(self.officer).search(domain).sudo())
        self.assertEqual(samples.with_user(self.officer).search_count(domain), 6)
        self.assertIn(south, samples.with_user(self.manager).search(domain).sudo().beneficiary_id)
        with self.assertRaises(AccessError):
            mine.with_user(self.officer).action_ask()
        with self.assertRaises(AccessError):
            samples.with_user(self.management).search(domain)
        survey_round.action_close()
        for user in (self.delegate, self.officer, self.manager):
            self.assertFalse(samples.with_user(user).search(domain))

    def test_not_reached(self):
        sample = self._asked(self._opened())[0].with_user(self.delegate)
        sample.action_not_reached()
        sample.action_not_reached()
        self.assertEqual((sample.calls, sample.state), (2, "open"))

    # ----------------------------------------------------------------- calendar
    def test_closed_by_the_calendar(self):
        """The last day counts; what was begun and not sent is deleted, and no answer is taken any more."""
        with self._at("2026-03-01 08:00:00"):
            survey_round = self._opened(date_open="2026-03-01", date_close="2026-03-10", reminder_days=0)
            sample, done = self._asked(survey_round)[:2]
            begun = sample._begin()
            answer = self._finish(done)
        with self._at("2026-03-10 20:00:00"):  # 23:00 in Riyadh
            self._run_cron(CRON)
            self.assertEqual(survey_round.state, "open")
        with self._at("2026-03-10 21:30:00"):
            for _twice in range(2):
                self._run_cron(CRON)
        survey_round.invalidate_recordset()
        self.assertEqual(survey_round.state, "closed")
        self.assertTrue(answer.exists())
        self.assertFalse(begun.exists())
        self.assertFalse(sample._is_answerable())
        self.assertEqual(set(self._asked(survey_round).mapped("state")), {"over"})

    def test_cancelled(self):
        survey_round = self._opened()
        answer = self._finish(self._asked(survey_round)[0])
        survey_round.action_cancel()
        self.assertEqual(survey_round.state, "cancelled")
        self.assertFalse(answer.exists())

    def test_measure(self):
        """A survey that the policy promises is opened by its calendar; how it is done may change at any time."""
        measure = self.policy.measure_ids.filtered(lambda m: m.kind == "periodic_survey")[:1]
        due = SimpleNamespace(company_id=self.company)
        measure.with_user(self.manager).write({"survey_sample_size": 2, "survey_days": 10})
        survey_round = measure.sudo()._open_survey_round(due)
        self.assertEqual((survey_round.state, survey_round.measure_id), ("open", measure))
        self.assertEqual(survey_round.sample_count, 2)
        self.assertEqual(survey_round.survey_id, self.env.ref("beneficiary.survey_periodic"))
        self.assertEqual(survey_round.date_close, survey_round.date_open + timedelta(days=10))
        with self.assertRefused(self.policy.name):
            measure.with_user(self.manager).period = 9

    # ----------------------------------------------------------------- delivery
    def test_everyone_served_is_invited(self):
        """Every delivery invites, once for what is still to be answered; all of a month belong to one round."""
        with self._at("2026-03-01 08:00:00"):
            request = self._approve(self._create_request(self.people[0]))
        with self._at("2026-04-05 08:00:00"):
            delivery = self._deliver(request)
            samples = self.env[SAMPLE].search([("request_id", "=", request.id)])
            self.assertEqual((samples.delivery_id, samples.provider_user_id), (delivery, self.officer))
            survey_round = samples.round_id
            self.assertEqual((survey_round.kind, survey_round.state), ("delivery", "open"))
            self.assertEqual(survey_round.month, fields.Date.to_date("2026-04-01"))
            self._run_cron(CRON)
            self.assertEqual(samples.notice_id.medium, "email")
            delivery.sudo()._invite_feedback()
            self.assertEqual(self.env[SAMPLE].search_count([("request_id", "=", request.id)]), 1)
        with self._at("2026-05-14 08:00:00"):
            self._run_cron(CRON)
            self.assertEqual(survey_round.state, "open", "the last deliveries have time to be answered")
        with self._at("2026-05-15 08:00:00"), mute_logger("odoo.addons.base.models.ir_cron"):
            self._run_cron(CRON)
            survey_round.invalidate_recordset()
            self.assertEqual(survey_round.state, "closed")
            rounds = self.env[ROUND].sudo()
            later = rounds._delivery_round(self.company, fields.Date.to_date("2026-04-01"))
            self.assertEqual(later.month, fields.Date.to_date("2026-05-01"), "recorded late, asked about now")
            self.assertEqual(rounds._delivery_round(self.company, later.month), later)

    def test_association_chooses_what_is_asked_after_deliveries(self):
        chosen = self.env.ref("beneficiary.survey_service").copy()
        self.company.beneficiary_delivery_survey_id = chosen
        rounds, month = self.env[ROUND].sudo(), fields.Date.to_date("2026-04-01")
        with self._at("2026-04-05 08:00:00"):
            self.assertEqual(rounds._delivery_round(self.company, month).survey_id, chosen)
            chosen.active = False
            self.assertEqual(self.company._delivery_survey(), self.env.ref("beneficiary.survey_service"))

    def test_delivery_rounds_are_not_made_by_hand(self):
        with self.assertRefused("made by themselves"):
            self._round(kind="delivery")
