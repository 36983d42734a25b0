from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "qamtu.casework"
    label = "casework"
