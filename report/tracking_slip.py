from odoo import api, models


class TrackingSlip(models.AbstractModel):
    """The slip that an applicant takes home: reference, tracking code, and a QR code to the page that shows the state.

    It says nothing of who the applicant is or what is asked for, so that losing it tells nobody anything.
    """

    _name = "report.beneficiary.report_tracking_slip"
    _description = "Tracking slip"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.request"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data)
        # the address of a report is open to whoever reads the record; the code is not
        values["docs"].check_access("write")
        self.env["beneficiary.request"]._check_role("beneficiary.group_delegate")
        return values | {"letter": "beneficiary.report_tracking_slip_letter"}

    def _lang_code(self, doc):
        return doc.sudo().partner_id.lang

    def _title(self, doc):
        return self.env._("Track your request")

    def _reference(self, doc):
        return doc.name

    def _enclosures(self, doc):
        return False
