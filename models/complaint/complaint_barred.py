from odoo import api, fields, models


class ComplaintBarred(models.Model):
    """Who must not see a complaint: whom it accuses, and who withdrew from it (house rule 4).

    ``barred_user_ids`` is what the record rules test, here and on every model that hangs on a complaint.
    """

    _inherit = "beneficiary.complaint"

    accused_user_ids = fields.Many2many(
        "res.users",
        "beneficiary_complaint_accused_rel",
        "complaint_id",
        "user_id",
        string="Accused",
        domain="[('share', '=', False)]",
        tracking=True,
        copy=False,
        help="Whoever is named here cannot see the complaint any more, whatever his role.",
    )
    recused_user_ids = fields.Many2many(
        "res.users",
        "beneficiary_complaint_recused_rel",
        "complaint_id",
        "user_id",
        string="Recused",
        readonly=True,
        tracking=True,
        copy=False,
        help="Who withdrew from the complaint, because he is not impartial.",
    )
    barred_user_ids = fields.Many2many(
        "res.users",
        "beneficiary_complaint_barred_rel",
        "complaint_id",
        "user_id",
        string="Barred",
        compute="_compute_barred_user_ids",
        store=True,
        copy=False,
    )

    @api.depends("accused_user_ids", "recused_user_ids")
    def _compute_barred_user_ids(self):
        for complaint in self:
            complaint.barred_user_ids = complaint.accused_user_ids | complaint.recused_user_ids

    @api.model
    def _barred_records(self, user):
        """Return the records of which ``user`` sees no message and no activity: a list of recordsets, in ``sudo``.

        Record rules cache it: whatever adds to it clears the cache of the registry, see :meth:`_bar`.
        """
        return [self.sudo().search([("barred_user_ids", "in", user.ids)])]
