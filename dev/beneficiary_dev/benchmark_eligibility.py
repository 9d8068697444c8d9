"""Eligibility of 100,000 people against ten criteria: set-wise, and row by row. Runs inside an Odoo shell."""

import os
import time

PEOPLE = int(os.environ.get("PEOPLE") or 100_000)
# how many are measured one by one, and reckoned up to all of them
IN_MEMORY, ASKED = 10_000, 1_000
CONDITIONS = (
    ("18 or older", "[('age', '>=', 18)]", None),
    ("Under 65", "[('age', '<', 65)]", None),
    ("Women", "[('gender', '=', 'female')]", None),
    ("Earn less than 6,000", "[('monthly_income', '<', 6000)]", None),
    ("Live here", "[('city', 'in', ['City 0', 'City 1', 'City 2'])]", None),
    ("Can be reached", "[('agreed_medium', '!=', False)]", None),
    ("File not closed", "[('state', 'in', ['prospect', 'registered'])]", None),
    ("In a category", "[('category_ids', '!=', False)]", None),
    ("Widowed or divorced", "[('marital_status', 'in', ['widowed', 'divorced'])]", "any"),
    ("With a child", "[('family_member_ids', 'any', [('relation', 'in', ['son', 'daughter'])])]", "any"),
)
# what differs from the seed, by the number of the person
VARIED = {
    "gender": "CASE WHEN n %% 2 = 0 THEN 'female' ELSE 'male' END",
    "birth_date": "date '1940-01-01' + (n * 37) %% 29000",
    "monthly_income": "(n * 13) %% 9000",
    "marital_status": "(ARRAY['single', 'married', 'divorced', 'widowed'])[1 + n %% 4]",
}


def measure(env):
    """Return the figures as lines of text; everything is rolled back."""
    try:
        program = _program(env)
        _people(env, program.company_id)
        return _figures(env, program)
    finally:
        env.cr.rollback()


def _program(env):
    program = env["beneficiary.program"].create({"name": "Benchmark"})
    group = env["beneficiary.criterion.group"].create({"name": "Either", "program_id": program.id})
    env["beneficiary.criterion"].create(
        [
            {"name": name, "condition": condition, "program_id": program.id, "group_id": join and group.id}
            for name, condition, join in CONDITIONS
        ]
    )
    return program


def _people(env, company):
    """Multiply one file in SQL; every third has a category, every fourth a child."""
    category = env.ref("beneficiary.category_orphan")
    seed = env["beneficiary.beneficiary"].create(
        {"name": "Seed", "identity_type": "none", "agreed_medium": "phone", "company_id": company.id}
    )
    env.flush_all()
    partner = _columns(env, "res.partner") - {"city"}
    file = _columns(env, "beneficiary.beneficiary") - {"partner_id", *VARIED}
    env.cr.execute("SELECT coalesce(max(id), 0) FROM res_partner")
    first = env.cr.fetchone()[0]
    env.cr.execute(
        f"""
        INSERT INTO res_partner (city, {", ".join(partner)})
        SELECT 'City ' || (g.n %% 5), {", ".join(f"p.{name}" for name in partner)}
          FROM res_partner p, generate_series(1, %s) g(n) WHERE p.id = %s
        """,
        (PEOPLE, seed.partner_id.id),
    )
    env.cr.execute(
        f"""
        INSERT INTO beneficiary_beneficiary (partner_id, {", ".join(VARIED)}, {", ".join(file)})
        SELECT g.id, {", ".join(VARIED.values())}, {", ".join(f"b.{name}" for name in file)}
          FROM (SELECT id, id - %s AS n FROM res_partner WHERE id > %s) g, beneficiary_beneficiary b WHERE b.id = %s
        """,
        (first, first, seed.id),
    )
    relation = env["beneficiary.beneficiary"]._fields["category_ids"]
    env.cr.execute(
        f"""
        INSERT INTO {relation.relation} ({relation.column1}, {relation.column2})
        SELECT id, %s FROM beneficiary_beneficiary WHERE id > %s AND id %% 3 = 0
        """,
        (category.id, seed.id),
    )
    env.cr.execute(
        """
        INSERT INTO beneficiary_family_member (beneficiary_id, company_id, name, relation)
        SELECT id, company_id, 'Child', 'daughter' FROM beneficiary_beneficiary WHERE id > %s AND id %% 4 = 0
        """,
        (seed.id,),
    )
    env.cr.execute("ANALYZE res_partner, beneficiary_beneficiary, beneficiary_family_member")
    env.invalidate_all()


def _columns(env, model):
    fields = env[model]._fields.values()
    return {field.name for field in fields if field.store and field.column_type and field.name != "id"}


def _figures(env, program):
    files = env["beneficiary.beneficiary"].with_context(active_test=False)
    scope = [("company_id", "=", program.company_id.id)]
    domains = {c: c._condition_domain() for c in program.criterion_ids}
    (met, each), seconds, queries = _timed(env, lambda: program._eligible_of(scope))
    _count, one, _queries = _timed(env, lambda: files.search_count(program._qualifying_domain() & _domain(scope)))
    people = files.search(scope)
    some, few = _part(people, IN_MEMORY), _part(people, ASKED)
    found, memory, _queries = _timed(env, lambda: {p.id for p in some if _meets(program, domains, p)})
    _found, asked, rows = _timed(env, lambda: [_ask(files, domains, person) for person in few])
    if found != met & set(some.ids):
        raise AssertionError("the two ways differ")
    memory_all, asked_all = memory * len(people) / len(some), asked * len(people) / len(few)
    return [
        f"{len(people):,} people, {len(each)} criteria: {len(met):,} meet them all",
        f"  set-wise, with the result of every criterion: {seconds:.2f} s, {queries} queries",
        f"  set-wise, the number only (one domain): {one:.2f} s, 1 query",
        f"  row by row, in memory: {memory_all:.0f} s ({memory_all / seconds:.0f} times as long; "
        f"{len(some):,} people measured, {memory:.1f} s)",
        f"  row by row, a query each: {asked_all:.0f} s ({asked_all / seconds:.0f} times as long; "
        f"{len(few):,} people measured with {rows:,} queries, {asked:.1f} s)",
    ]


def _part(people, count):
    return people[:: max(1, len(people) // count)]


def _domain(scope):
    from odoo.fields import Domain  # only there inside the shell

    return Domain(scope)


def _timed(env, function):
    env.invalidate_all()
    queries, start = env.cr.sql_log_count, time.perf_counter()
    result = function()
    return result, time.perf_counter() - start, env.cr.sql_log_count - queries


def _meets(program, domains, person):
    """Tell whether one person meets the criteria, as a loop over records would find out."""
    alone = all(person.filtered_domain(domain) for criterion, domain in domains.items() if not criterion.group_id)
    return alone and any(person.filtered_domain(domain) for criterion, domain in domains.items() if criterion.group_id)


def _ask(files, domains, person):
    """Ask the database about one person, a query for each criterion."""
    return [files.search_count(domain & _domain([("id", "=", person.id)])) for domain in domains.values()]
