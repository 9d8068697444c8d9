import json

from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import SurveyRoundCommon


@tagged("post_install", "-at_install")
class TestSurveyPage(SurveyRoundCommon, HttpCase):
    """People answer by the link of their message, staff for those whom they ask; nobody sees it again (R-20)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("ar_001")
        website = cls.env.ref("website.default_website")
        website.company_id = cls.company
        website.default_lang_id = cls.env.ref("base.lang_en")
        website.language_ids += cls.env.ref("base.lang_ar")
        cls.people = cls._people(2)
        cls.user = cls._login_for(cls.people[0], "opinion")
        cls.round = cls._opened()
        cls.sample, cls.other = cls.round.sudo().sample_ids.sorted("partner_id")
        cls.survey = cls.round.sudo().survey_id

    def _post(self, path, **data):
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            response = self.url_open(path, data={"csrf_token": http.Request.csrf_token(self)} | data)
        self.env.invalidate_all()
        return response

    def _json(self, path, **params):
        self.env.flush_all()
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        response = self.url_open(path, data=body, headers={"Content-Type": "application/json"})
        self.env.invalidate_all()
        return response.json()["result"]

    def _answers(self):
        return self.env["survey.user_input"].sudo().search([("round_id", "=", self.round.id)])

    def _answer_on(self, answer):
        """Fill in the questionnaire as the browser does; return the page that thanks."""
        path = f"{self.survey.access_token}/{answer.access_token}"
        self._json(f"/survey/begin/{path}")
        values = {str(question.id): "5" for question in self.survey.question_ids if question.question_type == "scale"}
        _correct, page = self._json(f"/survey/submit/{path}", **values)
        return page["survey_content"]

    def test_link(self):
        """Without a login, in Arabic and right to left; looking at it begins nothing, and it answers once."""
        self.authenticate(None, None)
        path = self.sample._link_path()
        page = self.url_open(f"/ar{path}")
        self.assertIn('dir="rtl"', page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertFalse(self._answers())
        page = self._post(f"/ar{path}", choice="answer")
        answer = self._answers()
        self.assertIn(f"/ar/survey/{self.survey.access_token}/{answer.access_token}", page.url)
        self.assertRegex(page.text, r'id="wrapwrap"[^>]*dir="rtl"')
        self.assertIn("o_survey_finished", self._answer_on(answer))
        self.assertEqual((answer.state, self.round.answered_count), ("done", 1))
        self.opener.cookies.pop("frontend_lang", None)
        self.assertIn("You have answered already", self.url_open(path).text)
        self._post(path, choice="answer")
        self.assertEqual(self._answers(), answer)

    def test_left(self):
        self.authenticate(None, None)
        page = self._post(self.sample._link_path(), choice="leave")
        self.assertIn("We do not ask you again", page.text)
        self.assertEqual(self.sample.state, "over")
        self.assertFalse(self._answers())

    def test_wrong_link(self):
        self.authenticate(None, None)
        for path in (
            f"/beneficiary/survey/{self.sample.id}/{self.other._token()}",
            f"/beneficiary/survey/{self.sample.id + 999999}/{self.sample._token()}",
            f"/beneficiary/survey/{self.sample.id}/رمز",
        ):
            with mute_logger("odoo.http"):
                self.assertEqual(self.url_open(path).status_code, 404)

    def test_login_leaves_no_trace(self):
        """Who is logged in answers as everybody else; the answer does not say that it was he."""
        self.authenticate("opinion", "opinion")
        page = self.url_open(f"/my/surveys/{self.other.id}")
        self.assertNotIn(self.other._token(), page.url, "not the link of somebody else")
        page = self.url_open(f"/my/surveys/{self.sample.id}")
        self.assertIn(self.sample._token(), page.url)
        self._post(self.sample._link_path(), choice="answer")
        answer = self._answers()
        self._answer_on(answer)
        self.assertEqual(answer.state, "done")
        root = self.env.ref("base.user_root")
        for records in (answer, answer.user_input_line_ids):
            self.assertEqual(records.create_uid | records.write_uid, root)
        self.assertFalse(answer.partner_id or answer.sample_id)

    def test_everyone_rates_his_own_delivery(self):
        mine, theirs = (self._deliver(self._approve(self._create_request(person))) for person in self.people)
        samples = self.env["beneficiary.survey.sample"].sudo()
        mine, theirs = (samples.search([("delivery_id", "=", delivery.id)]) for delivery in (mine, theirs))
        self.authenticate("opinion", "opinion")
        self.assertIn(mine._rating_link(), self.url_open(f"/my/rate/{mine.id}").url)
        self.assertNotIn("/beneficiary/rate/", self.url_open(f"/my/rate/{theirs.id}").url)

    def test_staff(self):
        """A colleague types in what he is told, is led to the next person, and cannot look at it again."""
        self.authenticate("test_delegate", "test_delegate")
        action = self.sample.with_user(self.delegate).action_ask()
        answer = self._answers()
        self.assertEqual(self.url_open(action["url"]).status_code, 200)
        done = self._answer_on(answer)
        self.assertIn("/odoo/people-to-ask", done)
        self.assertNotIn("/survey/print", done)
        self.assertNotIn("/survey/retry", done)
        self.assertEqual((answer.state, self.sample.state), ("done", "over"))
        before = self.env["survey.user_input"].search_count([])
        self.url_open(f"/survey/retry/{self.survey.access_token}/{answer.access_token}")
        self.assertEqual(self.env["survey.user_input"].search_count([]), before, "everyone answers once")

    def test_begun_by_another(self):
        """What a colleague has begun to type in is opened by nobody else."""
        self.sample.with_user(self.delegate).action_ask()
        answer = self._answers()
        self.authenticate("test_officer", "test_officer")
        page = self.url_open(f"/survey/{self.survey.access_token}/{answer.access_token}")
        self.assertNotIn(self.survey.question_ids[0].title, page.text)
        _result, page = self._json(f"/survey/begin/{self.survey.access_token}/{answer.access_token}")
        self.assertEqual(page, {"error": "answer_wrong_user"})

    def test_questions_stay_while_people_answer(self):
        """Nothing of what is asked changes over RPC while a round is open; what a language lacks may be added."""
        self.env["res.lang"]._activate_lang("fr_FR")
        groups = "beneficiary.group_manager,survey.group_survey_manager"
        new_test_user(
            self.env, "author", groups, company_id=self.company.id, company_ids=self.company.ids, lang="en_US"
        )
        self.authenticate("author", "author")
        question = self.survey.question_ids[0]
        line = {"survey_id": self.survey.id, "title": "One more", "question_type": "char_box"}
        changes = (
            ("survey.question", "write", [question.ids, {"title": "Another"}]),
            ("survey.question", "write", [question.ids, {"sequence": 99}]),
            ("survey.question", "create", [[line]]),
            ("survey.question", "unlink", [question.ids]),
            ("survey.question", "update_field_translations", [question.ids, "title", {"en_US": "Another"}]),
            ("survey.question.answer", "create", [[{"question_id": question.id, "value": "Yes"}]]),
            ("survey.survey", "write", [self.survey.ids, {"question_and_page_ids": [[2, question.id]]}]),
            ("survey.survey", "action_archive", [self.survey.ids]),
        )
        for model, method, args in changes:
            with self.subTest(model=model, method=method):
                self.assertRegex(self._rpc_error(model, method, args), "round “Spring”.*Duplicate it")
        french = ["title", {"fr_FR": "Quel avis ?"}]
        for model, method, args in (
            ("survey.question", "update_field_translations", [question.ids, *french]),
            ("survey.question", "write", [question.ids, {"title": question.title}]),
            ("survey.survey", "copy", [self.survey.ids]),
        ):
            self.assertFalse(self._rpc_error(model, method, args))
        self.assertEqual(question.with_context(lang="fr_FR").title, "Quel avis ?")
        self.round.sudo().write({"company_id": self._create_other_company().id, "user_id": False})
        self.assertRegex(self._rpc_error(*changes[0]), "round of another association")
        rounds = self.env["beneficiary.survey.round"].sudo()
        rounds.search([("survey_id", "=", self.survey.id)]).state = "closed"  # those of a demo, too
        self.assertFalse(self._rpc_error(*changes[0]))

    def _rpc_error(self, model, method, args):
        """Call a method as the browser does; return what it says against it, if anything."""
        self.env.flush_all()
        body = json.dumps({"params": {"model": model, "method": method, "args": args, "kwargs": {}}})
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"/web/dataset/call_kw/{model}/{method}", data=body, headers={"Content-Type": "application/json"}
            ).json()
        self.env.invalidate_all()
        return response.get("error", {}).get("data", {}).get("message", "")
