"""Bring the neutral texts that come with the house. Nobody can use them before one is approved."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from fristed.kernel.refs import new_ref
from fristed.notices.models import NeutralText
from fristed.notices.rules.wording import check_neutral

DATA = Path(__file__).resolve().parents[2] / "data" / "neutral_texts.json"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        there = list(NeutralText.objects.values_list("words", flat=True))
        for row in json.loads(DATA.read_text()):
            check_neutral(row["words"])
            if row["words"] not in there:
                NeutralText.objects.create(
                    ref=new_ref("ntx"), written_on=timezone.localdate(), **row
                )
        self.stdout.write("notices: the neutral texts are there, waiting for a second eye")
