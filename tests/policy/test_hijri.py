from datetime import date

from odoo.tests import BaseCase, tagged

from ...tools import hijri


@tagged("post_install", "-at_install")
class TestHijri(BaseCase):
    def test_every_way_of_writing_is_read(self):
        for text in (
            "1442/12/22",
            "1442-12-22",
            "1442.12.22",
            " 1442 / 12 / 22 ",
            "22/12/1442",
            "22-12-1442",
            "1442/12/22هـ",
            "1442/12/22 ه",
            "1442/12/22 AH",
            "٢٢/١٢/١٤٤٢",
            "١٤٤٢-١٢-٢٢ هـ",
            "۱۴۴۲/۱۲/۲۲",
        ):
            with self.subTest(text=text):
                self.assertEqual(hijri.to_gregorian(text), date(2021, 8, 1))

    def test_single_digits_are_read(self):
        self.assertEqual(hijri.to_gregorian("1447/1/1"), date(2025, 6, 26))
        self.assertEqual(hijri.to_gregorian("1/1/1447"), date(2025, 6, 26))

    def test_what_is_no_date_raises(self):
        for text in ("", None, "soon", "1442", "1442/12", "1442/13/01", "1442/00/10", "1442/12/31", "1442/12/22/1"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                hijri.parse(text)

    def test_a_day_that_the_month_lacks_raises(self):
        # Dhu al-Hijjah 1442 has 30 days, Muharram 1447 has 29 or 30: one of the twelve months of a year has 29
        lengths = []
        for month in range(1, 13):
            try:
                hijri.parse(f"1445/{month}/30")
                lengths.append(30)
            except ValueError:
                lengths.append(29)
        self.assertEqual(set(lengths), {29, 30})

    def test_outside_the_calendar_raises(self):
        for text in ("1342/01/01", "1501/01/01", "2021/08/01", "42/12/22"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                hijri.parse(text)

    def test_gregorian_is_shown_in_hijri(self):
        self.assertEqual(hijri.from_gregorian(date(2022, 12, 21)), "1444/05/27")
        self.assertEqual(hijri.from_gregorian(date(2025, 9, 14)), "1447/03/22")
        self.assertEqual(hijri.from_gregorian(False), "")
        self.assertEqual(hijri.from_gregorian(date(1900, 1, 1)), "")
        self.assertEqual(hijri.from_gregorian(date(2100, 1, 1)), "")

    def test_long_text(self):
        self.assertEqual(hijri.long_text(date(2021, 8, 1)), "22 ذو الحجة 1442 هـ")
        self.assertEqual(hijri.long_text(None), "")
        self.assertEqual(hijri.long_text(date(1900, 1, 1)), "")
