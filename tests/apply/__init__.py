from . import test_upload
