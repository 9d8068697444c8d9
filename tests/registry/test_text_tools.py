from odoo.tests import BaseCase, tagged

from ...tools import arabic, identity


@tagged("post_install", "-at_install")
class TestArabicText(BaseCase):
    def test_spellings_meet(self):
        for one, other in (
            ("أحمد", "احمد"),
            ("إبراهيم", "ابراهيم"),
            ("آمنة", "امنه"),
            ("ٱلله", "الله"),
            ("مؤمن", "مومن"),
            ("هانئ", "هاني"),
            ("هناء", "هنا"),
            ("فاطمة", "فاطمه"),
            ("هدى", "هدي"),
            ("مُحَمَّد", "محمد"),
            ("عبـــد الله", "عبد الله"),
            ("علی", "علي"),  # Persian yeh
            ("کریم", "كريم"),  # Persian kaf and yeh
            ("ا\u0654حمد", "أحمد"),  # alef and a combining hamza
            ("\ufefb", "لا"),  # the lam-alef ligature of old documents
            ("أحمد\u200f", "احمد"),  # an invisible mark that was pasted along
            ("  عبد   الله ", "عبد الله"),
            ("آل-سعيد", "ال سعيد"),
        ):
            with self.subTest(one=one):
                self.assertEqual(arabic.normalise(one), arabic.normalise(other))

    def test_latin_too(self):
        self.assertEqual(arabic.normalise("José O'Neil"), "jose o neil")
        self.assertEqual(arabic.normalise("STRASSE"), arabic.normalise("straße"))

    def test_different_names_stay_different(self):
        self.assertNotEqual(arabic.normalise("سعيد"), arabic.normalise("سعد"))
        self.assertNotEqual(arabic.normalise("هند"), arabic.normalise("هدى"))

    def test_digits_of_every_script(self):
        self.assertEqual(arabic.normalise("٠١٢٣٤٥٦٧٨٩"), "0123456789")
        self.assertEqual(arabic.normalise("۰۱۲۳۴۵۶۷۸۹"), "0123456789")
        self.assertEqual(arabic.ascii_digits("ملف ٤٢"), "ملف 42")

    def test_nothing(self):
        for empty in ("", None, False, " ", "ـ", "%_"):
            self.assertEqual(arabic.normalise(empty), "")

    def test_search_key_joins_what_there_is(self):
        self.assertEqual(arabic.search_key("أحمد", False, "B-١٢", None), "احمد b 12")

    def test_search_key_fits_its_index(self):
        self.assertEqual(len(arabic.search_key("ا" * 5000)), arabic.MAX_KEY)


@tagged("post_install", "-at_install")
class TestIdentityNumber(BaseCase):
    def test_valid(self):
        self.assertTrue(identity.is_valid("1012345672", "citizen"))
        self.assertTrue(identity.is_valid("2012345670", "resident"))

    def test_invalid(self):
        for number, kind in (
            ("1012345673", "citizen"),
            ("1000000000", "citizen"),
            ("2012345670", "citizen"),
            ("1012345672", "resident"),
            ("101234567", "citizen"),
            ("10123456720", "citizen"),
            ("101234567x", "citizen"),
            ("", "citizen"),
        ):
            with self.subTest(number=number, kind=kind):
                self.assertFalse(identity.is_valid(number, kind))

    def test_cleaned(self):
        for typed in ("١٠١٢٣٤٥٦٧٢", "۱۰۱۲۳۴۵۶۷۲", " 1012 345-672 ", "\u200f1012345672", "1012\u00a0345672"):
            with self.subTest(typed=typed):
                self.assertEqual(identity.clean(typed), "1012345672")
        self.assertEqual(identity.clean(None), "")
