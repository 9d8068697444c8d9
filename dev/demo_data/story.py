"""The story of one request, as records."""

from dataclasses import replace
from itertools import cycle

from . import plan, words
from .markup import commands, element, record, signature, user
from .requests import voters
from .signatures import SIGNATURES


class Story:
    """Writes one request and everything that hangs on it, in the order in which it happened."""

    def __init__(self, request, rng):
        self.request = request
        self.rng = rng
        self.void = request.state == "submitted" and request.number % 3 == 0 and not request.created.hours_ago
        self.papers = self._papers()
        self.key = f"{request.key}_demo"
        self.committee = f"committee_{request.company}_{plan.COMMITTEES[request.company]}_demo"

    def xml(self):
        request = self.request
        parts = [self._request()]
        if request.submitted or request.state == "returned":
            parts.append(self._declaration())
        parts.append(self._matched())
        if request.agenda:
            parts += self._withdrawn() if request.state in ("returned", "cancelled") else self._item()
        parts.append(self._delivery())
        return f"    <!-- {request.person.name} -->\n" + "".join(filter(None, parts))

    # --------------------------------------------------------------------- papers
    def _papers(self):
        """Return for every paper its kind and the state it ends in."""
        request = self.request
        kinds = request.terms["papers"]
        if request.complete:
            return [(kind, "verified") for kind in kinds]
        if request.state == "draft":
            return [(kind, "received" if i < request.number % 3 else "missing") for i, kind in enumerate(kinds)]
        if request.state == "cancelled":
            return [(kind, "received") for kind in kinds]
        states = cycle(
            ("verified", "rejected", "missing") if request.state == "returned" else ("received", "missing", "verified")
        )
        papers = [(kind, next(states)) for kind in kinds]
        if request.state == "submitted" and request.number % 2 and request.company != "samtah":
            # everything is there: the officer has only to say so
            papers = [(kind, "verified") for kind in kinds]
        elif request.state == "submitted" and request.number % 4 == 0:
            papers[-1] = (papers[-1][0], "rejected")
        return papers

    def _paper_dates(self, kind):
        """Return the values of a paper that was handed in."""
        moment = self.request.submitted or self.request.created
        if kind in ("identity", "lease_contract"):
            expiry = self.rng.randrange(200, 1500) if kind == "identity" else self.rng.randrange(190, 330)
            return f"'number': '{self._serial()}', 'expiry_date': {moment.plain(expiry)}"
        if kind in ("income_statement", "school_letter", "iban_letter", "medical_report_demo"):
            return f"'issue_date': {moment.plain(-self.rng.randrange(2, 60))}"
        return f"'number': '{self._serial()}'"

    def _serial(self):
        return self.rng.randrange(10**8, 10**9)

    def _document_commands(self):
        items = []
        for kind, state in self.papers:
            values = f"'type_id': ref('document_type_{kind}')"
            if state != "missing":
                values += f", 'state': 'received', {self._paper_dates(kind)}"
            items.append(f"Command.create({{{values}}})")
        return items

    def _matched(self):
        """Return what the officer did with the papers: after their contents, which a change would put back."""
        request = self.request
        parts = []
        if (request.submitted or request.state == "returned") and not self.void:
            parts.append(element("declaration_id", ref=f"declaration_{self.key}"))
        moment = request.complete or request.submitted or request.created
        moment = moment.earlier(15)
        matched = {
            "verified": f"{{'state': 'verified', 'verified_by': ref('user_officer_demo'), 'verified_on': {moment}}}",
            "rejected": f"{{'state': 'rejected', 'reject_reason': '{words.REJECTED[request.number % 2]}'}}",
        }
        lines = []
        for wanted, values in matched.items():
            types = [f"ref('document_type_{kind}')" for kind, state in self.papers if state == wanted]
            if types:
                lines.append(f"                    ([{', '.join(types)}], {values}),\n")
        if lines:
            parts.append(
                '        <field\n            name="document_ids"\n            model="beneficiary.request"\n'
                '            eval="[\n                Command.update(paper.id, values)\n'
                f"                for paper in obj(ref('{request.xmlid}')).document_ids\n"
                f"                for types, values in [\n{''.join(lines)}                ]\n"
                '                if paper.type_id.id in types\n            ]"\n        />\n'
            )
        return record(request.xmlid, "beneficiary.request", *parts) if parts else ""

    # -------------------------------------------------------------------- request
    def _request(self):
        request = self.request
        state = "draft" if request.state == "returned" else request.state
        parts = [
            element("name", expression=request.created.written(f"REQ/%Y/{request.number:05}")),
            element("company_id", ref=f"company_{request.company}_demo"),
            element("beneficiary_id", ref=request.person.xmlid),
            element("program_id", ref=f"program_{request.program}_demo"),
            element("channel_id", ref=f"channel_{request.channel}"),
            element("origin", text=request.origin),
            user("user_id", request.user),
            user("create_uid", request.creator) if request.creator else "",
            element("create_date", expression=request.created),
            element("state", text=state),
            element("priority", text="1") if request.priority else "",
            element("description", text=request.description),
            element("amount_requested", expression=request.amount) if request.amount else "",
            element("date_submitted", expression=request.submitted) if request.submitted else "",
            element("date_complete", expression=request.complete) if request.complete else "",
            *self._outcome(),
            commands("document_ids", self._document_commands()),
        ]
        return record(request.xmlid, "beneficiary.request", *parts)

    def _outcome(self):
        request = self.request
        if request.state == "returned":
            yield element("return_reason", text=words.RETURNED[request.number % 3])
        if request.state == "cancelled":
            yield element("cancel_reason", text=words.CANCELLED[request.number % 2])
        incomplete = any(state != "verified" for _kind, state in self.papers)
        if request.company == "samtah" and request.submitted and (incomplete or self.void):
            yield element("incomplete_reason", text=words.INCOMPLETE[request.number % 3])
        if request.agenda:
            yield element("committee_id", ref=self.committee)
        if request.decided:
            yield element("date_decided", expression=request.decided)
            yield element("date_replied", expression=request.decided)
            yield element("decision_reason", text=request.reason)
            if request.approved:
                yield element("amount_approved", expression=request.approved)
            if request.early:
                yield element("early_reply_reason", text=words.EARLY[request.number % 3])

    def _signature(self):
        return signature(self.request.person.number % SIGNATURES + 1)

    def _declaration(self):
        request = self.request
        moment = (request.submitted or request.created).earlier(5)
        void = (
            element("state", text="void")
            + element("void_reason", text="تغيّر بعد التوقيع شيء مما وُقِّع عليه.")
            + element("voided_on", expression=moment.earlier(-90))
            if self.void
            else ""
        )
        return record(
            f"declaration_{self.key}",
            "beneficiary.declaration",
            element("request_id", ref=request.xmlid),
            element("signer_name", text=request.person.name),
            self._signature(),
            element("signed_on", expression=moment),
            user("collected_by", request.creator),
            void,
        )

    # ------------------------------------------------------------------ committee
    def _item(self):
        request = self.request
        begun = self._not_after_decision(request.complete.after(1 if request.company != "samtah" else 2, 10))
        item = f"item_{self.key}"
        yield record(
            item,
            "beneficiary.committee.item",
            element("committee_id", ref=self.committee),
            element("request_id", ref=request.xmlid),
            element("meeting_id", ref=request.meeting) if request.meeting else "",
            element("sequence", expression=request.number) if request.meeting else "",
            element("create_uid", ref="user_officer_demo"),
            element("create_date", expression=begun),
            element("reason", text=request.reason) if request.reason else "",
            element("amount_approved", expression=request.approved)
            if request.approved and request.approved != request.amount
            else "",
            element("early_reason", text=words.EARLY[request.number % 3]) if request.early else "",
        )
        for voter, choice in voters(request):
            yield self._vote(voter, choice, begun)
        if request.decided:
            yield record(
                item,
                "beneficiary.committee.item",
                element("outcome", text="refused" if request.state == "refused" else "approved"),
                element("decided_by", ref="user_chair_demo"),
                element("decided_on", expression=request.decided),
            )

    def _not_after_decision(self, moment):
        decided = self.request.decided
        return replace(moment, day=min(moment.day, decided.day)) if decided else moment

    def _vote(self, voter, choice, begun):
        moment = begun.after(self.rng.randrange(0, 3), 11, self.rng.randrange(0, 59))
        moment = self._not_after_decision(moment)
        if self.request.meeting:
            moment = replace(self.request.decided, hour=11, minute=moment.minute)
        comment = self.rng.choice(words.COMMENTS[choice])
        return record(
            f"vote_{self.request.key}_{voter}_demo",
            "beneficiary.committee.vote",
            element("item_id", ref=f"item_{self.key}"),
            element("user_id", ref=f"user_{voter}_demo"),
            element("choice", text=choice),
            element("date", expression=moment),
            element("comment", text=comment) if comment else "",
        )

    def _withdrawn(self):
        """Return an item that the committee gave back, or that left the agenda with its request."""
        request = self.request
        returned = request.state == "returned"
        begun = (request.complete or request.created).after(2, 10)
        item = f"item_{self.key}"
        yield record(
            item,
            "beneficiary.committee.item",
            element("committee_id", ref=self.committee),
            element("request_id", ref=request.xmlid),
            element("create_uid", ref="user_officer_demo"),
            element("create_date", expression=begun),
            element(
                "reason",
                text=words.RETURNED[request.number % 3] if returned else words.CANCELLED[request.number % 2],
            ),
        )
        yield record(
            item,
            "beneficiary.committee.item",
            element("outcome", text="returned"),
            element("decided_by", ref=f"user_{'chair' if returned else 'officer'}_demo"),
            element("decided_on", expression=begun.after(3, 12)),
        )

    # ------------------------------------------------------------------- delivery
    def _delivery(self):
        request = self.request
        moment, signed = request.delivered, True
        if request.state == "approved" and request.person.status == "r" and request.number % 2:
            # on its way: the first part is received, or the receipt waits for its signature
            moment, signed = request.decided.after(2, 8), request.terms["kind"] == "cash"
        if not moment:
            return ""
        amount = request.approved if request.state == "done" else request.approved // 2
        return record(
            f"delivery_{self.key}",
            "beneficiary.delivery",
            element("request_id", ref=request.xmlid),
            element("date", expression=moment),
            element("kind", text=request.terms["kind"]),
            element("description", text=request.terms["delivered"]),
            element("amount", expression=amount) if amount else "",
            element("user_id", ref="user_officer_demo"),
            element("receiver_name", text=request.person.name),
            self._signature() if signed else "",
            element("signed_on", expression=moment.earlier(-10)) if signed else "",
            element("state", text="signed") if signed else "",
        )
