from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "qamtu.accounts"
    label = "accounts"
