from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "fristed.sample"
