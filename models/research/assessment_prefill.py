from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Command, Date

PARTS = {
    "member_ids": ("name", "relation", "age", "is_breadwinner", "is_studying", "is_working", "income", "note"),
    "income_ids": ("source", "name", "amount"),
    "expense_ids": ("kind", "name", "amount"),
    "debt_ids": ("name", "reason", "amount", "instalment"),
    "health_ids": ("name", "condition", "needs_care", "cost"),
}
PLAIN = ("no_income", "housing_tenure", "housing_type", "housing_rooms", "housing_condition", "housing_note")


class AssessmentPrefill(models.Model):
    """What a new research takes over: the household from the file, the rest from the last research (R-14, R-15)."""

    _inherit = "beneficiary.assessment"

    @api.onchange("beneficiary_id")
    def _onchange_beneficiary_id(self):
        if not self._origin and self.beneficiary_id:
            person = self.beneficiary_id._origin or self.beneficiary_id
            values = self._prefill_values(person, self._last_of(person).get(person))
            for name in PARTS:
                self[name] = [Command.clear()]
            self.update(values)

    def _prefill_vals_list(self, vals_list):
        """Complete the values of new records by what is known about their people; what is given stays."""
        ids = {vals["beneficiary_id"] for vals in vals_list if vals.get("beneficiary_id")}
        people = self.env["beneficiary.beneficiary"].browse(ids)
        last = self._last_of(people)
        by_id = {person.id: person for person in people}
        for vals in vals_list:
            person = by_id.get(vals.get("beneficiary_id"))
            if person:
                for name, value in self._prefill_values(person, last.get(person)).items():
                    vals.setdefault(name, value)

    def _last_of(self, people):
        """Return the latest completed research of each person, as a dict; the user sees them all or is in ``sudo``."""
        done = self.search([("beneficiary_id", "in", people.ids), ("state", "in", ("done", "superseded"))], order="id")
        return {assessment.beneficiary_id: assessment for assessment in done}

    def _prefill_values(self, person, previous=None):
        """Return the first values of a research about ``person``.

        :param previous: the person's last completed research, if any
        """
        person = person.sudo()
        values = {"visit_address": ", ".join(filter(None, (person.street, person.street2, person.city)))}
        if previous:
            values |= {name: previous[name] for name in PLAIN} | {
                name: [Command.create({field: line[field] for field in names}) for line in previous[name]]
                for name, names in PARTS.items()
            }
        else:
            values |= self._prefill_means(person)
        values["member_ids"] = self._prefill_household(person, previous)
        return values

    def _prefill_means(self, person):
        """Return what the file says about income and health."""
        values = {}
        if person.monthly_income:
            note = self.env._("From the file")
            values["income_ids"] = [Command.create({"source": "other", "name": note, "amount": person.monthly_income})]
        if person.health_condition:
            values["health_ids"] = [Command.create({"name": person.name, "condition": person.health_condition})]
        return values

    def _prefill_household(self, person, previous=None):
        """Return the household as the file has it, with what the last research found out about each one."""
        known = {(m.name, m.relation): m for m in previous.member_ids} if previous else {}
        today = Date.context_today(self)
        commands = []
        for member in person.family_member_ids:
            before = known.get((member.name, member.relation), self.env["beneficiary.assessment.member"])
            commands.append(
                Command.create(
                    {
                        "name": member.name,
                        "relation": member.relation,
                        "age": max(relativedelta(today, member.birth_date).years, 0) if member.birth_date else 0,
                        "is_breadwinner": member.is_breadwinner,
                        "is_studying": member.is_studying,
                        "is_working": before.is_working,
                        "income": before.income,
                        "note": before.note or member.note,
                    }
                )
            )
        return commands
