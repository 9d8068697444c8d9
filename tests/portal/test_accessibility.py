import os
from pathlib import Path

from odoo.tests import tagged

from .common import RequestPortalCommon

CHECK = """
axe.run("main", {resultTypes: ["violations"]}).then((result) => {
    const found = result.violations
        .filter((one) => ["serious", "critical"].includes(one.impact))
        .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
    if (found.length) {
        console.error(`%s\\n${found.join("\\n")}`);
    } else {
        console.log("test successful");
    }
});
"""


@tagged("post_install", "-at_install")
class TestAccessibility(RequestPortalCommon):
    """The pages can be used with a screen reader and without seeing colours: axe finds nothing serious."""

    browser_size = "360x800"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = os.environ.get("BENEFICIARY_AXE")
        if not path:
            cls.skipTest(cls, "BENEFICIARY_AXE names no axe.min.js; `make test` does")
        cls.axe = Path(path).read_text()
        cls.program.is_published = True

    def _check(self, *urls, login=None):
        self.env.flush_all()
        for url in urls:
            with self.subTest(url=url):
                try:
                    self.browser_js(url, f"{self.axe}\n{CHECK % url}", login=login, timeout=30)
                except AssertionError as error:  # it repeats the half megabyte of axe
                    raise AssertionError(str(error).rsplit('" failed', 1)[-1].strip()) from None

    def test_public_pages(self):
        program = self.env["ir.http"]._slug(self.program)
        self._check(
            "/beneficiary",
            f"/beneficiary/program/{program}",
            "/beneficiary/policy",
            "/beneficiary/track",
            "/beneficiary/complaint",
            "/beneficiary/complaint/case",
            f"/beneficiary/apply?program={program}",
        )

    def test_pages_of_the_applicant(self):
        case = self._returned()
        complaint = self.env["beneficiary.complaint"].create(
            {
                "subject": "The parcel",
                "beneficiary_id": self.person_a.id,
                "channel_id": self.env.ref("beneficiary.channel_website").id,
                "company_id": self.company.id,
            }
        )
        pages = ("/my/requests", f"/my/requests/{case.id}", "/my/beneficiary", "/my/complaints")
        self._check(*pages, f"/my/complaints/{complaint.id}", login=self.user_a.login)

    def test_decided_request(self):
        case = self._approve()
        self.user_a.sudo().partner_id = case.beneficiary_id.sudo().partner_id
        self._check(f"/my/requests/{case.id}", login=self.user_a.login)
