from ..common import BeneficiaryCommon

READY = {
    "housing_condition": "poor",
    "report": "<p>Two rooms for four.</p>",
    "recommendation": "support",
    "income_ids": [(0, 0, {"source": "salary", "amount": 3000}), (0, 0, {"source": "citizen_account", "amount": 600})],
    "expense_ids": [(0, 0, {"kind": "rent", "amount": 900}), (0, 0, {"kind": "food", "amount": 1200})],
    "debt_ids": [(0, 0, {"name": "Shop", "amount": 7200, "instalment": 300})],
    "health_ids": [(0, 0, {"name": "Layla", "condition": "Asthma", "needs_care": True, "cost": 100})],
}


class ResearchCommon(BeneficiaryCommon):
    """A widow with two children, her request, and a second researcher."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls._create_user("colleague", "researcher")
        cls.person = cls._create_beneficiary("Fatimah", street="King Road 12", city="Samtah")
        cls.person.family_member_ids = [
            (0, 0, {"name": "Layla", "relation": "daughter", "birth_date": "2015-03-01", "is_studying": True}),
            (0, 0, {"name": "Omar", "relation": "son", "birth_date": "2020-06-01"}),
        ]
        cls.request = cls._create_request(cls.person)

    @classmethod
    def _research(cls, person=None, user=None, **vals):
        """Return a draft that has everything it needs, of ``user``."""
        user = user or cls.researcher
        vals = READY | {"beneficiary_id": (person or cls.person).id, "user_id": user.id} | vals
        return cls.env["beneficiary.assessment"].with_user(user).create(vals)

    @classmethod
    def _done(cls, person=None, **vals):
        research = cls._research(person, **vals)
        research.action_complete()
        return research

    @classmethod
    def _file_of(cls, user):
        """Return the file of an employee, who is a beneficiary, too."""
        vals = {"partner_id": user.partner_id.id, "identity_type": "none", "company_id": cls.company.id}
        return cls.env["beneficiary.beneficiary"].create(vals)
