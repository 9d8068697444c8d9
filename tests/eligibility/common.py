from ..common import BeneficiaryCommon


class EligibilityCommon(BeneficiaryCommon):
    """An association whose policy checks eligibility."""

    template = "makarem"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.criteria = cls.env["beneficiary.criterion"].with_user(cls.manager)
        cls.female = cls._criterion("Women", condition="[('gender', '=', 'female')]")

    @classmethod
    def _criterion(cls, name, kind="condition", **vals):
        vals = {"name": name, "kind": kind, "program_id": cls.program.id} | vals
        return cls.env["beneficiary.criterion"].with_user(cls.manager).create(vals)

    @classmethod
    def _group(cls, name, mode="any"):
        return (
            cls.env["beneficiary.criterion.group"]
            .with_user(cls.manager)
            .create({"name": name, "mode": mode, "program_id": cls.program.id})
        )

    @classmethod
    def _request_of(cls, user=None, **vals):
        person = cls._create_beneficiary(**vals)
        return cls._create_request(person, user=user)

    def _results(self, request):
        return {check.name: check.result for check in request.sudo().check_ids}
