from odoo import api, fields, models
from odoo.fields import Domain


class RequestPortal(models.Model):
    """Whose pages show a request, and what a request has for its applicant alone."""

    _inherit = "beneficiary.request"

    tracking_code = fields.Char(
        readonly=True,
        copy=False,
        groups="beneficiary.group_delegate",
        help="With the reference it shows the state of the request on the website. Tell it to the applicant only.",
    )
    assisted_by_id = fields.Many2one(
        "res.users",
        "Filed with the help of",
        readonly=True,
        copy=False,
        help="Somebody of the association wrote down the request for a person who could not, and read it out.",
    )

    is_confirmed = fields.Boolean(related="beneficiary_id.is_confirmed", string="Identity confirmed")

    def _free_on_create(self):
        return super()._free_on_create() | {"tracking_code"}  # `create` draws it

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [vals | {"tracking_code": self._draw_tracking_code()} for vals in vals_list]
        return super().create(vals_list)

    def action_open_confirmation(self):
        """Open the screen on which an officer says who the applicant is."""
        self.check_access("read")
        self.ensure_one()
        return self.beneficiary_id.action_open_confirmation()

    @api.model
    def _portal_domain(self, user, company):
        """Return the domain of the requests that the pages of a logged-in ``user`` show: his own and his wards'."""
        files = self.env["beneficiary.beneficiary"]._portal_files(user, company)
        return Domain("beneficiary_id", "in", files.ids) & Domain("company_id", "=", company.id)

    def _answers_text(self):
        """Return the answers to the programme's questions as pairs of question and answer, in words."""
        self.ensure_one()
        if not self.program_id.sudo().question_definition:
            return []
        return [
            [prop.get("string") or "", text]
            for prop in self.read(["answers"])[0]["answers"]
            if prop["type"] != "separator" and (text := self._answer_text(prop))
        ]

    @api.model
    def _answer_text(self, prop):
        """Return the answer to one question in words; ``prop`` is what ``read`` gives for it."""
        value, kind = prop.get("value"), prop["type"]
        if kind == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if value is False or value in (None, "", []):  # 0 is an answer
            return ""
        if kind == "selection":
            return dict(prop.get("selection") or []).get(value, "")
        if kind == "tags":
            labels = {tag[0]: tag[1] for tag in prop.get("tags") or []}
            return ", ".join(labels.get(tag, "") for tag in value)
        if kind == "many2one":
            return value[1] or ""
        if kind == "many2many":
            return ", ".join(name for _id, name in value)
        return str(value)
