from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import SQL

# what says who somebody is
PERSON = ("partner_id", "email", "nickname")


class UserInput(models.Model):
    """An answer in a survey round: what was said about which service, and never by whom (R-18, R-20).

    While somebody answers, the answer knows the person who was asked, so that the page can be left and opened again.
    The moment it is complete, that link and the one to the request are taken off it for good, and the person is marked
    as not to be asked any more; contact, address and name do not stay on it. It is written in the name of the server.
    """

    _inherit = "survey.user_input"

    round_id = fields.Many2one(
        "beneficiary.survey.round",
        "Survey round",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    program_id = fields.Many2one(
        "beneficiary.program", "Programme", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    provider_user_id = fields.Many2one(
        "res.users", "Service provider", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    branch_id = fields.Many2one(
        "beneficiary.branch", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    beneficiary_request_id = fields.Many2one(
        "beneficiary.request",
        "Request",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="Until the answer is complete.",
    )
    sample_id = fields.Many2one(
        "beneficiary.survey.sample",
        "Person who is asked",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="Until the answer is complete.",
    )
    typed_by_id = fields.Many2one(
        "res.users",
        "Being typed in by",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="Until the answer is complete. Empty: the person answers himself.",
    )

    _round_done = models.Index("(round_id, state) WHERE round_id IS NOT NULL")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("round_id"):
                vals.update(dict.fromkeys(PERSON, False))
        return super().create(vals_list)

    def _mark_done(self):
        """Complete the answers; those of a round forget who gave them.

        :raise UserError: when the person has answered on another page already
        """
        asked = self.sudo().filtered(lambda answer: answer.round_id and answer.sample_id)
        asked._take_person()
        result = super()._mark_done()
        asked._forget_person()
        return result

    def _take_person(self):
        """Hold the people who are asked, so that nobody is counted twice.

        :raise UserError: when one has answered already, or the round is over
        """
        samples = self.sample_id
        samples._lock_rows("answered")
        if any(samples.mapped("answered")) or any(state != "open" for state in self.round_id.mapped("state")):
            raise UserError(self.env._("This answer has been given already. Thank you."))

    def _forget_person(self):
        samples = self.sample_id
        (self.search([("sample_id", "in", samples.ids)]) - self).unlink()
        # a questionnaire may ask for an address or a name, and Odoo notes them on the answer
        self.write(dict.fromkeys((*PERSON, "sample_id", "beneficiary_request_id", "typed_by_id"), False))
        samples._over(answered=True)
        self._leave_no_trace()

    def _leave_no_trace(self):
        """Let the server have written everything: stored fields are computed in the name of whoever is logged in."""
        self.env.flush_all()
        for records in (self, self.user_input_line_ids):
            if records:
                self.env.execute_query(
                    SQL(
                        "UPDATE %s SET create_uid = %s, write_uid = %s WHERE id IN %s",
                        SQL.identifier(records._table),
                        SUPERUSER_ID,
                        SUPERUSER_ID,
                        tuple(records.ids),
                    )
                )
            records.invalidate_recordset(["create_uid", "write_uid"], flush=False)

    def _round_url(self, lang=None):
        """Return the address of the page of this one answer, in a language if the website has it."""
        self.ensure_one()
        path = f"/survey/{self.survey_id.access_token}/{self.access_token}"
        return self.env["ir.http"]._url_for(path, lang) if lang and request else path

    def _notify_new_participation_subscribers(self):
        # when somebody answered is nobody's business
        return super(
            UserInput, self.filtered(lambda answer: not answer.round_id)
        )._notify_new_participation_subscribers()
