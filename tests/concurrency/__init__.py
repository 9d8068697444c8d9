from . import test_two_transactions
