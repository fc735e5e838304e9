"""What one written language writes otherwise than the other.

Bokmål and nynorsk share a list, and so do British and American English: no word may stand there
that differs. A screen made of knowledge, not of a dictionary. Where a pattern differs in most
words but not in all, the words known to be alike are named.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENDING = re.compile("(?:het|leik|lig|leg|som|sam|løs|laus|else|ende|ning|inne|erske|heim|hjem)$")
ALIKE_WITH_SUCH_ENDING = _words(
    """
    applaus blende demning dronning ispinne isterning legende linning minne pakning pinne retning
    sende sesam setning skråning spenning spinne terning trening tvinne vedpinne vende vinne
    """
)

# A word that begins so is written in another way, or in doubt, in one of the two.
_START = r"""
    vann vatn skol skul(?!pt) melk mjøl hv kvit(?!t|r) kvil kvisk navn namn havn hamn ravn ramn
    høst haust uke veke måned månad morgen morgon somm bilde(?!k) bilet(?!t) speil spegel spill
    spel lauk løk grøn raud rød høy høg dyp djup myk mjuk bein ben(?!k|s) gulv golv hull
    hol(?!me) kirke kyrkje øye auge drøm draum strøm(?!pe) straum gress gras glas(?!ur|er) skin
    kjøt skjel sang song tegn teikn hånd hand(?!el|le) hode hovud jern jarn kobber kopar hammer
    hammar kjeller kjellar åpn åpen open våk vake gamm grøt graut bølg skygg skugg brygg bunn
    botn sten(?!g) hjem heim vei veg(?!g) kull kol(?!l|i|on|be) kveit ovn omn dugg dogg fløt
    fløyt boge bue spurv sporv(?!e|i|o) ørret aure skjær tjær fjær fjør lær ler(?!k|r) male måler
    måling seil segl tallerk snegl snigel spiker spikar bygning bånd gjø vindu pepp hummer hummar
    dadd selv sjølv søm saum skje(?!r[mf]) skei lenk lekk følg ving(?!le) flytt lørd laurd sønd
    mandag måndag tirs tysdag kaff hjert hjart vogg vugg kjed rekk(?!v) lek(?!s) leik klær kled
    fôr går gard(?!in|er) lauv løv(?!e) bru(?!n|s|k|mm) bro(?!ns|kk|sj|sm) blaut laus løs(?!ne)
    bred brei skeiv skjev sein sen(?!d|g|s|t) fortell svøm symj kjør køyr hør(?!t) rekn gløym
    glem skilp skjelp ferg ferj øst(?!e) aust sted lav(?!a|e) låg rogn raun skall kjeld kild sitt
    selg sett skyv tykk tjukk hør gjør gjer(?!de) frem sne(?!ll|k)
"""
# The same where a word ends so.
_END = r"""
    vann vatn skole skule melk mjølk mjøl (?<!for)(?<!him)(?<!ka)mel kvit hvit navn namn havn
    hamn ravn ramn høst haust (?<![rlab])uke veke måned månad morgen morgon sommer sommar bilde
    bilete speil spegel spill spel løk lauk grønn grøn raud (?<!b)rød høy høg dyp djup myk mjuk
    bein gulv golv hull kirke drøm draum strøm straum gress gras glass skinn (?<!ma)skin kjøtt
    kjøt skjell skjel sang song(?<!sesong) tegn teikn hånd hand hode hovud (?<!t)jern jarn kobber
    kopar hammer hammar kjeller kjellar åpen open våken vaken gammel gammal grøt graut bølge
    bølgje skygge skugge brygge bunn botn sten heim hjem vei veg kull kveite hvete (?<!kl)ovn
    dugg dogg fløte fløyte bue boge spurv sporv ørret aure fjær fjør lær maler måler maleri
    måleri maling måling seil segl tallerken snegle spiker spikar bygning tegning vindu pepper
    pepar hummer hummar daddel selv sjølv søm saum skje skei lenke lekkje (?<!s)vinge torden
    flytte lørdag søndag mandag tirsdag kaffe kaffi hjerte hjarte vogge vugge kjede rekke
    (?<!b)leke lek leik klær klede fôr gard gård lauv løv bru bro blaut ferge ferje øst
    (?<!n)aust sted stad (?<!s)(?<!kryst)(?<!me)tall rogn raun skall kjelde kilde vær bredd
    breidd høyde høgd mester meister arbeider tjeneste teneste bånd gave
