from odoo import http
from odoo.tests import tagged

from ..security.common import RpcCommon
from .answers_common import AnswersMixin

INPUT, LINE, RATING = "survey.user_input", "survey.user_input.line", "rating.rating"
CELL, COMMENT = "beneficiary.feedback.cell", "beneficiary.feedback.comment"
SECRET = "The roof fell on us"
ATTACKERS = ("delegate", "officer", "management", "manager", "system")


@tagged("post_install", "-at_install")
class TestAnswersAttack(AnswersMixin, RpcCommon):
    """Nobody, not even who administers surveys and the system, learns over the network what one person said (R-20)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.system = cls._create_user("system", "manager")
        cls.system.group_ids += cls.env.ref("survey.group_survey_manager") + cls.env.ref("base.group_system")
        cls.survey = cls._create_questionnaire()
        cls.guests = cls._create_people(8)
        cls.round = cls._create_round(cls.survey)
        cls.survey.sudo().message_subscribe(cls.system.partner_id.ids)
        cls.answers = cls.env[INPUT].sudo()
        for place, partner in enumerate(cls.guests):
            cls.answers |= cls._answer(cls.round, partner, 1 if place == 0 else 5, text=SECRET if place == 0 else "")
        cls.lines = cls.answers.user_input_line_ids
        # somebody who was sent the questionnaire by itself, in no round
        cls.stray = cls.survey.sudo()._create_answer(partner=cls.guests[0], check_attempts=False)
        cls.stray._save_lines(cls.q_text, SECRET)
        cls.stray._mark_done()
        cls.lines |= cls.stray.user_input_line_ids
        cls.answers |= cls.stray
        cls.delivery = cls._deliver(cls._approve(cls._create_request(cls.person)))
        link = cls.delivery.sudo()._rating_links()[cls.delivery]
        cls.token = link.rpartition("/")[2]
        cls.rating = cls.env[RATING].sudo().search([("access_token", "=", cls.token)])
        cls.delivery.sudo().rating_apply(1, rating=cls.rating, feedback=SECRET)

    def _assertSilent(self, result, *secrets):
        for secret in (SECRET, *secrets):
            self.assertNotIn(secret, str(result))

    def test_the_records_themselves(self):
        targets = {INPUT: self.answers, LINE: self.lines, RATING: self.rating}
        values = {INPUT: "state", LINE: "value_scale", RATING: "rating"}
        for role in ATTACKERS:
            self._login(role)
            for model, records in targets.items():
                domain = [("id", "in", records.ids)]
                for method, args, kwargs in (
                    ("search", [domain], {}),
                    ("search_count", [domain], {}),
                    ("search_read", [domain, ["display_name"]], {}),
                    ("web_search_read", [domain, {"display_name": {}}], {}),
                    ("name_search", [""], {"domain": domain}),
                    ("formatted_read_group", [domain, ["create_uid"], ["__count"]], {}),
                    ("web_read_group", [domain, ["create_uid"], ["__count"]], {}),
                ):
                    with self.subTest(role=role, model=model, method=method):
                        result, error = self._rpc(model, method, *args, **kwargs)
                        if error:
                            self.assertEqual(error[0], "AccessError")
                        elif isinstance(result, dict):
                            self.assertFalse(result.get("length", 0) or result.get("records") or result.get("groups"))
                        else:
                            self.assertFalse(result)
                for method, args in (
                    ("read", [["display_name"]]),
                    ("web_read", [{"display_name": {}}]),
                    ("export_data", [[values[model]]]),
                    ("write", [{"create_date": "2026-01-01 00:00:00"}]),
                    ("copy", []),
                    ("unlink", []),
                ):
                    with self.subTest(role=role, model=model, method=method):
                        _result, error = self._rpc(model, method, records.ids, *args)
                        self.assertIn((error or ("",))[0], ("AccessError", "UserError"))
        for records in targets.values():
            self.assertEqual(records.exists(), records)
            self.assertNotIn("2026-01-01 00:00:00", str(records.mapped("create_date")))

    def test_answers_are_not_made_or_uncovered(self):
        self._login("system")
        self.assertRpcRefused(INPUT, "create", [{"survey_id": self.survey.id, "round_id": self.round.id}])
        self.assertRpcRefused(INPUT, "create", [{"survey_id": self.survey.id}])
        model = self.env["ir.model"]._get_id("beneficiary.delivery")
        self.assertRpcRefused(RATING, "create", [{"res_model_id": model, "res_id": self.delivery.id, "rating": 1}])
        self.assertRpcRefused("beneficiary.delivery", "rating_apply", self.delivery.ids, 5, self.token)
        self.assertRpcRefused(CELL, "create", [{"company_id": self.company.id, "answer_count": 5}])
        own = (
            self.env[RATING]
            .sudo()
            .create({"res_model_id": self.env["ir.model"]._get_id("res.partner"), "res_id": self.system.partner_id.id})
        )
        self.assertRpcRefused(RATING, "write", own.ids, {"res_model_id": model, "res_id": self.delivery.id})
        # a trial of the questionnaire is seen by who tries it, and not turned into an answer
        trial = self.survey.sudo()._create_answer(user=self.system, test_entry=True)
        self.assertRpcAllowed(INPUT, "read", trial.ids, ["state"])
        self.assertRpcRefused(INPUT, "write", trial.ids, {"round_id": self.round.id})
        trial._save_lines(self.q_service, 1)
        line = trial.user_input_line_ids
        self.assertRpcRefused(LINE, "write", line.ids, {"user_input_id": self.answers[0].id})
        self.assertRpcRefused("survey.survey", "write", self.survey.ids, {"user_input_ids": [(2, self.answers[0].id)]})

    def test_what_other_records_tell(self):
        """Statistics of the survey, fields that lead to answers, messages, activities, leads, badges."""
        self.assertFalse(self.env["crm.lead"].sudo().search([("origin_survey_id", "=", self.survey.id)]))
        messages = self.env["mail.message"].sudo().search([("model", "=", INPUT), ("res_id", "in", self.answers.ids)])
        self.assertNotIn("participated", str(messages.mapped("body")))
        for role in ATTACKERS:
            self._login(role)
            with self.subTest(role=role):
                for model, domain in (
                    ("mail.message", [("model", "=", INPUT), ("res_id", "in", self.answers.ids)]),
                    ("mail.message", [("model", "=", "beneficiary.delivery")]),
                    ("mail.message", [("body", "ilike", SECRET)]),
                    ("mail.message", [("rating_ids.feedback", "ilike", SECRET)]),
                    ("mail.message", [("rating_value", "=", 1)]),
                    ("mail.activity", [("res_model", "in", (INPUT, RATING))]),
                    ("beneficiary.request", [("rating_ids.rating", "=", 1)]),
                    ("beneficiary.delivery", [("request_id.rating_ids.rating", "=", 1)]),
                    ("beneficiary.beneficiary", [("rating_ids.rating", "=", 1)]),
                    ("res.partner", [("certifications_count", ">", 0), ("id", "in", self.guests.ids)]),
                    (COMMENT, []),
                    (CELL, []),
                ):
                    result, error = self._rpc(model, "search_count", domain)
                    self.assertTrue(error or not result, (role, model, domain, result))
                result, _error = self._rpc("beneficiary.delivery", "fields_get")
                self.assertFalse({name for name in result or () if name.startswith(("rating", "message", "activity"))})
                result, _error = self._rpc("res.partner", "read", self.guests.ids, ["certifications_count"])
                self.assertFalse(any(row["certifications_count"] for row in result or ()))
                for records in (self.survey, self.survey.question_ids, self.q_again.suggested_answer_ids, self.round):
                    names = sorted(records.with_user(self.system).fields_get())
                    for name in names:
                        result, _error = self._rpc(records._name, "read", records.ids, [name])
                        self._assertSilent(result)
                        for row in result or ():
                            comodel = records._fields[name].comodel_name
                            if comodel in (INPUT, LINE, RATING):
                                self.assertFalse(row[name], name)
        self._login("system")
        [stats] = self.assertRpcAllowed(
            "survey.survey", "read", self.survey.ids, ["answer_count", "answer_done_count", "success_count"]
        )
        self.assertEqual((stats["answer_count"], stats["answer_done_count"], stats["success_count"]), (0, 0, 0))
        for model, path in (("survey.survey", "user_input_ids"), ("survey.question", "survey_id.user_input_ids")):
            domain = [(f"{path}.user_input_line_ids.value_scale", "=", 1)]
            self.assertEqual(self.assertRpcAllowed(model, "search_count", domain), 0)

    def test_a_score_tells_nothing(self):
        """Whoever writes the questionnaire could give points to one answer, and see who passed."""
        self.survey.sudo().write({"scoring_type": "scoring_with_answers", "scoring_success_min": 50})
        self.q_again.sudo().suggested_answer_ids[1].write({"answer_score": 10, "is_correct": True})
        if "generate_lead" in self.q_again.suggested_answer_ids:
            self.q_again.sudo().suggested_answer_ids.generate_lead = True
        answer = self._answer(self.round, self._create_people(1, "Late"), 2, again=1)
        self.assertEqual((answer.scoring_total, answer.scoring_percentage, answer.scoring_success), (0, 0, False))
        self.assertFalse(self.env["crm.lead"].sudo().search([("origin_survey_id", "=", self.survey.id)]))
        open_survey = self.survey.copy().sudo()
        right = open_survey.question_ids.suggested_answer_ids[1]
        free = open_survey._create_answer(partner=self.guests[0], check_attempts=False)
        free._save_lines(right.question_id, right.id)
        self.assertTrue(free.scoring_success, "a questionnaire of others is scored as ever")

    def test_pages(self):
        survey, answer = self.survey.sudo(), self.answers[0]
        self.survey.sudo().write({"session_state": "in_progress", "session_question_id": self.q_text.id})
        for role in ("public", "officer", "system"):
            self._login(role)
            for url in (
                f"/survey/print/{survey.access_token}?answer_token={answer.access_token}",
                f"/survey/print/{survey.access_token}?answer_token={self.stray.access_token}",
                f"/survey/{survey.access_token}/{answer.access_token}",
                f"/survey/start/{survey.access_token}?answer_token={answer.access_token}",
                f"/survey/results/{survey.id}",
                f"/survey/results/{survey.id}?filters=A,0,{self.q_again.suggested_answer_ids[0].id}&finished=true",
                f"/survey/session/manage/{survey.access_token}",
                f"/survey/{survey.id}/get_certification",
                f"/beneficiary/rate/{self.token}",
                f"/rate/{self.token}/5",
                f"/rate/{self.token}/submit_feedback",
            ):
                with self.subTest(role=role, url=url):
                    page = self.url_open(url)
                    self._assertSilent(page.text, "value_scale", "rating_1.svg")
            answer_pages = self.env[INPUT].sudo().search_count([("survey_id", "=", survey.id)])
            self.url_open(f"/survey/retry/{survey.access_token}/{answer.access_token}")
            self.assertEqual(self.env[INPUT].sudo().search_count([("survey_id", "=", survey.id)]), answer_pages)
            for route in ("results", "leaderboard", "next_question"):
                response = self._json(f"/survey/session/{route}/{survey.access_token}", {})
                self._assertSilent(response.text, "input_line_values")

    def test_who_was_served_rates_once_and_staff_do_not(self):
        self.rating.write({"rating": 0, "consumed": False, "feedback": False})
        url = f"/beneficiary/rate/{self.token}"
        self._login("officer")
        self.assertNotIn('name="rate"', self.url_open(url).text)
        self._login("public")
        page = self.url_open(url)
        self.assertIn('required="required"', page.text)
        self.assertNotIn("checked", page.text.partition("<form")[2].partition("</form>")[0])
        for rate, feedback in ((0, "nothing chosen"), (1, f"{self.person.name} waited"), (5, "again")):
            values = {"rate": rate, "feedback": feedback, "csrf_token": http.Request.csrf_token(self)}
            self.assertTrue(self.url_open(f"/rate/{self.token}/submit_feedback", data=values).ok)
        self.env.invalidate_all()
        self.assertEqual((self.rating.rating, self.rating.feedback), (1, "[…] بنت […] waited"))
        self.assertFalse(self.rating.message_id)

    def test_after_the_round(self):
        """Five and more, and words for management alone."""
        self.round._close()
        cells = self.env[CELL].sudo().search([("round_id", "=", self.round.id)])
        self.assertEqual(cells.mapped("answer_count"), [8] * 3)
        for role, counted, words in (
            ("delegate", 0, False),
            ("officer", 3, False),
            ("management", 3, True),
            ("system", 3, True),
            ("finance", None, False),
            ("researcher", None, False),
            ("portal", None, False),
        ):
            self._login(role)
            with self.subTest(role=role):
                count, error = self._rpc(CELL, "search_count", [("round_id", "=", self.round.id)])
                self.assertEqual(count, counted, error)
                found, _error = self._rpc(COMMENT, "search_read", [("round_id", "=", self.round.id)], ["text"])
                self.assertEqual([row["text"] for row in found or ()], [SECRET] if words else [])
                for model in (INPUT, LINE):
                    result, error = self._rpc(model, "search_count", [("survey_id", "=", self.survey.id)])
                    self.assertTrue(error or not result)
        self._login("management")
        names = self.assertRpcAllowed(COMMENT, "fields_get")
        self.assertFalse({"partner_id", "beneficiary_id", "provider_user_id", "branch_id"} & set(names))
