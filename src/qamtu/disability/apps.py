from django.apps import AppConfig


class DisabilityConfig(AppConfig):
    name = "qamtu.disability"
    label = "disability"
