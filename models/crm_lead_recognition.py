from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..tools import identity
from .crm_lead import WAITING


class CrmLeadRecognition(models.Model):
    """Who asks: a person whose file has the same phone, e-mail or ID number.

    A file is shown to those only who may read it, so the rest learn nothing: what is recognised is computed for each
    user with his own rights and never stored. An inquiry is linked only when its user may read the file, or when it
    comes in by e-mail; it then moves to the branch of the file, and is read by those who read the file.
    """

    _inherit = "crm.lead"

    known_ids = fields.Many2many("beneficiary.beneficiary", compute="_compute_known_ids", string="Known persons")
    known_count = fields.Integer(compute="_compute_known_ids")

    @api.depends("phone", "email_from", "identity_number", "company_id", "is_inquiry")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_known_ids(self):
        inquiries = self.filtered("is_inquiry")
        keys = {lead: lead.sudo()._recognition_key() for lead in inquiries}
        known = self._find_known(keys.values())
        readable = self.env["beneficiary.beneficiary"].union(*known.values())._filtered_access("read")
        for lead in self:
            lead.known_ids = known[keys[lead]] & readable if lead in keys else False
            lead.known_count = len(lead.known_ids)

    def _recognition_key(self, vals=None):
        """Return what a person is recognised by: company, phone, e-mail and ID number, in their stored form."""
        names = ("company_id", "phone", "email_from", "identity_number")
        values = vals or {name: self[name].id if name == "company_id" else self[name] for name in names}
        phone = values.get("phone")
        return (
            values.get("company_id") or self.env.company.id,
            self.env["beneficiary.beneficiary"]._phone_digits(phone) if phone else "",
            email_normalize(values.get("email_from") or "", strict=False) or "",
            identity.clean(values.get("identity_number")),
        )

    @api.model
    def _find_known(self, keys):
        """Return the active files that match, for many keys of :meth:`_recognition_key` in three queries at most.

        The records are the user's, but searched with all rights: filter them before anybody sees them.
        """
        keys = set(keys)
        files = self.env["beneficiary.beneficiary"].sudo()
        companies = list({key[0] for key in keys})
        found = {}
        for position, path in ((1, "phone_key"), (2, "partner_id.email_normalized"), (3, "national_id")):
            values = list({key[position] for key in keys if key[position]})
            matches = files.search([("company_id", "in", companies), (path, "in", values)]) if values else files
            for match in matches:
                value = match.mapped(path)[0]
                found.setdefault((match.company_id.id, position, value), set()).add(match.id)
        empty = self.env["beneficiary.beneficiary"]
        return {
            key: empty.browse(sorted(set().union(*(found.get((key[0], i, key[i]), ()) for i in (1, 2, 3)))))
            for key in keys
        }

    def _recognise_vals(self, vals_list):
        """Link new inquiries to the one person who is known, where the user may know it."""
        todo = [vals for vals in vals_list if not vals.get("beneficiary_id")]
        keys = [self._recognition_key(vals) for vals in todo]
        known = self._find_known(keys)
        linkable = self._linkable(known.values())
        for vals, key in zip(todo, keys, strict=True):
            if known[key] and len(known[key]) == 1 and known[key] in linkable:
                vals["beneficiary_id"] = known[key].id
        for vals in vals_list:
            # the inquiry is read by those who read the file
            person = self.env["beneficiary.beneficiary"].sudo().browse(vals.get("beneficiary_id") or [])
            if person.branch_id:
                vals["branch_id"] = person.branch_id.id

    def _linkable(self, candidates):
        """Return those of the candidates who are their key's only match and whom the user may read."""
        single = self.env["beneficiary.beneficiary"].union(*(files for files in candidates if len(files) == 1))
        return single if self.env.su else single._filtered_access("read")

    def _recognise(self):
        """Link those of these inquiries that have no person yet, as at their creation."""
        todo = self.filtered(lambda lead: not lead.sudo().beneficiary_id and lead.inquiry_state in WAITING)
        keys = {lead: lead.sudo()._recognition_key() for lead in todo}
        known = self._find_known(keys.values())
        linkable = self._linkable(known.values())
        for lead, key in keys.items():
            if len(known[key]) == 1 and known[key] in linkable:
                lead.beneficiary_id = known[key]

    def action_link_person(self):
        """Link the inquiry to the one person who is recognised (the button of the banner).

        :raise UserError: when nobody, or more than one person, is recognised
        """
        self._check_inquiry("beneficiary.group_delegate")
        for lead in self:
            if len(lead.known_ids) != 1:
                raise UserError(self.env._("Choose the person of %(name)s under “Person”.", name=lead.display_name))
            lead.beneficiary_id = lead.known_ids
        return True

    def _forget_outsiders(self):
        """Stop telling colleagues about inquiries that have moved to a branch which they do not see."""
        for lead in self:
            users = lead.sudo().message_partner_ids.user_ids | lead.sudo().user_id | lead.sudo().clock_ids.escalated_to
            outsiders = users.filtered(lambda u, lead=lead: not lead.with_user(u).has_access("read"))
            if lead.sudo().user_id in outsiders:
                lead.sudo().user_id = False
                lead.sudo()._route()
            lead.sudo().message_unsubscribe(outsiders.partner_id.ids)
            # it shows the title of the inquiry
            lead.sudo().clock_ids.escalation_activity_id.filtered(lambda a, out=outsiders: a.user_id in out).unlink()
