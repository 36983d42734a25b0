from django.apps import AppConfig


class TransportConfig(AppConfig):
    name = "qamtu.transport"
    label = "transport"
