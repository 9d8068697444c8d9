"""The means by which somebody is told something, in the order in which they stand in for each other."""

MEDIA = [
    ("email", "E-mail"),
    ("sms", "SMS"),
    ("phone", "Phone"),
    ("letter", "Letter"),
    ("fax", "Fax"),
    ("portal", "Portal"),
]
# what leaves the house by itself: a computer outside takes it, and cannot give it back
WIRED = ("email", "sms")
# what a person has to do
MANUAL = ("phone", "letter", "fax")
PRINTED = ("letter", "fax")
