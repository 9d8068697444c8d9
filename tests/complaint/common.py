from ..common import BeneficiaryCommon


class ComplaintCommon(BeneficiaryCommon):
    """What the tests of complaints share."""

    @classmethod
    def _create_complaint(cls, user=None, **vals):
        defaults = {
            "subject": "Nobody called back",
            "description": "I waited for three weeks.",
            "channel_id": cls.env.ref("beneficiary.channel_website").id,
            "company_id": cls.company.id,
            "branch_id": cls.branch.id,
            "contact_name": "Salim",
        }
        if vals.get("anonymous"):
            del defaults["contact_name"]
        return cls.env["beneficiary.complaint"].with_user(user or cls.officer).create(defaults | vals)
