from odoo import fields, models
from odoo.exceptions import UserError

from .round_draw import SPARED_DAYS


class SurveyRoundFlow(models.Model):
    """The steps of a round: draft, open, closed or cancelled."""

    _inherit = "beneficiary.survey.round"

    def action_open(self):
        """Draw the people and invite them by the agreed medium, in the background.

        :raise UserError: when the questionnaire has no questions, the last day is past, the audience is empty, or so
            few people would be asked that whoever chose them could tell who said what (R-20)
        """
        self._check_step("draft")
        for survey_round in self:
            survey_round._check_can_open()
        for survey_round in self.sudo():
            survey_round._check_enough(survey_round._open(by_hand=True))
        return True

    def action_close(self):
        """End the round now: no answer is taken any more, and the list of people is seen by nobody.

        :raise UserError: when the round is not open
        :raise AccessError: when it is not the user's role
        """
        self._check_step("open")
        self.sudo()._close()
        return True

    def action_cancel(self):
        """Call the round off; the answers that came in are deleted and never counted.

        :raise UserError: when the round is over
        :raise AccessError: when it is not the user's role
        """
        self._check_step("draft", "open")
        self.sudo()._cancel()
        return True

    def action_view_samples(self):
        """List the people who may still be asked, for phoning and visiting: none after the round.

        :raise AccessError: when the user may not read them
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_survey_sample_action")
        return action | {"domain": [("round_id", "=", self.id)], "context": {"search_default_open": 1}}

    def action_preview(self):
        """Open the questionnaire as people see it; what is answered there is not counted.

        :raise AccessError: when it is not the user's role
        """
        self.ensure_one()
        self.check_access("read")
        self._check_role("beneficiary.group_officer", "beneficiary.group_management")
        return {
            "type": "ir.actions.act_url",
            "url": f"/survey/test/{self.survey_id.sudo().access_token}",
            "target": "new",
        }

    # ------------------------------------------------------------------ helpers
    def _check_step(self, *states):
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self.sudo()._lock_rows("state")
        self._check_state(*states)

    def _check_can_open(self):
        survey = self.survey_id.sudo()
        if not survey.active or not survey.question_ids:
            raise UserError(
                self.env._("The questionnaire “%(name)s” is archived or has no questions.", name=survey.title)
            )
        if self.date_close < self.company_id._beneficiary_today():
            raise UserError(self.env._("“Closes on” is past. Choose a later day."))

    def _check_enough(self, drawn):
        """Raise unless ``drawn`` people are enough for this one round, which somebody opens."""
        if not drawn:
            if self._count_people(self._audience_query()):
                raise UserError(
                    self.env._(
                        "Everybody in the audience of “%(name)s” was asked the same in the last %(days)s days. Choose "
                        "it wider, or open it later.",
                        name=self.name,
                        days=SPARED_DAYS,
                    )
                )
            raise UserError(
                self.env._("Nobody belongs to the audience of “%(name)s”. Choose it wider.", name=self.name)
            )
        if self._is_narrowed() and drawn < self._fewest_people():
            raise UserError(
                self.env._(
                    "“%(name)s” would ask %(count)s people only, and it could be told who answered what. Choose a "
                    "wider audience or a larger number under “How many are asked”: %(fewest)s people or more, or "
                    "everyone.",
                    name=self.name,
                    count=drawn,
                    fewest=self._fewest_people(),
                )
            )

    def _open(self, by_hand=False):
        """Open this one draft, in ``sudo``; return how many people were drawn. With nobody it stays a draft.

        :param bool by_hand: whether somebody opens it, and not the plan
        """
        drawn = self._draw(by_hand)
        if drawn:
            self.write(
                {
                    "state": "open",
                    "opened_on": fields.Datetime.now(),
                    "date_open": min(self.company_id._beneficiary_today(), self.date_close),
                }
            )
            self._wake_up()
        return drawn

    def _close(self):
        """End these open rounds, in ``sudo``. What is made of the answers is added here by what counts them."""
        self._drop_unfinished()
        self.write({"state": "closed", "closed_on": fields.Datetime.now()})

    def _cancel(self):
        """Call these rounds off, in ``sudo``."""
        self.env["survey.user_input"].search([("round_id", "in", self.ids)]).unlink()
        self.sample_ids._over()
        self.write({"state": "cancelled"})

    def _drop_unfinished(self):
        """Delete what was begun and never sent: it is no answer, and says who gave it."""
        answers = self.env["survey.user_input"]
        answers.search([("round_id", "in", self.ids), ("state", "!=", "done")]).unlink()
        self.sample_ids._over()
