from odoo import models


class AccountMoveReversal(models.TransientModel):
    _inherit = "account.move.reversal"

    def reverse_moves(self, is_modify=False):
        action = super().reverse_moves(is_modify)
        if is_modify and len(self.new_move_ids) == len(self.move_ids):
            # “Reverse and create bill”: the new bill is of the same payout, else the payout could be billed once more
            for old, new in zip(self.sudo().move_ids, self.sudo().new_move_ids, strict=True):
                new.write({name: old[name].id for name in new._payout_links() if old[name]})
        return action
