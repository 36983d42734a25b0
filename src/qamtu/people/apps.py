from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "qamtu.people"
    label = "people"
