import base64

from odoo import models
from odoo.tools import format_date
from odoo.tools.image import image_data_uri

from ..tools import qr

# of the line that shows the trend
WIDTH, HEIGHT, EDGE = 78, 20, 2


class EvidencePackReport(models.AbstractModel):
    """The paper for the board: what every clause of the policy came to in a period."""

    _name = "report.beneficiary.report_evidence_pack"
    _description = "Evidence pack"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.evidence.pack"

    def _lang_code(self, doc):
        return doc.lang

    def _title(self, doc):
        return self.env._("How we kept our policy")

    def _facts(self, pack):
        """Return what the paper is about, as pairs of label and text."""
        policy = pack.policy_id.sudo()
        return [
            (self.env._("Policy"), policy.name),
            (self.env._("Version"), str(policy.version)),
            (self.env._("From"), self._date(pack.date_from)),
            (self.env._("To"), self._date(pack.date_to)),
            (self.env._("Made on"), self._moment(pack.date_done, pack.company_id)),
            (self.env._("Ordered by"), pack.user_id.sudo().name),
        ]

    def _counts(self, pack):
        """Return how the figures came out, as pairs of label and number."""
        results = pack.line_ids.mapped("result")
        labels = dict(pack.line_ids._fields["result"]._description_selection(self.env))
        return [(label, results.count(result)) for result, label in labels.items()]

    def _sections(self, pack):
        """Return the lines by part of the policy, in order: pairs of name and lines."""
        found = {}
        for line in pack.line_ids:
            found[line.section] = found.get(line.section, line.browse()) | line
        return list(found.items())

    def _missed(self, pack):
        return pack.line_ids.filtered(lambda line: line.result == "missed")

    def _is_first(self, line, lines):
        """Tell whether ``line`` is the first of its clause, which alone says the clause."""
        index = lines.ids.index(line.id)
        return not index or lines[index - 1].clause_id != line.clause_id or not line.clause_id

    def _kept(self, line):
        """Return how many of the records keep the promise."""
        return self.env._("%(good)s of %(total)s", good=line.good, total=line.total)

    def _mark(self, line):
        """Return the sign of a result, which is read without colours too."""
        return {"met": "✓", "missed": "✗"}.get(line.result, "–")

    def _trend(self, line):
        """Return the points of the line that shows the last twelve months, or nothing when they are fewer than two.

        Time runs to the right in every language, as in the charts on the screen.
        """
        values = [value for _month, value in line.trend or []]
        if len(values) < 2:
            return ""
        low, high = min(values), max(values)
        across, up = (WIDTH - 2 * EDGE) / (len(values) - 1), (HEIGHT - 2 * EDGE) / ((high - low) or 1)
        points = [(EDGE + across * n, HEIGHT - EDGE - up * (value - low)) for n, value in enumerate(values)]
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)

    def _months(self, line):
        """Return the first and the last month of the trend."""
        months = [month for month, _value in line.trend or []]
        return [format_date(self.env, month, date_format="MMM y") for month in (months[:1] + months[-1:])]

    def _qr(self, pack):
        return image_data_uri(base64.b64encode(qr.png(pack.verify_url))) if pack.verify_url else ""
