from odoo import api, models
from odoo.exceptions import UserError

from ...tools import identity
from .correction_values import MAX_TEXT

MAX_MEMBERS = 30
MAX_NOTE = 2000
MAX_FILES = 5


class CorrectionPortal(models.Model):
    """How a person asks on the portal to have his file corrected."""

    _inherit = "beneficiary.correction"

    @api.model
    def _pending_for(self, beneficiary):
        """Return the correction of a file that waits for its decision, in ``sudo``; may be empty."""
        return self.sudo().search([("beneficiary_id", "=", beneficiary.id), ("state", "=", "pending")], limit=1)

    @api.model
    def _ask(self, asker, beneficiary, values, members=(), note="", uploads=()):
        """Record what a person asks to have corrected. The page has checked that he acts for the file.

        :param asker: the file of the person who asks
        :param beneficiary: the file that is to be corrected
        :param dict values: field → what was typed; only :meth:`_correctable_fields` count
        :param list members: dicts of ``action``, ``member`` (the id of a member of this household), ``name``,
            ``relation``, ``birth_date`` and ``national_id``, as they were typed
        :param str note: anything else, in his own words
        :param list uploads: werkzeug's ``FileStorage``: photos of the papers that show it
        :return: the new correction, in ``sudo``
        :raise UserError: naming what is wrong, or when nothing is to be corrected, or one waits already
        """
        if self._pending_for(beneficiary):
            raise UserError(self.env._("A correction of this file waits for our answer already."))
        beneficiary, note = beneficiary.sudo(), note.strip()
        if len(note) > MAX_NOTE:
            raise UserError(self.env._("“Anything else” is too long. Write it shorter."))
        lines = self._field_changes(beneficiary, values)
        proposals = [vals for member in members[:MAX_MEMBERS] if (vals := self._member_change(beneficiary, member))]
        files = self._correction_files(uploads)
        if not lines and not proposals and not note:
            raise UserError(self.env._("Nothing is different yet. Change what is wrong, then send it."))
        correction = self.sudo().create(
            {
                "beneficiary_id": beneficiary.id,
                "asked_by_id": asker.id,
                "user_id": beneficiary.user_id.id,
                "note": note or False,
            }
        )
        correction.line_ids.create([vals | {"correction_id": correction.id} for vals in lines])
        correction.member_ids.create([vals | {"correction_id": correction.id} for vals in proposals])
        if files:
            owner = {"res_model": self._name, "res_id": correction.id}
            correction.attachment_ids = self.env["ir.attachment"].sudo().create([vals | owner for vals in files])
        correction._call_responsible()
        return correction

    @api.model
    def _correction_files(self, uploads):
        """Return the values of the attachments for what was uploaded.

        :raise UserError: for too many files, and for one that is no photo or PDF file
        """
        uploads = [upload for upload in uploads if upload.filename]
        if len(uploads) > MAX_FILES:
            raise UserError(self.env._("Send at most %(count)s files at once.", count=MAX_FILES))
        return [self.env["beneficiary.upload.mixin"]._upload_vals(upload) for upload in uploads]

    def _call_responsible(self):
        """Let the responsible know that there is something to decide; nobody's file waits for anybody."""
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=self.user_id.id or self.branch_id.delegate_ids[:1].id or False,
            summary=self.env._("Correct the file, or say why not"),
        )

    @api.model
    def _member_change(self, beneficiary, typed):
        """Return the values of one household proposal, or nothing when it changes nothing.

        :raise UserError: naming what is wrong
        """
        member = beneficiary.family_member_ids.filtered(lambda m: str(m.id) == typed.get("member"))
        vals = (
            {"member_id": member.id, "old_value": self.env["beneficiary.correction.member"]._words(member)}
            if (member)
            else {}
        )
        if typed.get("action") == "remove":
            return vals | {"action": "remove", "name": member.name, "relation": member.relation} if member else None
        new = self._clean_member(typed)
        if not member:
            return new and new | {"action": "add"}
        if new and not self._member_differs(member, new):
            return None
        if not new:
            raise UserError(self.env._("“%(who)s”: write the name, or tick “remove”.", who=vals["old_value"]))
        return vals | new | {"action": "change"}

    @api.model
    def _member_differs(self, member, new):
        old = (member.name, member.relation, str(member.birth_date) if member.birth_date else False)
        return old != (new["name"], new["relation"], new["birth_date"]) or (
            new["national_id"] and new["national_id"] != member.national_id
        )

    @api.model
    def _clean_member(self, typed):
        """Return name, relation, birth date and ID number of a household member as they are stored."""
        name = " ".join((typed.get("name") or "").split())
        if not name:
            return None
        relations = self.env["beneficiary.family.member"]._fields["relation"].get_values(self.env)
        if len(name) > MAX_TEXT:
            raise UserError(self.env._("“%(field)s” is too long. Write it shorter.", field=self.env._("Name")))
        if typed.get("relation") not in relations:
            raise UserError(self.env._("%(name)s: choose the relation.", name=name))
        birth_date = (typed.get("birth_date") or "").strip()
        label = self.env._("Birth date of %(name)s", name=name)
        number = identity.clean(typed.get("national_id") or "") or False
        if number:
            self.env["beneficiary.beneficiary"]._check_identity_number(number, None, name)
        return {
            "name": name,
            "relation": typed["relation"],
            "birth_date": self._clean_date(label, birth_date) if birth_date else False,
            "national_id": number,
        }
