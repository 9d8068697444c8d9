from odoo.tests import tagged

from ..apply.test_apply_pages import ApplyHttpCase


class ApplyTourCase(ApplyHttpCase):
    """A visitor without an account applies in a real browser, from nothing to sent."""

    def _walk(self, url):
        self.start_tour(url, "beneficiary_apply", login=None)
        request = self._requests()
        self.assertEqual((request.state, request.origin), ("submitted", "portal"))
        self.assertEqual(request.description, "The rent of two months")
        self.assertEqual(request.document_ids.mapped("state"), ["received", "received"])
        self.assertEqual(request.declaration_id.signer_name, "Fatimah bint Ahmad")
        return request

    def _walk_in_arabic(self):
        arabic = self.env["res.lang"]._activate_lang("ar_001")
        self.site.language_ids += arabic
        request = self._walk(f"/{arabic.url_code}/beneficiary/apply")
        self.assertEqual(request.partner_id.lang, "ar_001")


@tagged("post_install", "-at_install")
class TestApplyTour(ApplyTourCase):
    def test_desktop(self):
        self.assertEqual(self._walk("/beneficiary/apply").partner_id.lang, "en_US")

    def test_desktop_in_arabic(self):
        self._walk_in_arabic()


@tagged("post_install", "-at_install")
class TestApplyTourPhone(ApplyTourCase):
    browser_size = "360x800"
    touch_enabled = True

    def test_phone(self):
        self._walk("/beneficiary/apply")

    def test_phone_in_arabic(self):
        self._walk_in_arabic()
