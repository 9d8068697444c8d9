from odoo import api, models


class ComplaintAnonymous(models.Model):
    """What somebody writes without a name: no row of any table says who it was, not even when he was logged in.

    Imported last, so that everything that a new complaint brings about is done in the name of the public, too.
    """

    _inherit = "beneficiary.complaint"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.user.share or not any(vals.get("anonymous") for vals in vals_list):
            return super().create(vals_list)
        self.check_access("create")
        complaints = self.with_user(self.env.ref("base.public_user")).sudo().with_context(mail_create_nolog=True)
        return super(ComplaintAnonymous, complaints).create(vals_list)
