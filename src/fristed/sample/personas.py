"""The people of the sample data and of the tests. All of them, and their schools, are made up.

Only first names, so that nobody real is meant. `about` is what the sign-in page says of each.
"""

from dataclasses import dataclass

from fristed.kernel.roles import Role


@dataclass(frozen=True)
class Persona:
    """Somebody who signs in at the desk.

    unit     code of the unit she belongs to
    leads    codes of the units she leads
    school   key of the school she is deployed at, if any
    also     codes of further units she belongs to
    """

    key: str
    name: str
    role: Role
    unit: str
    about: str
    leads: tuple[str, ...] = ()
    school: str = ""
    also: tuple[str, ...] = ()

    @property
    def units(self) -> frozenset[str]:
        return frozenset({self.unit, *self.also})


@dataclass(frozen=True)
class Professional:
    """Somebody of another service, who signs in at the partner door.

    region   code of the regional network she belongs to, if any
    """

    key: str
    name: str
    about: str
    region: str = ""


@dataclass(frozen=True)
class SampleUnit:
    """A team of the sample. `counties` are those whose young people it answers."""

    code: str
    kind: str
    name: str
    counties: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleSchool:
    key: str
    name: str
    municipality: str
    kind: str


UNITS = (
    SampleUnit("raad-ost", "adviser_team", "Rådgivere øst (Eksempeldata)",
               ("03", "31", "32", "33", "34", "39", "40")),
    SampleUnit("raad-vest", "adviser_team", "Rådgivere vest (Eksempeldata)", ("11", "42", "46")),
    SampleUnit("raad-midt", "adviser_team", "Rådgivere midt og nord (Eksempeldata)",
               ("15", "18", "50", "55", "56")),
    SampleUnit("ambassade-ankara", "mission", "Ankara"),
    SampleUnit("ambassade-amman", "mission", "Amman"),
    SampleUnit("ambassade-islamabad", "mission", "Islamabad"),
    SampleUnit("ambassade-nairobi", "mission", "Nairobi"),
    SampleUnit("fagteam", "expert_team", "Fagteamet"),
    SampleUnit("kompetanseteam", "competence_team", "Kompetanseteamet"),
    SampleUnit("kt-bufdir", "competence_team", "Kompetanseteamet, Bufdir (Eksempeldata)"),
    SampleUnit("kt-udi", "competence_team", "Kompetanseteamet, UDI (Eksempeldata)"),
    SampleUnit("region-ost", "regional_network", "Regionalt nettverk øst (Eksempeldata)"),
    SampleUnit("direktorat", "directorate", "Direktoratet"),
)  # fmt: skip

SCHOOLS = (
    SampleSchool("fjellheim", "Fjellheim videregående skole (Eksempeldata)",
                 "0301", "upper_secondary"),
    SampleSchool("lyngmo", "Lyngmo ungdomsskole (Eksempeldata)",
                 "0301", "lower_secondary"),
    SampleSchool("sundvika", "Sundvika videregående skole (Eksempeldata)",
                 "4601", "upper_secondary"),
    SampleSchool("granlia", "Granlia videregående skole (Eksempeldata)",
                 "5001", "upper_secondary"),
    SampleSchool("elvebakk", "Veiledningssenteret Elvesund (Eksempeldata)",
                 "3201", "guidance_centre"),
)  # fmt: skip

