from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "qamtu.documents"
    label = "documents"
