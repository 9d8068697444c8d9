from odoo import api, models
from odoo.fields import Domain


class BeneficiaryFacts(models.Model):
    """Facts of the profile on which criteria are conditions: what waits for an officer is no failure (R-60, R-61)."""

    _inherit = "beneficiary.beneficiary"

    @api.model
    def _facts_to_verify(self):
        """Return field that conditions ask for → domain of the files on which it waits for an officer."""
        qualification = Domain("qualification_ids", "any", [("state", "=", "claimed")])
        return {
            "qualification_ids": qualification,
            "qualification_level_id": qualification,
            "qualification_rank": qualification,
            "experience_ids": Domain("experience_ids", "any", [("state", "=", "claimed")]),
            "experience_months": Domain("experience_ids", "any", [("state", "=", "claimed")]),
            "volunteer_hours": Domain("volunteer_hour_ids", "any", [("state", "=", "entered")]),
            "volunteer_rating": Domain("volunteer_rating_ids", "any", [("reviewed_on", "=", False)]),
            "volunteer_platform_verified_on": Domain("volunteer_platform_number", "!=", False)
            & Domain("volunteer_platform_verified_on", "=", False),
            "volunteer_record_reviewed_on": Domain("volunteer_record_reviewed_on", "=", False),
        }

    def _waiting_to_be_verified(self, names):
        """Return the ids of those of these files on which a fact waits for an officer, in one query.

        :param names: fields of the file that a condition asks for
        """
        known = self._facts_to_verify()
        waiting = Domain.OR(known[name] for name in names if name in known)
        if not self or waiting.is_false():
            return set()
        people = self.sudo().with_context(active_test=False)
        return set(people._search(Domain("id", "in", self.ids) & waiting))

    def write(self, vals):
        result = super().write(vals)
        if {"volunteer_platform_verified_on", "volunteer_record_reviewed_on"} & vals.keys():
            self._eligibility_facts_changed()
        return result

    def _eligibility_facts_changed(self):
        """Called when a fact of the profile was verified or rejected: what is pending by it is looked at again."""
        checks = self.env["beneficiary.eligibility.check"].sudo()
        pending = checks.search(
            [
                ("beneficiary_id", "in", self.ids),
                ("kind", "=", "condition"),
                ("result", "=", "pending"),
                ("is_current", "=", True),
            ]
        )
        pending.request_id._refresh_eligibility()


class ClaimFacts(models.AbstractModel):
    _inherit = "beneficiary.claim.mixin"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self.beneficiary_id._eligibility_facts_changed()
        return result

    def unlink(self):
        people = self.beneficiary_id
        result = super().unlink()
        people._eligibility_facts_changed()
        return result


class HourFacts(models.Model):
    _inherit = "beneficiary.volunteer.hour"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self.beneficiary_id._eligibility_facts_changed()
        return result


class RatingFacts(models.Model):
    _inherit = "beneficiary.volunteer.rating"

    def write(self, vals):
        result = super().write(vals)
        if "reviewed_on" in vals:
            self.beneficiary_id._eligibility_facts_changed()
        return result
