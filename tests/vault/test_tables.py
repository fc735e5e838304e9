import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from fristed.vault.tables import CreateTables

ROOMS = CreateTables(
    [
        CreateModel(
            "Key",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("door", models.ForeignKey("house.Door", models.CASCADE)),
            ],
        ),
        CreateModel("Door", [("id", models.BigAutoField(primary_key=True))]),
    ]
)


@pytest.mark.django_db
def test_tables_are_made_whatever_order_they_point_in():
    before, after = ProjectState(), ProjectState()
    before.apps  # noqa: B018 - rendered, as the migrations before it left it
    ROOMS.state_forwards("house", after)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        ROOMS.database_forwards("house", editor, before, after)
        editor.execute("-- and back")
        ROOMS.database_backwards("house", editor, after, before)
    said = "\n".join([*editor.collected_sql, *map(str, editor.deferred_sql)])
    made, undone = said.split("-- and back", 1)
    assert made.index('CREATE TABLE "house_key"') < made.index('CREATE TABLE "house_door"')
    assert undone.index('DROP TABLE "house_door"') < undone.index('DROP TABLE "house_key"')


def test_a_table_of_a_room_before_is_pointed_at():
    state = ProjectState()
    CreateModel("Hall", [("id", models.BigAutoField(primary_key=True))]).state_forwards("a", state)
    state.apps  # noqa: B018
    to_the_hall = models.ForeignKey("a.Hall", models.CASCADE)
    CreateTables(
        [CreateModel("Stair", [("id", models.BigAutoField(primary_key=True)), ("to", to_the_hall)])]
    ).state_forwards("b", state)
    stair, hall = state.apps.get_model("b", "Stair"), state.apps.get_model("a", "Hall")
    assert stair._meta.get_field("to").related_model is hall
