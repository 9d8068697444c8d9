from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.i18n import format_list

READERS = (
    "beneficiary.group_officer,beneficiary.group_committee_member,beneficiary.group_finance,"
    "beneficiary.group_management"
)


class SeasonFigures(models.Model):
    """What is taken and what is left of a season, and the lock under which something of it is promised."""

    _inherit = "beneficiary.program.season"

    places_taken = fields.Integer(compute="_compute_figures", groups=READERS)
    places_left = fields.Integer(compute="_compute_figures", groups=READERS)
    committed = fields.Monetary(compute="_compute_figures", groups=READERS, help="Approved and not delivered yet.")
    spent = fields.Monetary(compute="_compute_figures", groups=READERS, help="Delivered, with a signed receipt.")
    remaining = fields.Monetary(compute="_compute_figures", groups=READERS, help="Budget less committed and spent.")
    used_percent = fields.Float("Used (%)", compute="_compute_figures", groups=READERS)
    waiting_count = fields.Integer("On the waiting list", compute="_compute_figures", groups=READERS)
    request_count = fields.Integer("Requests filed", compute="_compute_figures", groups=READERS)
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
        self.env["beneficiary.request"].flush_model(["season_id", "state", "amount_approved", "waiting_since"])
        self.env["beneficiary.delivery"].flush_model(["request_id", "amount", "state"])
        query = SQL(
            """
            SELECT r.season_id,
                   count(*),
                   count(*) FILTER (WHERE r.state IN ('approved', 'done')),
                   count(*) FILTER (WHERE r.waiting_since IS NOT NULL),
                   coalesce(sum(r.amount_approved - coalesce(d.amount, 0)) FILTER (WHERE r.state = 'approved'), 0),
                   coalesce(sum(d.amount), 0)
              FROM beneficiary_request r
              LEFT JOIN LATERAL (
                   SELECT sum(amount) AS amount FROM beneficiary_delivery WHERE request_id = r.id AND state = 'signed'
                   ) d ON r.state IN ('approved', 'done')
             WHERE r.season_id IN %s
             GROUP BY r.season_id
            """,
            tuple(self._origin.ids),
        )
        for season_id, *values in self.env.execute_query(query):
            figures[season_id] = dict(zip(names, values, strict=True))
            for name in ("committed", "spent"):
                figures[season_id][name] = float(figures[season_id][name])
        return figures

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

        Rows are locked in the order of their numbers. The row is changed too: who waited for the lock with an older
        view of the data is told so by the database and begins again, so he never counts on what was promised meanwhile.
        """
        if not self:
            return
        self.flush_recordset()
        ids = tuple(self.ids)
        self.env.cr.execute(SQL("SELECT id FROM beneficiary_program_season WHERE id IN %s ORDER BY id FOR UPDATE", ids))
        self.env.cr.execute(
            SQL("UPDATE beneficiary_program_season SET commitments = coalesce(commitments, 0) + 1 WHERE id IN %s", ids)
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
            raise UserError(
                self.env._(
                    "%(name)s: %(amount)s and a place are needed, and in “%(season)s” this is left: %(left)s. Approve "
                    "less, put the request on the waiting list, or ask a manager to raise places or budget.",
                    name=name,
                    amount=self.currency_id.format(amount),
                    season=self.display_name,
                    left=self._left_text(self._figures()[self.id]),
                )
            )

    # ----------------------------------------------------------- waiting list
    def _tell_who_is_next(self):
        """Give the responsibles of those who are next on the waiting lists an activity, where something is left.

        Nobody is taken from a list by it: that is decided by the committee or a manager.
        """
        waiting = self.env["beneficiary.request"].sudo()._waiting_of(self)
        for season in self.sudo():
            following = waiting.get(season.id)
            if following and season.state == "open" and season._has_room(season.currency_id.rounding):
                following[0]._tell_next_on_list()
