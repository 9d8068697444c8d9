from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import hmac

from ...tools.secret import same_secret

TOKEN_LENGTH = 32


class SurveySampleAsk(models.Model):
    """How the person answers: by the link alone, or to staff who type it in (R-20, R-85)."""

    _inherit = "beneficiary.survey.sample"

    # -------------------------------------------------------------------- staff
    def action_ask(self):
        """Open the questionnaire of this one person, to type in what he says on the phone or face to face.

        What somebody began by himself or told a colleague is not shown: every one of them starts with an empty page.

        :raise UserError: when the person is not to be asked any more, or is asked about the user's own work
        """
        self.ensure_one()
        self._check_asking()
        sample = self.sudo()
        answer = sample._begin(self.env.user)
        if not sample.told_on:
            sample.told_on = fields.Datetime.now()
        return {"type": "ir.actions.act_url", "url": answer._round_url(self.env.lang), "target": "self"}

    def action_not_reached(self):
        """Note that somebody called or came in vain.

        :raise UserError: when the person is not to be asked any more
        """
        self._check_asking()
        for sample in self.sudo():
            sample.write({"calls": sample.calls + 1, "last_call_on": fields.Datetime.now()})
        return True

    def action_leave(self):
        """Ask these people no more: answering is optional. They may still answer by their own link.

        :raise UserError: when one is not to be asked any more already
        """
        self._check_asking()
        self.sudo()._over()
        return True

    def action_view_notices(self):
        """Open what these people were told.

        :raise AccessError: when the user may not read them
        """
        self.check_access("read")
        return self.env["beneficiary.notice"]._list_action([("res_model", "=", self._name), ("res_id", "in", self.ids)])

    def _check_asking(self):
        self._check_role("beneficiary.group_delegate")
        self.check_access("write")
        for sample in self.sudo():
            if sample.provider_user_id == self.env.user:
                raise UserError(self.env._("People are asked about your work by your colleagues, not by you."))
            if sample.state != "open" or sample.round_id.state != "open":
                raise UserError(
                    self.env._("%(name)s is not to be asked any more.", name=sample.display_name),
                )

    # ------------------------------------------------------------------- answer
    def _begin(self, user=None):
        """Return the unfinished answer of this one person, in the name of the server; a new one if there is none.

        :param user: the colleague who types it in; empty for the person himself
        """
        self.ensure_one()
        sample = self.with_user(SUPERUSER_ID).sudo()
        sample._lock_rows()
        typed_by = user.id if user else False
        answers = self.env["survey.user_input"].with_user(SUPERUSER_ID).sudo()
        begun = answers.search([("sample_id", "=", sample.id), ("typed_by_id", "=", typed_by)], limit=1)
        return begun or sample.round_id.survey_id._create_answer(
            check_attempts=False, typed_by_id=typed_by, **sample._answer_values()
        )

    def _is_answerable(self):
        """Tell whether this one person may still answer by himself: also when staff are not to ask him any more."""
        sample = self.sudo()
        return sample.round_id.state == "open" and not sample.answered

    # --------------------------------------------------------------------- link
    @api.model
    def _by_token(self, sample_id, token):
        """Return the person of a link, in ``sudo``; empty when the link is wrong, whether there is such one or not."""
        sample = self.sudo().browse(sample_id).exists()
        if not sample or not same_secret(sample._token(), token):
            return self.sudo()
        return sample

    @api.model
    def _portal_domain(self, user, company):
        """Return the domain of the people for whom a logged-in ``user`` answers: himself and his wards."""
        files = self.env["beneficiary.beneficiary"]._portal_files(user, company)
        own = Domain("partner_id", "=", user.partner_id.id) | Domain("beneficiary_id", "in", files.ids)
        return own & Domain("company_id", "=", company.id)

    @api.model
    def _answerable_domain(self):
        """Return the domain of the people who may still answer by themselves."""
        return Domain("round_id.state", "=", "open") & Domain("answered", "=", False)

    def _page_address(self):
        """Return the address of the page for whoever is logged in."""
        return f"{self.get_base_url()}/my/surveys/{self.id}"

    def _link_path(self):
        return f"/beneficiary/survey/{self.id}/{self._token()}"

    def _link_address(self):
        return f"{self.get_base_url()}{self._link_path()}"

    def _token(self):
        """Return the secret part of the link. It is computed, so that nobody reads it in the database."""
        self.ensure_one()
        key = (self.id, self.round_id.id, self.partner_id.id)
        return hmac(self.sudo().env, "beneficiary-survey", key)[:TOKEN_LENGTH]
