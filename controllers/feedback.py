from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.rating.controllers.main import Rating
from odoo.addons.rating.models import rating_data
from odoo.addons.survey.controllers.main import Survey
from odoo.addons.survey.controllers.survey_session_manage import UserInputSession

from .common import PageMixin

DELIVERY = "beneficiary.delivery"


class FeedbackSurvey(Survey):
    """Odoo's pages that show answers show none of ours (R-20): they read in the name of the server."""

    @http.route()
    def survey_print(self, survey_token, review=False, answer_token=None, **post):
        _survey, answer = self._fetch_from_access_token(survey_token, answer_token)
        if answer._confidential():
            answer_token = None
        return super().survey_print(survey_token, review=review, answer_token=answer_token, **post)

    @http.route()
    def survey_report(self, survey, answer_token=None, **post):
        if survey.sudo().beneficiary_round_ids:
            return request.redirect("/odoo/action-beneficiary.beneficiary_feedback_cell_action")
        return super().survey_report(survey, answer_token=answer_token, **post)

    @http.route()
    def survey_retry(self, survey_token, answer_token, **post):
        _survey, answer = self._fetch_from_access_token(survey_token, answer_token)
        if answer._confidential():
            # a second answer would belong to no round, and count somebody twice
            return request.redirect("/")
        return super().survey_retry(survey_token, answer_token, **post)


class FeedbackSession(UserInputSession):
    """No live sessions with our questionnaires: a session shows each answer as it comes in."""

    def _fetch_from_token(self, survey_token):
        survey = super()._fetch_from_token(survey_token)
        return survey.browse() if survey.sudo().beneficiary_round_ids else survey

    def _fetch_from_session_code(self, session_code):
        survey, error = super()._fetch_from_session_code(session_code)
        if survey and survey.sudo().beneficiary_round_ids:
            return None, {"error": "survey_wrong"}
        return survey, error


class FeedbackRating(PageMixin, Rating):
    """A delivery is rated once, by whoever was served; afterwards the page says thanks, and never what was rated."""

    @http.route(
        "/beneficiary/rate/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def beneficiary_rate(self, token, **kwargs):
        """Show Odoo's page with nothing chosen yet; staff do not rate in the place of others."""
        rating, record = self._get_rating_and_record(token)
        if rating.res_model != DELIVERY:
            raise NotFound()
        user = request.env.user
        if user._is_internal() and user.partner_id != rating.partner_id:
            values = {
                "model_name": request.env["ir.model"]._get(DELIVERY).display_name,
                "name": record.display_name,
                "web_base_url": rating.get_base_url(),
            }
            return request.render("rating.rating_external_page_invalid_partner", values)
        values = {"rating": rating, "token": token, "rate_names": self._rating_steps(), "rate": False}
        return self._rating_thanks(token) or self._private(request.render("rating.rating_external_page_submit", values))

    @http.route()
    def action_open_rating(self, token, rate, **kwargs):
        return self._rating_thanks(token) or super().action_open_rating(token, rate, **kwargs)

    @http.route()
    def action_submit_rating(self, token, rate=0, **kwargs):
        thanks = self._rating_thanks(token)
        if thanks:
            return thanks
        rating, _record = self._get_rating_and_record(token)
        if rating.res_model == DELIVERY and str(rate) not in map(str, self._rating_steps()):
            return request.redirect(f"/beneficiary/rate/{token}")
        return super().action_submit_rating(token, rate=rate, **kwargs)

    def _rating_thanks(self, token):
        rating, _record = self._get_rating_and_record(token)
        if rating.res_model != DELIVERY or not rating.consumed:
            return None
        values = {"web_base_url": rating.get_base_url()}
        return self._private(request.render("rating.rating_external_page_view", values))

    def _rating_steps(self):
        """Return the steps of Odoo's rating in our words."""
        return {
            rating_data.RATING_HAPPY_VALUE: request.env._("Satisfied"),
            rating_data.RATING_NEUTRAL_VALUE: request.env._("So so"),
            rating_data.RATING_UNHAPPY_VALUE: request.env._("Not satisfied"),
        }
