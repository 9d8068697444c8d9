from odoo import fields, http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import FieldCommon


@tagged("post_install", "-at_install")
class TestInvitationPage(FieldCommon, HttpCase):
    """People answer on their own pages or by the link; nobody answers for another one (R-63)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("website.default_website").company_id = cls.company
        cls.user_a = cls._login_for(cls.person, "guest_a")
        cls.person_b = cls._reachable("Nurah")
        cls.user_b = cls._login_for(cls.person_b, "guest_b")
        cls.event = cls._announced(name="Evening of the families", capacity=2, max_companions=1, is_public=True)
        cls.invitation, cls.other = cls._invite(cls.event, cls.person, cls.person_b)
        cls.event.sudo().invitation_ids.write({"told_on": fields.Datetime.now(), "pending": False})

    def _post(self, path, csrf=True, **data):
        if csrf:
            data["csrf_token"] = http.Request.csrf_token(self)
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            response = self.url_open(path, data=data)
        self.env.invalidate_all()
        return response

    def _get(self, path):
        self.env.flush_all()
        return self.url_open(path)

    def _link(self, invitation=None):
        invitation = invitation or self.invitation
        return f"/beneficiary/invitation/{invitation.id}/{invitation._token()}"

    def test_list(self):
        self.authenticate("guest_a", "guest_a")
        page = self._get("/my/invitations").text
        self.assertIn("Evening of the families", page)
        self.assertIn(f"/my/invitations/{self.invitation.id}", page)
        self.assertNotIn(f"/my/invitations/{self.other.id}", page)

    def test_answer(self):
        self.authenticate("guest_a", "guest_a")
        page = self._get(f"/my/invitations/{self.invitation.id}")
        self.assertIn("Do you come?", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        page = self._post(f"/my/invitations/{self.invitation.id}/answer", answer="yes", companions="١")
        self.assertEqual((self.invitation.state, self.invitation.companions), ("accepted", 1))
        self.assertEqual(self.invitation.answered_by, "portal")
        self.assertIn(self.invitation.number, page.text)
        self._post(f"/my/invitations/{self.invitation.id}/answer", answer="no")
        self.assertEqual((self.invitation.state, self.invitation.companions), ("declined", 0))

    def test_answer_errors(self):
        """What cannot be is said on the page, and nothing is recorded."""
        self.authenticate("guest_a", "guest_a")
        path = f"/my/invitations/{self.invitation.id}/answer"
        for data, message in (
            ({"answer": "yes", "companions": "5"}, "from 0 to 1"),
            ({"answer": "yes", "companions": "-1"}, "from 0 to 1"),
            ({"answer": "attended"}, "Choose whether you come"),
        ):
            self.assertIn(message, self._post(path, **data).text)
            self.assertEqual(self.invitation.state, "invited")
        self.other.companions = 1
        self.other.action_accept()
        self.assertIn("is full", self._post(path, answer="yes").text)
        self.assertEqual(self.invitation.state, "invited")

    def test_attack(self):
        """B neither sees nor answers the invitation of A; a form of another site does nothing."""
        self.authenticate("guest_b", "guest_b")
        page = self._get(f"/my/invitations/{self.invitation.id}")
        self.assertTrue(page.url.endswith("/my/invitations"))
        self.assertNotIn(self.invitation.number, page.text)
        self._post(f"/my/invitations/{self.invitation.id}/answer", answer="yes")
        self.assertEqual(self.invitation.state, "invited")
        self._post(f"/my/invitations/{self.other.id}/answer", csrf=False, answer="yes")
        self.assertEqual(self.other.state, "invited")
        # unlisted keys set nothing
        self._post(f"/my/invitations/{self.other.id}/answer", answer="no", state="attended", beneficiary_id="1")
        self.assertEqual((self.other.state, self.other.beneficiary_id), ("declined", self.person_b))

    def test_link(self):
        """The link needs no login, and is of one invitation only."""
        self.authenticate(None, None)
        page = self._get(self._link())
        self.assertIn("Evening of the families", page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self._post(self._link(), answer="yes")
        self.assertEqual((self.invitation.state, self.invitation.answered_by), ("accepted", "link"))

    def test_the_number_as_a_picture(self):
        address = "/beneficiary/invitation/number/{}.png"
        picture = self.url_open(address.format(self.invitation.number))
        self.assertEqual((picture.status_code, picture.headers["Content-Type"]), (200, "image/png"))
        self.assertTrue(picture.content.startswith(b"\x89PNG"))
        self.assertEqual(self.url_open(address.format("1234567")).status_code, 404)

    def test_wrong_link(self):
        self.authenticate(None, None)
        wrong = f"/beneficiary/invitation/{self.other.id}/{self.invitation._token()}"
        missing = f"/beneficiary/invitation/{self.other.id + 10_000}/{self.invitation._token()}"
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            self.assertEqual(self._get(wrong).status_code, 404)
            self.assertEqual(self._get(missing).status_code, 404)
            self.assertEqual(self._get(f"/beneficiary/invitation/{self.other.id}/رمز").status_code, 404)
        self.assertEqual(self._post(wrong, answer="yes").status_code, 404)
        self.assertEqual(self.other.state, "invited")

    def test_reading_answers_nothing(self):
        """A link that a scanner of e-mails opens is no answer."""
        self.authenticate(None, None)
        self._get(f"{self._link()}?answer=yes")
        self.assertEqual(self.invitation.state, "invited")

    def test_over(self):
        self.event.action_cancel()
        self.authenticate(None, None)
        self.assertNotIn("Do you come?", self._get(self._link()).text)
        self.assertIn("takes no more answers", self._post(self._link(), answer="yes").text)
        self.assertEqual(self.invitation.state, "invited")

    def test_guardian(self):
        """A verified guardian answers for the ward."""
        guardian = self.env["beneficiary.guardian"].create(
            {"beneficiary_id": self.person.id, "guardian_id": self.person_b.id, "relation": "parent"}
        )
        self.authenticate("guest_b", "guest_b")
        self._post(f"/my/invitations/{self.invitation.id}/answer", answer="yes")
        self.assertEqual(self.invitation.state, "invited")
        guardian.sudo().state = "verified"
        self._post(f"/my/invitations/{self.invitation.id}/answer", answer="yes")
        self.assertEqual(self.invitation.state, "accepted")

    def test_services_page(self):
        """Everyone sees the announced public events, and no others."""
        self._announced(name="For the invited only")
        self._event(name="Not announced", is_public=True)
        self.authenticate(None, None)
        page = self._get("/beneficiary").text
        self.assertIn("Evening of the families", page)
        self.assertNotIn("For the invited only", page)
        self.assertNotIn("Not announced", page)
