from werkzeug.datastructures import MultiDict

from odoo.tests import tagged

from .common import PDF, ApplyCommon, picture, upload


@tagged("post_install", "-at_install")
class TestApplication(ApplyCommon):
    """What each step keeps, and what it still wants."""

    def test_the_first_step_keeps_what_was_typed(self):
        draft = self._begin(
            national_id="١٠١٢٣٤٥٦٧٢",
            member_name=["Ahmad", "", "Sara"],
            member_relation=["son", "son", "hacker"],
            member_birth_date=["2010-01-01", "", ""],
            member_national_id=["", "", ""],
        )
        self.assertEqual((draft.name, draft.city, str(draft.birth_date)), ("Fatimah bint Ahmad", "Tabuk", "1980-05-04"))
        self.assertEqual(draft.member_ids.mapped("name"), ["Ahmad", "Sara"])
        self.assertEqual(draft.member_ids.mapped("relation"), ["son", "other"])
        self.assertFalse(draft._problems("who"))
        self.assertEqual(draft._open_step(), "program")

    def test_what_is_wrong_is_named_and_the_rest_is_kept(self):
        draft = self.model._begin(self.public, self.company, self.website)
        errors = draft._save_step("who", self._form(birth_date="31/12/1980", email="nobody", phone="12", name=""))
        self.assertIn("year-month-day", errors["birth_date"])
        self.assertEqual(draft.city, "Tabuk")
        problems = draft._problems("who")
        self.assertEqual(set(problems), {"name", "email", "phone"})
        for number, kind, wrong in (
            ("1012345673", "citizen", True),
            ("2012345670", "citizen", True),
            ("2012345670", "resident", False),
            ("", "citizen", True),
            ("", "none", False),
            ("A1234", "passport", False),
        ):
            draft._save_step("who", self._form(national_id=number, identity_type=kind))
            self.assertIs("national_id" in draft._problems("who"), wrong, (number, kind))

    def test_nothing_but_the_fields_of_the_step_is_taken(self):
        other = self._file_of(self.user_b)
        draft = self._begin(
            state="sent",
            company_id="1",
            user_id=str(self.officer.id),
            assisted_by_id=str(self.officer.id),
            access_token="known",
            is_confirmed="1",
            reference="R/1",
            for_beneficiary=str(other.id),
            for_beneficiary_id=str(other.id),
        )
        self.assertEqual((draft.state, draft.company_id), ("draft", self.company))
        self.assertFalse(draft.user_id | draft.assisted_by_id)
        self.assertFalse(draft.for_beneficiary_id or draft.reference)
        self.assertNotEqual(draft.access_token, "known")

    def test_the_file_of_another_is_never_chosen(self):
        own, other = self._file_of(self.user_a), self._file_of(self.user_b, national_id="1012345672")
        draft = self._begin(self.user_a, for_beneficiary=str(other.id))
        self.assertFalse(draft.for_beneficiary_id)
        draft._save_step("who", MultiDict({"for_beneficiary": str(own.id)}))
        self.assertEqual(draft._file(), own)
        draft.for_beneficiary_id = other  # whatever happened: it is looked at again when it is sent
        self.assertFalse(draft._file())
        self.assertIn("for_beneficiary", draft._problems("who"))

    def test_only_open_programmes_of_the_association(self):
        draft = self._begin()
        closed = self.program.copy({"name": "Closed"})
        draft._save_step("program", MultiDict({"program": str(closed.id)}))
        self.assertFalse(draft.program_id)
        self.assertIn("program", draft._problems("program"))
        draft._save_step("program", MultiDict({"program": str(self.program.id)}))
        self.assertEqual(draft.program_id, self.program)
        self.program.action_close()
        self.assertEqual(draft._open_step(), "program")

    def test_questions_of_every_type(self):
        self.program.question_definition = [
            {"name": "a", "type": "char", "string": "Name of the school *"},
            {"name": "b", "type": "text", "string": "Story"},
            {"name": "c", "type": "integer", "string": "Children"},
            {"name": "d", "type": "float", "string": "Rent"},
            {"name": "e", "type": "boolean", "string": "Own house"},
            {"name": "f", "type": "date", "string": "Since"},
            {"name": "g", "type": "datetime", "string": "Visit"},
            {"name": "h", "type": "selection", "string": "Work", "selection": [["yes", "Yes"], ["no", "No"]]},
            {"name": "i", "type": "tags", "string": "Help", "tags": [["x", "Food", 1], ["y", "Rent", 2]]},
        ]
        draft = self._fill()
        self.assertIn("q_a", draft._problems("questions"))
        typed = {
            "description": "The rent",
            "q_a": "School",
            "q_b": "Long\nstory",
            "q_c": "٣",
            "q_d": "1,200.5",
            "q_e": "1",
            "q_f": "2020-02-03",
            "q_g": "2026-01-02T09:30",
            "q_h": "no",
            "q_i": ["y", "z"],
        }
        self.assertFalse(draft._save_step("questions", MultiDict(typed)))
        self.assertFalse(draft._problems("questions"))
        answers = dict(map(tuple, self._send(draft)._answers_text()))
        self.assertEqual(answers["Children"], "3")
        self.assertEqual(answers["Rent"], "1200.5")
        self.assertEqual((answers["Work"], answers["Help"], answers["Own house"]), ("No", "Rent", "Yes"))
        self.assertEqual(answers["Since"], "2020-02-03")

    def test_answers_that_cannot_be_read(self):
        self.program.question_definition = [
            {"name": "c", "type": "integer", "string": "Children"},
            {"name": "f", "type": "date", "string": "Since"},
            {"name": "h", "type": "selection", "string": "Work", "selection": [["yes", "Yes"]]},
        ]
        draft = self._fill()
        typed = {"q_c": "many", "q_f": "2020-13-40", "q_h": "hacked", "amount_requested": "1e999"}
        errors = draft._save_step("questions", MultiDict(typed))
        self.assertEqual(set(errors), {"q_c", "q_f", "amount_requested"})
        self.assertIn("Children", errors["q_c"])
        self.assertFalse([prop.get("value") for prop in draft._questions() if prop.get("value")])

    def test_several_files_for_a_paper(self):
        draft = self._fill(papers=False)
        name = f"file_{self.paper_id.id}"
        files = MultiDict(
            [(name, upload("a.pdf", PDF)), (name, upload("b.png", picture())), (name, upload("x.svg", b"<svg/>"))]
        )
        errors = draft._save_step("documents", MultiDict(), files)
        self.assertIn("x.svg", errors[name])
        line = draft.document_ids
        self.assertEqual(line.attachment_ids.sorted("id").mapped("name"), ["a.pdf", "b.png"])
        self.assertEqual(set(line.attachment_ids.mapped("mimetype")), {"application/pdf", "image/png"})
        draft._save_step("documents", MultiDict(), MultiDict([(name, upload("again.pdf", PDF))]))
        self.assertEqual(len(line.attachment_ids), 2, "the same file is not kept twice")
        draft._save_step("documents", MultiDict({"remove": str(line.attachment_ids[0].id)}))
        self.assertEqual(len(line.attachment_ids), 1)
        self.assertEqual(draft._missing_papers(), ["Test income statement"])

    def test_a_file_of_another_is_not_removed(self):
        mine, other = self._fill(), self._fill()
        theirs = other.document_ids.attachment_ids[0]
        mine._save_step("documents", MultiDict({"remove": str(theirs.id)}))
        self.assertTrue(theirs.exists())

    def test_expired_papers(self):
        draft = self._fill()
        with self._at("2026-01-04 08:00:00"):
            dates = {
                f"expiry_date_{self.paper_id.id}": "2026-01-03",
                f"issue_date_{self.paper_income.id}": "2025-01-01",
            }
            draft._save_step("documents", MultiDict(dates))
            self.assertEqual(set(draft._problems("documents")), set(dates))
            with self.assertRefused("has expired"):
                draft._declaration_text()

    # ------------------------------------------------------------------- whose
    def test_whose_a_draft_is(self):
        find = self.model._find_draft
        public, a, b = self.public, self.user_a, self.user_b
        mine = self._begin(a)
        free = self._begin()
        self.assertEqual(find(a, self.company, None), mine)
        self.assertFalse(find(b, self.company, mine.access_token), "the token of a login's draft opens nothing")
        self.assertFalse(find(public, self.company, mine.access_token))
        self.assertEqual(find(public, self.company, free.access_token), free)
        self.assertEqual(find(b, self.company, free.access_token), free)
        for token in (None, "", "x", False, free.access_token[:-1], [free.access_token]):
            self.assertFalse(find(public, self.company, token))
        self.assertFalse(find(public, self._create_other_company(), free.access_token))
        free._claim(b)
        self.assertFalse(find(public, self.company, free.access_token), "it belongs to the login now")
        mine.state = "sent"
        self.assertFalse(find(a, self.company, None))
