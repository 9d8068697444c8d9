from . import test_payment
from . import test_payment_ledger
from . import test_payment_batch
from . import test_compensation
from . import test_payout_two_transactions
from . import test_payout_tour
