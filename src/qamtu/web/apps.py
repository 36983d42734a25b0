from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "qamtu.web"
    label = "web"
