from odoo import http
from odoo.http import request
from odoo.tools.misc import get_lang

from .common import PageMixin

MAX_REFERENCE = 40
MAX_CODE = 40


class Track(PageMixin, http.Controller):
    """The page on which anybody with the reference and the secret code sees how far a case is (R-16, R-45)."""

    @http.route(
        "/beneficiary/track", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True
    )
    def track(self, ref=None, **kwargs):
        """Show the form.

        :param str ref: the reference, filled in already; a QR code fills in both, behind the ``#``
        """
        return self._track_page({"reference": (ref or "")[:MAX_REFERENCE]})

    @http.route("/beneficiary/track", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def track_show(self, reference=None, code=None, **kwargs):
        """Show how far the case is; one answer for a wrong reference and a wrong code."""
        reference, code = ((text if isinstance(text, str) else "") for text in (reference, code))
        if request.env["beneficiary.complaint"]._hash_code(code):
            # the code of a complaint was typed here: nothing is counted or kept, its own page looks at it
            return request.redirect("/beneficiary/complaint/case", code=307)
        tracked = request.env["beneficiary.tracked.mixin"]
        address = self._visitor_address()
        key = f"{self._association().id} {tracked._clean_reference(reference)[:MAX_REFERENCE]}"
        # who is refused for himself counts no further, so that he does not lock the reference for its owner
        attempts = {"track": address, "track_visitor": f"{address} {key}", "track_reference": key}
        if not all(self._attempt_allowed(scope, tried) for scope, tried in attempts.items()):
            return self._too_many()
        case = None
        if len(reference) <= MAX_REFERENCE and len(code) <= MAX_CODE:
            case = tracked._track(self._association(), reference, code)
        if not case:
            return self._track_page({"reference": reference[:MAX_REFERENCE], "wrong": True})
        for scope in ("track_visitor", "track_reference"):
            request.env["beneficiary.rate.limit"]._forgive(scope, attempts[scope])
        return self._track_page(self._case_values(case.with_context(lang=request.env.lang)))

    def _case_values(self, case):
        """Return what the page says of a case: nothing of whose it is, or what it is about."""
        title, sentence = case._track_state()
        earliest, latest = case._track_window()
        return {
            "reference": case.name,
            "case": True,
            "title": title,
            "sentence": sentence,
            "steps": case._track_steps(),
            "earliest": earliest,
            "latest": latest,
            "missing": case._track_missing(),
        }

    def _track_page(self, values):
        values = {
            "case": False,
            "wrong": False,
            "paper": request.env["beneficiary.report.mixin"],
            "direction": get_lang(request.env).direction,
            "association": self._association(),
            **values,
        }
        return self._private(request.render("beneficiary.page_track", values))
