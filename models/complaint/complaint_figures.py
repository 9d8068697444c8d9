from odoo import api, fields, models


class ComplaintFigures(models.Model):
    """What is counted of complaints: how long they took, how many were settled amicably, how many come again."""

    _inherit = "beneficiary.complaint"

    hours_to_acknowledge = fields.Float(
        "Hours to acknowledge",
        compute="_compute_hours",
        store=True,
        aggregator="avg",
        help="Working hours from the receipt to the acknowledgement.",
    )
    hours_to_resolve = fields.Float(
        "Hours to resolve",
        compute="_compute_hours",
        store=True,
        aggregator="avg",
        help="Working hours from the receipt to the last resolution.",
    )
    amicable_share = fields.Float("Settled amicably (%)", compute="_compute_shares", store=True, aggregator="avg")
    repeat_share = fields.Float("Repeated (%)", compute="_compute_shares", store=True, aggregator="avg")

    @api.depends("date_received", "date_acknowledged", "date_resolved")
    def _compute_hours(self):
        for company, complaints in self.grouped("company_id").items():
            dates = ("date_received", "date_acknowledged", "date_resolved")
            moments = [complaint[name] for complaint in complaints for name in dates if complaint[name]]
            company = company.sudo()
            worktime = None
            if moments and company:
                worktime = company._beneficiary_calendar()._beneficiary_worktime(min(moments), max(moments), company)
            for complaint in complaints:
                start = complaint.date_received
                for name, end in (
                    ("hours_to_acknowledge", complaint.date_acknowledged),
                    ("hours_to_resolve", complaint.date_resolved),
                ):
                    complaint[name] = worktime.elapsed(start, end) / 3600 if worktime and start and end else 0

    @api.depends("outcome", "is_repeat")
    def _compute_shares(self):
        for complaint in self:
            complaint.amicable_share = 100 if complaint.outcome == "amicable" else 0
            complaint.repeat_share = 100 if complaint.is_repeat else 0
