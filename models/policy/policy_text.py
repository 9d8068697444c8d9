from odoo import models
from odoo.tools import format_date

from .policy_clause import SECTIONS

# what the clause on the code of ethics of the profession stands for
ETHICS = "R-82"


class PolicyText(models.Model):
    """The text of one version as people read it: on the screen, on paper, and in what staff sign."""

    _inherit = "beneficiary.policy"

    def _text_content(self):
        """Return the text of this version as plain data, in the language of the environment.

        It is what an acknowledgement hashes: every word, and the edition and file of every tool.
        """
        self.ensure_one()
        policy = self.sudo()
        return {
            "lang": self.env.lang or "en_US",
            "policy": policy.id,
            "name": policy.name,
            "version": policy.version,
            "type": policy._text_label("document_type"),
            "company": policy.company_id.name or "",
            "in_force": str(policy.date_in_force or ""),
            "approval": [list(fact) for fact in policy._text_approval()],
            "purpose": policy.purpose or "",
            "rules": [list(fact) for fact in policy._text_rules()],
            "sections": policy._text_sections(),
            "tools": [policy._text_tool(tool) for tool in policy.tool_ids],
            "measures": [[measure.name, measure.period, measure._text_unit()] for measure in policy.measure_ids],
        }

    def _text_label(self, fname):
        return dict(self._fields[fname]._description_selection(self.env)).get(self[fname], "")

    def _text_approval(self):
        """Return what the approval block says, as pairs of label and text (R-90…R-94)."""
        facts = []
        if self.session_number:
            session = self.env._("%(number)s of %(year)s", number=self.session_number, year=self.session_year or "—")
            facts.append((self.env._("Session of the board"), session))
        if self.approval_date:
            facts.append((self.env._("Approved on"), format_date(self.env, self.approval_date)))
        if self.approval_date_hijri:
            facts.append((self.env._("Approved on (Hijri)"), self.approval_date_hijri))
        if self.chair_name:
            facts.append((self.env._("Chair of the board"), self.chair_name))
        return facts

    def _text_rules(self):
        """Return what the policy decides, as pairs of label and text."""
        separator = "، " if (self.env.lang or "").startswith("ar") else ", "
        facts = [
            (self.env._("Channels"), separator.join(self.channel_ids.mapped("name"))),
            (self.env._("Channels for complaints"), separator.join(self.complaint_channel_ids.mapped("name"))),
            (self.env._("Promised reply"), self.window_text),
            (self.env._("Requests go to"), self._text_label("committee_kind")),
        ]
        return [(label, text) for label, text in facts if text]

    def _text_sections(self):
        """Return the clauses by section, as plain data."""
        titles = dict(self.clause_ids._fields["section"]._description_selection(self.env))
        by_section = self.clause_ids.grouped("section")
        return [
            {
                "title": titles[section],
                "clauses": [
                    {
                        "number": clause.number or "",
                        "name": clause.name,
                        "text": clause.text,
                        "ethics": clause.requirement == ETHICS,
                    }
                    for clause in by_section[section]
                ],
            }
            for section, _label in SECTIONS
            if section in by_section
        ]

    def _text_tool(self, tool):
        file = self.env["ir.attachment"].search(
            [("res_model", "=", tool._name), ("res_field", "=", "file"), ("res_id", "=", tool.id)], limit=1
        )
        return {
            "id": tool.id,
            "type": tool._text_type(),
            "name": tool.name,
            "version": tool.version or "",
            "description": tool.description or "",
            "file": file.checksum or "",
            "ethics": tool.tool_type == "ethics",
        }

    def _text_html(self, content):
        """Return the reading page for what :meth:`_text_content` returned."""
        ethics = [clause for section in content["sections"] for clause in section["clauses"] if clause["ethics"]]
        tools = [tool for tool in content["tools"] if tool["ethics"]]
        return self.env["ir.qweb"]._render(
            "beneficiary.policy_text",
            {"content": content, "ethics": ethics, "ethics_tools": tools},
            minimal_qcontext=True,
        )

    def _text_pdf(self):
        """Return the printed policy, in the language of the environment."""
        self.ensure_one()
        pdf, _kind = self.env["ir.actions.report"]._render_qweb_pdf("beneficiary.report_policy", self.ids)
        return pdf
