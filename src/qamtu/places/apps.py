from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "qamtu.places"
    label = "places"
