from django.apps import AppConfig


class CivilRegistryConfig(AppConfig):
    name = "qamtu.civil_registry"
    label = "civil_registry"
