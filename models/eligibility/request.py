from odoo import api, fields, models
from odoo.tools.misc import format_date, format_datetime

READERS = (
    "beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_committee_member,"
    "beneficiary.group_management"
)


class RequestEligibility(models.Model):
    """Whether an applicant meets the criteria of the programme, by results that say what was seen (R-60…R-62)."""

    _inherit = "beneficiary.request"

    check_ids = fields.One2many(
        "beneficiary.eligibility.check",
        "request_id",
        "Eligibility checks",
        domain=[("is_current", "=", True)],
        readonly=True,
    )
    eligibility = fields.Selection(
        [("pending", "To check"), ("eligible", "Eligible"), ("ineligible", "Not eligible")],
        compute="_compute_eligibility",
        store=True,
        index="btree_not_null",
        tracking=True,
    )
    eligibility_text = fields.Text("Why", compute="_compute_eligibility_text")
    eligibility_outdated = fields.Boolean(
        compute="_compute_eligibility_outdated", help="Criteria were changed after these results."
    )

    @api.depends("check_ids.result", "check_ids.is_current", "policy_id", "program_id")
    def _compute_eligibility(self):
        checked = self._eligibility_checked()
        asking = checked._programs_asking()
        checks = checked._current_checks().grouped("request_id")
        for request in self:
            own = checks.get(request._origin)
            if request not in checked or not (own or request.program_id._origin in asking):
                request.eligibility = False
            else:
                request.eligibility = own._verdict(own) if own else "pending"

    def _eligibility_checked(self):
        """Return the requests among these whose policy checks eligibility, in ``sudo``."""
        return self.sudo().filtered("policy_id.eligibility_enabled")

    def _programs_asking(self):
        """Return the programmes of these requests that ask something of each applicant."""
        if not self:
            return self.program_id
        groups = (
            self.env["beneficiary.criterion"]
            .sudo()
            ._read_group([("program_id", "in", self.program_id.ids), ("level", "=", "person")], ["program_id"])
        )
        return self.program_id.browse([program.id for (program,) in groups])

    def _current_checks(self):
        """Return the results in use of these requests, in ``sudo``."""
        checks = self.env["beneficiary.eligibility.check"].sudo()
        if not self.ids:
            return checks
        return checks.search([("request_id", "in", self.ids), ("is_current", "=", True)])

    @api.depends("eligibility", "check_ids.result")
    def _compute_eligibility_text(self):
        for request in self:
            request.eligibility_text = "\n".join(request._eligibility_reasons())

    def _eligibility_reasons(self):
        """Return why this one request is not eligible, as sentences for its applicant; none if it is."""
        checks = self.check_ids.sudo()._standing("failed")
        return [f"{check.name}: {check.description}" if check.description else check.name for check in checks]

    def _unmet_criteria(self):
        """Return what the letter of a refusal names as not met: nothing confidential, and nothing that was waived."""
        self.ensure_one()
        refused = self.state == "refused" and self.eligibility == "ineligible"
        return self._eligibility_reasons() if refused else []

    @api.depends("check_ids.version_id")
    def _compute_eligibility_outdated(self):
        criteria = self.env["beneficiary.criterion"].sudo()
        asked = {
            program: set(versions)
            for program, versions in criteria._read_group(
                [("program_id", "in", self.program_id.ids), ("level", "=", "person")],
                ["program_id"],
                ["version_id:array_agg"],
            )
        }
        for request in self:
            seen = set(request.check_ids.version_id.ids)
            request.eligibility_outdated = bool(seen) and seen != asked.get(request.program_id.sudo(), set())

    # ------------------------------------------------------------------ checking
    def action_check_eligibility(self):
        """Check these requests against the criteria of their programmes as they are now; former results stay.

        :raise UserError: when one is decided, or its policy does not check eligibility
        """
        self._check_role("beneficiary.group_officer")
        self._check_state("draft", "submitted", "complete", "review")
        self.check_access("write")
        self._check_eligibility_enabled()
        self.sudo()._check_criteria(again=True)
        return True

    def action_view_checks(self):
        """Open all results of these requests, the former ones too."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_eligibility_check_action") | {
            "domain": [("request_id", "in", self.ids)],
            "context": {},
        }

    def _check_criteria(self, again=False):
        """Bring the results of these requests up to date, in ``sudo``: a constant number of queries a programme.

        :param bool again: also what has a result already; else only what is pending or new
        """
        checks = self.env["beneficiary.eligibility.check"]
        new, replaced = [], checks
        for program, requests in self._eligibility_checked().grouped("program_id").items():
            current = requests._current_checks()
            found = {(check.request_id.id, check.criterion_id.id): check for check in current}
            criteria = program.criterion_ids.filtered(lambda c: c.active and c.level == "person")
            replaced |= current.filtered(lambda c, asked=criteria: c.criterion_id not in asked)
            for criterion in criteria:
                open_requests = requests if again else requests._without_result(criterion, found)
                results = open_requests._results_of(criterion) if open_requests else {}
                for request in open_requests:
                    old = found.get((request.id, criterion.id), checks)
                    result, seen, private = results.get(request.id, ("pending", "", ""))
                    if not old._keeps(again, result, seen):
                        replaced |= old
                        new.append(checks._found_values(criterion, result, seen, private, request=request))
        replaced._supersede()
        checks.create(new)

    def _without_result(self, criterion, found):
        """Return the requests among these that have no result of ``criterion`` yet, or a pending one."""
        return self.filtered(
            lambda r: (r.id, criterion.id) not in found or found[r.id, criterion.id].result == "pending"
        )

    def _results_of(self, criterion):
        """Return request id → (result, value seen, value for researchers) of one criterion."""
        version = criterion.version_id
        if criterion.kind == "condition":
            return version._check_condition_of(self)
        if criterion.kind == "document":
            return self._eligibility_document(version.document_type_id)
        method = getattr(self, f"_eligibility_{criterion.kind}", None)
        facts = method() if method else {}
        return {request_id: (*fact, "") for request_id, fact in facts.items()}

    def _eligibility_document(self, paper):
        """Return request id → (result, value seen, "") of a paper that must be matched and valid."""
        result = {}
        for document in self.env["beneficiary.document"].search(
            [("request_id", "in", self.ids), ("type_id", "=", paper.id)]
        ):
            if document.state == "verified" and not document.request_id._is_expired(document):
                seen = self.env._(
                    "Matched by %(user)s on %(date)s, valid until %(until)s",
                    user=document.verified_by.name,
                    date=format_datetime(self.env, document.verified_on),
                    until=format_date(self.env, document.valid_until) or "—",
                )
                result[document.request_id.id] = ("passed", seen, "")
        return result

    def _is_expired(self, document):
        company = self.company_id
        on_date = company._beneficiary_date(self.date_submitted) or company._beneficiary_today()
        return bool(document.valid_until and document.valid_until < on_date)

    # facts that other parts of the addon know
    def _eligibility_fee(self):
        """Return request id → (result, value seen): is the fee paid, or the penalty clause signed (R-60)?"""
        return dict.fromkeys(self.ids, ("pending", ""))

    def _eligibility_partner(self):
        """Return request id → (result, value seen): did a partner verify the case (R-62)?"""
        return dict.fromkeys(self.ids, ("pending", ""))
