from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "qamtu.finance"
    label = "finance"
