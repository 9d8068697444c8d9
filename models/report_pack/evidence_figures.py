from datetime import timedelta

from odoo import models


class EvidenceFigures(models.Model):
    """The figures of a pack: of every clause of its policy, in its period and in the one before."""

    _inherit = "beneficiary.evidence.pack"

    def _period_before(self):
        """Return the first and the last day of the period of the same length before this one."""
        last = self.date_from - timedelta(days=1)
        return last - (self.date_to - self.date_from), last

    def _clauses(self):
        """Return the clauses of the policy in their order, in ``sudo``."""
        return self.policy_id.sudo().clause_ids.sorted(lambda clause: (clause.sequence, clause.id))

    def _shown_figures(self, clause):
        return clause.figure_ids.filtered("active").sorted(lambda figure: (figure.sequence, figure.id))

    def _lines(self):
        """Return the values of the lines, one for each figure of a clause; a clause without figures has one, too."""
        clauses, company = self._clauses(), self.company_id.sudo()
        figures = clauses.figure_ids.filtered("active").with_company(company)
        measured = figures._measure(company, self.date_from, self.date_to)
        before = figures.filtered("date_field")._measure(company, *self._period_before())
        trend = figures._trend(company)
        lines = []
        for clause in clauses:
            for figure in self._shown_figures(clause) or figures.browse():
                values = self._line(figure.with_company(company), measured[figure.id], before.get(figure.id))
                values["trend"] = [[str(month), value] for month, value in trend.get(figure.id, [])]
                lines.append(self._clause_values(clause) | values)
            if not self._shown_figures(clause):
                lines.append(self._clause_values(clause) | {"result": "empty"})
        return [line | {"sequence": sequence} for sequence, line in enumerate(lines, 1)]

    def _clause_values(self, clause):
        labels = dict(clause._fields["section"]._description_selection(clause.env))
        return {
            "clause_id": clause.id,
            "section": labels.get(clause.section),
            "number": clause.number,
            "clause_name": clause.name,
            "clause_text": clause.text,
        }

    def _line(self, figure, now, before):
        """Return what a line says of a figure.

        :param dict now: what was measured in the period
        :param before: what was measured in the period before, or ``None``
        """
        value, target, met = now["value"], now["target"], now["met"]
        units = dict(figure._fields["unit"]._description_selection(figure.env))
        past = before["value"] if before else None
        currency = figure.unit == "currency"
        return {
            "figure_id": figure.id,
            "figure_name": figure.name,
            "description": figure.description,
            "is_present": not figure.date_field,
            "unit_code": figure.unit,
            "unit": self.company_id.currency_id.name if currency else units[figure.unit],
            "value": value or 0.0,
            "value_text": "" if value is None else figure._text(value, self.company_id),
            "target": target or 0.0,
            "target_text": "" if target is None else figure._text(target, self.company_id),
            "before": past or 0.0,
            "before_text": "" if past is None else figure._text(past, self.company_id),
            "has_good": bool((figure.good_domain or "").strip()),
            "good": now["good"],
            "total": now["total"],
            "result": "empty" if value is None else "none" if met is None else "met" if met else "missed",
        }
