from ..common import BeneficiaryCommon


class InquiryCommon(BeneficiaryCommon):
    """What the tests of inquiries share: taking one in, and people to be recognised."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.channel_phone = cls.env.ref("beneficiary.channel_phone")
        cls.channel_letter = cls.env.ref("beneficiary.channel_letter")
        cls.south_delegate = cls._create_user("south", "delegate")
        cls.other_branch.delegate_ids = cls.south_delegate
        cls.field_education = cls.env.ref("beneficiary.field_education")
        cls.field_health = cls.env.ref("beneficiary.field_health")

    @classmethod
    def _take_in(cls, user=None, **vals):
        """Return a new inquiry, as the counter takes one in."""
        defaults = {"is_inquiry": True, "channel_id": cls.channel.id, "question": "When is the rent paid?"}
        user = user or cls.officer
        model = cls.env["crm.lead"].with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
        return model.create(defaults | vals)

    def _as(self, user, records):
        """Return ``records`` as ``user`` sees them, with nothing left in the cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        return records.with_user(user)
