"""Partner entities, the cases sent to them, and the written mechanism."""

from . import MANAGERS, OFFICERS, READ_FILES, STAFF, Method

READERS = (*READ_FILES, "chair")
ENTITY, CASE, ANSWER = "beneficiary.partner.entity", "beneficiary.partner.case", "beneficiary.partner.answer"
BASIS = {"legal_basis": "agreement", "basis_reason": "The programme asks for it"}
STEP, CHECK = "beneficiary.mechanism.step", "beneficiary.mechanism.check"
READ = dict.fromkeys(("delegate", "officer", "researcher", "committee_member", "management"), "r")

RIGHTS = {
    ENTITY: dict.fromkeys(("delegate", "officer", "researcher", "management"), "r") | dict.fromkeys(MANAGERS, "rwcd"),
    CASE: READ | dict.fromkeys(OFFICERS, "rwc"),
    STEP: READ | dict.fromkeys(("finance", "plain"), "r") | dict.fromkeys(MANAGERS, "rwcd"),
    CHECK: READ | dict.fromkeys(OFFICERS, "rw"),
    ANSWER: dict.fromkeys(OFFICERS, "rwcd"),
}
METHODS = {
    ENTITY: {"action_view_cases": Method((*STAFF, "researcher", "management"), "partner_entity")},
    CASE: {
        "action_withdraw": Method(OFFICERS, "case_open", ("Sent by mistake",)),
        "action_record_verified": Method(OFFICERS, "case_open", ("Letter 12",)),
        "action_record_returned": Method(OFFICERS, "case_open", ("Not theirs",)),
        "action_remind": Method(OFFICERS, "case_open"),
        "action_send_again": Method(OFFICERS, "case_returned"),
        "action_open_request": Method(READERS, "case_open"),
    },
    CHECK: {
        "action_done": Method(OFFICERS, "mechanism_check"),
        "action_undo": Method(OFFICERS, "mechanism_check"),
    },
    ANSWER: {"action_confirm": Method(OFFICERS, "wizard_partner_answer")},
    "beneficiary.request": {
        "action_send_to_partner": Method(OFFICERS, "submitted"),
        "action_start_mechanism": Method(OFFICERS, "submitted"),
        "action_view_partner_cases": Method(READERS, "reviewed"),
    },
}


def _entity(test, env, company, programs):
    organisation = env["res.partner"].create({"name": "Partner", "is_company": True, "email": "partner@partner.test"})
    agreement = env["beneficiary.agreement"].create(
        {
            "subject": "Verifying",
            "partner_id": organisation.id,
            "company_id": company.id,
            "text": "<p>We verify.</p>",
            "dispute_path": "Amicably",
            "date_start": "2020-01-01",
            "line_ids": [(0, 0, {"description": "Verify", "due_date": "2099-01-01"})],
        }
    )
    agreement.action_send()
    agreement.sudo().write({"state": "active"})
    return env[ENTITY].create(
        {
            "partner_id": organisation.id,
            "company_id": company.id,
            "agreement_id": agreement.id,
            "program_ids": [(6, 0, programs.ids)],
        }
    )


def _case(test, request, entity):
    return (
        test.env[CASE]
        .with_user(test.officer)
        .create({"request_id": request.id, "entity_id": entity.id, "question": "Is he an orphan?"} | BASIS)
    )


def _check(test, request):
    return test.env[CHECK].sudo().create({"request_id": request.id, "name": "Visit"}).with_env(test.env)


def prepare(test):
    test.partner_entity = _entity(test, test.env, test.company, test.program)
    test.program.mechanism_step_ids = [(0, 0, {"name": "Visit", "responsible": "Researcher"})]
    test.case_open = _case(test, test.reviewed, test.partner_entity)
    test.case_returned = _case(test, test.completed, test.partner_entity)
    test.case_returned.action_record_returned("Not theirs")
    test.mechanism_check = _check(test, test.reviewed)


def wizards(test):
    return {"wizard_partner_answer": (ANSWER, {"case_id": test.case_open.id, "step": "withdraw", "text": "By mistake"})}


def targets(test):
    entity = _entity(test, test.env, test.company, test.program)
    organisation = test.env["res.partner"].create({"name": "Another", "is_company": True})
    step = test.env[STEP].create({"program_id": test.program.id, "name": "Visit", "responsible": "Researcher"})
    case = _case(test, test.north, entity)
    vals = {"request_id": test.fresh.id, "entity_id": entity.id, "question": "Is he an orphan?"} | BASIS
    company = {"company_id": test.company.id}
    return {
        ENTITY: (entity, {"partner_id": organisation.id} | company, {"note": "Changed"}),
        CASE: (case, vals, {"due_date": "2099-01-01"}),
        STEP: (
            step,
            {"program_id": test.program.id, "name": "Ask", "responsible": "Officer"},
            {"name": "Changed"},
        ),
        CHECK: (_check(test, test.north), {"request_id": test.north.id, "name": "Ask"}, {"note": "Changed"}),
        ANSWER: (None, {"case_id": case.id, "text": "By mistake"}, {"text": "Changed"}),
    }


def foreign(test, env, other):
    entity = _entity(test, env, other["company"], other["program"])
    request, state = other["request"].with_env(env), other["request"].state
    request.sudo().write({"state": "review"})
    case = env[CASE].create({"request_id": request.id, "entity_id": entity.id, "question": "Is he an orphan?"} | BASIS)
    request.sudo().write({"state": state})
    step = env[STEP].create({"program_id": other["program"].id, "name": "Visit", "responsible": "Researcher"})
    check = env[CHECK].sudo().create({"request_id": request.id, "name": "Visit"})
    return {"partner_entity": entity, "partner_case": case, "mechanism_step": step, "mechanism_check": check}


def frozen(test):
    entity = _entity(test, test.env, test.company, test.program)
    request = test.steps._review(test._create_request(test.person)).request_id
    case, check = _case(test, request, entity), _check(test, request)
    case.action_record_verified("He is")
    request.sudo().write({"state": "refused"})
    return {CASE: case, CHECK: check}
