from odoo import SUPERUSER_ID, http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.survey.controllers.main import Survey

from .list_page import ListMixin


class RoundSurvey(Survey):
    """Odoo's survey pages for the answers of survey rounds: without a login, and in the name of nobody (R-20)."""

    def _fetch_from_access_token(self, survey_token, answer_token):
        survey, answer = super()._fetch_from_access_token(survey_token, answer_token)
        if answer.round_id:
            # what is written says who wrote it: a login of the person, or of the colleague who types it in
            answer = answer.with_user(SUPERUSER_ID).sudo()
        return survey, answer

    def _check_validity(self, survey_sudo, answer_sudo, answer_token, ensure_token=True, check_partner=True):
        of_round = bool(answer_sudo.round_id)
        # no contact stands on such an answer: the token alone opens it
        code = super()._check_validity(
            survey_sudo, answer_sudo, answer_token, ensure_token, check_partner and not of_round
        )
        if code is True and of_round and answer_sudo.state != "done":
            if answer_sudo.typed_by_id and answer_sudo.typed_by_id != request.env.user:
                return "answer_wrong_user"
            if not answer_sudo.sample_id._is_answerable():
                return "answer_deadline"
        return code

    def _prepare_retry_additional_values(self, answer):
        if answer.round_id:
            raise UserError(request.env._("Everyone answers once."))  # the caller goes to the home page
        return super()._prepare_retry_additional_values(answer)

    def _prepare_survey_finished_values(self, survey, answer, token=False):
        values = super()._prepare_survey_finished_values(survey, answer, token)
        values["beneficiary_staff"] = bool(answer.round_id) and request.env.user._is_internal()
        return values


class SurveyPortal(ListMixin, CustomerPortal):
    """The page on which the link of a message leads: it says what it is about, and begins nothing by itself."""

    def _survey_sample(self, sample_id, token):
        """Return the person of a link, in ``sudo``.

        :raise NotFound: when the link is wrong; the answer is the same whether there is such a person or not
        """
        return self._linked_record(request.env["beneficiary.survey.sample"]._by_token(sample_id, token))

    def _own_sample(self, sample_id):
        """Return the person of that number for whom the logged-in user answers, in ``sudo``; empty for all others."""
        samples = request.env["beneficiary.survey.sample"].sudo()
        domain = samples._portal_domain(request.env.user, self._association())
        return samples.search(domain & Domain("id", "=", sample_id), limit=1)

    def _own_survey_domain(self):
        """Return the domain of what the logged-in user may still answer."""
        samples = request.env["beneficiary.survey.sample"]
        return samples._portal_domain(request.env.user, self._association()) & samples._answerable_domain()

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "beneficiary_survey_count" in counters:
            samples = request.env["beneficiary.survey.sample"].sudo()
            values["beneficiary_survey_count"] = samples.search_count(self._own_survey_domain(), limit=100)
        return values

    @http.route(["/my/surveys", "/my/surveys/page/<int:page>"], type="http", auth="user", website=True, readonly=True)
    def portal_my_surveys(self, page=1, **kwargs):
        """List what the logged-in user is asked, and has not answered."""
        samples = request.env["beneficiary.survey.sample"].sudo().with_context(lang=request.env.lang)
        listed = self._beneficiary_list(samples, self._own_survey_domain(), "/my/surveys", page, order="id desc")
        return self._beneficiary_list_page("beneficiary.portal_my_surveys", "samples", "beneficiary_survey", listed)

    @http.route("/my/surveys/<int:sample_id>", type="http", auth="user", website=True, readonly=True)
    def portal_survey(self, sample_id, **kwargs):
        """Lead the logged-in user to his own page."""
        sample = self._own_sample(sample_id)
        return request.redirect(sample._link_path() if sample else "/my/surveys")

    # not for a cursor that only reads: a rating may be prepared
    @http.route("/my/rate/<int:sample_id>", type="http", auth="user", website=True, sitemap=False)
    def beneficiary_my_rate(self, sample_id, **kwargs):
        """Lead whoever is logged in from his invitation to the page on which he rates."""
        return request.redirect(self._own_sample(sample_id)._rating_link() or "/my")

    @http.route(
        "/beneficiary/survey/<int:sample_id>/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def survey_link(self, sample_id, token, **kwargs):
        """Show what the survey is about, to whoever has the link."""
        return self._survey_page(self._survey_sample(sample_id, token))

    @http.route(
        "/beneficiary/survey/<int:sample_id>/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def survey_link_answer(self, sample_id, token, choice=None, **kwargs):
        """Open the questionnaire, or ask the person no more."""
        sample = self._survey_sample(sample_id, token)
        if not self._attempt_allowed("form"):
            return self._too_many()
        if choice == "leave":
            if sample._is_answerable():
                sample._over()
            return self._survey_page(sample, left=True)
        if not sample._is_answerable():
            return self._survey_page(sample)
        return request.redirect(sample._begin()._round_url(request.env.lang))

    def _survey_page(self, sample, left=False):
        values = {
            "sample": sample,
            "survey": sample.round_id.survey_id,
            "association": sample.company_id,
            "answerable": sample._is_answerable() and not left,
            "left": left,
            "paper": request.env["beneficiary.report.mixin"],
        }
        return self._private(request.render("beneficiary.page_survey", values))
