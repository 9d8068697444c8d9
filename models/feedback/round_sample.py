from odoo import api, fields, models


class SurveySample(models.Model):
    """One person who is asked in one round: how to reach him, and whether he may still be asked.

    Staff phone and visit by this list, and it tells them as little as that needs. Whoever answered, declined or cannot
    be found is "not to be asked any more", one word for all; nothing leads from here to an answer. A round that is over
    shows nobody. The employee whose work is judged does not see the people who judge it.

    `round_sample_ask.py` holds what staff do with it, and `round_sample_tell.py` what the person is told.
    """

    _name = "beneficiary.survey.sample"
    _description = "Person Asked"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.thread.mixin", "beneficiary.notified.mixin"]
    _order = "state, id"

    round_id = fields.Many2one(
        "beneficiary.survey.round", "Survey round", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    round_state = fields.Selection(related="round_id.state", string="Round is")
    date_close = fields.Date(related="round_id.date_close", string="Until")
    partner_id = fields.Many2one(
        "res.partner", "Contact", required=True, readonly=True, index=True, ondelete="restrict"
    )
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary", "File", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    phone = fields.Char(related="partner_id.phone")
    city = fields.Char(related="partner_id.city")
    branch_id = fields.Many2one(
        related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null", ondelete="restrict"
    )
    request_id = fields.Many2one("beneficiary.request", readonly=True, index="btree_not_null", ondelete="restrict")
    delivery_id = fields.Many2one("beneficiary.delivery", readonly=True, ondelete="restrict")
    program_id = fields.Many2one("beneficiary.program", "Programme", readonly=True, index="btree_not_null")
    provider_user_id = fields.Many2one(
        "res.users",
        "Service provider",
        readonly=True,
        index="btree_not_null",
        groups="beneficiary.group_manager",
        help="Whose work the person is asked about.",
    )
    state = fields.Selection(
        [("open", "To be asked"), ("over", "Not to be asked any more")],
        default="open",
        required=True,
        readonly=True,
        help="Whoever answered, declined or was not found is not asked any more; which of these it was is not shown.",
    )
    answered = fields.Boolean(readonly=True, groups=fields.NO_ACCESS, help="So that nobody is counted twice.")
    pending = fields.Selection(
        [("invitation", "Invitation"), ("reminder", "Reminder")],
        "To be sent",
        readonly=True,
        help="What the person is told next.",
    )
    told_on = fields.Datetime("Invited on", readonly=True)
    last_told_on = fields.Datetime("Last told on", readonly=True)
    reminders = fields.Integer(readonly=True, default=0)
    calls = fields.Integer("Not reached", readonly=True, default=0, help="How often staff tried in vain.")
    last_call_on = fields.Datetime("Last tried on", readonly=True)
    notice_id = fields.Many2one("beneficiary.notice", readonly=True, index="btree_not_null", ondelete="set null")
    error = fields.Char("What went wrong", readonly=True)

    _to_send = models.Index("(id) WHERE pending IS NOT NULL")
    _to_ask = models.Index("(round_id, state, id)")
    _once_per_delivery = models.UniqueIndex(
        "(delivery_id) WHERE delivery_id IS NOT NULL", "The person was asked about this delivery already."
    )

    @api.depends("partner_id")
    def _compute_display_name(self):
        for sample in self:
            sample.display_name = sample._person().sudo().name

    def _person(self):
        """Return the contact of the person as it is now: a file may have been merged into another one."""
        return self.sudo().beneficiary_id.partner_id or self.sudo().partner_id

    def _over(self, answered=False):
        """Do not ask these people any more, in ``sudo``."""
        vals = {"state": "over", "pending": False}
        if answered:
            vals["answered"] = True
        self.write(vals)

    def _answer_values(self):
        """Return what an answer of this one person knows beside the person."""
        self.ensure_one()
        return {
            "round_id": self.round_id.id,
            "program_id": self.program_id.id,
            "provider_user_id": self.provider_user_id.id,
            "branch_id": self.branch_id.id,
            "beneficiary_request_id": self.request_id.id,
            "sample_id": self.id,
        }
