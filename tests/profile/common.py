from ..common import BeneficiaryCommon


class ProfileCommon(BeneficiaryCommon):
    """A person, a volunteering programme with an opportunity of two seats, and a second officer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls._create_user("colleague", "officer")
        cls.person = cls._create_beneficiary()
        cls.primary = cls.env.ref("beneficiary.qualification_level_primary")
        cls.bachelor = cls.env.ref("beneficiary.qualification_level_bachelor")
        cls.driving, cls.cooking = (cls.env.ref(f"beneficiary.ability_{name}") for name in ("driving", "cooking"))
        cls.volunteer_program = cls.env["beneficiary.program"].create(
            {"name": "Volunteering", "program_type": "volunteer", "company_id": cls.company.id}
        )
        cls.opportunity = cls._create_opportunity(seats=2, ability_ids=[(6, 0, (cls.driving | cls.cooking).ids)])

    @classmethod
    def _own_file(cls, **vals):
        """Return the file of the officer himself."""
        partner = cls.officer.partner_id
        person = cls._create_beneficiary("Officer", user=cls.env.user, partner_id=partner.id, **vals)
        return person.with_user(cls.officer)

    @classmethod
    def _create_opportunity(cls, **vals):
        defaults = {
            "name": "Food baskets",
            "program_id": cls.volunteer_program.id,
            "branch_id": cls.branch.id,
            "date_from": "2026-01-04",
            "date_to": "2026-01-08",
        }
        return cls.env["beneficiary.opportunity"].with_user(cls.officer).create(defaults | vals)

    @classmethod
    def _proof(cls, user=None):
        files = cls.env["ir.attachment"].with_user(user or cls.officer)
        return files.create({"name": "paper.txt", "raw": b"a proof", "mimetype": "text/plain"})

    @classmethod
    def _qualification(cls, person=None, user=None, **vals):
        user = user or cls.officer
        defaults = {
            "beneficiary_id": (person or cls.person).id,
            "level_id": cls.bachelor.id,
            "field_of_study": "Nursing",
            "attachment_ids": [(4, cls._proof(user).id)],
        }
        return cls.env["beneficiary.qualification"].with_user(user).create(defaults | vals)

    @classmethod
    def _experience(cls, date_from, date_to=False, **vals):
        defaults = {
            "beneficiary_id": cls.person.id,
            "name": "Nurse",
            "organisation": "Hospital",
            "date_from": date_from,
            "date_to": date_to,
            "attachment_ids": [(4, cls._proof().id)],
        }
        return cls.env["beneficiary.experience"].with_user(cls.officer).create(defaults | vals)

    @classmethod
    def _volunteer(cls, name="Sara", number=None, **vals):
        """Return a person who was looked up on the platform."""
        person = cls._create_beneficiary(name, volunteer_platform_number=number, **vals)
        if number:
            person.action_verify_platform_number()
        return person

    @classmethod
    def _propose(cls, person, opportunity=None, user=None, **vals):
        return (
            cls.env["beneficiary.volunteer.assignment"]
            .with_user(user or cls.officer)
            .create({"beneficiary_id": person.id, "opportunity_id": (opportunity or cls.opportunity).id} | vals)
        )

    @classmethod
    def _confirmed(cls, name="Sara", number="7701", **vals):
        assignment = cls._propose(cls._volunteer(name, number, **vals))
        assignment.action_confirm()
        return assignment

    @classmethod
    def _log(cls, assignment, hours, date="2026-01-04", user=None, **vals):
        return (
            cls.env["beneficiary.volunteer.hour"]
            .with_user(user or cls.officer)
            .create({"assignment_id": assignment.id, "hours": hours, "date": date} | vals)
        )

    @classmethod
    def _approve_hours(cls, assignment, hours, date="2026-01-04"):
        line = cls._log(assignment, hours, date)
        line.with_user(cls.colleague).action_approve()
        return line
