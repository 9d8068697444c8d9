from odoo import models
from odoo.exceptions import UserError

from .application_reading import MAX_TEXT

MAX_FILES = 10


class ApplicationPapers(models.Model):
    """The papers of an application: what is asked for, what was uploaded, and what need not be brought again."""

    _inherit = "beneficiary.application"

    def _save_documents(self, form, files=None):
        errors = {}
        wanted = self.program_id.document_type_ids
        self.document_ids.filtered(lambda d: d.type_id not in wanted).unlink()
        for paper_type in wanted:
            self._save_paper(paper_type, form, errors)
        removed = self.document_ids.attachment_ids.filtered(lambda a: str(a.id) == form.get("remove", ""))
        removed.unlink()
        if "incomplete_reason" in form:
            self.incomplete_reason = form["incomplete_reason"].strip()[: MAX_TEXT["char"]]
        self._save_files(files, errors)
        return errors

    def _save_paper(self, paper_type, form, errors):
        vals = {}
        if (name := f"number_{paper_type.id}") in form:
            vals["number"] = form[name].strip()[:60]
        for field in ("issue_date", "expiry_date"):
            if (name := f"{field}_{paper_type.id}") in form:
                vals[field], error = self._read_date(form[name])
                if error:
                    errors[name] = f"{paper_type.name}: {error}"
        if any(vals.values()) or self._line(paper_type):
            self._ensure_line(paper_type).write(vals)

    def _line(self, paper_type):
        return self.document_ids.filtered(lambda d: d.type_id == paper_type)

    def _ensure_line(self, paper_type):
        line = self._line(paper_type)
        return line or self.document_ids.create({"application_id": self.id, "type_id": paper_type.id})

    def _save_files(self, files, errors):
        """Take in the uploaded files of every paper; one that is refused does not keep the others out."""
        company = self.with_company(self.company_id)
        for paper_type in self.program_id.document_type_ids if files else ():
            uploads = [f for prefix in ("file", "photo") for f in files.getlist(f"{prefix}_{paper_type.id}")]
            problems = []
            for upload in filter(lambda f: f.filename, uploads):
                problem = company._save_file(paper_type, upload)
                if problem:
                    problems.append(problem)
            if problems:
                errors[f"file_{paper_type.id}"] = " ".join(problems)

    def _save_file(self, paper_type, upload):
        """Take in one file; return what is wrong with it, or ``None``."""
        try:
            vals = self._upload_vals(upload)
        except UserError as error:
            return str(error)
        line = self._ensure_line(paper_type)
        if len(line.attachment_ids) >= MAX_FILES:
            return self.env._("%(paper)s: %(count)s files at most.", paper=paper_type.name, count=MAX_FILES)
        attachments = self.env["ir.attachment"].sudo()
        if attachments._compute_checksum(vals["raw"]) not in line.attachment_ids.mapped("checksum"):
            attachments.create(vals | {"res_model": line._name, "res_id": line.id})
            line.invalidate_recordset(["attachment_ids"])
        return None

    def _reusable_papers(self):
        """Return the papers of the file that are verified and still valid: nobody brings them twice (R-15)."""
        papers = self.env["beneficiary.document"].sudo()
        person = self._file()
        if not person.is_confirmed:
            return papers
        today = self.company_id._beneficiary_today()
        found = papers.search(
            [
                ("beneficiary_id", "=", person.id),
                ("type_id", "in", self.program_id.document_type_ids.ids),
                ("state", "=", "verified"),
                "|",
                ("valid_until", "=", False),
                ("valid_until", ">=", today),
            ],
            order="id desc",
        )
        return papers.concat(*(group[:1] for group in found.grouped("type_id").values()))

    def _papers(self):
        """Return one dict for every paper that the programme asks for: ``type``, ``line``, ``reused``, ``have``."""
        reusable = self._reusable_papers()
        papers = []
        for paper_type in self._program().document_type_ids.sorted():
            line = self._line(paper_type)
            reused = reusable.filtered(lambda d, t=paper_type: d.type_id == t) if not line.attachment_ids else None
            papers.append(
                {"type": paper_type, "line": line, "reused": reused, "have": bool(line.attachment_ids or reused)}
            )
        return papers

    def _missing_papers(self):
        """Return the names of the papers that are asked for and not there."""
        return [paper["type"].name for paper in self._papers() if paper["type"].required and not paper["have"]]

    def _wants_complete(self):
        """Tell whether the policy takes in complete requests only (R-43)."""
        return self.company_id.beneficiary_policy_id.complete_on_receipt

    def _problems_documents(self):
        problems = {}
        today = self.company_id._beneficiary_today()
        for line in self.document_ids:
            name = line.type_id.name
            limit = line.type_id.max_age_days
            if line.expiry_date and line.expiry_date < today:
                problems[f"expiry_date_{line.type_id.id}"] = self.env._("“%(paper)s” has expired.", paper=name)
            elif line.issue_date and line.expiry_date and line.expiry_date < line.issue_date:
                problems[f"expiry_date_{line.type_id.id}"] = self.env._(
                    "“%(paper)s”: it cannot end before it was issued. Read both dates again.", paper=name
                )
            if limit and line.issue_date and (today - line.issue_date).days > limit:
                problems[f"issue_date_{line.type_id.id}"] = self.env._(
                    "“%(paper)s” is accepted for %(days)s days after its issue. Please send a newer one.",
                    paper=name,
                    days=limit,
                )
        if self._wants_complete() and self._missing_papers() and not (self.incomplete_reason or "").strip():
            problems["incomplete_reason"] = self.env._(
                "Papers are missing. Add them, or write at the bottom why you send the request without them."
            )
        return problems
