from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields, sql_db
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import FieldCommon


@tagged("post_install", "-at_install")
class TestSeats(FieldCommon):
    """Places are limited, and whoever declines frees his."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._announced(capacity=2, max_companions=3)
        cls.first, cls.second = cls._invite(cls.event, cls.person, cls._reachable("Second"))

    def test_full(self):
        self.first.companions = 1
        self.first.action_accept()
        self.assertEqual(self.event.seats_taken, 2)
        with self.assertRefused("is full", "0 of 2"), self.env.cr.savepoint():
            self.second.action_accept()
        self.env.invalidate_all()
        self.assertEqual(self.second.state, "invited")
        self.first.action_decline()
        self.second.action_accept()
        self.assertEqual(self.event.seats_taken, 1)

    def test_companions(self):
        self.first.action_accept()
        with self.assertRefused("is full"), self.env.cr.savepoint():
            self.first.companions = 2
        with self.assertRefused("at most 3"), self.env.cr.savepoint():
            self.first.companions = 4
        self.env.invalidate_all()
        self.first.companions = 1
        self.assertEqual(self.event.seats_taken, 2)

    def test_capacity_not_below_taken(self):
        (self.first | self.second).action_accept()
        with self.assertDatabaseRefuses("beneficiary.field.event", "More places are taken"):
            self.event.capacity = 1

    def test_walk_in(self):
        """Who comes without having accepted takes a place, if there is one."""
        third = self._invite(self.event, self._reachable("Third"))[-1]
        (self.first | self.second).action_accept()
        self._held(self.event)
        with self.assertRefused("is full"), self.env.cr.savepoint():
            third.action_attended()
        self.env.invalidate_all()
        self.first.action_absent()
        third.action_attended()
        self.assertEqual(self.event.seats_taken, 2)


@tagged("post_install", "-at_install")
class TestLastSeat(TransactionCase):
    """Two people take the last place at the same moment, in two real transactions."""

    def setUp(self):
        super().setUp()
        with self._cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            company = env.ref("base.main_company")
            program = env["beneficiary.program"].create({"name": "Seats", "company_id": company.id})
            start = fields.Datetime.add(fields.Datetime.now(), days=10)
            event = env["beneficiary.field.event"].create(
                {
                    "name": "One place",
                    "program_id": program.id,
                    "date_start": start,
                    "date_end": fields.Datetime.add(start, hours=1),
                    "capacity": 1,
                    "user_id": False,
                }
            )
            event.state = "announced"
            people = env["beneficiary.beneficiary"].create(
                [
                    {"name": name, "identity_type": "none", "company_id": company.id, "user_id": False}
                    for name in ("First", "Second")
                ]
            )
            invitations = env["beneficiary.invitation"].create(
                [{"event_id": event.id, "beneficiary_id": person.id, "number": str(person.id)} for person in people]
            )
            self.program_id, self.event_id = program.id, event.id
            self.calendar_id = event.calendar_id.id
            self.people_ids, self.partner_ids = people.ids, people.partner_id.ids
            self.ids = invitations.ids
        self.addCleanup(self._clean)

    def _cursor(self):
        """Return a cursor of the database itself, whatever the tests make of the registry's."""
        return sql_db.db_connect(self.env.cr.dbname).cursor()

    def _clean(self):
        with self._cursor() as cr:
            for table, ids in (
                ("beneficiary_invitation", self.ids),
                ("beneficiary_field_event", [self.event_id]),
                ("calendar_event", [self.calendar_id]),
                ("beneficiary_program", [self.program_id]),
                ("beneficiary_beneficiary", self.people_ids),
                ("res_partner", self.partner_ids),
            ):
                cr.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [ids])  # noqa: S608

    def _accept(self, cr, invitation_id):
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["beneficiary.invitation"].browse(invitation_id)._answer("accepted", "link")
        env.flush_all()

    def test_last_seat(self):
        with self._cursor() as one, self._cursor() as two:
            # both have begun before either has answered
            two.execute("SELECT seats_taken FROM beneficiary_field_event WHERE id = %s", [self.event_id])
            self.assertEqual(two.fetchone(), (0,))
            self._accept(one, self.ids[0])
            one.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self._accept(two, self.ids[1])
            two.rollback()
            # this is how Odoo runs it once more
            with self.assertRaisesRegex(UserError, "is full"):
                self._accept(two, self.ids[1])
            two.rollback()
            two.execute("SELECT state FROM beneficiary_invitation WHERE event_id = %s ORDER BY id", [self.event_id])
            self.assertEqual(two.fetchall(), [("accepted",), ("invited",)])

    def test_waits(self):
        """The second one waits for the first, and does not read past it."""
        with self._cursor() as one, self._cursor() as two:
            self._accept(one, self.ids[0])
            two.execute("SET LOCAL lock_timeout = '200ms'")
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "lock timeout"):
                self._accept(two, self.ids[1])
            two.rollback()
            one.rollback()
            self._accept(two, self.ids[1])
            two.commit()
            two.execute("SELECT seats_taken FROM beneficiary_field_event WHERE id = %s", [self.event_id])
            self.assertEqual(two.fetchone(), (1,))
