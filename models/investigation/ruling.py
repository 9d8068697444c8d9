from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.seal import seal_drawing


class Ruling(models.Model):
    """What a court or another authority ruled about a complaint (R-74).

    Who registers it attaches the paper; a manager other than he confirms that it is final. Then nothing of it changes;
    a correction is another ruling that names this one.
    """

    _name = "beneficiary.ruling"
    _description = "Ruling"
    _inherit = ["beneficiary.complaint.part.mixin"]
    _order = "date desc, id desc"
    _rec_name = "number"

    authority = fields.Char(required=True, help="The court or authority that ruled.")
    number = fields.Char(required=True)
    date = fields.Date(required=True)
    summary = fields.Text("What it says")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(help="What the association has to pay. 0 if nothing.")
    file = fields.Binary("Paper", attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    content_hash = fields.Char("SHA-256 of the paper", compute="_compute_content_hash", store=True, copy=False)
    registered_by = fields.Many2one("res.users", readonly=True, copy=False, default=lambda self: self.env.user)
    registered_on = fields.Datetime(readonly=True, copy=False, default=fields.Datetime.now)
    final = fields.Boolean(readonly=True, copy=False, help="No appeal is possible any more.")
    confirmed_by = fields.Many2one("res.users", "Confirmed final by", readonly=True, copy=False)
    confirmed_on = fields.Datetime("Confirmed final on", readonly=True, copy=False)
    corrects_id = fields.Many2one(
        "beneficiary.ruling",
        "Takes the place of",
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        domain="[('complaint_id', '=', complaint_id), ('id', '!=', id)]",
    )
    corrected_by_ids = fields.One2many("beneficiary.ruling", "corrects_id", "Corrected by")

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The amount of a ruling cannot be negative.")
    _corrected_once = models.UniqueIndex(
        "(corrects_id) WHERE corrects_id IS NOT NULL", "This ruling is corrected already. Open the other one."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"corrects_id"}

    def _viewed_fields(self):
        return {"summary"}

    def _is_frozen(self):
        return self.final

    def _frozen_message(self):
        return self.env._(
            "The ruling %(number)s is final and cannot be changed. Register another one that takes its place.",
            number=self.number,
        )

    @api.model
    def _open_complaint_states(self):
        # courts are slow: a ruling may come when the association has closed its own file
        return (*super()._open_complaint_states(), "resolved", "closed")

    @api.depends("authority", "number")
    def _compute_display_name(self):
        for ruling in self:
            ruling.display_name = f"{ruling.authority or ''} {ruling.number or ''}".strip()

    @api.depends("file")
    def _compute_content_hash(self):
        for ruling in self.with_context(bin_size=False):
            ruling.content_hash = ruling.file and seal_drawing(ruling.file)

    @api.constrains("date")
    def _check_date(self):
        for ruling in self:
            if ruling.date > ruling.company_id.sudo()._beneficiary_today():
                raise ValidationError(self.env._("“Date” of a ruling cannot be in the future."))

    @api.constrains("file", "number")
    def _check_file(self):
        for ruling in self:
            if not ruling.file:
                raise ValidationError(
                    self.env._("Attach the paper of the ruling %(number)s under “Paper”.", number=ruling.number)
                )

    @api.constrains("corrects_id")
    def _check_corrects(self):
        for ruling in self.sudo():
            if ruling.corrects_id and ruling.corrects_id.complaint_id != ruling.complaint_id:
                raise ValidationError(self.env._("A ruling takes the place of one about the same complaint only."))

    # ---------------------------------------------------------------- actions
    def action_confirm_final(self):
        """Confirm that no appeal is possible any more (R-74): from now on nothing of the ruling changes.

        :raise UserError: by the person who registered it, or twice
        """
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        for ruling in self:
            ruling._check_not_frozen()
            if ruling.registered_by == self.env.user and not self.env.su:
                raise UserError(
                    self.env._(
                        "You registered the ruling %(number)s. Let another manager confirm it.", number=ruling.number
                    )
                )
        return self._guarded_write({"final": True, "confirmed_by": self.env.uid, "confirmed_on": fields.Datetime.now()})

    def _in_effect(self):
        """Return the final rulings that no other final one took the place of."""
        final = self.filtered("final")
        return final.filtered(lambda r: not any(r.corrected_by_ids.mapped("final")))

    def check_integrity(self):
        """Tell whether the paper is the one that was registered."""
        self.ensure_one()
        self.check_access("read")
        paper = self.sudo().with_context(bin_size=False).file or b""
        return seal_drawing(paper) == self.content_hash
