"""What the sample's people say and write. Our own words; nobody real has said them."""

ENTRIES = {
    "conversation": (
        "Samtale på kontoret. Broren henter henne etter skolen hver dag. (Eksempeldata)",
        "Samtale. Vi tar ikke kontakt hjemme ennå. Vi snakker igjen neste uke. (Eksempeldata)",
    ),
    "call": (
        "Telefon fra kontaktlæreren, som er bekymret for fravær etter ferien. (Eksempeldata)",
        "Ringte den avtalte tiden. Hun kunne ikke snakke. Ny tid er avtalt. (Eksempeldata)",
    ),
    "school": ("Møte med elevtjenesten om tilrettelegging. (Eksempeldata)",),
    "services": ("Drøftet saken uten navn med en annen tjeneste. (Eksempeldata)",),
    "advice": ("Gikk gjennom hvilke rettigheter hun har, og hvem hun kan ringe. (Eksempeldata)",),
}
CLOSING = "Jeg har fått snakke med noen jeg stoler på. (Eksempeldata)"
TASKS = (
    ("call", "Ringe tilbake på avtalt tid. (Eksempeldata)"),
    ("talk", "Ny samtale på kontoret. (Eksempeldata)"),
    ("meeting", "Møte med elevtjenesten. (Eksempeldata)"),
    ("find_out", "Finne ut hvilke kontorer som kan hjelpe i kommunen. (Eksempeldata)"),
)
WITH_A_FILE = "Jeg fant dette på bordet hjemme. (Eksempeldata)"
FIRST_MESSAGES = (
    (
        "nb",
        "03",
        "",
        (
            "Hei. Jeg får ikke være med venninnene mine etter skolen, og broren min sjekker "
            "telefonen min. Er det lov? (Eksempeldata)"
        ),
    ),
    (
        "nb",
        "03",
        "",
        (
            "Foreldrene mine snakker om en lang ferie i sommer, og jeg er redd for at vi ikke skal "
            "hjem igjen. (Eksempeldata)"
        ),
    ),
    (
        "nn",
        "46",
        "4601",
        (
            "Eg har ein kjærast som familien min ikkje kan få vite om. Kven kan eg snakke med? "
            "(Eksempeldata)"
        ),
    ),
    (
        "en",
        "",
        "",
        "My cousin is not allowed to go to school events. Can I do something? (Eksempeldata)",
    ),
)
ANSWER = (
    "Takk for at du skriver. Du har rett til venner og til et privatliv. Kan noen andre se "
    "telefonen du skriver fra? Fortell bare så mye du vil. (Eksempeldata)"
)
WRONG = "Ringte henne. Hun sa at hun reiser i juni. (Eksempeldata)"
RIGHT = "Ringte henne. Hun sa at hun er redd for å bli sendt av gårde i juni. (Eksempeldata)"
CONTEST = "Jeg sa ikke at jeg er redd. Jeg sa at jeg ikke vil. (Eksempeldata)"
DRAFT = "Møte med kontaktlærer og helsesykepleier. Vi ble enige om at (Eksempeldata)"
CALLED_AGAIN = "Hun ringte igjen. Det er ro hjemme, men hun vil snakke før ferien. (Eksempeldata)"
REMINDED = "Finne ut hvem som kan følge henne til møtet. (Eksempeldata)"

REPORT_WHY = "Plikten til å melde gjelder, og det er ikke trygt å spørre hjemme først."
REPORT = {
    "kommunenummer": "0301",
    "kommunenavn": "Oslo",
    "bydelsnummer": "00",
    "bydelsnavn": "Ingen bydel",
    "offentligMelder": {
        "personnavn": "Amina",
        "rolle": "rådgiver",
        "telefonnummer": "ikke et nummer",
        "epost": "amina@example.org",
        "virksomhet": "Rådgivere øst (Eksempeldata)",
    },
    "offentligBarn": [{"personnavn": "Eksempel Eksempelsen", "orientert": True}],
    "foresatte": [
        {
            "personnavn": "Forelder Eksempelsen",
            "orientert": False,
            "orientertGrunn": "De planlegger reisen, og barnet er redd for at den blir tidligere.",
        }
    ],
    "melding": {
        "melding": "Barnet forteller om en reise i desember og er redd for ikke å få komme hjem."
    },
    "behovForTolk": False,
    "leveringskanal": "portal",
}
