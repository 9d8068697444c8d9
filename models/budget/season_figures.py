from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.i18n import format_list

READERS = (
    "beneficiary.group_officer,beneficiary.group_committee_member,beneficiary.group_finance,"
    "beneficiary.group_management"
)

# the figures of a season that lists sum, pivots aggregate and people search by
AGGREGATED = {
    "places_taken": "taken",
    "waiting_count": "waiting",
    "request_count": "filed",
    "committed": "committed",
    "spent": "spent",
    "remaining": "remaining",
}
COMPARISONS = {name: SQL(name) for name in ("<", "<=", ">", ">=")} | {"in": SQL("IN"), "not in": SQL("NOT IN")}


def _searched(name):
    """Return the search method of a figure."""
    return lambda self, operator, value: self._search_figure(name, operator, value)


class SeasonFigures(models.Model):
    """What is taken and what is left of a season, and the lock under which something of it is promised."""

    _inherit = "beneficiary.program.season"

    places_taken = fields.Integer(compute="_compute_figures", search=_searched("places_taken"), groups=READERS)
    places_left = fields.Integer(compute="_compute_figures", groups=READERS)
    committed = fields.Monetary(
        compute="_compute_figures",
        search=_searched("committed"),
        groups=READERS,
        help="Approved and not delivered yet.",
    )
    spent = fields.Monetary(
        compute="_compute_figures",
        search=_searched("spent"),
        groups=READERS,
        help="Delivered, with a signed receipt.",
    )
    remaining = fields.Monetary(
        compute="_compute_figures",
        search=_searched("remaining"),
        groups=READERS,
        help="Budget less committed and spent.",
    )
    used_percent = fields.Float("Used (%)", compute="_compute_figures", groups=READERS)
    waiting_count = fields.Integer(
        "On the waiting list", compute="_compute_figures", search=_searched("waiting_count"), groups=READERS
    )
    request_count = fields.Integer(
        "Requests filed", compute="_compute_figures", search=_searched("request_count"), groups=READERS
    )
    left_text = fields.Char("What is left", compute="_compute_figures", groups=READERS)
    commitments = fields.Integer(
        readonly=True, copy=False, default=0, help="Grows under the lock, so that simultaneous approvals meet."
    )

    @api.depends(
        "budget",
        "capacity",
        "request_ids.state",
        "request_ids.amount_approved",
        "request_ids.waiting_since",
        "request_ids.delivery_ids.state",
        "request_ids.delivery_ids.amount",
    )
    def _compute_figures(self):
        figures = self._figures()
        for season in self:
            used = figures[season._origin.id]
            season.places_taken = used["taken"]
            season.places_left = max(season.capacity - used["taken"], 0)
            season.committed = used["committed"]
            season.spent = used["spent"]
            season.remaining = season._remaining(used) if season.budget else 0.0
            season.used_percent = season._used_percent(used)
            season.waiting_count = used["waiting"]
            season.request_count = used["filed"]
            season.left_text = season._left_text(used)

    def _figures(self):
        """Return what is used of these seasons, in one query whatever their number.

        A request holds its place and what is approved until it is delivered; then it holds what was delivered. Reads
        the database and no cache, so that what it returns under :meth:`_lock` holds.

        :return: season id → dict of ``filed``, ``taken``, ``waiting`` (numbers of requests), ``committed``, ``spent``
        """
        names = ("filed", "taken", "waiting", "committed", "spent")
        figures = {season_id: dict.fromkeys(names, 0) for season_id in [*self._origin.ids, False]}
        if not self._origin:
            return figures
        query = SQL(
            "SELECT s.id, %s FROM beneficiary_program_season s, LATERAL (%s) f WHERE s.id IN %s",
            SQL(", ").join(SQL.identifier("f", name) for name in names),
            self._figures_of(SQL("s.id")),
            tuple(self._origin.ids),
        )
        for season_id, *values in self.env.execute_query(query):
            figures[season_id] = dict(zip(names, values, strict=True))
            for name in ("committed", "spent"):
                figures[season_id][name] = float(figures[season_id][name])
        return figures

    @api.model
    def _figures_of(self, season):
        """Return the query of what is used of one season: one row, whatever its requests.

        :param SQL season: the expression of its id
        """
        read = [
            *(self.env["beneficiary.request"]._fields[name] for name in ("season_id", "state", "amount_approved")),
            self.env["beneficiary.request"]._fields["waiting_since"],
            *(self.env["beneficiary.delivery"]._fields[name] for name in ("request_id", "amount", "state")),
        ]
        return SQL(
            """
            SELECT count(*) AS filed,
                   count(*) FILTER (WHERE r.state IN ('approved', 'done')) AS taken,
                   count(*) FILTER (WHERE r.waiting_since IS NOT NULL) AS waiting,
                   coalesce(sum(r.amount_approved - coalesce(d.amount, 0)) FILTER (WHERE r.state = 'approved'), 0)
                       AS committed,
                   coalesce(sum(d.amount), 0) AS spent
              FROM beneficiary_request r
              LEFT JOIN LATERAL (
                   SELECT sum(amount) AS amount FROM beneficiary_delivery WHERE request_id = r.id AND state = 'signed'
                   ) d ON r.state IN ('approved', 'done')
             WHERE r.season_id = %s %s
            """,
            season,
            SQL().join(SQL("", to_flush=field) for field in read),
        )

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr not in AGGREGATED or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        self._check_field_access(self._fields[field_expr], "read")
        figures = query.make_alias(alias, "figures")
        if figures not in query._joins:
            used = self._figures_of(SQL.identifier(alias, "id"))
            query.add_join("LEFT JOIN", figures, SQL("LATERAL (%s)", used), SQL("TRUE"))
        if field_expr != "remaining":
            return SQL.identifier(figures, AGGREGATED[field_expr])
        return SQL(
            "CASE WHEN %(budget)s > 0 THEN %(budget)s - %(used)s.committed - %(used)s.spent ELSE 0 END",
            budget=super()._field_to_sql(alias, "budget", query),
            used=SQL.identifier(figures),
        )

    @api.model
    def _search_figure(self, name, operator, value):
        """Return the domain of the seasons whose figure compares so with ``value``."""
        if operator not in COMPARISONS:
            return NotImplemented
        value = tuple(value) if operator in ("in", "not in") else value
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s %s %s", model._field_to_sql(alias, name, query), COMPARISONS[operator], value
            )
        )

    def _remaining(self, used):
        return self.budget - used["committed"] - used["spent"]

    def _used_percent(self, used):
        """Return how much is used, of the money or, without a budget, of the places."""
        if self.budget:
            return 100 * (used["committed"] + used["spent"]) / self.budget
        return 100 * used["taken"] / self.capacity if self.capacity else 0.0

    def _left_text(self, used):
        """Return what is left, in words."""
        left = []
        if self.capacity:
            places = max(self.capacity - used["taken"], 0)
            left.append(self.env._("%(count)s of %(total)s places", count=places, total=self.capacity))
        if self.budget:
            left.append(
                self.env._(
                    "%(amount)s of %(total)s",
                    # isolated: digits and a Latin currency would change places in an Arabic sentence
                    amount=f"\u2068{self.currency_id.format(self._remaining(used))}\u2069",
                    total=f"\u2068{self.currency_id.format(self.budget)}\u2069",
                )
            )
        return format_list(self.env, left, style="unit") if left else self.env._("no limit")

    # --------------------------------------------------------------- promises
    def _lock(self):
        """Let nobody else promise anything of these seasons until the end of the transaction.

        The row is changed too: who waited for the lock with an older view of the data is told so by the database and
        begins again, so he never counts on what was promised meanwhile.
        """
        if not self:
            return
        self._lock_rows()
        self.env.cr.execute(
            SQL(
                "UPDATE beneficiary_program_season SET commitments = coalesce(commitments, 0) + 1 WHERE id IN %s",
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["commitments"])

    def _has_room(self, amount=0.0, place=True):
        """Tell whether a place and ``amount`` (company currency) are left."""
        used = self._figures()[self.id]
        if place and self.capacity and used["taken"] >= self.capacity:
            return False
        return not self.budget or self.currency_id.compare_amounts(self._remaining(used), amount) >= 0

    def _reserve(self, name, amount, place=True):
        """Lock the season and raise unless a place and ``amount`` are left.

        :param str name: the reference of the request, for the message
        :param float amount: in the currency of the company
        :param bool place: whether a place is taken, too
        :raise UserError: saying what is left
        """
        self.ensure_one()
        self._lock()
        if not self._has_room(amount, place):
            raise UserError(self._no_room_message(name, amount, place))

    def _no_room_message(self, name, amount, place):
        """Return what is needed and what is left, and what to do about it."""
        values = {
            "name": name,
            "amount": self.currency_id.format(amount),
            "season": self.display_name,
            "left": self._left_text(self._figures()[self.id]),
        }
        if not place:
            return self.env._(
                "%(name)s: %(amount)s is needed, and in “%(season)s” this is left: %(left)s. Deliver less, or ask a "
                "manager to raise the budget.",
                **values,
            )
        if not self.capacity:
            return self.env._(
                "%(name)s: %(amount)s is needed, and in “%(season)s” this is left: %(left)s. Approve less, put the "
                "request on the waiting list, or ask a manager to raise the budget.",
                **values,
            )
        return self.env._(
            "%(name)s: %(amount)s and a place are needed, and in “%(season)s” this is left: %(left)s. Approve "
            "less, put the request on the waiting list, or ask a manager to raise places or budget.",
            **values,
        )

    def _count_earlier_approvals(self):
        """Let the first season of a programme hold what was approved before there was one. Called in ``sudo``.

        That is what is still to be delivered, and what was approved since the season began.

        :raise ValidationError: when it is more than the season has
        """
        for season in self:
            if (season.program_id.season_ids - season).filtered(lambda other: other.state != "planned"):
                continue
            begin = datetime.combine(season.date_from, time.min)
            earlier = Domain("program_id", "=", season.program_id.id) & Domain("season_id", "=", False)
            recent = Domain("state", "=", "done") & Domain("date_decided", ">=", begin)
            requests = self.env["beneficiary.request"].search(earlier & (Domain("state", "=", "approved") | recent))
            requests.season_id = season
        self._check_not_below_used()

    # ----------------------------------------------------------- waiting list
    def _tell_who_is_next(self):
        """Give the responsibles of those who are next on the waiting lists an activity, where something is left.

        Nobody is taken from a list by it: that is decided by the committee or a manager. Who is not next any more,
        or for whom nothing is left, loses the activity.
        """
        waiting = self.env["beneficiary.request"].sudo()._waiting_of(self)
        following = self.env["beneficiary.request"].sudo()
        for season in self.sudo():
            first = waiting.get(season.id, following.browse())[:1]
            if first and season.state == "open" and season._has_room(season.currency_id.rounding):
                following |= first
        activities = following._next_activities()
        named = following.browse(activities.mapped("res_id"))
        gone = named.filtered(lambda request: request.season_id in self.sudo()) - following
        activities.filtered(lambda activity: activity.res_id in gone.ids).unlink()
        for request in following - named:
            request._tell_next_on_list()
