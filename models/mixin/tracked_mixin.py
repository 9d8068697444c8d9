import secrets

from odoo import api, models

from ...tools import arabic, qr
from ...tools.secret import same_secret

# stands for the code in what is stored; the code itself is put in when a message leaves for the person
HIDDEN_CODE = "••••••••"


class TrackedMixin(models.AbstractModel):
    """A case whose state is seen on the website with its reference and a secret code, without a login (R-16, R-45).

    A model that inherits it has ``name``, ``company_id`` and ``tracking_code``, and adds itself to
    :meth:`_trackable_models`. Whoever holds the paper sees how far the case is, and nothing of what it is about.
    """

    _name = "beneficiary.tracked.mixin"
    _description = "Tracked on the website"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.notified.mixin"]

    @api.model
    def _trackable_models(self):
        """Return the names of the models whose cases are tracked; another model adds itself here."""
        return ["beneficiary.request"]

    @api.model
    def _draw_tracking_code(self):
        """Return a new secret of eight digits: they are read over the phone, and typed on any keyboard."""
        return f"{secrets.randbelow(10**8):08d}"

    # ------------------------------------------------------------------ finding
    @api.model
    def _clean_reference(self, text):
        """Return a reference as it is stored, however it was typed: marks of direction are often copied along."""
        return "".join(char for char in arabic.ascii_digits(text) if char.isprintable() and char != " ").upper()

    @api.model
    def _clean_code(self, text):
        """Return the digits of a code in ASCII, without what people put between them."""
        return "".join(char for char in arabic.ascii_digits(text) if char.isascii() and char.isdigit())

    @api.model
    def _track(self, company, reference, code):
        """Return the case of an association with this reference and code, in ``sudo``; ``None`` if there is none.

        Every model is asked and one code is compared, whether the reference exists or not.
        """
        reference, code = self._clean_reference(reference), self._clean_code(code)
        found = None
        for name in self._trackable_models():
            cases = self.env[name].sudo()
            domain = [("name", "=", reference), ("company_id", "=", company.id)]
            found = cases.search_fetch(domain, ["tracking_code"], limit=1) or found
        secret = (found and found.tracking_code) or ""
        # a code of the right length that nobody has, so that nothing is quicker when there is no case
        matches = same_secret(secret or "x" * 8, code or "-")
        return found if secret and matches else None

    # ------------------------------------------------------------------ showing
    def _track_state(self):
        """Return how far the case is, in words for the applicant: title and sentence."""
        self.ensure_one()
        return "", ""

    def _track_steps(self):
        """Return the timeline: dicts of ``label``, ``date`` (may be empty), ``state`` (done, current, next)."""
        return []

    def _track_window(self):
        """Return when the reply is due as ``(not before, by)``, dates or ``False``."""
        return False, False

    def _track_missing(self):
        """Return what the case waits for from the applicant, in words."""
        return []

    # --------------------------------------------------------------------- code
    def _track_url(self):
        """Return the address of the page on which a code is typed."""
        return f"{self.get_base_url()}/beneficiary/track"

    def _track_secret_url(self):
        """Return the address that a QR code holds.

        Reference and code stand behind the ``#``: a browser keeps that part to itself, so no log has the code.
        """
        self.ensure_one()
        return f"{self._track_url()}#{self.name}-{self.sudo().tracking_code}"

    def _track_qr(self):
        """Return the QR code of :meth:`_track_secret_url` as a PNG."""
        return qr.png(self._track_secret_url())

    def action_new_tracking_code(self):
        """Draw new codes, because the old ones were lost or seen by others: those are worth nothing any more."""
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        for case in self:
            case._guarded_write({"tracking_code": self._draw_tracking_code()})
            case.message_post(body=self.env._("A new tracking code was drawn. The old one is not valid any more."))
        return True

    def action_print_tracking_slip(self):
        """Print the slip that the applicant takes home."""
        self._check_role("beneficiary.group_delegate")
        self.check_access("write")
        return self.env.ref("beneficiary.action_report_tracking_slip").report_action(self)

    def _notice_outgoing(self, text):
        """Put the code into what leaves for the person alone."""
        return super()._notice_outgoing(text).replace(HIDDEN_CODE, self.sudo().tracking_code or HIDDEN_CODE)

    def _track_told(self):
        """Return how a message tells the code: ``HIDDEN_CODE``, or nothing where it leaves on paper or by word."""
        medium, _address = self._notice_route()
        return HIDDEN_CODE if medium in ("email", "sms") else ""
