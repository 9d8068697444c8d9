from odoo.tests import tagged

from .common import PDF, WebsiteCommon


@tagged("post_install", "-at_install")
class TestPolicyPage(WebsiteCommon):
    """The policy in force and its published tools, as visitors read and download them (R-33…R-36)."""

    def test_the_policy_in_force(self):
        tool = self._publish_tool(self.policy)
        text = self._get("/beneficiary/policy").text
        self.assertIn(self.policy.name, text)
        self.assertIn(self.policy.clause_ids[0].name, text)
        self.assertIn("AH", text, "the day in both calendars")
        self.assertIn(f"/beneficiary/tool/{tool.id}", text)

    def test_approval_in_both_calendars(self):
        self._put_in_force("makarem", approval_date="2022-12-21", chair_name="Ahmad bin Salih")
        for url in ("/beneficiary", "/beneficiary/policy"):
            text = self._get(url).text
            self.assertIn("12/21/2022", text)
            self.assertIn("1444/05/27", text)
            self.assertIn("Ahmad bin Salih", text)

    def test_what_is_for_staff_stays_inside(self):
        hidden = self.policy.tool_ids[1]
        hidden.file_name = "internal.pdf"
        text = self._get("/beneficiary/policy").text
        self.assertNotIn(hidden.description, text)
        self.assertNotIn("/web/content/", text)
        self.assertNotIn("It is part of what you sign", text)

    def test_a_draft_is_not_shown(self):
        draft = self.policy.action_new_version()
        draft.name = "Coming policy"
        self.assertNotIn("Coming policy", self._get("/beneficiary/policy").text)

    def test_download(self):
        tool = self._publish_tool(self.policy, file_name="دليل.pdf")
        page = self._get(f"/beneficiary/tool/{tool.id}")
        self.assertEqual(page.content, PDF)
        self.assertEqual(page.headers["Content-Type"], "application/pdf")
        self.assertTrue(page.headers["Content-Disposition"].startswith("attachment"))
        self.assertEqual(page.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("Basic bylaw", self._get("/beneficiary").text)

    def test_a_page_is_downloaded_as_unknown(self):
        for name, content in (
            ("page.html", b"<html><script>alert(1)</script></html>"),
            ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ):
            tool = self._publish_tool(self.policy, content, name)
            page = self._get(f"/beneficiary/tool/{tool.id}")
            self.assertEqual(page.headers["Content-Type"], "application/octet-stream")
            self.assertTrue(page.headers["Content-Disposition"].startswith("attachment"))

    def test_what_is_not_public_does_not_exist(self):
        _other, foreign_policy, _program = self._create_second()
        foreign = self._publish_tool(foreign_policy)
        private = self._publish_tool(self.policy, is_public=False)
        empty = self.policy.tool_ids[1]
        empty.is_public = True
        draft = self._publish_tool(self.policy.action_new_version())
        template = self.env.ref("beneficiary.policy_template_samtah").tool_ids[0]
        template.sudo().is_public = True
        for tool in (foreign, private, empty, draft, template):
            self._get(f"/beneficiary/tool/{tool.id}", 404)
        self._get("/beneficiary/tool/99999999", 404)

    def test_the_tools_of_an_older_policy_go_with_it(self):
        tool = self._publish_tool(self.policy)
        self._get(f"/beneficiary/tool/{tool.id}")
        self._put_in_force("awn")
        self._get(f"/beneficiary/tool/{tool.id}", 404)

    def test_publishing_needs_no_new_policy(self):
        tool = self.policy.tool_ids[:1].with_user(self.manager)
        tool.is_public = True
        self.assertTrue(tool.is_public)
        with self.assertRefused("approved and cannot be changed"):
            tool.name = "Another name"
