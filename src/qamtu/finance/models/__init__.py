"""Money: the ledger, the budget of a year, payments, statements of the treasury."""

from .budget import BudgetAct, BudgetProgramme, FinancingPlan, LineClassification
from .ledger import SOURCE_TITLES, BudgetLine, MoneyEntry, Source, Target
from .payments import (
    BankAccount,
    CourtClaim,
    OverpaidPart,
    Overpayment,
    OverpaymentReturn,
    Payment,
    PaymentRun,
)
from .treasury import StatementMatch, StatementRow, TreasuryStatement

__all__ = [
    "SOURCE_TITLES",
    "BankAccount",
    "BudgetAct",
    "BudgetLine",
    "BudgetProgramme",
    "CourtClaim",
    "FinancingPlan",
    "LineClassification",
    "MoneyEntry",
    "OverpaidPart",
    "Overpayment",
    "OverpaymentReturn",
    "Payment",
    "PaymentRun",
    "Source",
    "StatementMatch",
    "StatementRow",
    "Target",
    "TreasuryStatement",
]
