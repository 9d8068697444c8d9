"""Writes the larger part of the demo data: people, households, bank accounts, requests and what became of them.

    python3 dev/demo_data        (with a Python that has Pillow)

The seed is fixed, so the files change only when this program does. Companies, users, policies, committees and
programmes are written by hand; who the people are stands in ``names.py``, what they ask for in ``programs.py``, when
and how often in ``plan.py``, and what is said in ``words.py`` and ``questions.py``. What only a step of the addon can
make, such as a notice, is made by that step while the demo is loaded, and then dated.

The numbers are well formed but nobody's: national IDs begin with 19 and Iqamas with 29, which are not given out yet,
and phones with 051, a network that is closed.

Dates are relative to the day of installation. One week is a grid: day 0 is the Sunday of the week of installation,
-7 the Sunday before it. So working days stay working days, and what lies between two dates is always the same.
"""
