"""Registers in Excel and evidence packs: ordered by the manager and top management, and made in the background."""

from . import Method

REGISTER, PACK, LINE = "beneficiary.register", "beneficiary.evidence.pack", "beneficiary.evidence.pack.line"
ORDER = {"management": "rc", "manager": "rc"}
WHO = ("management", "manager")
RIGHTS = {REGISTER: ORDER, PACK: ORDER, LINE: {"management": "r", "manager": "r"}}
# the file of another person is nobody else's: the fixture is ordered by the manager
METHODS = {
    REGISTER: {
        "action_download": Method(("manager",), "register_made"),
        "action_order": Method(("manager",), "register_failed"),
        "action_order_again": Method(("manager",), "register_failed"),
    },
    PACK: {
        "action_download": Method(("manager",), "pack_made"),
        "action_download_pdf": Method(WHO, "pack_made"),
        "action_verify": Method(WHO, "pack_made"),
        "action_order": Method(WHO, "pack_failed"),
        "action_order_again": Method(("manager",), "pack_failed"),
    },
}


def _pack_vals(policy):
    return {"policy_id": policy.id, "company_id": policy.company_id.id, "lang": "en_US"}


def _register(env, user, company, **vals):
    register = (
        env[REGISTER].with_user(user).sudo().create({"kind": "requests", "company_id": company.id, "lang": "en_US"})
    )
    register.write(vals)
    return register


def _pack(env, user, policy, **vals):
    pack = env[PACK].with_user(user).sudo().create(_pack_vals(policy))
    env[LINE].sudo().create({"pack_id": pack.id, "clause_id": policy.clause_ids[:1].id, "result": "empty"})
    pack.write(vals)
    return pack


def _with_files(record, *names):
    for name in names:
        record._save_file(name, name, b"PK")
    record.state = "done"
    return record


def prepare(test):
    env, user = test.env, test.manager
    test.register_made = _with_files(_register(env, user, test.company), "workbook")
    test.register_failed = _register(env, user, test.company, state="failed")
    test.pack_made = _with_files(_pack(env, user, test.policy), "workbook", "pdf")
    test.pack_failed = _pack(env, user, test.policy, state="failed")


def targets(test):
    pack = _pack(test.env, test.manager, test.policy)
    registers = {role: _register(test.env, getattr(test, role), test.company) for role in WHO}

    def register(role):  # everybody his own
        vals = {"kind": "deliveries", "company_id": test.company.id, "lang": "en_US"}
        return registers.get(role, registers["manager"]), vals, {"date_from": "2026-01-01"}

    return {
        REGISTER: register,
        PACK: (pack, _pack_vals(test.policy), {"lang": "en_US"}),
        LINE: (pack.line_ids, {"pack_id": pack.id, "result": "empty"}, {"sheet": "Other"}),
    }


def foreign(test, env, other):
    company = other["company"]
    pack = _pack(env, env.user, company.beneficiary_policy_id)
    return {"register": _register(env, other["user"], company), "pack": pack, "pack_line": pack.line_ids}


def frozen(test):
    pack = _with_files(_pack(test.env, test.manager, test.policy), "workbook", "pdf")
    return {PACK: pack, LINE: pack.line_ids}