"""
PART = re.compile(f"^(?:{'|'.join(_START.split())})|(?:{'|'.join(_END.split())})$")

# A person on -er is written -ar in nynorsk (baker, bakar), and so is many a thing (hammar).
ALIKE_ON_ER = _words(
    """
    anker beger bever bulldoser dagsenter datasenter desember desiliter diameter fender filter
    finer fruktlager genser gullalder hamster havreåker helikopter husnummer joker kalender
    kløver koriander kornlager kornåker krater krydder kålåker lager laser latter liter manøver
    meter munter mutter månekrater mønster november oktober orkester oter panter potetåker
    risåker romalder salamander senter september siffer skifer skonummer steinalder sylinder
    teater tiger ullgenser vakker varelager vinter åker
    """
)

# After a front vowel nynorsk may write -gje and -kje (byggje, tenkje).
MAY_HAVE_J = re.compile("[eiyøæ](?:kk|gg|k|g|ng|nk|rk|rg|lg|lk)e$")
ALIKE_WITHOUT_J = _words(
    """
    badestige ballbinge beige bilmerke binge bjelke blinke bokmerke brikke frimerke husmerke
    kakestykke kjelke klikke kongerike like merke natursilke reke rundstykke silke sjømerke
    skomerke skrustikke smykke solsikke springe stige strikke stykke stålbjelke takbjelke
    taustige tørke tøystykke
    """
)

# Letters that only foreign words have, and the silent h that nynorsk writes as k.
FOREIGN = re.compile("[cqwxz]|hv")

# Whole words that differ, or that many write in a form the other language has not.
DIFFER = _words(
    """
    antall arbeide auke begynne beregne berekne betingelse billig bli blind bror bære dokke drepe
    dukke dyrke dø ei en enda eneste enn ennå erfare ett fjerde fjernest forrige fortelje
    fortelle fra frue føl føll først gave geispe gjemsel gjespe gjeste gneiste gneistre gnist
    gnistre grashoppe gresshoppe gynge gåve heil hel helse hengi hilse hos hver ikke ikkje
    innerst jamn jevn jogurt kappløp ketchup ketsjup kjend kjent klargjere klargjøre klynge kome
    komme kone kunne kvifor laup laupe legge leite lete ligge ligning likning losne lukke lønne
    løp løpe løsne male mange mangfald mangfold mangfoldig marked marknad meine mene mengd mengde
    mest middels midte midterst moldvarp molte muldvarp multe mye mykje måge nederst nemne nese
    nevne no noe noen notid nå nåtid nærmest oddetall omtrent opplevelse opptatt partall primtall
    raudbete rauke raute ravn redskap reiskap rekke ridning rugge rytter rødbete sagn se segn
    sitte sjå slukke sløkke snekke snekre snikre soge spell springar spørje spørre steikepanne
    stekepanne sulten svolten svømme symje synge syngje tape tegne teikne teip telle temje temme
    tenke tenkje tjære tolmodig trives trivst tusmørke tyngd tyngde tålmodig tøme tømme ujamn
    ujevn uken vakne vanne vatne vekke vel velge velje verdensrom verdsrom vinge våkne yngre
    yoghurt ytterst øke øverst
    """
)

# British and American English write these in two ways.
ENGLISH_DIFFER = _words(
    """
    acknowledgment aeon aeroplane afterward afterwards ageing aging airplane aluminium aluminum
    ambience ameba amoeba analog analogue analyze anesthetic annex annexe apologize arbor arbour
    archeology ardor armor armour artefact artifact aubergine ax axe baptize barbecue barbeque
    behavior behaviour burned burnt caldron caliper calliper candor candour cantaloup cantaloupe
    carburetor catalog catalogue catalyze catsup cauldron center centimeter centimetre centre
    cheque chile chili chilli cipher clamor color colorful colour colourful cosy counselor
    courgette cozy criticize curb customize cypher czar czarina defence defense demeanor dialog
    dialogue disc disk donut doughnut draft draught dreamed dreamt eggplant emphasize
    encyclopedia endeavor endeavour energize enquiry enrol enroll enrollment eon equalize favor
    favorite favour favourite fertilize fervor fetus fiber fibre finalize flavor flavored flavour
    flavoured focused focussed foetus fulfil fulfill gage gauge gelatin gelatine gibe glamor
    glamour glycerin gram gramme grandad granddad gray grey griffin grille gryphon gypsy harbor
    harborside harbour harmonize hiccough hiccup honor honour humor humour hypnotize idolize
    improvize inquiry installment instill jeweler jewellery jewelry jibe judgment kerb ketchup
    kidnaper kilogram kilogramme kilometer kilometre labor labour lasagna lasagne leaped leapt
    learned learnt leveled licence license licorice likable likeable liquorice liter litre
    localize luster lustre maneuver manoeuvre mantel mantle marveled marvellous marvelous
    materialize math maths matte maximize meager meagre medieval memorize meter metre millimeter
    minimize mobilize modeled modernize mold mollusc mollusk molt mom moms mould moult moustache
    mum mustache naught neighbor neighborly neighbour neutralize normalize nought odor odorless
    odour offence offense omelet omelette optimize organise organize orthopedic oxidize pajamas
    paleo paneling parlor parlormaid parlour pediatric percent personalize phial pita pitta
    plough plow polarize popularize practice practise pretense programing programme pyjamas
    racket racquet rancor rationalize realise realize recognise recognize rigor routing rumor
    rumour saber sabre savor savory savour savoury sceptic sirup sizable sizeable skeptic skilful
    skillful skillfully smidgen smolder smoothen snowplow socialize somber sombre specialize
    specter spectre spelled spelt spilled spilt splendor splendour spoiled stabilize standardize
    storey succor sulfur sulfurous sulphur summarize symbolize sympathize synth tabor tantalize
    tasseled teepee tepee terrorize theater theatre thermos tidbit tipi tire titbit ton tonne
    toupee toward towards tranquility traveler traveling traveller travelling tsar tumor tumour
    tyre utilize valor valour vapor vaporize vapour veranda verandah verbalize vial vice vigor
    vigour vise visualize vocalize waggon wagon wagoner watercolor whiskey whisky wilful willful
    woolen woollen wooly worshiper yoghurt yogurt zucchini
    """
)
ENGLISH_ENDING = re.compile("(?:our|[^r]i[sz]e|y[sz]e|ogue|i[sz]ing|i[sz]ation|elled|elling)$")
ENGLISH_ALIKE = _words(
    "clockwise concise dwelling exercise likewise merchandise noise otherwise porpoise precise "
    "premise promise size spelling swelling telling tortoise turquoise wise capsize"
)


def differs_in_norwegian(word: str) -> bool:
    """Say whether bokmål and nynorsk write the word differently, as far as is known."""
    return bool(
        FOREIGN.search(word)
        or word in DIFFER
        or PART.search(word)
        or (ENDING.search(word) and word not in ALIKE_WITH_SUCH_ENDING)
        or (word.endswith("er") and word not in ALIKE_ON_ER)
        or (MAY_HAVE_J.search(word) and word not in ALIKE_WITHOUT_J)
    )


def differs_in_english(word: str) -> bool:
    """Say whether British and American English write the word differently, as far as is known."""
    return word in ENGLISH_DIFFER or bool(ENGLISH_ENDING.search(word) and word not in ENGLISH_ALIKE)
