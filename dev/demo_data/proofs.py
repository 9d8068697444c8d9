"""A paper that proves what somebody says of himself: a scan without words, so that it needs no font."""

from PIL import Image, ImageDraw

from .files import DEMO

PAPER, INK, GREY, STAMP = "#fdfcf7", "#3a4a5a", "#b9c0c6", "#8a3b3b"


def write_proofs():
    """Draw the paper: a frame, a heading, lines, a stamp."""
    image = Image.new("RGB", (420, 594), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((16, 16, 403, 577), outline=INK, width=3)
    draw.rectangle((24, 24, 395, 569), outline=GREY)
    draw.ellipse((185, 50, 235, 100), outline=INK, width=3)
    draw.rectangle((120, 130, 300, 144), fill=INK)
    for number, left in enumerate((70, 60, 90, 60, 130, 60, 75)):
        draw.rectangle((left, 190 + 34 * number, 360, 198 + 34 * number), fill=GREY)
    draw.ellipse((70, 460, 150, 540), outline=STAMP, width=4)
    draw.ellipse((84, 474, 136, 526), outline=STAMP, width=2)
    draw.line((250, 510, 275, 490, 300, 515, 330, 488, 352, 505), fill=INK, width=3)
    image.quantize(16).save(DEMO / "proof.png", optimize=True)
