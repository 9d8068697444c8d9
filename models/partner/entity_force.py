from odoo import api, fields, models
from odoo.fields import Domain


class PartnerEntityForce(models.Model):
    """An entity begins or ceases to verify: requests and programmes that wait for it are set right (R-62).

    What an entity answered while its agreement was in force stays.
    """

    _inherit = "beneficiary.partner.entity"

    was_in_force = fields.Boolean(
        "Verified at the last look",
        readonly=True,
        copy=False,
        help="Whether it verified when requests and programmes were last set right.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        entities = super().create(vals_list)
        entities.sudo()._note_force()
        return entities

    def write(self, vals):
        result = super().write(vals)
        if {"agreement_id", "date_start", "date_end", "active"} & vals.keys():
            self.sudo()._note_force()
        return result

    @api.model
    def _domain_force_changed(self, company):
        """Return the domain of the entities of an association that began or ceased to verify since the last look."""
        in_force = self._in_force_domain(company)
        was = Domain("was_in_force", "=", True)
        return Domain("company_id", "=", company.id) & ((was & ~in_force) | (~was & in_force))

    def _note_force(self):
        """Take down which of these entities verify now; what depends on it follows. In ``sudo``."""
        self.invalidate_recordset(["in_force"])
        changed = self.filtered(lambda entity: entity.was_in_force != entity.in_force)
        for in_force, entities in changed.grouped("in_force").items():
            entities.was_in_force = in_force
        changed.program_ids._partners_changed()
