"""Words that `traces` knows. Written for it by hand: no register or list of persons is behind them."""

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """
    aase abdi abdirahman abdul abdullah adam adan adem agnes ahmad ahmed aida aisha aksel alexander
    alfred ali aleksander amal amalie amanda amin amina amir amira amna anders andrea andreas anette
    anita ann anna anne annette anniken anton arash arda areeba arian arif arne arvid asad asha ashwaq
    asma astrid atle aurora ayan ayaan ayse aysel ayşe aziz baran basma bashir beate benjamin bente
    berit bilal birgit birgitte bjarne bodil cathrine camilla carl carina cecilie charlotte christian
    christina christine christoffer dalia daniel daud david deniz dilan dilara diyar diyana ebba edvard
    egil eirik elham elias elif elin eline elisa elisabeth ella ellen elsa emil emilie emine emma emre
    erik erling espen esra eva evin fadumo faisal faiza fares farah farid farida farhan fatema fatemeh
    fathi fatih fatima fatma fatuma felix filip filippa filsan finn fredrik frida fartun gabriel geir
    ghazal gro grethe gudrun guled gunnar gunhild gunvor gülsüm habiba hadi hafsa hakan halima halvor
    hamid hamza hana hanad hanan hanna hannah hanne harald hasan hassan haakon håkon håvard hege heidi
    helena helene helge henriette henrik hilde hina hodan huda humaira hussein ibrahim ida idil idris
    ifrah ikram ilyas inger ingrid ingvild iqra irene isaac isak isabella ismail ivar jacob jakob jamal
    jamila jan jannicke jasmin jawad jawahir jens jenny jesper jibril joakim johan johanne johannes john
    jonas jonatan jorunn josefine julia julie jørgen jørn kamal kamila kamran kari karim karin karina
    karoline karsten katarina katrine kenneth khadija khadra khalid khalil kine kirsten kjell kjersti
    kjetil knut kristian kristin kristina kristine kristoffer lana laila lars layla leah leila leon
    leyla liban lilian linda line linnea lisa lise liv lotte louise lucas ludvig lukas mads magnus
    mahad mahamed mahmoud maida malik malin mansour margrete mari maria mariam marianne marie marit
    marius markus marte martin maryam maryan marwa mathias mathilde matias maya mehmet merve mette
    michael mikael mikkel mina miriam mohamad mohamed mohammad mohammed mona monica morten mostafa
    muhammad muna murat musa mustafa nabila nadia nadir naima najma nasir nasra nasrin natalie nawal
    nazanin nikolai niklas nils nimo nina nishat nojus noor nour oda odin ola olav ole olivia omar osama
    oskar osman parisa parwana petra petter pål qamar rabia rachel ragnhild rahaf rahel rahma rakel
    ramin rana randi rashid rebecca rebekka reidun reza rima ritu rodi roger rolf ronja rosa roza roya
    rukhsana runa rune ruqaya saad sabah sabrina sadia safa safiya sahar sahra said saida salim salma
    samir samira samuel sana sander sanna sara sarah sebastian selam selma semira senait serkan
    shabana shahid shamsa shayan shirin shukri sibel sigrid silje simen simon sindre sivert siri sofia
    sofie solveig sondre stian stine sumaya suleiman sumeya sunniva susanne svein sverre sunita synne
    tahir tahira tamara tariq terje thea therese thomas thor thorvald tiril tobias tom tomas tommy
    tone torbjørn tore torunn tove trine trond tuva ubah ulrik umair unni usman vanja vegard vera
    victoria vidar vilde viktor wafa waleed waris yasin yasir yasmin yasmine yassin yonas younes yousef
    youssef yusra yusuf zahid zahra zainab zakaria zara zarah zeinab zeynep zubair øystein øyvind åse
    """.split()
)
"""Given names that are hardly ever another word, so that they count also without a capital."""

WORDS_TOO: Final = frozenset(
    """
    alta anna ask are asker berg bjørn bo dag eid eide eli elva even fjell fjord frogn gran grue hadsel haram
    heim hof hol hole hope inger island jersey jordan jo kinn kvam lier lund mai man mark may mina
    moss my nes nome nord norddal odd oman os osen per re rose sand sande sel ski sola sol stad stein
    storm stord strand stranda sula sund tid time tinn tor tore vang vega vik vår voss will øyer ål ås
    finn jan line liv musa rima rosa rune said sander tom tone vera
    """.split()
)
"""Names of persons and places that are ordinary words as well: only a capital tells them apart."""

