"""Draws the signatures."""

from PIL import Image, ImageDraw

from .files import DEMO

SIGNATURES = 4


def write_signatures(rng):
    """Draw signatures: a few joined loops."""
    for number in range(1, SIGNATURES + 1):
        image = Image.new("L", (720, 240), 255)
        draw = ImageDraw.Draw(image)
        points, x, y = [], 60.0, 130.0
        for _stroke in range(rng.randrange(5, 8)):
            end = (x + rng.randrange(60, 110), 130 + rng.randrange(-70, 60))
            bends = [(x + rng.randrange(-40, 90), y + rng.randrange(-110, 90)) for _i in range(2)]
            points += [bezier((x, y), *bends, end, step / 24) for step in range(24)]
            x, y = end
        draw.line(points, fill=20, width=6, joint="curve")
        image = image.resize((240, 80), Image.Resampling.LANCZOS).quantize(16)
        image.save(DEMO / f"signature_{number}.png", optimize=True)


def bezier(a, b, c, d, t):
    return tuple(
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t**2 * r + t**3 * s
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )
