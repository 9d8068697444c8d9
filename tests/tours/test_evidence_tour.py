from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ..figure.common import FigureCommon

PRINT = "odoo.addons.beneficiary.models.report_pack.evidence_pack.EvidencePack._print"


@tagged("post_install", "-at_install")
class TestEvidenceTour(FigureCommon, HttpCase):
    """From the number of the day to the records behind a clause, and from there to a pack that anybody verifies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch(PRINT, lambda pack: b"%PDF-1.4 the paper"))
        english = cls.env.ref("base.lang_en")
        cls.env["website"].search([], limit=1).write({"language_ids": [(4, english.id)], "default_lang_id": english.id})
        cls._submit().sudo().user_id = cls.manager
        cls._create_request().priority = "1"
        figure = cls._own_figure()
        cls.policy.clause_ids.sorted("sequence")[0].figure_ids |= figure
        snapshots = cls.env["beneficiary.figure.snapshot"].sudo()
        snapshots._take(figure.sudo(), cls.company, cls.company._beneficiary_today())

    def test_evidence(self):
        self.start_tour("/odoo/beneficiary-my-day", "beneficiary_evidence_order", login="test_manager")
        pack = self.env["beneficiary.evidence.pack"].search([("user_id", "=", self.manager.id)])
        self.assertEqual(pack.state, "queued")
        self._run_cron("beneficiary.ir_cron_evidence_pack")
        pack.invalidate_recordset()
        self.assertEqual(pack.state, "done", pack.problem)
        page = f"/odoo/action-beneficiary.beneficiary_evidence_pack_action/{pack.id}"
        self.start_tour(page, "beneficiary_evidence_verify", login="test_manager")
