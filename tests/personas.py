"""The people of the tests, as the gate sees them. The same people live in the sample data."""

from fristed.gate import Actor
from fristed.sample.personas import PERSONAS


def _actor(number: int, key: str) -> Actor:
    persona = next(persona for persona in PERSONAS if persona.key == key)
    return Actor(
        id=number,
        ref=f"per_{key:0<22}",
        name=persona.name,
        door="desk",
        roles=frozenset({persona.role}),
        units=persona.units,
        leads=frozenset(persona.leads),
    )


ALL: dict[str, Actor] = {
    persona.key: _actor(number, persona.key) for number, persona in enumerate(PERSONAS, start=1001)
}


def __getattr__(key: str) -> Actor:
    """`personas.amina`"""
    try:
        return ALL[key]
    except KeyError:
        raise AttributeError(key) from None
