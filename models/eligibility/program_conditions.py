from odoo import models
from odoo.fields import Domain


class ProgramConditions(models.Model):
    """Who meets the conditions of a programme, answered in SQL for any number of people."""

    _inherit = "beneficiary.program"

    def _file_conditions(self):
        """Return the versions in use of the conditions on the applicant's file, in ``sudo``."""
        criteria = self.sudo().criterion_ids.filtered(
            lambda c: c.active and c.level == "person" and c.kind == "condition" and c.condition_on == "file"
        )
        return criteria.version_id

    def _qualifying_domain(self):
        """Return who meets the conditions of this programme on the file, as one domain on ``beneficiary.beneficiary``.

        Groups are respected. What is not such a condition (papers, checks, fees, answers) is left out, also from the
        groups it is in. It may ask for what its reader may not see: search it in ``sudo``, with the company.

        :raise ValidationError: naming a criterion whose condition can no longer be used
        """
        self.ensure_one()
        conditions = self._file_conditions()
        alone = [version._condition_domain() for version in conditions if not version.group_id]
        for group in conditions.filtered("group_id").grouped("group_id").values():
            join = Domain.OR if group[:1].group_mode == "any" else Domain.AND
            alone.append(join(version._condition_domain() for version in group))
        return Domain.AND(alone)

    def _eligible_of(self, people):
        """Return who among ``people`` meets the conditions of this programme on the file: one query a criterion.

        :param people: records of ``beneficiary.beneficiary``, or a domain on it
        :return: (ids of those who meet them all, groups respected; criterion → ids of those who meet it)
        :raise ValidationError: naming a criterion whose condition can no longer be used
        """
        self.ensure_one()
        scope = people if isinstance(people, Domain | list) else Domain("id", "in", people.ids)
        conditions = self._file_conditions()
        passed = {version.criterion_id: version._condition_passed(scope) for version in conditions}
        if not conditions:
            return set(self.env["beneficiary.beneficiary"].sudo()._search(Domain(scope))), {}
        units = [passed[version.criterion_id] for version in conditions if not version.group_id]
        for group in conditions.filtered("group_id").grouped("group_id").values():
            join = set.union if group[:1].group_mode == "any" else set.intersection
            units.append(join(*(passed[version.criterion_id] for version in group)))
        return set.intersection(*units), passed
