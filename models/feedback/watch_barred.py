from odoo import fields, models


class Complaint(models.Model):
    """Who is barred from a complaint does not see the watches in which it was counted, nor their messages."""

    _inherit = "beneficiary.complaint"

    def _barred_records(self, user):
        hidden = self.env["beneficiary.visit"].sudo().search([("barred_user_ids", "in", user.ids)])
        return [*super()._barred_records(user), hidden]

    def _bar(self):
        result = super()._bar()
        for company, complaints in self.filtered("barred_user_ids").grouped("company_id").items():
            since = company._beneficiary_date(min(complaints.mapped("date_received")))
            watches = self.env["beneficiary.visit"].search(
                [("company_id", "=", company.id), ("kind", "=", "complaint_watch"), ("date_to", ">=", since)]
            )
            done = watches.filtered(lambda visit: visit.state == "done")
            users = complaints.barred_user_ids
            done.write({"barred_user_ids": [fields.Command.link(user.id) for user in users]})
            (watches - done)._count()
            watches.message_unsubscribe((users - watches.user_id).partner_id.ids)
        return result
