from odoo import api, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

# what the record rules of complaints, and of all that hangs on one, ask for
BARRED = "barred_user_ids"


class FigureBarred(models.Model):
    """Figures that count complaints, for whoever must not see one of them (house rule 4).

    Everybody sees the same number, counted past record rules. Whoever is barred from a complaint could take the list
    of what he sees from that number: he would learn that there is one more, of which kind, and how it ended. An empty
    place instead of the number would tell him as well. So for him, and for nobody else, a second number is counted
    without the cases that are kept from him; it fits what he sees, and the others and the board keep the whole one.

    An evidence pack holds the whole numbers, whoever orders it: the board must not be told less because the accused has
    ordered the paper. Only top management and managers read packs, and every order and download is logged.
    An improvement that such a figure measures keeps the whole value, too.
    """

    _inherit = "beneficiary.figure"

    @api.model
    def _barring_rules(self):
        """Return the record rules that keep people from cases whatever their roles, in ``sudo``."""
        return (
            self.env["ir.rule"]
            .sudo()
            .search([("global", "=", True), ("perm_read", "=", True), ("domain_force", "like", BARRED)])
        )

    @api.model
    def _about_cases(self):
        """Return the figures that count records from which people are barred, in ``sudo``."""
        names = self._barring_rules().model_id.mapped("model")
        return self.sudo().with_context(active_test=False).search([("model", "in", names)])

    def _seen_by(self, user):
        """Return the domain of the records of this one figure from which ``user`` is not barred.

        :param user: ``res.users``; empty: all of them
        :rtype: Domain
        """
        if not user:
            return Domain.TRUE
        rules = self._barring_rules().filtered(lambda rule: rule.model_id.model == self.model)
        names = rules.with_user(user)._eval_context()
        return Domain.AND(Domain(safe_eval(rule.domain_force, names)) for rule in rules)
