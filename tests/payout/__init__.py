from . import test_payment
from . import test_payment_ledger
from . import test_payment_batch
