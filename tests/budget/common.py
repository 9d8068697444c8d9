from ..common import BeneficiaryCommon


class BudgetCommon(BeneficiaryCommon):
    """A season of the year 2026 with 2,500 of budget and three places."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.season = cls._create_season(budget=2500, capacity=3)
        cls.season.action_open()

    @classmethod
    def _create_season(cls, **vals):
        defaults = {
            "name": "Season",
            "program_id": cls.program.id,
            "date_from": "2020-01-01",
            "date_to": "2090-12-31",
        }
        return cls.env["beneficiary.program.season"].with_user(cls.manager).create(defaults | vals)

    @classmethod
    def _voted(cls, **vals):
        """Return an item on which the votes approve, with its reason, as the chair sees it."""
        item = cls._review(cls._create_request(**vals))
        cls._vote(item, {cls.chair: "for", cls.secretary: "for"})
        item = item.with_user(cls.chair)
        item.write({"reason": "In need", "early_reason": "Urgent"})
        return item
