import random
from collections import defaultdict

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon
from .answers_common import AnswersMixin

CELL = "beneficiary.feedback.cell"


@tagged("post_install", "-at_install")
class TestAnswers(AnswersMixin, BeneficiaryCommon):
    """Results appear when a round is over, of five people and more, and add up to what was answered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls._create_questionnaire()
        cls.colleague = cls._create_user("colleague", "officer")
        cls.colleague.name = "Saleh Omari"
        cls.second = cls.program.copy({"name": "Second support"})
        cls.people = cls._create_people(30)

    # ------------------------------------------------------------------ results
    def test_nothing_appears_before_the_round_is_over_and_then_once(self):
        survey_round = self._create_round(self.survey)
        for place, partner in enumerate(self.people[:7]):
            self._answer(survey_round, partner, 1 + place % 5, text="Kind people" if place == 3 else "")
        self.env[CELL]._cut_ratings()
        self.assertFalse(self._cells(survey_round))
        with self.assertRefused("when the round is over"):
            survey_round.with_user(self.officer).action_view_results()
        survey_round.with_user(self.manager).action_close()
        cells = self._cells(survey_round)
        self.assertEqual(cells.mapped("question_id"), self.q_service | self.q_provider | self.q_again)
        self.assertEqual(set(cells.mapped("answer_count")), {7})
        self.env["beneficiary.survey.round"]._cron_publish()
        survey_round._publish()
        self.assertEqual(self._cells(survey_round), cells)
        service = cells.filtered(lambda cell: cell.question_id == self.q_service)
        self.assertEqual((service.topic, service.total, service.average), ("service", 18, 2.57))
        self.assertEqual(service.score, 39.3)
        self.assertEqual(service.counts, [["v1", 2], ["v2", 2], ["v3", 1], ["v4", 1], ["v5", 1]])
        again = cells.filtered(lambda cell: cell.question_id == self.q_again)
        self.assertEqual((again.topic, again.distribution), ("other", "Yes: 7"))
        # what told people apart is gone
        answers = self.env["survey.user_input"].sudo().search([("round_id", "=", survey_round.id)])
        self.assertEqual(answers.mapped("person_key"), [False] * 7)
        self.assertFalse(survey_round.answer_key)
        self.assertFalse(answers.partner_id)

    def test_what_is_shown_adds_up_and_no_filter_shows_fewer_than_five(self):
        draw = random.Random(7)
        survey_round = self._create_round(self.survey)
        raw = defaultdict(list)
        users, programs = (self.officer, self.colleague, self.manager), (self.program, self.second)
        branches = (self.branch, self.other_branch)
        for partner in self.people:
            user, program, branch, value = map(draw.choice, (users, programs, branches, range(1, 6)))
            self._answer(survey_round, partner, value, user=user, program=program, branch=branch)
            raw[program, user, branch].append(value)
        survey_round._close()
        cells = self._cells(survey_round, question_id=self.q_service.id)
        self.assertGreater(len(cells), 3)
        self.assertLess(30 - sum(cells.mapped("answer_count")), 5)
        for cell in cells.filtered("provider_user_id"):
            values = raw[cell.program_id, cell.provider_user_id, cell.branch_id]
            self.assertEqual((cell.answer_count, cell.total), (len(values), sum(values)))
        for field in ("program_id", "provider_user_id", "branch_id"):
            for value, count in (
                self.env[CELL].sudo()._read_group([("id", "in", cells.ids)], [field], ["answer_count:sum"])
            ):
                self.assertGreaterEqual(count, 5, value)

    def test_five_answers_of_one_person_and_four_people_are_not_shown(self):
        survey_round = self._create_round(self.survey)
        for _time in range(3):
            self._answer(survey_round, self.people[0], 1)
        for partner in self.people[1:4]:
            self._answer(survey_round, partner, 5, text="I was alone")
        survey_round._close()
        self.assertTrue(survey_round.published_on)
        self.assertFalse(self._cells(survey_round))
        self.assertFalse(self.env["beneficiary.feedback.comment"].sudo().search([("round_id", "=", survey_round.id)]))

    def test_an_average_over_cells_is_that_of_all_answers(self):
        """Five ones and ten fives are 3.67, not 3."""
        survey_round = self._create_round(self.survey)
        for place, partner in enumerate(self.people[:15]):
            self._answer(
                survey_round, partner, 1 if place < 5 else 5, user=self.officer if place < 5 else self.colleague
            )
        survey_round._close()
        cells = self._cells(survey_round, question_id=self.q_service.id)
        self.assertEqual(sorted(cells.mapped("average")), [1, 5])
        model = self.env[CELL].with_user(self.management)
        domain = [("id", "in", cells.ids)]
        [(average, score, count)] = model._read_group(domain, [], ["average:avg", "score:avg", "answer_count:sum"])
        self.assertEqual((round(average, 4), round(score, 4), count), (3.6667, 66.6667, 15))
        for groupby in (["program_id"], ["date:month"], ["topic", "program_id"]):
            [group] = model.formatted_read_group(domain, groupby, ["average:avg"])
            self.assertAlmostEqual(group["average:avg"], 55 / 15)
        [unscored] = model._read_group([("question_id", "=", self.q_again.id), *domain], [], ["average:avg"])
        self.assertIsNone(unscored[0] or None)

    def test_results_and_comments_never_change(self):
        survey_round = self._create_round(self.survey)
        for partner in self.people[:5]:
            self._answer(survey_round, partner, 3, text="Fine")
        survey_round._close()
        cell = self._cells(survey_round)[0]
        comment = self.env["beneficiary.feedback.comment"].sudo().search([("round_id", "=", survey_round.id)])[0]
        for record, vals in ((cell, {"total": 1}), (comment, {"text": "Bad"})):
            with self.assertRefused("cannot be changed"):
                record.write(vals)
            with self.assertRefused("cannot be changed"):
                record.unlink()
        with self.assertDatabaseRefuses(CELL, "Fewer than five"), self.env.cr.savepoint():
            cell.copy_data()
            self.env[CELL].sudo().create(
                {"company_id": self.company.id, "date": "2026-01-01", "topic": "other", "audience": "internal"}
                | {"answer_count": 4}
            )

    def test_the_number_of_queries_does_not_grow_with_the_answers(self):
        def cost(people):
            survey_round = self._create_round(self.survey)
            for partner in people:
                self._answer(survey_round, partner, 4, text="Good")
            survey_round.write({"state": "closed"})
            return self._count_queries(survey_round._publish)

        few = cost(self.people[:5])
        self.assertLessEqual(cost(self.people), few + 2)

    # ----------------------------------------------------------------- comments
    def test_comments_lose_names_and_bear_the_programme_only_of_five(self):
        survey_round = self._create_round(self.survey)
        for place, partner in enumerate(self.people[:8]):
            self._answer(
                survey_round,
                partner,
                4,
                text=f"{partner.name} here, call 0501234567, Saleh helped, case {place}",
                program=self.program if place < 6 else self.second,
            )
        survey_round._close()
        comments = self.env["beneficiary.feedback.comment"].with_user(self.management)
        comments = comments.search([("round_id", "=", survey_round.id)])
        self.assertEqual(len(comments), 8)
        for comment in comments:
            self.assertEqual(comment.text[:-1], "[…] here, call […], […] helped, case ")
        self.assertEqual(
            sorted((comment.text[-1], comment.program_id.name or "") for comment in comments),
            [(str(place), "Test support" if place < 6 else "") for place in range(8)],
        )
        for user in (self.officer, self.delegate, self.researcher, self.finance, self.committee_member):
            with self.assertRaises(AccessError):
                comments.with_user(user).search_count([])

    def test_an_address_that_was_asked_for_does_not_stay(self):
        question = {"survey_id": self.survey.id, "question_type": "char_box", "sequence": 9}
        email, name = self.env["survey.question"].create(
            [
                question | {"title": "Your address", "validation_email": True, "save_as_email": True},
                question | {"title": "Your name", "save_as_nickname": True},
            ]
        )
        survey_round = self._create_round(self.survey)
        sample = self.env["beneficiary.survey.sample"].sudo()
        sample = sample.create(
            {"round_id": survey_round.id, "company_id": self.company.id, "partner_id": self.people[0].id}
        )
        answer = sample._begin()
        answer._save_lines(self.q_text, "Kind people")
        answer._save_lines(email, "salma@home.test")
        answer._save_lines(name, "Umm Khalid")
        self.assertEqual((answer.email, answer.nickname), ("salma@home.test", "Umm Khalid"))
        answer._mark_done()
        self.assertFalse(answer.email or answer.nickname or answer.partner_id)
        self.assertEqual(answer.user_input_line_ids.mapped("question_id"), self.q_text)

    # ------------------------------------------------------------------ ratings
    def test_ratings_of_past_months_are_published_once_and_erased(self):
        deliveries = self.env["beneficiary.delivery"]
        with self._at("2026-01-12 08:00:00"):
            requests = [self._approve(self._create_request()) for _number in range(6)]
            for request in requests:
                deliveries |= self._deliver(request)
        ratings = self.env["rating.rating"].sudo()
        with self._at("2026-01-20 08:00:00"):
            links = deliveries._rating_links()
            self.assertEqual(links, deliveries._rating_links())
            sample = self.env["beneficiary.survey.sample"].sudo().search([("delivery_id", "=", deliveries[0].id)])
            stored = f"<a href='{sample._rating_address()}'>Rate</a>"
            self.assertNotIn(links[deliveries[0]], stored, "staff read the stored text of a notice")
            self.assertIn(links[deliveries[0]], sample._notice_outgoing(stored))
            for delivery, rate in zip(deliveries[:4], (1, 5, 5, 3), strict=True):
                rating = ratings.search([("res_model", "=", deliveries._name), ("res_id", "=", delivery.id)])
                delivery.sudo().rating_apply(rate, rating=rating, feedback="فاطمة: I waited")
                self.assertEqual(rating.feedback, "[…]: I waited")
            with self.assertRaises(AccessError):
                rating.with_user(self.manager).read(["rating"])
            delivery.sudo().rating_apply(1, rating=rating)  # once and for all
            self.assertEqual(rating.rating, 3)
            self._run_cron("beneficiary.ir_cron_feedback_publish")
            self.assertFalse(self._cells(topic="rating", company_id=self.company.id))
        with self._at("2026-02-03 08:00:00"):
            self._run_cron("beneficiary.ir_cron_feedback_publish")
            self.assertFalse(self._cells(topic="rating", company_id=self.company.id), "four are too few")
            self.assertEqual(len(deliveries._rating_links()), 2)
            for delivery in deliveries[4:]:
                rating = ratings.search([("res_model", "=", deliveries._name), ("res_id", "=", delivery.id)])
                delivery.sudo().rating_apply(5, rating=rating)
        with self._at("2026-03-02 08:00:00"):
            for _time in range(2):
                self._run_cron("beneficiary.ir_cron_feedback_publish")
            cell = self._cells(topic="rating", company_id=self.company.id)
            self.assertEqual((cell.answer_count, cell.total, str(cell.date)), (6, 24, "2026-02-28"))
            self.assertEqual(cell.program_id, self.program)
            erased = ratings.search([("res_model", "=", deliveries._name), ("res_id", "in", deliveries.ids)])
            self.assertEqual(set(erased.mapped("rating")), {0})
            self.assertFalse(any(erased.mapped("feedback")))
            self.assertFalse(deliveries._rating_links(), "rated once")
            comments = self.env["beneficiary.feedback.comment"].with_user(self.management)
            self.assertEqual(
                comments.search([("company_id", "=", self.company.id)]).mapped("text"), ["[…]: I waited"] * 4
            )
        self.assertFalse(any(name.startswith("rating_") for name in deliveries._fields))

    # -------------------------------------------------------------------- whose
    def test_a_person_sees_whose_only_what_is_his_own(self):
        survey_round = self._create_round(self.survey)
        for place, partner in enumerate(self.people[:10]):
            self._answer(survey_round, partner, 3, user=self.officer if place < 5 else self.colleague)
        survey_round._close()
        cells = self._cells(survey_round, question_id=self.q_service.id)
        mine = cells.filtered(lambda cell: cell.provider_user_id == self.officer)
        as_officer = cells.with_user(self.officer)
        self.assertEqual(as_officer.search([("is_mine", "=", True), ("id", "in", cells.ids)]), mine)
        self.assertEqual(as_officer.search([("is_mine", "=", False), ("id", "in", cells.ids)]), cells - mine)
        self.assertEqual(as_officer.search_count([("id", "in", cells.ids)]), 2)
        found = as_officer.name_search("The service", [("round_id", "=", survey_round.id)])
        self.assertEqual({number for number, _name in found}, set(cells.ids))
        for call in (
            lambda: as_officer.read(["provider_user_id"]),
            lambda: as_officer.search([("provider_user_id", "=", self.colleague.id)]),
            lambda: as_officer.search([], order="provider_user_id"),
            lambda: as_officer.formatted_read_group([], ["provider_user_id"], ["score:avg"]),
        ):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaises(AccessError):
            cells.with_user(self.delegate).read(["score"])
        self.assertFalse(cells.with_user(self.delegate).search([]))
