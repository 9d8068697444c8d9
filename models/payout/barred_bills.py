from odoo import api, models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    def _beneficiary_barred_bill_domain(self, name):
        """Return a domain that leaves out the bills and credit notes of compensations which this user must not see.

        The record rules of entries use it: who is accused in a complaint and has rights in accounting would read there
        who complained. Rules cache it, see :meth:`beneficiary.complaint._barred_records`.

        :param str name: of the field that holds the entry
        """
        hidden = self.env["account.move"]._barred_bills(self)
        return list(Domain(name, "not in", hidden.ids)) if hidden else list(Domain.TRUE)


class AccountMove(models.Model):
    _inherit = "account.move"

    @api.model
    def _barred_bills(self, user):
        """Return the bills of which ``user`` must see nothing, and their credit notes, in ``sudo``."""
        compensations = self.env["beneficiary.compensation"].sudo()
        bills = compensations.search([("complaint_id.barred_user_ids", "in", user.ids)]).move_ids
        return bills | bills.reversal_move_ids

    @api.model_create_multi
    def create(self, vals_list):
        moves = super().create(vals_list)
        bills = moves.sudo() | moves.sudo().reversed_entry_id
        if bills.beneficiary_compensation_id.complaint_id.barred_user_ids:
            self.env.registry.clear_cache()  # record rules cache what a user is barred from
        return moves
