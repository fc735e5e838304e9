"""Sample inquiries: a week at the expert team's desk, a region on trial, a library of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from hashlib import sha256

from django.utils import timezone

from fristed.gate import Actor, Visitor
from fristed.guidance import queries
from fristed.guidance.actions import answering, asking, experience, mailing, reading, regions
from fristed.guidance.actions.asking import Asked
from fristed.guidance.choices import Kind, NetworkStatus, NoteKind, Receipt
from fristed.guidance.models import Method
from fristed.guidance.rules import letters
from fristed.guidance.rules.routing import first_unit
from fristed.notices.actions import replying
from fristed.notices.models import ReplyText
from fristed.organisation.queries import schools_on, unit_on
from fristed.sample.people import Account, SignedUp
from fristed.vault import sealing
from fristed.vault.choices import FileKind

EXAMPLE = "Eksempeldata. "
SAID = (  # who, hours ago, then as in `Asked`: kind, urgency, role, service, about, county, text
    ("ulrik", 70, "concern", "ordinary", "teacher", "upper_secondary", "youth", "03",
     "En elev sier at familien har bestilt billetter. Hun vil ikke reise."),
    ("vera", 52, "guidance", "ordinary", "caseworker", "nav", "adult", "34",
     "Hvordan snakker vi med en deltaker som alltid har med seg broren?"),
    ("ulrik", 49, "course", "ordinary", "teacher", "upper_secondary", "nobody", "03",
     "Vi er tolv i elevtjenesten og vil lære mer om negativ sosial kontroll."),
    ("vera", 27, "question", "ordinary", "caseworker", "nav", "adult", "31",
     "Hvem kan hjelpe en kvinne som vil flytte fra familien?"),
    ("vera", 6, "guidance", "ordinary", "caseworker", "refugee_service", "several", "31",
     "Vi trenger råd før et møte med foreldrene."),
    ("ulrik", 3, "question", "ordinary", "teacher", "lower_secondary", "child", "03",
     "Når må vi melde fra, og til hvem?"),
    ("vera", 1, "concern", "acute", "caseworker", "nav", "youth", "50",
     "En ungdom tror hun blir sendt bort i kveld."),
)  # fmt: skip
TEXTS = (
    ("module", "snakk-alene", "", 200,
     "Snakk med den det gjelder alene først, på et trygt sted."),
    ("module", "ring-oss", "", 200, "Ring oss gjerne før dere snakker med familien."),
    ("article", "meldeplikt", "Eksempel på lovhenvisning, sjekk Lovdata", 90,
     "Plikten til å melde fra er din egen. Du trenger ikke samtykke, og du trenger ikke vite alt."),
    ("article", "gammel-artikkel", "Eksempel på lovhenvisning, sjekk Lovdata", -20,
     "En artikkel som må ses gjennom før den kan brukes."),
)  # fmt: skip


def keep_regions(people: Mapping[str, SignedUp], now: datetime) -> None:
    """A network on trial in one county. Whether it becomes more is not for a sample to say."""
    today = timezone.localdate(now)
    regions.keep_network(
        people["maja"].actor(),
        unit_on("region-ost", today),
        status=NetworkStatus.TRIAL,
        counties=["31"],
        run_by="rvts",
        mandate=EXAMPLE + "Veileder førstelinjen i regionen før saker går til nasjonale team.",
        mandate_until=today + timedelta(245),
        bodies=["rvts", "bufetat", "school_sector", "nav", "police"],
        source=EXAMPLE.strip(),
        on=today - timedelta(120),
    )


MAILS: Sequence[tuple[str, str, Mapping[str, str]]] = (
    ("En elev i tiende", "Hvordan snakker vi med Fatima Noor om sommeren?", {}),
    ("Svar: Fraværsmelding", "Jeg er på ferie og leser ikke e-post.",
     {"Auto-Submitted": "auto-replied"}),
)  # fmt: skip
PATTERNS = (  # name of the group, then the note
    ("Reiser", "Billetter bestilles ofte rett før ferien, og skolen får vite det sist."),
    ("Reiser", "Den som skal reise, har sjelden sett billetten hjem."),
    ("", "Søsken får ofte i oppgave å passe på hverandre på mobilen."),
)
METHODS = (  # title, aim, how, evidence, source, verdict
    ("Snakk alene først", "At den det gjelder kan snakke fritt",
     "Finn et rom uten innsyn. Spør åpent, og lov ikke mer enn du kan holde.",
     "experience", "", "helps"),
    ("Møte med hele familien først", "At alle hører det samme",
     "Vi inviterte alle til samme møte før vi hadde snakket med ungdommen alene.",
     "experience", "", "did_not_work"),
)  # fmt: skip


def take_in_mails(now: datetime) -> None:
    """As the worker takes them from a mailbox: one of a person, one of a machine."""
    today = timezone.localdate(now)
    for hours, (subject, text, headers) in enumerate(MAILS, start=4):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "larer@skole.example", subject
        for name, value in headers.items():
            mail[name] = value
        mail.set_content(EXAMPLE + text)
        letter = letters.read(mail.as_bytes(), is_whole=True, mark="")
        unit = first_unit("question", "ordinary", "", queries.reach_for("", today)).unit
        new = sealing.new_file(FileKind.INQUIRY, unit=unit, creator="", on=today)
        mailing.take_in_mail(
            Visitor(file_ref=new.ref, file_id=new.id, door="worker"),
            new,
            letter=letter,
            files=mailing.Files.of(letter),
            digest=sha256(mail.as_bytes()).digest(),
            link=sha256(new.ref.encode()).digest(),
            receipt=Receipt.NOT_SENT,
            at=now - timedelta(hours=hours),
        )


def send_inquiries(professionals: Mapping[str, Account], now: datetime) -> list[str]:
    """As the partner door sends them; answers their references."""
    day, refs = timezone.localdate(now), []
    for who, hours, kind, urgency, role, service, about, county, text in SAID:
        asked = Asked(kind, urgency, role, service, about, county, "nb", EXAMPLE + text)
        if kind == Kind.COURSE:
            asked = replace(asked, school=schools_in(county, day)[0])
        refs.append(send(professionals[who], asked, at=now - timedelta(hours=hours), on=day))
    return refs


def answer_some(people: Mapping[str, SignedUp], refs: list[str], now: datetime) -> None:
    """Advisers answer the course, the region its own, the expert team one; another is noted on."""
    maja, amina, yrsa = (people[key].actor() for key in ("maja", "amina", "yrsa"))
    _write_library(maja, amina, now)
    answer(amina, refs[2], "Vi kommer gjerne. Passer uke 4?", (), now - timedelta(hours=25))
    answer(yrsa, refs[3], "Krisesenteret kan hjelpe. Vi kan være med å ringe.",
            ("crisis_centre",), now - timedelta(hours=24))  # fmt: skip
    answer(maja, refs[1], "Snakk med henne alene først.", ("nora",), now - timedelta(hours=45))
    take_up(maja, refs[0], now)
    inquiry = queries.inquiry_by_ref(maja, refs[0])
    answering.add_note(
        maja, inquiry, kind=NoteKind.PHONE, text=EXAMPLE + "Ringte skolen.", minutes=20, at=now
    )
    answering.save_draft(
        maja, inquiry, text=EXAMPLE + "Snakk med eleven alene først.", version=0, at=now
    )
    _write_experience(maja, amina, now)


def schools_in(county: str, day: date) -> list[str]:
    return [school.ref for school in schools_on(day) if school.county == county]


def send(account: Account, asked: Asked, *, at: datetime, on: date) -> str:
    """As the partner door sends it; its reference. on: the day whose keys seal it."""
    person = account.user
    asker = Actor(person.pk, person.ref, person.name, "partner", assertion=account.assertion)
    reach = queries.reach_for(asked.county, on)
    route = first_unit(asked.kind, asked.urgency, asked.service, reach)
    new = sealing.new_file(FileKind.INQUIRY, unit=route.unit, creator=asker.ref, on=on)
    also = sealing.address_to(new, route.also) if route.also else None
    once = sha256(new.ref.encode()).digest()
    asking.send_inquiry(asker, new, asked=asked, also=also, once=once, at=at)
    return new.ref


def take_up(actor: Actor, ref: str, at: datetime) -> None:
    inquiry = queries.inquiry_by_ref(actor, ref)
    key = reading.Key.ask(actor, ref, through=queries.address_for(actor, inquiry), at=at)
    reading.look_at_inquiry(actor, inquiry, key=key, at=at)
    answering.take_up_inquiry(actor, inquiry, at=at)


def answer(actor: Actor, ref: str, text: str, steered: tuple[str, ...], at: datetime) -> None:
    take_up(actor, ref, at)
    inquiry = queries.inquiry_by_ref(actor, ref)
    version = answering.save_draft(actor, inquiry, text=EXAMPLE + text, version=0, at=at)
    answering.answer_inquiry(
        actor,
        inquiry,
        text=EXAMPLE + text,
        version=version,
        steered_to=steered,
        is_sure=True,
        at=at,
    )


def _write_library(writer: Actor, reader: Actor, now: datetime) -> None:
    today = timezone.localdate(now)
    for kind, keyword, law, days, words in TEXTS:
        replying.propose_reply_text(
            writer,
            writer,
            kind=kind,
            keyword=keyword,
            words=dict.fromkeys(("nb", "nn", "en"), words),
            law_version=law,
            review_on=today + timedelta(days),
            on=today,
        )
    for text in ReplyText.objects.filter(written_by_id=writer.id).order_by("id"):
        replying.approve_reply_text(reader, text, on=today)


def _write_experience(maja: Actor, amina: Actor, now: datetime) -> None:
    """What was learned, by several and for all who guide."""
    today = timezone.localdate(now)
    for group, text in PATTERNS:
        experience.write_note(
            amina, amina, text=EXAMPLE + text, group=group, is_sure=True, on=today
        )
    for title, aim, how, evidence, source, verdict in METHODS:
        experience.write_method(
            maja,
            maja,
            title=title,
            aim=EXAMPLE + aim,
            how=how,
            evidence=evidence,
            source=source,
            verdict=verdict,
            review_on=today + timedelta(200),
            is_sure=True,
            on=today,
        )
    method = Method.objects.order_by("pk").first()
    if method is not None:
        experience.use_method(amina, method, on=today)
        experience.comment_on_method(
            amina, method, text="Virket best når skolen ringte oss først.", on=today
        )
