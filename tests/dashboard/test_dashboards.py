import json

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import file_open
from odoo.tools.translate import extract_spreadsheet_terms

from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet, menus_xml_ids_in_spreadsheet, odoo_charts

from ..complaint.common import ComplaintCommon

NAMES = ("director", "requests", "committees", "complaints", "satisfaction")
# answers, and what would tell who gave one; who said what in a complaint
HIDDEN = ("survey.", "rating.", "beneficiary.feedback.comment", "beneficiary.complaint.attempt", "mail.")


@tagged("post_install", "-at_install")
class TestDashboards(ComplaintCommon):
    """Every dashboard is filled for each role that has it, shows nothing that is hidden, and speaks Arabic."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboards = {name: cls.env.ref(f"beneficiary.dashboard_{name}") for name in NAMES}

    def _content(self, name):
        return json.loads(self.dashboards[name].spreadsheet_data)

    def _readers(self, name):
        """Return the users of the fixture who see a dashboard."""
        users = (self.delegate, self.officer, self.committee_member, self.management, self.manager)
        dashboard = self.dashboards[name]
        return [user for user in users if dashboard.with_user(user).search([("id", "=", dashboard.id)])]

    def test_who_sees_which(self):
        seen = {name: [user.login.removeprefix("test_") for user in self._readers(name)] for name in NAMES}
        self.assertEqual(seen["director"], ["management", "manager"])
        self.assertEqual(seen["complaints"], ["officer", "management", "manager"])
        self.assertEqual(seen["requests"], ["delegate", "officer", "management", "manager"])
        self.assertEqual(seen["satisfaction"], ["officer", "management", "manager"])
        self.assertEqual(seen["committees"], ["officer", "committee_member", "management", "manager"])

    def test_everything_on_it_may_be_read_by_who_sees_it(self):
        for name in NAMES:
            for model, names in fields_in_spreadsheet(self._content(name)).items():
                self.assertFalse(model.startswith(HIDDEN), f"{name} shows {model}")
                for user in self._readers(name):
                    with self.subTest(dashboard=name, model=model, user=user.login):
                        self._check_readable(self.env[model].with_user(user), names)

    def _check_readable(self, model, names):
        model.check_access("read")
        for path in names:
            current = model
            for name in path.split("."):
                field = current._fields[name]
                current._check_field_access(field, "read")
                current = current[name] if field.relational else current

    def test_every_figure_is_computed_for_every_reader(self):
        self._submit(self._create_request(self._create_beneficiary(branch_id=self.other_branch.id)))
        self._review(self._create_request())
        self._create_complaint()
        for name in NAMES:
            content = self._content(name)
            for user in self._readers(name):
                for figure in (*odoo_charts(content), *content["pivots"].values()):
                    with self.subTest(dashboard=name, user=user.login, figure=figure.get("title") or figure["id"]):
                        self._compute(figure, user)
        [received] = [
            c for c in odoo_charts(self._content("requests")) if c["title"]["text"] == "Requests received by month"
        ]
        self.assertEqual(self._compute(received, self.officer), 2)
        self.assertEqual(self._compute(received, self.delegate), 1, "a delegate sees his own branch")

    def _compute(self, figure, user):
        """Group the records of a chart or a pivot as the browser asks for it; return how many they are."""
        if "metaData" in figure:
            model, groups = figure["metaData"]["resModel"], figure["metaData"]["groupBy"]
            domain, measures = figure["searchParams"]["domain"], [figure["metaData"]["measure"]]
        else:
            model, domain = figure["model"], figure["domain"]
            groups = [dimension["fieldName"] for dimension in (*figure["rows"], *figure["columns"])]
            measures = [measure["fieldName"] for measure in figure["measures"]]
        records = self.env[model].with_user(user)
        aggregates = [f"{m}:{records._fields[m].aggregator}" for m in measures if m != "__count"]
        result = records.formatted_read_group(domain, groups, [*aggregates, "__count"])
        return sum(group["__count"] for group in result)

    def test_menus_exist_for_who_sees_the_dashboard(self):
        for name in NAMES:
            for xmlid in menus_xml_ids_in_spreadsheet(self._content(name)):
                menu = self.env.ref(xmlid)
                self.assertTrue(menu.action, xmlid)
                for user in self._readers(name):
                    with self.subTest(dashboard=name, menu=xmlid, user=user.login):
                        self.assertIn(menu.id, self.env["ir.ui.menu"].with_user(user)._visible_menu_ids())

    def test_every_text_is_extracted_for_translation(self):
        for name in NAMES:
            content = self._content(name)
            with file_open(f"beneficiary/data/dashboard/{name}_dashboard.json") as source:
                terms = {term for _line, _function, term, _comments in extract_spreadsheet_terms(source, [], [], {})}
            titles = {figure["data"]["title"]["text"] for sheet in content["sheets"] for figure in sheet["figures"]}
            self.assertLessEqual(titles, terms, name)
            cells = [cell for sheet in content["sheets"] for cell in sheet["cells"].values()]
            self.assertTrue(all(cell.startswith("=") for cell in cells), "a text in a cell stays English")

    def test_none_is_shared_by_a_public_link(self):
        values = {"dashboard_id": self.dashboards["complaints"].id, "spreadsheet_data": "{}"}
        share = self.env["spreadsheet.dashboard.share"].with_user(self.officer)
        with self.assertRefused("Complaints", "not shared by a link", error=UserError):
            share.action_get_share_url(values | {"excel_files": []})
        group = self.env["spreadsheet.dashboard.group"].create({"name": "Elsewhere"})
        harmless = self.env["spreadsheet.dashboard"].create({"name": "Harmless", "dashboard_group_id": group.id})
        link = share.create({"dashboard_id": harmless.id})
        with self.assertRefused("Complaints", error=UserError):
            link.dashboard_id = self.dashboards["complaints"]

    def test_digest_counts_what_the_recipient_may_see(self):
        digest = self.env["digest.digest"].create(
            {"name": "Week", "company_id": self.company.id, "kpi_beneficiary_received": True}
            | {"kpi_beneficiary_in_time": True, "kpi_beneficiary_late": True}
            | {"kpi_beneficiary_acknowledged": True, "kpi_beneficiary_satisfaction": True}
        )
        with self._at("2026-01-05 08:00:00"):
            complaint = self._create_complaint()
            self._submit()
        with self._at("2026-01-05 09:00:00"):
            complaint.action_acknowledge()
        with self._at("2026-01-06 08:00:00"):
            hidden = self._create_complaint()
            hidden.action_acknowledge()
            hidden.sudo().accused_user_ids = self.management
        self.env["beneficiary.feedback.cell"].sudo().create(
            {"company_id": self.company.id, "date": "2026-01-06", "topic": "service", "audience": "beneficiaries"}
            | {"answer_count": 5, "score_total": 400, "score_count": 5}
        )
        with self._at("2026-01-08 08:00:00"):
            self.assertEqual(self._digest(digest, self.manager), [1, 0, 0, 2, "80.00"])
            self.assertEqual(self._digest(digest, self.management), [1, 0, 0, 1, "80.00"], "the accused is not told")
            self.assertEqual(self._digest(digest, self.finance), [])

    def _digest(self, digest, user):
        """Return the numbers of the last week as one recipient reads them."""
        kpis = digest._compute_kpis(self.company, user)
        return [kpi["kpi_col2"]["value"] for kpi in kpis if kpi["kpi_name"].startswith("kpi_beneficiary")]
