from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "qamtu.ledger"
    label = "ledger"
