import hashlib
import hmac
from datetime import timedelta

from odoo import api, fields, models

from ...tools.attempts import attempts


class RateLimit(models.Model):
    """One attempt of a visitor at something that must not be tried without end: guessing a code, posting forms.

    Who it was is kept as a keyed hash for a day, never as an address or a number.
    """

    _name = "beneficiary.rate.limit"
    _description = "Rate limit"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "id desc"
    _log_access = False

    scope = fields.Char(required=True, readonly=True)
    key = fields.Char(required=True, readonly=True)
    moment = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)

    _recent = models.Index("(scope, key, moment)")
    _old = models.Index("(moment)")

    @api.model
    def _limits(self):
        """Return scope → (attempts, seconds in which so many are allowed)."""
        return {
            "track": (10, 600),  # reference and code, by address
            # Wrong codes for one reference: few from one address, so that a stranger locks out himself and not the
            # owner; many from all of them together, so that it takes 30 networks at work without pause to reach the
            # ceiling. Below it 300 an hour are 2.6 million codes a year of 100 million: an even chance to guess one
            # takes 19 years of it (10**8 / 2 / (300 * 24 * 365)), and officers draw a new code at any time.
            "track_visitor": (10, 3600),
            "track_reference": (300, 3600),
            "apply": (60, 3600),  # steps of the application form
            "apply_assisted": (600, 3600),  # the same for colleagues who file for people without a phone
            "send": (5, 3600),  # applications sent
            "send_assisted": (60, 3600),
            "invite": (3, 86400),  # invitations to one e-mail address or phone
            "upload": (60, 3600),
            "certificate": (20, 600),  # codes of certificates, by address
            "upload_assisted": (600, 3600),
            "form": (30, 3600),  # other forms of the portal
            "complaint": (20, 3600),  # complaints sent, by visitor
            "complaint_company": (300, 3600),  # those of one association, from wherever they come
            "complaint_code": (20, 600),  # codes of complaints, by visitor: of 120 bits none is guessed anyway
            "complaint_case": (60, 3600),  # what is done on the page that a code opens
        }

    @api.model
    def _allow(self, scope, *keys):
        """Count an attempt for each of ``keys``, and tell whether all of them may go on.

        The attempt is counted first, so that many at once do not slip through together.

        :param str scope: a name of :meth:`_limits`
        :param str keys: who tries: an address, a session, a user, a number
        """
        limit, seconds = self._limits()[scope]
        hashes = {self._hash(key) for key in keys if key}
        now = fields.Datetime.now()
        model = self.sudo()
        model.create([{"scope": scope, "key": key, "moment": now} for key in hashes])
        counts = model._read_group(
            [("scope", "=", scope), ("key", "in", list(hashes)), ("moment", ">", now - timedelta(seconds=seconds))],
            ["key"],
            ["__count"],
        )
        return all(count <= limit for _key, count in counts)

    @api.model
    def _allow_unseen(self, scope, *keys):
        """Count an attempt as :meth:`_allow` does, but in memory, for the sake of who must not be found (R-81).

        A row here has the hash of an address and a moment, and who holds the database has the key of the hash as well:
        the moment would lead from an anonymous complaint to its sender. So nothing of such an attempt is stored, not
        coarsened either: an association with one complaint a day would still have one address for it.
        """
        limit, seconds = self._limits()[scope]
        allowed = [attempts.allow(limit, seconds, self.env.cr.dbname, scope, key) for key in keys]
        return all(allowed)

    @api.model
    def _scope_of(self, scope, user):
        """Return the scope by which attempts of ``user`` are counted: a wider one for who files for other people."""
        assisted = f"{scope}_assisted"
        if assisted in self._limits() and self.env["beneficiary.application"]._may_assist(user):
            return assisted
        return scope

    @api.model
    def _forgive(self, scope, key):
        """Do not count the last attempt of ``key`` that :meth:`_allow` counted, for it was right."""
        self.sudo().search([("scope", "=", scope), ("key", "=", self._hash(key))], limit=1).unlink()

    @api.model
    def _hash(self, key):
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return hmac.new(secret.encode(), str(key).encode(), hashlib.sha256).hexdigest()

    @api.autovacuum
    def _gc_rate_limits(self):
        """Forget attempts after a day, the longest that :meth:`_limits` looks back."""
        self.sudo().search([("moment", "<", fields.Datetime.now() - timedelta(days=1))], limit=10_000).unlink()
