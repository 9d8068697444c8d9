from ..common import BeneficiaryCommon


class FigureCommon(BeneficiaryCommon):
    """What the tests of figures share."""

    @classmethod
    def _figure(cls, code):
        return cls.env.ref(f"beneficiary.figure_{code}")

    @classmethod
    def _measured(cls, code, company=None, **period):
        figure = cls._figure(code)
        return figure._measure(company or cls.company, **period)[figure.id]

    @classmethod
    def _own_figure(cls, user=None, **vals):
        defaults = {
            "name": "Urgent requests",
            "model": "beneficiary.request",
            "aggregate": "share",
            "date_field": "create_date",
            "good_domain": "[('priority', '=', '1')]",
            "target": 50,
            "company_id": cls.company.id,
        }
        values = defaults | vals
        companies = [values["company_id"] or cls.company.id]
        figures = cls.env["beneficiary.figure"].with_user(user or cls.manager)
        return figures.with_context(allowed_company_ids=companies).create(values)
