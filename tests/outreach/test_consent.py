from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..my_file.common import PortalCommon


@tagged("post_install", "-at_install")
class TestConsent(PortalCommon, HttpCase):
    """People agree and withdraw, on their page or through an officer; what was said is not rewritten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.offer = cls.env.ref("beneficiary.consent_purpose_offer")
        cls.publish = cls.env.ref("beneficiary.consent_purpose_publish")

    def _consents(self, file=None):
        return self.env["beneficiary.consent"].search([("beneficiary_id", "=", (file or self.file_a).id)], order="id")

    def _save(self, file, *purposes):
        return self._post(f"/my/beneficiary/{file.id}/consent", purpose=[str(purpose.id) for purpose in purposes])

    def test_the_person_agrees_and_withdraws(self):
        self.authenticate("person_a", "person_a")
        page = self._save(self.file_a, self.offer)
        self.assertIn("It is saved.", page.text)
        consent = self._consents()
        self.assertEqual((consent.purpose_id, consent.method, consent.withdrawn_on), (self.offer, "portal", False))
        self._save(self.file_a, self.offer, self.publish)
        self.assertEqual(len(self._consents()), 2, "what holds already is not given again")
        self._save(self.file_a, self.publish)
        self.assertTrue(consent.withdrawn_on)
        self._save(self.file_a, self.offer, self.publish)
        self.assertEqual(len(self._consents()), 3, "agreeing again is another consent")

    def test_the_page_says_what_holds(self):
        self.authenticate("person_a", "person_a")
        self._save(self.file_a, self.publish)
        text = " ".join(self.url_open("/my/beneficiary").text.split())
        self.assertIn("Being offered services", text)
        for purpose, agreed in ((self.offer, False), (self.publish, True)):
            box = text.split(f'value="{purpose.id}"', 1)[1].split(">", 1)[0]
            self.assertEqual("checked" in box, agreed, purpose.name)

    def test_nobody_agrees_for_a_stranger(self):
        self.authenticate("person_b", "person_b")
        self._save(self.file_a, self.offer)
        self.assertFalse(self._consents())
        self._guard(self.file_b, self.file_a)
        self._save(self.file_a, self.offer)
        self.assertEqual(self._consents().purpose_id, self.offer, "a guardian agrees for the ward")

    def test_what_is_no_purpose_is_ignored(self):
        self.authenticate("person_a", "person_a")
        self._post(f"/my/beneficiary/{self.file_a.id}/consent", purpose=["x", "-1", "99999999", "²"])
        self.assertFalse(self._consents())

    def test_through_an_officer(self):
        consent = (
            self.env["beneficiary.consent"]
            .with_user(self.officer)
            .create({"beneficiary_id": self.file_a.id, "purpose_id": self.offer.id, "method": "spoken"})
        )
        for vals in ({"method": "paper"}, {"given_on": "2020-01-01"}, {"withdrawn_on": "2020-01-01"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                consent.write(vals)
        with self._at("2026-01-04 08:00:00"):
            consent.action_withdraw()
        with self._at("2026-02-04 08:00:00"):
            consent.action_withdraw()
        self.assertEqual(str(consent.withdrawn_on), "2026-01-04 08:00:00", "the first word stands")
