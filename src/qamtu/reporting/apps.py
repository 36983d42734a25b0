from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "qamtu.reporting"
    label = "reporting"
