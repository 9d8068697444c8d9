from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .kind import OPEN_STATES


class ComplaintMerge(models.Model):
    """Complaints about the same thing: found, merged into one, and counted when somebody complains again."""

    _inherit = "beneficiary.complaint"

    is_repeat = fields.Boolean(
        "Repeated",
        readonly=True,
        copy=False,
        help="The same person had written to us with the same kind of matter within the twelve months before.",
    )
    similar_count = fields.Integer(compute="_compute_similar_count")

    _person_recent = models.Index("(beneficiary_id, date_received) WHERE beneficiary_id IS NOT NULL")
    _email_recent = models.Index("(company_id, contact_email) WHERE contact_email IS NOT NULL")
    _phone_recent = models.Index("(company_id, contact_phone) WHERE contact_phone IS NOT NULL")

    # ---------------------------------------------------------------- similar
    def _similar_domain(self):
        """Return the domain of the complaints that may be about the same thing as this one."""
        self.ensure_one()
        case = self.sudo()
        found = [Domain(name, "=", case[name].id) for name in ("request_id", "beneficiary_id") if case[name]]
        found += [Domain(name, "=", case[name]) for name in ("contact_email", "contact_phone") if case[name]]
        found += [Domain(name, "in", case[name].ids) for name in ("accused_user_ids", "cause_ids") if case[name]]
        if not found:
            return Domain.FALSE
        own = Domain("company_id", "=", case.company_id.id) & Domain("id", "!=", case.id)
        return own & Domain("merged_into_id", "=", False) & Domain.OR(found)

    @api.depends("request_id", "beneficiary_id", "contact_email", "contact_phone", "accused_user_ids", "cause_ids")
    def _compute_similar_count(self):
        for complaint in self:
            domain = complaint._similar_domain() if complaint.id else Domain.FALSE
            complaint.similar_count = self.search_count(domain) if not domain.is_false() else 0

    def action_view_similar(self):
        """Open the complaints about the same person, request, staff or cause."""
        self.ensure_one()
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_complaint_action") | {
            "domain": list(self._similar_domain()),
            "context": {},
        }

    # ------------------------------------------------------------------ merge
    def action_merge(self, main_id):
        """Merge these complaints into another one, which goes on for all of them.

        Who complained in them is told what the main one came to. Who is barred from one of them is barred from it.

        :param int main_id: id of the complaint that goes on; may be one of these
        :raise UserError: when one of them is not open, or they are of several associations
        """
        self._check_may_handle()
        main = self.browse(main_id)
        main._check_may_handle()
        others = self - main
        if not main or not others:
            raise UserError(self.env._("Choose several complaints, and the one that goes on."))
        (main | others)._check_state(*OPEN_STATES)
        if others.company_id != main.company_id:
            raise UserError(self.env._("Only complaints of one association are merged."))
        others._guarded_write({"state": "closed", "merged_into_id": main.id, "date_closed": fields.Datetime.now()})
        others.sudo().merged_ids.merged_into_id = main.id
        barred = others.sudo().accused_user_ids - main.sudo().accused_user_ids
        for complaint in others.sudo():
            complaint._close_tasks()
            complaint._message_log(body=self.env._("Merged into %(name)s.", name=main.name))
            main.sudo()._message_log(body=self.env._("%(name)s was merged into this complaint.", name=complaint.name))
        others._tell("complaint_news")
        main.sudo().write(
            {
                "accused_user_ids": [fields.Command.link(user.id) for user in barred],
                "recused_user_ids": [fields.Command.link(user.id) for user in others.sudo().recused_user_ids],
                "cause_ids": [fields.Command.link(cause.id) for cause in others.sudo().cause_ids],
            }
        )
        return True

    def _resolve_merged(self):
        """Tell who complained in the complaints that were merged into these what they came to."""
        for main in self.sudo():
            merged = main.merged_ids
            merged.write({name: main[name] for name in ("outcome", "resolution", "date_resolved")})
            if merged:
                merged._tell("complaint_resolved")

    # ----------------------------------------------------------------- repeat
    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        complaints.sudo()._flag_repeats()
        return complaints

    def write(self, vals):
        result = super().write(vals)
        if {"kind", "beneficiary_id", "partner_id", "contact_email", "contact_phone"} & vals.keys():
            self.sudo()._flag_repeats()
        return result

    def _flag_repeats(self):
        """Say of each of these complaints whether the same person complained before of the like, in ``sudo``."""
        names = ("beneficiary_id", "partner_id", "contact_email", "contact_phone")
        known = self.filtered(lambda c: any(c[name] for name in names))
        if not known:
            return
        same = Domain.OR(
            [
                Domain(name, "in", known.mapped(name).ids if name.endswith("_id") else known.mapped(name))
                for name in names
            ]
        )
        since = fields.Datetime.subtract(min(known.mapped("date_received")), years=1)
        own = Domain("company_id", "in", known.company_id.ids) & Domain("state", "!=", "withdrawn")
        earlier = self.search(own & Domain("date_received", ">=", since) & same)
        for complaint in known:
            start = fields.Datetime.subtract(complaint.date_received, years=1)
            complaint.is_repeat = any(
                (other.company_id, other.kind) == (complaint.company_id, complaint.kind)
                and (start, 0) <= (other.date_received, other.id) < (complaint.date_received, complaint.id)
                and any(complaint[name] and complaint[name] == other[name] for name in names)
                for other in earlier
            )
