from odoo import models
from odoo.fields import Domain


class Website(models.Model):
    """What the public pages of an association show. The company of the website decides whose it is.

    Visitors have no access rights on the models of the association, so all of it is searched in ``sudo``, with domains
    that name what is public, and nothing else.
    """

    _inherit = "website"

    def get_suggested_controllers(self):
        """Offer the pages of services and complaints where the menu and links of the website are edited."""
        url_for = self.env["ir.http"]._url_for
        pages = [
            (self.env._("Services"), url_for("/beneficiary"), "beneficiary"),
            (self.env._("Complaints and suggestions"), url_for("/beneficiary/complaint"), "beneficiary"),
        ]
        return [*super().get_suggested_controllers(), *pages]

    def _beneficiary_policy(self):
        """Return the policy in force of the association, in ``sudo``; empty where it has none."""
        self.ensure_one()
        return self.company_id.sudo().beneficiary_policy_id

    def _beneficiary_program_domain(self):
        """Return the domain of the programmes that visitors see: open, published, of this association and website."""
        self.ensure_one()
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "=", "open")
            & Domain("is_published", "=", True)
            & Domain("website_id", "in", (False, self.id))
            & self.env["beneficiary.program"]._season_domain(self.company_id)
        )

    def _beneficiary_programs(self, domain=Domain.TRUE, limit=None):
        """Return the programmes that visitors see, in ``sudo``; none while no policy is in force.

        :param Domain domain: which of them
        :param int limit: at most so many
        """
        programs = self.env["beneficiary.program"].sudo()
        if not self._beneficiary_policy():
            return programs
        return programs.search(self._beneficiary_program_domain() & Domain(domain), limit=limit)

    def _beneficiary_faqs(self):
        """Return the published questions and answers of the association, in ``sudo``."""
        domain = Domain("company_id", "=", self.company_id.id) & Domain("is_published", "=", True)
        return self.env["beneficiary.faq"].sudo().search(domain)

    def _beneficiary_tools(self, domain=Domain.TRUE):
        """Return the forms and documents to download, in ``sudo``: those of the policy in force that are published."""
        tools = self.env["beneficiary.policy.tool"].sudo()
        policy = self._beneficiary_policy()
        if not policy:
            return tools
        public = Domain("policy_id", "=", policy.id) & Domain("is_public", "=", True) & Domain("file", "!=", False)
        return tools.search(public & Domain(domain))

    def _beneficiary_complaint_url(self):
        """Return the address of the page that takes complaints, or nothing while no policy is in force (R-70)."""
        return "/beneficiary/complaint" if self._beneficiary_policy() else ""

    def _beneficiary_contacts(self, channels):
        """Return how people reach the association by each of ``channels``.

        :return: list of dicts: ``channel`` and ``contacts``, a list of dicts of ``text``, ``url`` and ``ltr``
        """
        return [{"channel": channel, "contacts": channel._website_contacts(self)} for channel in channels]
