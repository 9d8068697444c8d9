import re
from difflib import SequenceMatcher

from markupsafe import Markup

from odoo import api, fields, models

_WORDS = re.compile(r"\s+|[^\s]+")


class PolicyChanges(models.Model):
    """What one version changes against the one before it (R-84)."""

    _inherit = "beneficiary.policy"

    changes_html = fields.Html("Changes", compute="_compute_changes_html", help="Compared with the previous version.")

    @api.depends("previous_id", "clause_ids", "tool_ids", "channel_ids", "window_text")
    @api.depends_context("lang")
    def _compute_changes_html(self):
        for policy in self:
            before = policy.previous_id
            policy.changes_html = policy._changes_page(before) if before else False

    def _changes_page(self, before):
        """Return what differs from the policy ``before`` as a page."""
        return self.env["ir.qweb"]._render(
            "beneficiary.policy_changes",
            {"before": before, "changes": self._changes(before)},
            minimal_qcontext=True,
        )

    def _changes(self, before):
        """Return what differs from the policy ``before``: clauses, tools and rules.

        :return: ``{"rules": [(label, old, new)], "added": clauses, "removed": clauses, "changed": [(old, new, html)],
            "tools_added": tools, "tools_removed": tools}``
        :rtype: dict
        """
        self.ensure_one()
        pairs, added, removed = self._match_clauses(before.clause_ids, self.clause_ids)
        old_tools, new_tools = before.tool_ids.mapped("name"), self.tool_ids.mapped("name")
        return {
            "rules": self._changed_rules(before),
            "added": added,
            "removed": removed,
            "changed": [
                (old, new, self._changed_words(old.text, new.text))
                for old, new in pairs
                if (old.number, old.name, old.text) != (new.number, new.name, new.text)
            ],
            "tools_added": self.tool_ids.filtered(lambda tool: tool.name not in old_tools),
            "tools_removed": before.tool_ids.filtered(lambda tool: tool.name not in new_tools),
        }

    def _changed_rules(self, before):
        """Return label, old and new text of every rule that the versions state differently."""
        old, new = dict(before._text_rules()), dict(self._text_rules())
        facts = [("", before.name, self.name), ("", before.purpose or "", self.purpose or "")]
        labels = (self._fields[name]._description_string(self.env) for name in ("name", "purpose"))
        facts = [(label, *texts) for label, (_empty, *texts) in zip(labels, facts, strict=True)]
        facts += [(label, old.get(label, ""), new.get(label, "")) for label in dict.fromkeys([*old, *new])]
        return [fact for fact in facts if fact[1] != fact[2]]

    @staticmethod
    def _match_clauses(old, new):
        """Find for every clause the one it comes from: by number and name, by number, by name, by requirement.

        :return: pairs of old and new, the new ones without an old one, the old ones without a new one
        """
        pairs = []
        for key in (
            lambda c: (c.section, c.number, c.name),
            lambda c: c.number and (c.section, c.number),
            lambda c: c.name,
            lambda c: c.requirement,
        ):
            waiting = {}
            for clause in old:
                waiting.setdefault(key(clause), []).append(clause)
            for clause in new:
                candidates = waiting.get(key(clause))
                if key(clause) and candidates:
                    found = candidates.pop(0)
                    pairs.append((found, clause))
                    old, new = old - found, new - clause
        return sorted(pairs, key=lambda pair: (pair[1].sequence, pair[1].id)), new, old

    @staticmethod
    def _changed_words(old, new):
        """Return the new text with the words that came and went marked."""
        before, after = _WORDS.findall(old or ""), _WORDS.findall(new or "")
        parts = []
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
            if kind == "equal":
                parts.append(Markup("%s") % come)
                continue
            if gone.strip():
                parts.append(Markup('<del class="text-danger">%s</del>') % gone)
            if come:
                parts.append(Markup('<ins class="text-success">%s</ins>') % come)
        return Markup().join(parts)
