"""QR codes as pictures."""

import io

from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget

# pixels for one square, and squares left free around the code, so that cameras find it
SCALE, QUIET = 8, 4


def png(text):
    """Return the QR code of ``text`` as a PNG.

    Odoo's own `barcode` needs a drawing library that many servers do not have; the squares alone do not.
    """
    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    size = len(code.modules)
    image = Image.new("1", (size + 2 * QUIET, size + 2 * QUIET), 1)
    for row, modules in enumerate(code.modules):
        for column, dark in enumerate(modules):
            if dark:
                image.putpixel((column + QUIET, row + QUIET), 0)
    image = image.resize((image.width * SCALE, image.height * SCALE), Image.Resampling.NEAREST)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
