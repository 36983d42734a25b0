from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "qamtu.assistance"
    label = "assistance"
