from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..complaint.kind import OPEN_STATES as COMPLAINT_OPEN

MET = ("met", "met_late")
WAITING = ("running", "paused", "late")
PERIOD = 30  # days that a watch looks back when the policy names none


class Watch(models.Model):
    """What top management watches: how complaints, inquiries and the liaison officers are doing, in figures (R-85).

    The figures count what the responsible may see. Who must not see one of the complaints counted does not see the
    figures either: the difference to what he sees himself would tell him of it.
    """

    _inherit = "beneficiary.visit"

    @api.model
    def _last_watched(self, company, kind, days=PERIOD):
        """Return until when the last watch of this kind counted. Called in ``sudo``.

        :param int days: how far to look back when there was none before
        """
        done = [("company_id", "=", company.id), ("kind", "=", kind), ("state", "=", "done")]
        last = self.search(done, order="date_to desc", limit=1)
        return last.date_to or company._beneficiary_today() - timedelta(days=days)

    def _set_period(self):
        """Set from when the figures of these watches count: since the one before. Called in ``sudo``."""
        for visit in self:
            visit.date_from = self._last_watched(visit.company_id, visit.kind)

    def _count(self):
        """Count the figures of these watches up to now, in the place of those before. Called in ``sudo``."""
        if not self:
            return
        self.row_ids.unlink()
        values = []
        for visit in self:
            visit.write({"date_to": visit.company_id._beneficiary_today(), "figures_on": fields.Datetime.now()})
            visit.barred_user_ids = visit._barred()
            rows = visit._liaison_rows() if visit.kind == "liaison_supervision" else visit._complaint_rows()
            values += [
                row | {"visit_id": visit.id, "sequence": 10 * number} for number, row in enumerate(rows, start=1)
            ]
        self.env["beneficiary.visit.row"].create(values)
        self.env.registry.clear_cache()  # record rules cache whose messages a user must not see

    # ----------------------------------------------------------------- figures
    def _period(self):
        """Return the moments between which the figures of this one watch lie."""
        company = self.company_id
        start = company._beneficiary_day_end(self.date_from - timedelta(days=1))
        return start, company._beneficiary_day_end(self.date_to)

    def _seen(self, model):
        """Return ``model`` as the responsible of this one watch sees it."""
        return self.env[model].with_user(self.user_id).with_context(allowed_company_ids=self.company_id.ids)

    def _in_period(self, name):
        start, end = self._period()
        return Domain(name, ">", start) & Domain(name, "<=", end)

    def _complaint_rows(self):
        """Return the values of the rows of a watch over complaints and inquiries."""
        kinds = ("acknowledge", "resolve", "first_answer")
        lines = self._clock_rows(
            Domain("complaint_id", "!=", False) | Domain("lead_id", "!=", False), "kind", Domain("kind", "in", kinds)
        )
        rows = [{"subject": kind} | lines.get(kind, {}) for kind in kinds]
        complaints = self._seen("beneficiary.complaint")
        ended = self._in_period("date_resolved")
        outcomes = dict(complaints._read_group(self._own() & ended, ["outcome"], ["__count"]))
        counts = {"amicable": outcomes.get("amicable", 0), "upheld": outcomes.get("upheld", 0)}
        counts["reopened"] = complaints.search_count(self._own() & self._in_period("date_reopened"))
        counts["repeat"] = complaints.search_count(
            self._own() & self._in_period("date_received") & Domain("is_repeat", "=", True)
        )
        return rows + [{"subject": subject, "received": count} for subject, count in counts.items()]

    def _liaison_rows(self):
        """Return the values of the rows of a supervision: one for each liaison officer."""
        lines = self._clock_rows(Domain("lead_id", "!=", False), "user_id", Domain("kind", "=", "first_answer"))
        liaisons = self.env["beneficiary.liaison"].search([("company_id", "=", self.company_id.id)])
        users = (liaisons.user_id | self.env["res.users"].browse(user.id for user in lines if user)).sorted("name")
        return [{"subject": "liaison", "user_id": user.id} | lines.get(user, {}) for user in users]

    def _own(self):
        return Domain("company_id", "=", self.company_id.id)

    def _clock_rows(self, cases, groupby, kinds):
        """Return group → the numbers of a row, from the clocks of the cases: three queries, however many there are."""
        clocks = self._seen("beneficiary.clock")
        domain = self._own() & cases & kinds
        rows = {}
        for group, count in clocks._read_group(domain & self._in_period("started_on"), [groupby], ["__count"]):
            rows.setdefault(group, {})["received"] = count
        ended = domain & Domain("state", "in", MET) & self._in_period("stopped_on")
        for group, state, count, hours in clocks._read_group(
            ended, [groupby, "state"], ["__count", "elapsed_hours:sum"]
        ):
            row = rows.setdefault(group, {})
            row["done"] = row.get("done", 0) + count
            row["in_time"] = row.get("in_time", 0) + (count if state == "met" else 0)
            row["hours"] = row.get("hours", 0) + (hours or 0)
        for group, state, count in clocks._read_group(
            domain & Domain("state", "in", WAITING), [groupby, "state"], ["__count"]
        ):
            row = rows.setdefault(group, {})
            row["waiting"] = row.get("waiting", 0) + count
            row["late"] = row.get("late", 0) + (count if state == "late" else 0)
        for row in rows.values():
            if row.get("done"):
                row["share"] = 100 * row["in_time"] / row["done"]
                row["hours"] /= row["done"]
        return rows

    # ------------------------------------------------------------ confidential
    def _barred(self):
        """Return who must not see a complaint that this one watch counts."""
        if self.kind != "complaint_watch":
            return self.env["res.users"]
        counted = Domain("state", "in", COMPLAINT_OPEN)
        counted |= self._in_period("date_received") | self._in_period("date_resolved")
        complaints = self.env["beneficiary.complaint"].search(
            self._own() & counted & Domain("barred_user_ids", "!=", False)
        )
        return complaints.filtered(lambda c: self.user_id not in c.barred_user_ids).barred_user_ids


class Complaint(models.Model):
    """Who is barred from a complaint does not see the watches in which it was counted, nor their messages."""

    _inherit = "beneficiary.complaint"

    def _barred_records(self, user):
        hidden = self.env["beneficiary.visit"].sudo().search([("barred_user_ids", "in", user.ids)])
        return [*super()._barred_records(user), hidden]

    def _bar(self):
        result = super()._bar()
        for company, complaints in self.filtered("barred_user_ids").grouped("company_id").items():
            since = company._beneficiary_date(min(complaints.mapped("date_received")))
            watches = self.env["beneficiary.visit"].search(
                [("company_id", "=", company.id), ("kind", "=", "complaint_watch"), ("date_to", ">=", since)]
            )
            done = watches.filtered(lambda visit: visit.state == "done")
            users = complaints.barred_user_ids
            done.write({"barred_user_ids": [fields.Command.link(user.id) for user in users]})
            (watches - done)._count()
            watches.message_unsubscribe((users - watches.user_id).partner_id.ids)
        return result
