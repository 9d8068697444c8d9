from odoo import models

CLAIMS = "beneficiary.claim.mixin"
CONTENT = {"raw", "datas", "db_datas", "store_fname", "res_model", "res_id"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def write(self, vals):
        if not CONTENT & vals.keys():
            return super().write(vals)
        claims = self._beneficiary_claims()
        result = super().write(vals)
        for records in claims:
            records._claim_again()
        return result

    def unlink(self):
        claims = self._beneficiary_claims()
        result = super().unlink()
        for records in claims:
            records._claim_again()
        return result

    def _beneficiary_claims(self):
        """Return the claims whose proof these files are, a list of record sets."""
        ids_by_model = {}
        for file in self.sudo():
            if file.res_id and isinstance(self.env.get(file.res_model or ""), self.env.registry[CLAIMS]):
                ids_by_model.setdefault(file.res_model, []).append(file.res_id)
        return [self.env[model].sudo().browse(ids).exists() for model, ids in ids_by_model.items()]
