from odoo import http
from odoo.http import request
from odoo.tools.misc import get_lang

from .common import PageMixin

MAX_CODE = 60
HASH_DIGITS = 64


class Verify(PageMixin, http.Controller):
    """The page on which anybody finds out whether a paper or workbook is the one that the association made.

    The file itself stays with the visitor: his browser computes its SHA-256. Who has no such browser types it in.
    """

    @http.route(
        "/beneficiary/verify", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False
    )
    def verify(self, code=None, **kwargs):
        """Ask for the code, or go to the page of the one that was typed in."""
        code = "".join(char for char in (code or "")[:MAX_CODE] if char.isalnum() or char == "-")
        if code:
            return request.redirect(f"/beneficiary/verify/{code}")
        return self._verify_page({})

    @http.route(
        "/beneficiary/verify/<string:code>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def verify_pack(self, code, sha256=None, **kwargs):
        """Say which pack it is, and whether a SHA-256 that was typed in is that of one of its files."""
        pack = request.env["beneficiary.evidence.pack"]._by_code(code[:MAX_CODE])
        if not pack:
            return self._verify_page({"code": code[:MAX_CODE], "wrong": True}, status=404)
        pack = pack.with_context(lang=request.env.lang)
        typed = "".join((sha256 if isinstance(sha256, str) else "").split()).lower()[:HASH_DIGITS]
        found = next((name for name, seal in self._seals(pack) if seal == typed), "other") if typed else ""
        return self._verify_page({"pack": pack, "typed": typed, "found": found})

    def _seals(self, pack):
        """Return the files of a pack with their SHA-256."""
        return [("pdf", pack.pdf_hash), ("workbook", pack.workbook_hash)]

    def _verify_page(self, values, status=200):
        values = {
            "pack": None,
            "code": "",
            "wrong": False,
            "typed": "",
            "found": "",
            "paper": request.env["beneficiary.report.mixin"].sudo(),
            "direction": get_lang(request.env).direction,
            **values,
        }
        return self._private(request.render("beneficiary.page_verify", values, status=status))
