from odoo.tests import tagged

from .staff_common import StaffCommon


@tagged("post_install", "-at_install")
class TestStaffMenus(StaffCommon):
    """What each of the staff finds in the menu."""

    def _menus(self, user):
        """Return the items of our menu that a user reaches: those whose parents are there, too."""
        menus = self.env["ir.ui.menu"].with_user(user)
        visible = menus._visible_menu_ids()
        ours = self.env["ir.ui.menu"].search(
            [("id", "child_of", self.env.ref("beneficiary.menu_beneficiary_root").id), ("id", "in", list(visible))]
        )
        reached = ours.filtered(lambda m: all(int(i) in visible for i in m.parent_path.strip("/").split("/")))
        return {xmlid.removeprefix("beneficiary.") for xmlid in reached.get_external_id().values()}

    def test_the_hr_officer_sees_the_policies_only(self):
        self.assertEqual(
            self._menus(self.hr),
            {
                "menu_beneficiary_root",
                "menu_policies",
                "menu_policy",
                "menu_my_acknowledgements",
                "menu_acknowledgements",
                "menu_policy_copies",
                "menu_policy_exemptions",
            },
        )

    def test_staff_without_a_role_find_theirs_among_the_personnel_matters(self):
        self.assertFalse(self._menus(self.clerk_user))
        menus = self.env["ir.ui.menu"].with_user(self.clerk_user)
        self.assertIn(self.env.ref("beneficiary.menu_my_acknowledgements_hr").id, menus._visible_menu_ids())

    def test_the_manager_finds_the_settings(self):
        menus = self._menus(self.manager)
        self.assertLessEqual(
            {"menu_association_settings", "menu_acknowledgements", "menu_policy_reviews", "menu_programs"}, menus
        )
        self.assertNotIn("menu_settings", menus)

    def test_programmes_are_for_the_roles(self):
        for user in (self.finance, self.committee_member, self.delegate):
            self.assertIn("menu_programs", self._menus(user))
