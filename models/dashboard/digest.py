from odoo import fields, models
from odoo.exceptions import AccessError


class Digest(models.Model):
    """The figures of the association's week, for those who may see the cases."""

    _inherit = "digest.digest"

    kpi_beneficiary_received = fields.Boolean("Requests received")
    kpi_beneficiary_received_value = fields.Integer(compute="_compute_kpi_beneficiary_received_value")
    kpi_beneficiary_in_time = fields.Boolean("Replies in the promised time")
    kpi_beneficiary_in_time_value = fields.Integer(compute="_compute_kpi_beneficiary_in_time_value")
    kpi_beneficiary_late = fields.Boolean("Replies after the promised time")
    kpi_beneficiary_late_value = fields.Integer(compute="_compute_kpi_beneficiary_late_value")
    kpi_beneficiary_acknowledged = fields.Boolean("Complaints acknowledged in time")
    kpi_beneficiary_acknowledged_value = fields.Integer(compute="_compute_kpi_beneficiary_acknowledged_value")

    kpi_beneficiary_satisfaction = fields.Boolean("Satisfaction (%)")
    kpi_beneficiary_satisfaction_value = fields.Float(compute="_compute_kpi_beneficiary_satisfaction_value")

    def _check_beneficiary_reader(self):
        """Skip a figure for recipients without a role in the relation with beneficiaries.

        :raise AccessError: which the digest understands
        """
        if not self.env.user.has_groups("beneficiary.group_officer,beneficiary.group_management"):
            raise AccessError(self.env._("This figure is for those who may see the cases."))

    def _compute_kpi_beneficiary_received_value(self):
        self._check_beneficiary_reader()
        self._calculate_company_based_kpi(
            "beneficiary.request", "kpi_beneficiary_received_value", date_field="date_submitted"
        )

    def _compute_kpi_beneficiary_in_time_value(self):
        self._count_beneficiary_replies("kpi_beneficiary_in_time_value", "replied")

    def _compute_kpi_beneficiary_late_value(self):
        self._count_beneficiary_replies("kpi_beneficiary_late_value", "replied_late")

    def _count_beneficiary_replies(self, name, state):
        """Set the field ``name`` to how many replies of a reply state were given."""
        self._check_beneficiary_reader()
        self._calculate_company_based_kpi(
            "beneficiary.request",
            name,
            date_field="date_replied",
            additional_domain=[("reply_state", "=", state)],
        )

    def _compute_kpi_beneficiary_acknowledged_value(self):
        self._check_beneficiary_reader()
        self._calculate_company_based_kpi(
            "beneficiary.clock",
            "kpi_beneficiary_acknowledged_value",
            date_field="stopped_on",
            additional_domain=[("kind", "=", "acknowledge"), ("state", "=", "met")],
        )

    def _compute_kpi_beneficiary_satisfaction_value(self):
        # only what was published: at least five answers together
        self._check_beneficiary_reader()
        start, end, companies = self._get_kpi_compute_parameters()
        domain = [
            ("company_id", "in", companies.ids),
            ("date", ">=", start[:10]),
            ("date", "<", end[:10]),
            ("audience", "=", "beneficiaries"),
            ("score_count", ">", 0),
        ]
        means = dict(self.env["beneficiary.feedback.cell"]._read_group(domain, ["company_id"], ["score:avg"]))
        for digest in self:
            digest.kpi_beneficiary_satisfaction_value = means.get(digest.company_id or self.env.company, 0)

    def _compute_kpis_actions(self, company, user):
        menu = self.env.ref("beneficiary.menu_beneficiary_root").id
        requests = f"beneficiary.beneficiary_request_action?menu_id={menu}"
        return super()._compute_kpis_actions(company, user) | {
            "kpi_beneficiary_received": requests,
            "kpi_beneficiary_in_time": requests,
            "kpi_beneficiary_late": requests,
            "kpi_beneficiary_satisfaction": f"beneficiary.beneficiary_feedback_cell_action?menu_id={menu}",
            "kpi_beneficiary_acknowledged": f"beneficiary.beneficiary_complaint_action?menu_id={menu}",
        }
