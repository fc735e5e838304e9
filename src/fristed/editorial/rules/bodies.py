"""From the editor's blocks to nora's and back: the same pieces, kept in two ways.

nora's      Block(kind, text, then, items)                              portal.rules.blocks
Wagtail's   {"type": kind, "value": ...}; a list has {"type": "item", "value": ..., "id": ...}
            in it; without an id Wagtail takes the whole of it for the value
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from fristed.portal.choices import BlockKind
from fristed.portal.rules.blocks import Block

WITH_TEXT: Final = frozenset({BlockKind.HEADING, BlockKind.TEXT, BlockKind.SAFETY})
WITH_ITEMS: Final = frozenset({BlockKind.LIST, BlockKind.LAW, BlockKind.HELP, BlockKind.PAGE})

Raw = Mapping[str, Any]


def blocks_of(raw: Iterable[Raw]) -> tuple[Block, ...]:
    """What is published."""
    return tuple(_block(one["type"], one["value"]) for one in raw)


def raw_of(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """What is edited."""
    return [{"type": block.kind, "value": _value(block)} for block in blocks]


def _block(kind: str, value: Any) -> Block:
    if kind in WITH_TEXT:
        return Block(kind, text=_tidy(value))
    if kind in WITH_ITEMS:
        return Block(kind, items=tuple(_tidy(one["value"]) for one in value))
    if kind == BlockKind.TICK:
        return Block(kind, text=_tidy(value["text"]), then=_tidy(value["then"]))
    return Block(kind)


def _value(block: Block) -> Any:
    if block.kind in WITH_TEXT:
        return block.text
    if block.kind in WITH_ITEMS:
        return [
            {"type": "item", "value": item, "id": str(at)} for at, item in enumerate(block.items)
        ]
    if block.kind == BlockKind.TICK:
        return {"text": block.text, "then": block.then}
    return None


def _tidy(text: str) -> str:
    return " ".join(text.split())
