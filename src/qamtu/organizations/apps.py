from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "qamtu.organizations"
    label = "organizations"
