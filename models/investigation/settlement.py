from odoo import api, fields, models
from odoo.exceptions import UserError

TERMS = {"complaint_id", "harmed_name", "terms", "amount", "negotiated_by"}


class Settlement(models.Model):
    """What the association and the harmed person agree on about a complaint, signed by both (R-75).

    The terms are written in a draft. Once offered they stay, and once somebody has signed they are final; other terms
    are another settlement. `settlement_flow.py` holds its path, `settlement_sign.py` the signatures,
    `settlement_portal.py` the page of the harmed person.
    """

    _name = "beneficiary.settlement"
    _description = "Settlement"
    _inherit = ["beneficiary.two.sides.mixin", "beneficiary.complaint.part.mixin", "portal.mixin"]
    _order = "id desc"

    # who holds the token acts as the harmed person: not for those who only read the settlement
    access_token = fields.Char(groups="beneficiary.group_officer")
    name = fields.Char("Reference", readonly=True, copy=False, default=lambda self: self.env._("New"))
    harmed_name = fields.Char(
        "Harmed person",
        compute="_compute_harmed_name",
        store=True,
        precompute=True,
        readonly=False,
        help="Who signs. An anonymous complainant gives the name here, or signs on paper.",
    )
    terms = fields.Text(help="What the association does to put it right, and by when.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(help="What the association pays. 0 if nothing.")
    negotiated_by = fields.Many2one(
        "res.users",
        required=True,
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Who negotiated does not sign for the association.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("offered", "Offered"),
            ("signed", "Signed"),
            ("declined", "Declined"),
            ("void", "Void"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    date_offered = fields.Datetime("Offered on", readonly=True, copy=False)
    date_signed = fields.Datetime("Signed by both on", readonly=True, copy=False)
    date_closed = fields.Datetime("Closed on", readonly=True, copy=False)
    close_reason = fields.Text("Reason", readonly=True, copy=False)
    party_scan = fields.Binary(
        "Signed paper",
        attachment=True,
        readonly=True,
        copy=False,
        groups="beneficiary.group_officer",
        help="The scan of the paper that the harmed person signed by hand.",
    )
    party_scan_name = fields.Char("Name of the scan", readonly=True, copy=False)

    _one_open = models.UniqueIndex(
        "(complaint_id) WHERE state IN ('draft', 'offered', 'signed')",
        "This complaint has a settlement already. Declare it void, or open it.",
    )
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The amount of a settlement cannot be negative.")

    def _free_on_create(self):
        return super()._free_on_create() | {"name"}  # `create` numbers them itself

    def _viewed_fields(self):
        return {"terms"}

    def _is_frozen(self):
        return super()._is_frozen() or self.state in ("signed", "declined", "void")

    def _frozen_message(self):
        return self.env._("%(name)s is closed or signed and cannot be changed. Make another one.", name=self.name)

    def _frozen_except(self):
        names = super()._frozen_except()
        if self.state not in ("signed", "declined", "void"):
            names = names | {"state", "date_signed", "date_closed", "close_reason"}
        return names

    def _terms_changed_message(self):
        return self.env._("The settlement was changed since you opened it. Load the page again.")

    def _signature_fields(self, side):
        names = super()._signature_fields(side)
        return names | {"party_scan", "party_scan_name"} if side == "party" else names

    @api.model
    def _open_complaint_states(self):
        return ("acknowledged", "amicable", "investigation")

    # --------------------------------------------------------------- computes
    @api.depends("complaint_id.complainant_name", "complaint_id.anonymous")
    def _compute_harmed_name(self):
        for settlement in self:
            complaint, name = settlement.complaint_id, settlement.harmed_name
            if not name and settlement.state == "draft" and not complaint.anonymous:
                name = complaint.complainant_name
            settlement.harmed_name = name

    def _compute_access_url(self):
        for settlement in self:
            settlement.access_url = f"/my/settlements/{settlement.id}"

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        self._number(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if TERMS & vals.keys():
            for settlement in self:
                settlement._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_state("draft")

    def _check_draft(self):
        if self.state != "draft":
            self._check_not_frozen()
            raise UserError(
                self.env._("%(name)s was offered. Take it back to draft to change its terms.", name=self.name)
            )

    # ---------------------------------------------------------------- content
    def _content(self):
        self.ensure_one()
        settlement = self.sudo()
        return {
            "reference": settlement.name,
            "complaint": settlement.complaint_id.name,
            "association": settlement.association_name or "",
            "party": settlement.party_name or "",
            "terms": settlement.terms or "",
            "amount": f"{settlement.amount:.6f}",
            "currency": settlement.currency_id.name,
            "negotiated_by": settlement.negotiated_by.id,
        }
