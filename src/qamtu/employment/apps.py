from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "qamtu.employment"
    label = "employment"
