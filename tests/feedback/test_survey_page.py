import json

from odoo import http
from odoo.tests import HttpCase, tagged
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