PERSONAS = (
    Persona("amina", "Amina", Role.ADVISER, "raad-ost",
            "Mangfoldsrådgiver ved en videregående skole i Oslo, med 40 åpne saker.",
            school="fjellheim"),
    Persona("birger", "Birger", Role.ADVISER, "raad-vest",
            "Mangfoldsrådgiver i Bergen. Ser ikke Aminas saker.", school="sundvika"),
    Persona("celine", "Celine", Role.ADVISER, "raad-ost",
            "Mangfoldsrådgiver i Oslo. Er vikar for Amina når hun har fri.", school="lyngmo"),
    Persona("david", "David", Role.ADVISER, "raad-midt",
            "Mangfoldsrådgiver i Trondheim.", school="granlia"),
    Persona("emre", "Emre", Role.ENVOY, "ambassade-ankara",
            "Spesialutsending for integreringssaker i Ankara."),
    Persona("farah", "Farah", Role.ENVOY, "ambassade-islamabad",
            "Spesialutsending for integreringssaker i Islamabad."),
    Persona("ghada", "Ghada", Role.ENVOY, "ambassade-amman",
            "Spesialutsending for integreringssaker i Amman."),
    Persona("hodan", "Hodan", Role.ENVOY, "ambassade-nairobi",
            "Spesialutsending for integreringssaker i Nairobi."),
    Persona("ingrid", "Ingrid", Role.LEADER, "direktorat",
            "Leder rådgiverne. Ser tilgangsloggen til sakene, ikke innholdet.",
            leads=("raad-ost", "raad-vest", "raad-midt", "fagteam")),
    Persona("jonas", "Jonas", Role.LEADER, "direktorat",
            "Faglig leder for spesialutsendingene.",
            leads=("ambassade-ankara", "ambassade-amman", "ambassade-islamabad",
                   "ambassade-nairobi")),
    Persona("kari", "Kari", Role.ANALYST, "direktorat",
            "Analytiker. Lager utkast til tabeller."),
    Persona("lars", "Lars", Role.ANALYST, "direktorat",
            "Analytiker. Frigir tabeller andre har laget."),
    Persona("maja", "Maja", Role.EXPERT_TEAM, "fagteam",
            "Medlem av fagteamet."),
    Persona("nils", "Nils", Role.COMPETENCE_TEAM, "kompetanseteam",
            "Medlem av Kompetanseteamet fra Bufdir. Tar imot henvendelsene.",
            also=("kt-bufdir",)),
    Persona("oda", "Oda", Role.DATA_PROTECTION_OFFICER, "direktorat",
            "Personvernombud. Leser reglene og ser nødåpninger."),
    Persona("petter", "Petter", Role.ADMINISTRATOR, "direktorat",
            "Forvalter kontoer. Ser ingen saker."),
    Persona("runa", "Runa", Role.EDITOR, "direktorat",
            "Redaktør for Nora. Skriver sider. Ser ingen saker."),
    Persona("sigve", "Sigve", Role.EDITOR, "direktorat",
            "Redaktør for Nora. Leser det andre har skrevet, og signerer oversettelser."),
    Persona("yrsa", "Yrsa", Role.REGIONAL_NETWORK, "region-ost",
            "Med i det regionale nettverket øst. Svarer på henvendelser før fagteamet."),
    Persona("tone", "Tone", Role.COMPETENCE_TEAM, "kompetanseteam",
            "Medlem av Kompetanseteamet fra UDI.", also=("kt-udi",)),
    Persona("yusuf", "Yusuf", Role.LOCAL_STAFF, "ambassade-islamabad",
            "Lokalt ansatt i Islamabad. Ser ingen sak uten å være navngitt i den."),
)  # fmt: skip

STUDIO = {
    "runa": "Redaktør. Skriver sidene og sender dem til kontroll.",
    "maja": "Fagteamet. Gjør den faglige kontrollen: stemmer det som står der?",
    "sigve": "Redaktør. Gjør språkkontrollen og godkjenner det andre har skrevet.",
}
"""Who signs in at the studio too, and what its sign-in page says of each."""

PROFESSIONALS = (
    Professional("ulrik", "Ulrik", "Lærer ved Fjellheim videregående skole (Eksempeldata)."),
    Professional("vera", "Vera", "Veileder ved et Nav-kontor (Eksempeldata)."),
    Professional("idunn", "Idunn",
                 "Arbeider ved et RVTS, og er med i det regionale nettverket øst (Eksempeldata).",
                 region="region-ost"),
)  # fmt: skip

BY_KEY = {persona.key: persona for persona in PERSONAS}
