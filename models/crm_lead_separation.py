from odoo import api, models
from odoo.exceptions import UserError


class CrmLeadSeparation(models.Model):
    """What keeps inquiries out of the sales pipeline, and sales out of the inquiries."""

    _inherit = "crm.lead"

    # the team says whose a lead is: it does not follow the responsible
    def _compute_team_id(self):
        return super(CrmLeadSeparation, self.filtered(lambda lead: not lead.is_inquiry))._compute_team_id()

    # a stage is of the pipeline; an inquiry has its own states
    def _compute_stage_id(self):
        return super(CrmLeadSeparation, self.filtered(lambda lead: not lead.is_inquiry))._compute_stage_id()

    def _compute_probabilities(self):
        inquiries = self.filtered("is_inquiry")
        inquiries.update({"probability": 0.0, "automated_probability": 0.0})
        leads = self - inquiries
        return super(CrmLeadSeparation, leads)._compute_probabilities() if leads else None

    def _handle_won_lost(self, old_status_by_lead, new_status_by_lead):
        # an inquiry is neither won nor lost, and teaches the scoring of sales nothing
        leads = self.filtered(lambda lead: not lead.is_inquiry)
        return super(CrmLeadSeparation, leads)._handle_won_lost(old_status_by_lead, new_status_by_lead)

    def _compute_potential_lead_duplicates(self):
        # computed with all rights: what is known from an inquiry must not show on a sales lead, nor the reverse
        inquiries = self.filtered("is_inquiry")
        for lead in inquiries:
            lead.duplicate_lead_ids = lead
            lead.duplicate_lead_count = 0
        leads = self - inquiries
        super(CrmLeadSeparation, leads)._compute_potential_lead_duplicates()
        for lead in leads:
            lead.duplicate_lead_ids = lead.duplicate_lead_ids.filtered(lambda other: not other.is_inquiry)
            lead.duplicate_lead_count = len(lead.duplicate_lead_ids - lead)

    def _merge_opportunity(self, user_id=False, team_id=False, auto_unlink=True, max_length=5):
        if any(lead.is_inquiry for lead in self):
            raise UserError(self.env._("Inquiries are not merged: each of them is answered."))
        return super()._merge_opportunity(user_id, team_id, auto_unlink, max_length)

    def _handle_partner_assignment(self, force_partner_id=False, create_missing=True, with_parent=None):
        leads = self.filtered(lambda lead: not lead.is_inquiry)
        return super(CrmLeadSeparation, leads)._handle_partner_assignment(force_partner_id, create_missing, with_parent)

    @api.model
    def _inquiry_form(self):
        return self.env.ref("beneficiary.crm_lead_view_form_inquiry").id

    def get_formview_id(self, access_uid=None):
        if len(self) == 1 and self.sudo().is_inquiry:
            return self._inquiry_form()
        return super().get_formview_id(access_uid=access_uid)
