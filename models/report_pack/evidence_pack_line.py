from odoo import fields, models

from ..figure.snapshot import RESULTS


class EvidencePackLine(models.Model):
    """One clause and one figure in a pack, in the words of the day: what becomes of either does not change it."""

    _name = "beneficiary.evidence.pack.line"
    _description = "Clause in an Evidence Pack"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "pack_id, sequence, id"
    _rec_name = "clause_name"

    pack_id = fields.Many2one("beneficiary.evidence.pack", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="pack_id.company_id", store=True, precompute=True, index=True)
    sequence = fields.Integer(readonly=True)
    clause_id = fields.Many2one(
        "beneficiary.policy.clause", "Clause of the policy", readonly=True, index="btree_not_null", ondelete="set null"
    )
    figure_id = fields.Many2one(
        "beneficiary.figure", "Figure of the clause", readonly=True, index="btree_not_null", ondelete="set null"
    )
    section = fields.Char("Part of the policy", readonly=True)
    number = fields.Char("Clause number", readonly=True)
    clause_name = fields.Char("Clause", readonly=True)
    clause_text = fields.Text("Text of the clause", readonly=True)
    figure_name = fields.Char("Figure", readonly=True)
    description = fields.Text("How it is counted", readonly=True)
    is_present = fields.Boolean(
        "As it is now", readonly=True, help="It counts what there is, not what came in the period."
    )
    unit = fields.Char(readonly=True)
    unit_code = fields.Char("Unit (code)", readonly=True)
    value = fields.Float("Exact value", readonly=True, digits=(16, 2), aggregator=None)
    value_text = fields.Char("Value", readonly=True)
    target = fields.Float(readonly=True, digits=(16, 2), aggregator=None)
    target_text = fields.Char("Target to reach", readonly=True)
    before = fields.Float("Exact value before", readonly=True, digits=(16, 2), aggregator=None)
    before_text = fields.Char("Before", readonly=True, help="In the period of the same length before this one.")
    has_good = fields.Boolean("Tells which records keep the promise", readonly=True)
    good = fields.Integer("Promise kept", readonly=True, aggregator=None)
    total = fields.Integer("Number of records", readonly=True, aggregator=None)
    row_count = fields.Integer("Records listed", readonly=True, aggregator=None)
    result = fields.Selection(RESULTS, readonly=True)
    trend = fields.Json(readonly=True, help="The last values of the last twelve months.")
    sheet = fields.Char(readonly=True)

    def _is_frozen(self):
        return self.pack_id._is_frozen()

    def _frozen_message(self):
        return self.pack_id._frozen_message()
