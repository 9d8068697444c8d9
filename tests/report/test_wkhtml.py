from lxml import html

from odoo.tests import BaseCase, tagged

from ...report.wkhtml import prepare, text_direction


@tagged("post_install", "-at_install")
class TestWkhtml(BaseCase):
    def _spans(self, content, direction="rtl"):
        root = html.fragment_fromstring(prepare(f"<p>{content}</p>", direction))
        return root, [(span.text, span.get("dir")) for span in root.iter("span") if span.text]

    def test_arabic_words_numbers_and_marks_stand_alone(self):
        root, spans = self._spans("الطلب رقم REQ/2026/00001، بمبلغ 1,500.50 ريال (15 رجب 1447 هـ).")
        self.assertEqual(
            spans,
            [
                ("الطلب", None),
                ("رقم", None),
                ("REQ/2026/00001", "ltr"),
                ("،", None),
                ("بمبلغ", None),
                ("1,500.50", "ltr"),
                ("ريال", None),
                ("(", None),
                ("15", "ltr"),
                ("رجب", None),
                ("1447", "ltr"),
                ("هـ", None),
                (")", None),
                (".", None),
            ],
        )
        self.assertEqual(root.text_content(), "الطلب رقم REQ/2026/00001، بمبلغ 1,500.50 ريال (15 رجب 1447 هـ).")

    def test_latin_phrase_stays_together(self):
        _root, spans = self._spans("استمارة Form (A) 12 مرفقة")
        self.assertIn(("Form (A) 12", "ltr"), spans)
        _root, spans = self._spans("An English sentence.")
        self.assertEqual(spans, [("An English sentence.", "ltr")])
        _root, spans = self._spans("هاتف +966 55 123 4567")
        self.assertIn(("+966 55 123 4567", "ltr"), spans)

    def test_arabic_in_an_english_page(self):
        root, _spans = self._spans("Dear فاطمة بنت أحمد، your request", "ltr")
        phrase = root.xpath("//span[@dir='rtl']")[0]
        self.assertEqual(phrase.text_content(), "فاطمة بنت أحمد")
        root, _spans = self._spans("برنامج كسوة 2026", "ltr")
        self.assertEqual(root.xpath("//span[@dir='rtl']")[0].text_content(), "برنامج كسوة 2026")
        _root, spans = self._spans("Nothing Arabic in 2026", "ltr")
        self.assertFalse(spans)

    def test_markup_stays_markup(self):
        content = '<p>نص &lt;b&gt; <b>عريض</b> ثم 5<br>سطر</p><style>p { color: red; }</style><img src="data:x">'
        root = html.fragment_fromstring(prepare(content, "rtl"))
        self.assertEqual(root.text_content(), "نص <b> عريض ثم 5سطرp { color: red; }")
        tags = [node.tag for node in root.iter() if node.tag not in ("span", "div")]
        self.assertEqual(tags, ["p", "b", "br", "style", "img"])
        self.assertFalse(root.xpath("//style/*"))

    def test_direction_inside_the_page_counts(self):
        root = html.fragment_fromstring(prepare('<div dir="ltr">SHA 12</div>', "rtl"))
        self.assertFalse(root.xpath("//span"))

    def test_rows_become_tables(self):
        content = (
            '<h2>Heading</h2><table class="o_bnf_rows"><thead><tr><th style="width: 20%">A</th></tr></thead>'
            "<tbody><tr><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></tbody></table><p>after</p>"
        )
        root = html.fragment_fromstring(prepare(content, "ltr"))
        self.assertEqual(len(root.xpath("//table")), 4)
        self.assertEqual(root.xpath("count(//div[@class='o_bnf_keep']//tr)"), 2)
        self.assertTrue(root.xpath("//div[@class='o_bnf_keep']/h2"))
        self.assertEqual({cell.get("style") for cell in root.xpath("//td")}, {"width: 20%"})
        self.assertEqual(root.text_content(), "HeadingA123after")

    def test_direction_of_a_text(self):
        self.assertEqual(text_direction("12 (طلب) REQ"), "rtl")
        self.assertEqual(text_direction("12 REQ طلب"), "ltr")
        self.assertEqual(text_direction("\u200eطلب REQ"), "ltr", "a mark says so")
        self.assertIsNone(text_direction("12 — 13"))
        self.assertIsNone(text_direction(False))
