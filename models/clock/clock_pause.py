from odoo import fields, models


class ClockPause(models.Model):
    """A time for which a clock rested, and why."""

    _name = "beneficiary.clock.pause"
    _description = "Pause of a Clock"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "paused_on desc, id desc"
    _rec_name = "reason"

    clock_id = fields.Many2one("beneficiary.clock", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="clock_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="clock_id.branch_id", store=True, precompute=True, index="btree_not_null")
    reason = fields.Char(required=True, readonly=True)
    paused_on = fields.Datetime(required=True, readonly=True)
    paused_by = fields.Many2one("res.users", readonly=True)
    resumed_on = fields.Datetime(readonly=True)
    resumed_by = fields.Many2one("res.users", readonly=True)
