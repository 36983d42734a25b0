from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "qamtu.procurement"
    label = "procurement"
