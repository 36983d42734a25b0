"""Taking a demo office down, with all that it holds."""

from graphlib import TopologicalSorter

from django.apps import apps
from django.db import connections, transaction

from qamtu.accounts.models import Office, User


def demolish(office: Office) -> None:
    """Remove a demo office with all that it holds. Real offices can not be removed.

    Runs as the owner; the ledgers' triggers let the rows of this one office go, and only because
    it is a demo office.
    """
    if not office.is_demo:
        raise ValueError(f"{office.code} is not a demo office")
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT set_config('qamtu.demolish_office', %s, true)", [str(office.pk)])
        for table in tables_of_offices():
            cursor.execute(f"DELETE FROM {table} WHERE office_id = %s", [office.pk])
        cursor.execute(
            "DELETE FROM django_session WHERE expire_date < now();"
            "DELETE FROM accounts_user WHERE office_id = %s",
            [office.pk],
        )
        cursor.execute("DELETE FROM accounts_office WHERE id = %s", [office.pk])
    connections["owner"].close()


def tables_of_offices() -> list[str]:
    """Every table whose rows are an office's, whoever points before what it points to."""
    models = {
        model
        for model in apps.get_models()
        if model is not User and any(one.name == "office" for one in model._meta.concrete_fields)
    }
    order: TopologicalSorter[str] = TopologicalSorter()
    for model in sorted(models, key=lambda one: one._meta.db_table):
        order.add(model._meta.db_table)
        for one in model._meta.concrete_fields:
            target = one.related_model
            if target in models and target is not model:
                order.add(target._meta.db_table, model._meta.db_table)
    return list(order.static_order())