PLAIN: Final = frozenset(
    # How a sentence or a letter begins, and small words.
    """
    jeg eg du han hun ho vi dere de dei det den dette denne disse desse meg deg seg oss dem min mi mitt
    mine din di ditt dine hans hennes hennar vår vårt våre deres sin si sitt sine en ei et ein eit i på
    til fra frå av om for ved med uten utan under over mellom mot etter før hos da når dersom hvis viss
    fordi at som men og eller så ja jo nei nå no kanskje hva kva hvem kven hvor hvordan korleis kvar
    hvorfor kvifor hvilken hei hallo heisann kjære kjære takk mvh hilsen helsing vennlig venleg beste god
    ikke ikkje aldri alltid alle alt andre annet mange noen nokon noe noko ingen ingenting bare berre
    også hver kvar her der der hit dit derfor deretter først sist igjen enda ennå fortsatt ofte noen
    gang en to tre fire fem seks sju åtte ni ti kan kunne må måtte skal skulle vil ville bør burde har
    hadde er var blir ble vart bli være vere gjør gjorde får fikk går gikk kom kommer sier sa ser så
    spør spurte ring ringer ringte skriv skriver snakk snakker snakket les hør gå kom vent ta gi få egentlig eigentleg faktisk forresten
    i dag går morgen ettermiddag kveld natt uke måned år sak saken saker se side vedlegg punkt del note
    mamma pappa mor far mora faren moren foreldre foreldra foreldrene søster søstera bror broren tante
    onkel bestemor bestefar farmor farfar mormor morfar fetter kusine venn venninne kjæreste kjæresten
    lærer læreren rektor helsesykepleier helsesjukepleiar rådgiver rådgivar rådgiveren saksbehandler
    elev eleven ungdom ungdommen jente jenta gutt gutten barn barnet person personen familien familie
    mangfoldsrådgiver mangfoldsrådgivar spesialutsending minoritetsrådgiver utsending leder leiar
    """.split()
    # Languages, faiths, feasts and days.
    + """
    norsk nynorsk bokmål engelsk arabisk somali urdu dari farsi persisk pashto kurdisk sorani kurmanji
    tyrkisk tigrinja amharisk fransk spansk tysk russisk polsk samisk islam muslim muslimer kristen
    koranen bibelen gud allah jesus ramadan id eid-al-fitr jul julen påske påsken pinse sankthans
    mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag januar februar
    mars april juni juli august september oktober november desember
    ministry foreign affairs cross line monday tuesday wednesday thursday friday saturday sunday january february march june july october
    december easter christmas norwegian english arabic kurdish turkish persian pakistani somalian
    quran koran muslims christian christians god
    """.split()
    # Bodies, services, laws and things with a name of their own that are no persons.
    + """
    nav udi imdi bufdir bufetat une pst nora fristed helsenorge politi politiet barnevern barnevernet
    barnevernvakten barnevernsvakta kompetanseteamet utenriksdepartementet ambassaden ambassade
    krisesenter krisesenteret utdanningsdirektoratet statsforvalteren statsforvaltaren fylkesmannen
    kommune kommunen fylke fylket stortinget regjeringen regjeringa røde kors raude krossen kirkens
    mental helse alarmtelefonen røysekatta ung redd barna skeiv ungdom juridisk rådgivning kvinner
    fylkeskommune fylkeskommunen bup ppt helsestasjon helsestasjonen legevakt legevakten advokat
    barneloven barnevernsloven straffeloven opplæringslova utlendingsloven forvaltningsloven
    instagram snapchat snap tiktok facebook messenger whatsapp telegram discord youtube google gmail
    teams vipps iphone apple samsung netflix spotify vigo itslearning feide minid bankid internett
    wifi sms pdf norge noreg norway norden skandinavia europa europe eu eøs fn schengen
    """.split()
    # Small words of English that stand with a capital.
    + """
    i i'm i've i'll i'd my your his her our their the a an and or but if when where why how what who
    this that these those there here he she it we they you me him them us in on at to from of for with
    by about after before because so yes no not please dear hello hi thanks thank best regards kind mr
    mrs ms miss dr mum mom dad mother father brother sister uncle aunt cousin grandmother grandfather
    teacher adviser police embassy norway's can could will would shall should may might must do does
    did is are was were be been has have had then now today tomorrow yesterday last next every some
    all one two three school tell told call called say said
    """.split()
)
"""Words that name nobody, whether or not they are written with a capital. All in small letters."""
