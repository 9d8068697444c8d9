import io

from PIL import Image
from werkzeug.datastructures import FileStorage

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind="PNG", size=(30, 20), mode="RGB"):
    """Return a small photo, as bytes."""
    buffer = io.BytesIO()
    Image.new(mode, size, "white").save(buffer, kind)
    return buffer.getvalue()


def upload(name, content):
    """Return a file as a form sends it."""
    return FileStorage(io.BytesIO(content), filename=name)
