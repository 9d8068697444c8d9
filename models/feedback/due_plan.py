from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields, models

from .due import VISITS, WATCHES

PLAN_DAYS = 365  # how far ahead the plan is shown
LEAD_DAYS = 14  # how long before its date a measure is opened, at most: half its period


class MeasurePlan(models.Model):
    """When a measure of the policy is due: its period, counted from the day on which the policy came in force (R-85).

    A new version of the policy goes on where the one before it was, so that amending a policy puts nothing off.
    """

    _inherit = "beneficiary.policy.measure"

    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        check_company=True,
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Who carries the measure out. It is not part of what the board approved and may be changed at any time. "
        "Empty: a manager, or top management for what it watches itself.",
    )
    due_ids = fields.One2many(
        "beneficiary.measure.due",
        "measure_id",
        "Due dates",
        groups="beneficiary.group_officer,beneficiary.group_management",
    )

    def _frozen_except(self):
        return super()._frozen_except() | {"user_id"}

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            waiting = [("measure_id", "in", self.ids), ("state", "=", "planned")]
            dues = self.env["beneficiary.measure.due"].sudo().search(waiting)
            for measure, planned in dues.grouped("measure_id").items():
                planned.write({"user_id": measure._responsible().id})
        return result

    # ------------------------------------------------------------------- plan
    def _after(self, date, count):
        """Return the day ``count`` periods of this one measure after ``date``."""
        return date + relativedelta(**{f"{self.period_unit}s": self.period * count})

    def _lead(self, date):
        """Return how many days before ``date`` this one measure is opened."""
        return min((self._after(date, 1) - date).days // 2, LEAD_DAYS)

    def _plan(self, since=None, until=None):
        """Create the due dates of these measures that are not there yet. Called in ``sudo``, idempotent.

        :param datetime.date since: no date before it is planned, by default today: nothing is missed before it is known
        :param datetime.date until: by default a year from today
        :return: the new ``beneficiary.measure.due``
        """
        dues = self.env["beneficiary.measure.due"]
        # the earlier numbers of a measure that took over an open date are counted from there
        known = {
            measure: (anchor, number)
            for measure, anchor, number in dues._read_group(
                [("measure_id", "in", self.ids)], ["measure_id"], ["anchor_date:max", "number:max"]
            )
        }
        anchors = (self - self.browse().union(*known))._anchors() if len(known) < len(self) else {}
        values = []
        for measure in self:
            today = measure.company_id._beneficiary_today()
            first, last = since or today, until or today + timedelta(days=PLAN_DAYS)
            anchor, number = known.get(measure) or (anchors[measure], 0)
            user = measure._responsible()
            while (date := measure._after(anchor, number := number + 1)) <= last:
                if date >= first:
                    values.append(measure._due_vals(anchor, number, date) | {"user_id": user.id})
        return dues.create(values)

    def _due_vals(self, anchor, number, date):
        """Return the values of one due date of this one measure."""
        return {
            "measure_id": self.id,
            "anchor_date": anchor,
            "number": number,
            "date_open": date - timedelta(days=self._lead(date)),
            "date_due": date,
        }

    def _anchors(self):
        """Return for each of these measures, none of which is planned, the day from which its periods count."""
        dues = self.env["beneficiary.measure.due"]
        # what the versions before asked for last; the same kind is the same promise
        former = dues._read_group(
            [
                ("company_id", "in", self.company_id.ids),
                ("policy_id", "not in", self.policy_id.ids),
                ("state", "in", ("held", "missed")),
            ],
            ["company_id", "kind"],
            ["date_due:max"],
        )
        last = {(company, kind): date for company, kind, date in former}
        return {
            measure: last.get((measure.company_id, measure.kind))
            or measure.policy_id.date_in_force
            or measure.company_id._beneficiary_today()
            for measure in self
        }

    def _responsible(self):
        """Return who holds this one measure: whom it names, if he may, or who answers for its kind."""
        if self.user_id.active and self.company_id in self.user_id.company_ids and self._may_hold(self.user_id):
            return self.user_id
        people = self.policy_id._review_managers().sorted(lambda user: (user.company_id != self.company_id, user.id))
        if self.kind in WATCHES:
            people = self._watchers() or people
        return people[:1]

    def _may_hold(self, user):
        """Tell whether the role of ``user`` is one that holds this one measure; a survey asks for none."""
        if self.kind not in VISITS:
            return True
        return user.has_group(f"beneficiary.group_{'management' if self.kind in WATCHES else 'officer'}")

    def _watchers(self):
        """Return top management of the association of this one measure; managers come last."""
        root = self.env.ref("base.user_root")
        people = self.env.ref("beneficiary.group_management").sudo().all_user_ids
        people = people.filtered(lambda u: u.active and not u.share and u != root and self.company_id in u.company_ids)
        return people.sorted(
            lambda u: (u.has_group("beneficiary.group_manager"), u.company_id != self.company_id, u.id)
        )
