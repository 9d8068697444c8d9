import random
from itertools import combinations, product

from odoo.tests import BaseCase, tagged

from odoo.addons.beneficiary.tools.atoms import cut
from odoo.addons.beneficiary.tools.redact import name_words, redact

MINIMUM = 5


@tagged("post_install", "-at_install")
class TestAtoms(BaseCase):
    """However answers fall, nothing that can be shown, added or subtracted is of fewer than five people."""

    def _groups(self, seed):
        """Return answers at random: key → people, some of whom answered more than once."""
        draw = random.Random(seed)
        groups = {}
        for _answer in range(draw.randint(0, 90)):
            key = (draw.choice((1, 2, 3, None)), draw.choice((1, 2, 3, 4, None)), draw.choice((1, 2, None)))
            groups.setdefault(key, set()).add(draw.randint(1, 60))
        return groups

    def test_no_difference_of_two_figures_is_of_fewer_than_five(self):
        """Every filter on programme, provider and branch, every group of one, and every difference of two such."""
        tried = 0
        for seed in range(60):
            groups = self._groups(seed)
            cells = [(name, set(keys)) for name, keys in cut(groups, MINIMUM)[0]]
            figures = set()
            for wanted in product((1, 2, 3, None, "any"), (1, 2, 3, 4, None, "any"), (1, 2, None, "any")):
                shown = frozenset(
                    place
                    for place, (name, _keys) in enumerate(cells)
                    if all(want in ("any", part) for want, part in zip(wanted, name, strict=True))
                )
                figures.add(shown)
            for one, other in combinations(figures, 2):
                for hidden in (one - other, other - one, one & other, one | other):
                    keys = set().union(*(cells[place][1] for place in hidden))
                    people = set().union(*(groups[key] for key in keys))
                    self.assertTrue(not people or len(people) >= MINIMUM, (seed, one, other))
                    tried += 1
        self.assertGreater(tried, 10_000)

    def test_every_answer_is_counted_once_or_left_out(self):
        for seed in range(100):
            groups = self._groups(seed)
            atoms, rest = cut(groups, MINIMUM)
            counted = [key for _name, keys in atoms for key in keys]
            self.assertEqual(sorted(map(str, counted + rest)), sorted(map(str, groups)))
            # what is left out is of too few people, even together
            self.assertLess(len(set().union(*(groups[key] for key in rest))), MINIMUM)

    def test_a_large_group_keeps_its_name_and_small_ones_lose_theirs(self):
        groups = {(1, 1, 1): set(range(5)), (1, 2, 1): {5, 6, 7}, (1, 3, 1): {8, 9}, (2, 1, 1): {10}}
        atoms, rest = cut(groups, MINIMUM)
        self.assertEqual([name for name, _keys in atoms], [(1, 1, 1), (1, None, 1)])
        self.assertEqual(rest, [(2, 1, 1)])

    def test_five_answers_of_one_person_are_no_five(self):
        groups = {(1, 1, 1): {7}, (1, 2, 1): {7}, (2, 1, 1): {7, 8}, (2, 1, 2): {7}, (3, 1, 1): {7, 8, 9}}
        self.assertEqual(cut(groups, MINIMUM)[0], [])

    def test_texts_lose_what_tells_who_wrote(self):
        words = name_words("فاطمة بنت أحمد الزهراني", "Saleh Al-Omari")
        for text, expected in (
            ("أنا فاطمه الزهراني ولم يساعدني صالح", "أنا […] ولم يساعدني صالح"),
            ("شكرا لأحمد والزهراني", "شكرا […]"),
            ("Mr. SALEH was rude", "Mr. […] was rude"),
            ("Call me: +966 50-123 4567", "Call me: […]"),
            ("رقمي ٠٥٠١٢٣٤٥٦٧ وهويتي 1012345672", "رقمي […] وهويتي […]"),
            ("write to fatimah.z@home.test or www.home.test/me", "write to […] or […]"),
            ("SA03 8000 0000 6080 1016 7519", "[…]"),
            ("request REQ/2026/0012 is late", "request […] is late"),
            ("الحمد لله، الخدمة ممتازة خلال 15 يوما", "الحمد لله، الخدمة ممتازة خلال 15 يوما"),
            ("", ""),
        ):
            with self.subTest(text=text):
                self.assertEqual(redact(text, words), expected)
