from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "qamtu.accessibility"
    label = "accessibility"
