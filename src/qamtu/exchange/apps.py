from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "qamtu.exchange"
    label = "exchange"
