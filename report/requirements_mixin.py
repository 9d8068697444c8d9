from odoo import models


class RequirementsMixin(models.AbstractModel):
    """What a requirements sheet says, before and after somebody applied (R-43)."""

    _name = "beneficiary.report.requirements.mixin"
    _description = "Requirements sheet"
    _inherit = ["beneficiary.report.mixin"]

    def _title(self, doc):
        return self.env._("Requirements sheet")

    def _paper_notes(self, paper):
        """Return the instructions of a kind of paper and what makes it acceptable, as directed lines."""
        notes = [paper.instructions or ""]
        if not paper.required:
            notes.append(self.env._("Bring it if you have it; the request is complete without it."))
        if paper.max_age_days:
            notes.append(self.env._("Issued within the last %(days)s days.", days=paper.max_age_days))
        if paper.needs_expiry:
            notes.append(self.env._("It must not have expired on the day of submission."))
        return self._lines("\n".join(notes))

    def _reply_lines(self, policy):
        """Return the promised reply window, in sentences."""
        lines = []
        if policy.window_min or policy.window_max:
            lines.append(f"{policy.window_text}.")
            if policy.window_start == "completeness":
                lines.append(
                    self.env._("The time is counted from the day on which every paper is there and has been checked.")
                )
        return lines

    def _place_facts(self, company, branch):
        """Return where the papers are brought to, as pairs of label and text."""
        company = company.sudo()
        facts = [
            (self.env._("Branch"), branch.sudo().name),
            (self.env._("Address"), self._address(company.partner_id)),
            (self.env._("Phone"), company.phone),
            (self.env._("E-mail"), company.email),
            (self.env._("Website"), company.website),
        ]
        return [fact for fact in facts if fact[1]]

    def _channel_names(self, policy):
        return self._join(policy.channel_ids.mapped("name"))
