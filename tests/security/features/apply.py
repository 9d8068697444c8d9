"""Applying on the website: what a visitor has not sent yet is read by no role at all."""

APPLICATION, MEMBER = "beneficiary.application", "beneficiary.application.member"
DOCUMENT = "beneficiary.application.document"
UNREAD = {APPLICATION, MEMBER, DOCUMENT}
RIGHTS = {APPLICATION: {}, MEMBER: {}, DOCUMENT: {}}


def _records(env, company, document_type):
    draft = env[APPLICATION].sudo().create({"company_id": company.id, "name": "Sara", "national_id": "1012345672"})
    member = env[MEMBER].sudo().create({"application_id": draft.id, "name": "Ahmad", "relation": "son"})
    paper = env[DOCUMENT].sudo().create({"application_id": draft.id, "type_id": document_type.id})
    return draft, member, paper


def targets(test):
    draft, member, paper = _records(test.env, test.company, test.paper_id)
    of_draft = {"application_id": draft.id}
    return {
        APPLICATION: (draft, {"company_id": test.company.id}, {"name": "Somebody else"}),
        MEMBER: (member, of_draft | {"name": "Omar", "relation": "son"}, {"name": "Ali"}),
        DOCUMENT: (paper, of_draft | {"type_id": test.paper_income.id}, {"number": "1"}),
    }


def foreign(test, env, other):
    draft, member, paper = _records(env, other["company"], test.paper_id)
    return {"application": draft, "application_member": member, "application_document": paper}
