from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestCrons(BeneficiaryCommon):
    """The scheduled actions of the addon."""

    def test_nothing_to_do_starts_nothing(self):
        """A scheduled action that wakes itself up with nothing left to do would run without end."""
        data = self.env["ir.model.data"].search([("module", "=", "beneficiary"), ("model", "=", "ir.cron")])
        crons = self.env["ir.cron"].browse(data.mapped("res_id"))
        self.assertGreater(len(crons), 10)
        with self.enter_registry_test_mode():
            for cron in crons:  # what is there to do now
                cron.method_direct_trigger()
            self.env["ir.cron.trigger"].search([]).unlink()
            for cron in crons:
                with self.subTest(cron=cron.name):
                    cron.method_direct_trigger()
                    self.assertFalse(self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]))
