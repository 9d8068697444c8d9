import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...controllers.common import PageMixin
from ...models.portal.rate_limit import RateLimit
from .common import PortalCommon


@tagged("post_install", "-at_install")
class TestTrack(PortalCommon, HttpCase):
    """With the reference and the code anybody sees how far a request is; with less, nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request(cls.file_a, description="Dialysis of the son", amount_requested=4321)
        cls.code = cls.request.tracking_code

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _track(self, reference=None, code=None):
        reference = self.request.name if reference is None else reference
        return self._post("/beneficiary/track", reference=reference, code=self.code if code is None else code)

    @staticmethod
    def _plain(page):
        """Return the page without what differs between any two of them."""
        text = re.sub(r'csrf_token[^,>]*[,>]|name="csrf_token"[^>]*>|"[0-9a-f]{40}o\d+"', "", page.text)
        return re.sub(r'value="[^"]*"', "", text)

    def test_the_state_is_shown_and_nothing_of_the_case(self):
        self._submit(self.request)
        page = self._track()
        self.assertEqual(page.status_code, 200)
        self.assertIn("Received", page.text)
        self.assertIn(self.request.name, page.text)
        for secret in ("Person A", "Dialysis", "4321", "4,321", "Test support", self.code, "/my/requests"):
            self.assertNotIn(secret, page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")

    def test_the_code_of_a_complaint_opens_its_page(self):
        complaint = self.env["beneficiary.complaint"].create(
            {"subject": "Late", "anonymous": True, "channel_id": self.env.ref("beneficiary.channel_website").id}
            | {"company_id": self.company.id}
        )
        page = self._track(reference="", code=complaint._draw_code())
        self.assertTrue(page.url.endswith("/beneficiary/complaint/case"))
        self.assertIn(complaint.name, page.text)
        self.assertFalse(self.env["beneficiary.rate.limit"].search_count([("scope", "=", "track")]))

    def test_the_window_is_shown_in_both_calendars(self):
        with self._at("2026-01-01 08:00:00"):
            self._submit(self.request)
            text = " ".join(self._track().text.split())
        self.assertIn("Not before", text)
        self.assertIn("15 January 2026", text)
        self.assertIn("1447/07/26 AH", text)

    def test_what_is_missing_is_told_without_the_words_of_staff(self):
        self._submit(self.request)
        self.request.document_ids[0].sudo().write({"state": "missing"})
        self.request.action_return("Your husband's death certificate is forged")
        text = self._track().text
        self.assertIn("We need something from you", text)
        self.assertIn(self.request.document_ids[0].type_id.name, text)
        self.assertNotIn("forged", text)

    def test_every_state_has_words(self):
        for state in dict(self.request._fields["state"].selection):
            self.request.sudo().state = state
            title, sentence = self.request.sudo()._track_state()
            with self.subTest(state=state):
                self.assertTrue(title)
                self.assertTrue(sentence)
                self.assertIn(title, self._track().text)
                self.request.env["beneficiary.rate.limit"].sudo().search([]).unlink()

    def test_arabic_digits_and_spaces_are_taken(self):
        eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
        code = f"{self.code[:4]} {self.code[4:]}".translate(eastern)
        page = self._track(f" {self.request.name.lower().translate(eastern)} ", code)
        self.assertIn("Not sent yet", page.text)

    def test_what_is_copied_along_does_not_count(self):
        """A reference copied from an Arabic message brings marks of direction along; PostgreSQL takes no NUL."""
        for around in ("\u200f%s\u200e", "\t%s\u00a0", "%s\0"):
            with self.subTest(around=around):
                self.assertIn("Not sent yet", self._track(around % self.request.name).text)

    def test_wrong_reference_and_wrong_code_are_answered_alike(self):
        wrong_code = self._track(code=f"{(int(self.code) + 1) % 10**8:08d}")
        wrong_reference = self._track("REQ/1999/99999")
        self.assertEqual(wrong_code.status_code, wrong_reference.status_code)
        self.assertEqual(self._plain(wrong_code), self._plain(wrong_reference))
        self.assertIn("We find nothing", wrong_code.text)

    def test_wrong_reference_and_wrong_code_are_the_same_work(self):
        tracked = self.env["beneficiary.tracked.mixin"]
        tracked._track(self.company, "warm", "up")
        counts = []
        for reference, code in ((self.request.name, "1"), ("REQ/1999/99999", self.code)):
            self.env.flush_all()
            self.env["beneficiary.request"].invalidate_model()
            before = self.env.cr.sql_log_count
            self.assertIsNone(tracked._track(self.company, reference, code))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts, [1, 1])

    def test_no_code_is_no_key(self):
        for code in ("", "0", "%", "' OR 1=1 --", self.code[:7], f"{self.code}0"):
            with self.subTest(code=code):
                self.assertIsNone(self.env["beneficiary.tracked.mixin"]._track(self.company, self.request.name, code))
        self.request.sudo().tracking_code = False
        for code in ("", "-", "xxxxxxxx", "False"):
            self.assertIsNone(self.env["beneficiary.tracked.mixin"]._track(self.company, self.request.name, code))

    def test_another_association_does_not_show_it(self):
        self.website.company_id = self._create_other_company()
        self.assertIn("We find nothing", self._track().text)

    def test_guessing_one_reference_ends_soon(self):
        """From as many addresses as somebody has."""
        limits = {"track": (10_000, 600), "track_visitor": (10_000, 600), "track_reference": (10, 3600)}
        with patch.object(RateLimit, "_limits", lambda self: limits):
            answers = [self._track(code=f"{number:08d}").status_code for number in range(12)]
            self.assertEqual(answers, [200] * 10 + [429] * 2)
            self.assertEqual(self._track().status_code, 429, "the right code is no exception, or guessing goes on")
            self.assertEqual(self._track(f"{self.request.name}0").status_code, 200, "others are not concerned")

    def test_looking_again_and_again_is_allowed(self):
        limits = {"track": (10_000, 600), "track_visitor": (3, 600), "track_reference": (3, 3600)}
        with patch.object(RateLimit, "_limits", lambda self: limits):
            self.assertEqual({self._track().status_code for _ in range(6)}, {200})

    def test_a_stranger_locks_out_himself_and_not_the_owner(self):
        limits = self.env["beneficiary.rate.limit"]._limits() | {"track": (10_000, 600)}
        with patch.object(RateLimit, "_limits", lambda self: limits):
            with self._from("203.0.113.9"):
                answers = [self._track(code=f"{number:08d}").status_code for number in range(400)]
                self.assertEqual(answers, [200] * 10 + [429] * 390)
            with self._from("2001:db8:1:2:aaaa::1"):
                self.assertEqual({self._track(code="1").status_code for _ in range(10)}, {200})
            with self._from("2001:db8:1:2:bbbb::1"):
                self.assertEqual(self._track(code="1").status_code, 429, "another number of the same network")
            with self._from("198.51.100.7"):
                self.assertIn("Not sent yet", self._track().text)

    @contextmanager
    def _from(self, address):
        """Let the visits come from an address."""
        with patch.object(PageMixin, "_remote_address", lambda self: address):
            yield

    def test_two_hundred_posts_are_cut_off(self):
        before = self.request.read()
        answers = [self._track(f"REQ/2026/{number:05d}", "12345678").status_code for number in range(200)]
        self.assertEqual(answers, [200] * 10 + [429] * 190)
        self.assertEqual(self.request.read(), before)

    def test_the_form_is_posted_with_its_token(self):
        with mute_logger("odoo.http"):
            page = self.url_open("/beneficiary/track", data={"reference": self.request.name, "code": self.code})
        self.assertEqual(page.status_code, 400)

    def test_a_link_shows_no_state(self):
        page = self.url_open(
            f"/beneficiary/track?ref={self.request.name}&reference={self.request.name}&code={self.code}"
        )
        self.assertIn(f'value="{self.request.name}"', page.text)
        self.assertNotIn("Not sent yet", page.text)
        page = self.url_open("/beneficiary/track?ref=%22%3E%3Cscript%3Ealert(1)")
        self.assertNotIn("<script>alert(1)", page.text)

    def test_a_new_code_ends_the_old_one(self):
        self.request.with_user(self.officer).action_new_tracking_code()
        self.assertNotEqual(self.request.tracking_code, self.code)
        self.assertIn("We find nothing", self._track().text)
        self.assertIn("Not sent yet", self._track(code=self.request.tracking_code).text)
        self.assertIn("new tracking code", self._notes(self.request))
        self.assertNotIn(self.request.tracking_code, self._notes(self.request))
