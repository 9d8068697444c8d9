from odoo import models

from .crm_lead import WAITING


class CrmLeadRouting(models.Model):
    """Who answers: the liaison officer of the category and the field of work (R-83)."""

    _inherit = "crm.lead"

    def _route_vals(self, vals_list):
        """Give new inquiries, which name nobody, their responsible: the liaison officer, else who takes them in."""
        todo = [vals for vals in vals_list if not vals.get("user_id")]
        persons = self.env["beneficiary.beneficiary"].sudo().browse(vals.get("beneficiary_id") or 0 for vals in todo)
        keys = [
            self._routing_key(vals["company_id"], vals.get("category_id"), vals.get("work_field_id"), person)
            for vals, person in zip(todo, persons, strict=True)
        ]
        users = self.env["beneficiary.liaison"]._find_users(keys)
        taker = self.env["res.users"] if self.env.su else self.env.user
        for vals, key in zip(todo, keys, strict=True):
            vals["user_id"] = (users[key] or taker).id

    def _route(self):
        """Give these inquiries to their liaison officer again, unless somebody has answered already."""
        todo = self.sudo().filtered(lambda lead: not lead.first_answered_on and lead.inquiry_state in WAITING)
        keys = {
            lead: self._routing_key(lead.company_id.id, lead.category_id.id, lead.work_field_id.id, lead.beneficiary_id)
            for lead in todo
        }
        users = self.env["beneficiary.liaison"]._find_users(keys.values())
        for user, leads in todo.grouped(lambda lead: users[keys[lead]]).items():
            changed = leads.filtered(lambda lead, user=user: lead.user_id != user)
            if user and changed:
                changed.with_env(self.env).user_id = user

    def _routing_key(self, company_id, category_id, work_field_id, person):
        """Return the key of ``_find_users``; the categories of the person count where none is named."""
        categories = [category_id] if category_id else person.category_ids.ids
        return (company_id, tuple(categories), work_field_id or False)
