from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools.i18n import format_list
from odoo.tools.misc import format_date, format_datetime

# related records whose names everybody may read who reads a file
PLAIN_MODELS = {
    "beneficiary.ability",
    "beneficiary.branch",
    "beneficiary.category",
    "beneficiary.qualification.level",
    "res.country",
    "res.country.state",
    "res.currency",
}
SHOWN_RECORDS = 5


class CriterionValues(models.AbstractModel):
    """What was seen when a condition was checked, in words that stay readable when the file has changed."""

    _inherit = "beneficiary.criterion.mixin"

    def _values_seen(self, requests):
        """Return request id → (what all may read who read the request, what only the social researchers may).

        :param requests: requests to the programme of this one criterion, in ``sudo``
        """
        self.ensure_one()
        if self.condition_on == "answers":
            return self._answers_seen(requests)
        names = self._condition_fields()
        model = self.env[requests.beneficiary_id._name]
        private = {name for name in names if self._is_private(model._fields[name])}
        return {
            request.id: (
                self._values_text(request.beneficiary_id, [name for name in names if name not in private]),
                self._values_text(request.beneficiary_id, [name for name in names if name in private]),
            )
            for request in requests
        }

    def _condition_fields(self):
        """Return the names of the fields of the file that the condition begins with, in its order."""
        return list(
            dict.fromkeys(
                condition.field_expr.partition(".")[0] for condition in self._condition_domain().iter_conditions()
            )
        )

    @api.model
    def _is_private(self, field):
        """Tell whether the value of ``field`` is not for everybody who reads the request."""
        return bool(field.groups) or (field.relational and field.comodel_name not in PLAIN_MODELS)

    @api.model
    def _values_text(self, record, names):
        return "\n".join(
            f"{record._fields[name]._description_string(self.env)}: {self._value_text(record, name)}" for name in names
        )

    @api.model
    def _value_text(self, record, name):
        field, value = record._fields[name], record[name]
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.relational:
            names = value[:SHOWN_RECORDS].mapped("display_name")
            if len(value) > SHOWN_RECORDS:
                names.append(self.env._("%(count)s more", count=len(value) - SHOWN_RECORDS))
            return format_list(self.env, names, style="unit") or "—"
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value) or "—"
        if field.type == "date":
            return format_date(self.env, value) or "—"
        if field.type == "datetime":
            return format_datetime(self.env, value) if value else "—"
        if field.type in ("integer", "float", "monetary"):
            return f"{value:g}" if isinstance(value, float) else str(value)
        return str(value or "—")

    def _answers_seen(self, requests):
        asked = {
            condition.field_expr.partition(".")[2]
            for condition in self._condition_domain().iter_conditions()
            if isinstance(condition.field_expr, str)
        }
        texts = {}
        for row in requests.read(["answers"]):
            lines = [
                f"{prop.get('string') or ''}: {requests._answer_text(prop) or '—'}"
                for prop in row["answers"]
                if prop["name"] in asked
            ]
            texts[row["id"]] = ("\n".join(lines), "")
        return texts

    # --------------------------------------------------------------- evaluation
    def _check_condition_of(self, requests):
        """Return request id → (result, value seen, value for researchers) of this one condition, in a few queries."""
        people = self.condition_on == "file"
        try:
            scope = [("id", "in", (requests.beneficiary_id if people else requests).ids)]
            passed, seen = self._condition_passed(scope), self._values_seen(requests)
        except ValidationError as error:
            return {request.id: ("pending", str(error), "") for request in requests}
        met = requests.filtered(lambda r: (r.beneficiary_id.id if people else r.id) in passed)
        missed = requests - met
        waiting = missed.beneficiary_id._waiting_to_be_verified(self._condition_fields()) if people else set()
        return {
            request.id: ("passed", *seen[request.id])
            if request in met
            else self._missed(request.beneficiary_id.id in waiting, *seen[request.id])
            for request in requests
        }

    @api.model
    def _missed(self, waiting, seen, private):
        """Return the result where a condition is not met: not yet, where an officer has not looked at everything."""
        if not waiting:
            return "failed", seen, private
        return "pending", "\n".join(filter(None, [self.env._("Waits to be verified on the file."), seen])), private
