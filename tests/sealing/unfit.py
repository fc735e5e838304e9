"""What may stand in no list: words that could hurt, frighten or give away whoever carries a code.

A code is read by a young person, and perhaps by a parent over her shoulder. So: no family, body,
health, sex, faith, marriage, violence, weapons, fear, police, drugs, drink, honour, school
authority, secrecy or flight; nothing gloomy, nothing insulting; no names of people, places, brands.
The whole words are screened, and the worst of them also where a longer word begins or ends so.
"""

import re

_NORWEGIAN = """
    adidas agder akershus albue alene allah alma ambulanse anders angrep angst ankel anmerkning
    anne ansikt ape apple arabisk arm arne arrest arving astrid audi august avhør avreise baby
    balder banke bar barn barnebarn bavian be bein bergen berit besta bestefar bestemor bibel
    bikini billett bite bjørn blod blotte blåse bombe brann brenne bror brud brudgom bryllup
    bryst bur buskerud byste bønn celle chat coop dag dame danmark dansk date datter demon denge
    diett djevel doktor dolk dom dommer dop dotter drap drepe drikke drukne dum dyd dyster dytte
    dø død edderkopp einar eirik eksamen ektemake ekteskap elev elske elsker elskov embla emma
    ende engel engelsk enke enslig ensom ensomhet erik esel ester eva even fadder falk familie
    fange fanta far fare farlig faste feber feit felle fengsel fest festing fetter fiat fiende
    finger finland finn finnmark finsk fjols flom flukt flykte flyktning flørt flørte forbudt
    forby forelder foreldre forelska forelsket forlate forlove forlovet fot frank fransk frode
    frost frue frykt frøya fyldig gal gevær gift gifte gifteringen gitter gjemme gol google
    granat granate grav gresk grete gris gråte gud gut gutt hake halden hals hamar hand hans hat
    hate hedda heder heks helge hellas hellig helvete hemmelig hemmelighet henge henrik hespetre
    hevn hijab himmel hindu hjelp hjelpe hjelpeløs hjerne hjerte hode hofte hogg horten hoste hud
    hyene hyl hymen hånd hånden håndjern håndledd hår hæl hær id ida idiot ikea ild imam ine
    ingrid innlandet inspektør irak iran iris irisk isak island islandsk italiensk ivar jagerfly
    jakob jan jasmin jens jente jesus johan jomfru jon jonas jordan jul juling jøde kaja kalle
    kamp karakter kari karl karo kim kina kinn kirke kjell kjenning kjæreste klasse klem klemme
    kline klore kne kneet knekke kniv knuse knut kobra kode koffert kola kondom kone kontroll
    koran kors korset kose krasj krig kriger kristen kro kropp ku kurdisk kusine kutte kvele
    kvikklunsj kvinne kvisling kyss kysse kølle lars larvik lat lea lege lego lei leif lenke
    leppe ligge lik lilje lilly linn liv ljå lom lovbrudd luna lunge lure lus lydig lydighet lyve
    lår lås låse lærer løgn løkke mads mage magnus mamma mann mareritt mari maria marie marina
    marit markus marokko mats medgift medisin melding messe midje militær mina mira mjød mobbe
    mobbing molde mona monster mor mord moske moss munk munn muskel muslim mørk mørke møte naken
    nakke nattklubb navle nerd nese nesna nevø niese nike nina nisse nonne nora nordland norge
    norsk nova nøkk oda odd odda ola ole onkel opel orkan os oskar oslo overgrep overvåke
    pakistansk panser pappa par paradis pass passord pepsi per pese peter petter pille pipe pisk
    pistol plikt politi polsk porno preken prest pub pulk puma pust puste pål påske pølse ragnar
    ramadan ran rane ras redd redde redning reise rektor religion rema rettssak ring ris rogaland
    rolf roman rotte rumpe rune rus russisk ruter ruth rygg rykte ryktet rymme rømme røyk røyke
    saab saga salme samboer samleie sander sara savn selma selvmord sex sigar sigarett sigd signe
    singel siri siv sjakal sjel sjimpanse skam skamme skaut skien skilt skjelett skjule skole
    skred skrekk skremme skrik skudd skulder skyld skyldig skyte slag slagsmål slanking slask
    slave slavisk slegge slekt slå slåss slør smerte snare snike snus snylter sofie soldat
    somalisk son sorg spansk spark sparke spedbarn sperre spion spionere spiral sprit sprøyte
    spyd spøkelse stefar stein steinar stemor stengt stikke storm straff straffe stryk stup stygg
    sunniva svein sven svensk sverd sverige svette svik svin svoger syk sykdom sykehus synagoge
    synd syria sår sær sønn søsken søskenbarn søster tana tann tante taper telemark tempel tenner
    terje tesla tiril tjuv tobakk tom tone tor tore tortur torunn tosk toyota treg trengsel trine
    trist tro troms trond trondheim true truse trussel trym trøst tulling tunge turban tuva tvang
    tvilling tvinge tvungen tykk tynn tyrkia tyrkisk tysk tyv tyveri tå tåre ulrik ulykke
    undertøy unge uskyld utro vadsø vakt vampyr vardø vekt velsigne venn venninne vera verge
    vestfold vestland vielse vigdis viken viktor vilde vilje vin viola vipps virus visum vitne
    vodka vokter vold voldta volvo vom vondt voss våpen vår ylva yngve ånd åse ære æreløs ætt øks
    øl ølkasse øre østfold øye øyne
"""
NORWEGIAN = frozenset(_NORWEGIAN.split())

_ENGLISH = """
    abandon abbey absent ache acid adam addict adidas admiral advent afraid africa african
    airfare airline airport alarm alcohol ale alert alice alone altar amazon amazonian amber
    ambulance america ammo ancestor android angel ankle anna anxious apartheid ape apostle apple
    april archer archery archie arm armada armor army arrest arrow art ashamed asia asian aspen
    assault asylum attack august aunt aurora authority avalanche axe baboon baby bachelor back
    bacteria baggage bali ban bandit bankrupt banned barb barcode bare barmaid barracks barracuda
    barrage bash basil battle battleship bayonet bea beast beat beating beautiful beaver bedding
    beer beggar bella belly ben berlin bermuda bet beth betroth bible bikini bill billy bite
    bitter blade blaze bleak bless blessing blizzard blood bloodhound bludgeon bob bobby body
    bologna bomb bombshell bone bonnie booze border bosom bossy boston bottom bouncer bouquet
    bourbon boxing boy bra brad brain brandy brat bratty brawl brazil break breaker breast brew
    brewery bridal bride bridesmaid brittany broken brother brotherhood bruce bruise buck
    buckshot buffoon bullet bully bum bunker burglar burn burning burp butt cadet cage calorie
    cambridge cannabis cannon canon capitalist captive carl carol carter cashmere casino catapult
    catastrophe cathedral cavity cell chad chain chalice champagne chant chaos chapel chaplain
    chapter charity charlie chase chaste chat cheat cheddar cheek cheeky chelsea cherub chest
    chester chick chicken child children chile chimp chin china choir christ christian christmas
    chrome chubby chuck chum church cider cigar cigarette clan clara clark clash claude clay
    clergy cleric cliff cliffside clinic cloister clumsy clyde cobra cocaine cockroach cocktail
    code codeword coffin cole colin cologne colonel colonial colony combat communist companion
    comrade conceal condom confession confide conflict connie constance contact control convent
    convict cooper cop cora coral corona corporal corset cougar cough couple court cousin cow
    coward coyote crash creator creed creepy crime criminal crone cross crossbow crucifix crude
    cruel crush cry cuba cuckoo cuddle cudgel cuff cure curfew curse custody cutlass cyclone dad
    daddy daft dagger daisy dale dan danger dangerous danish dark darkness darling date dating
    daughter dawn deacon dead deadlock deadly dean death debt decent defender dell demon denny
    dentist depart departure deport derby despair destiny destroy detective detention devil diana
    diaper dictator die diet dignity disappear disaster discipline discreet disease disgrace
    disguise dismal disney distant distress divine divorce doctor dolly don donkey doom doomed
    dope dork dose doug dove dowry dread dreary drew drip drought drown drowning drug drunk
    dublin dude duel dull dumb dummy dunce dungeon dutch duty ear earl earthquake easter eclipse
    eden eerie elbow elder election elector email embassy emergency emoji emperor empress enemy
    engage engaged engagement engaging england english eric erin escape escapee escort ethnic
    europe eve evidence evil evolution exam examination examine exile expel explode explosion eye
    face facebook faculty fairy faith faithful family famine fanta fat fate father fatty fault
    fay fear fearless felix fencing fern ferrari ferris fever fiend fierce fight fighter filth
    filthy finger fire fist flee flesh flight flirt flo flora florence fool foolish foot forbid
    forbidden force forehead foreign forgery fort fortress fox foxy france frank fraud freak
    freckle fred freedom french friend friendly friendship frigate fright frisbee frisbees
    fugitive fury gal gale gamble gambler gap garbage gargle garter gary geek gene gentleman
    george georgia germ german germany getaway ghost ghoul gil gin ginger ginny girl glen gloom
    gloomy gloria goblin god goddess goofy google goon goose gorilla gospel government gown grace
    grade graham grandma grandpa grant grave graveyard greece greek grenade grief grim grisly
    groom gross groundhog gruesome guard guardian gucci guerrilla guilty guinea guinness gum gun
    gunboat gunpowder guy hag hair haiti hal hallow halo hamburg hamlet hand handcuff handmaid
    handsome hanger hanging hangman hangover hank harm harmless harmony harper harpoon harry
    hatchet haunt hazel head headmaster heal healing health healthy heart heath heathen heather
    heaven heel heir hell help helpful helpless helpline hemlock hemp henry hermit hiccup hidden
    hide hideaway hideout hijab hijack hilton hindu hip hippo hit hoax hobo hoe hog hogwash holly
    holy homeless homer homework honda honey honeymoon honor honorable honour hookah hope hornet
    horror hospital hostage hug hugh hula hulu hunger hungry hunt hunter hurricane hurt husband
    hyena hygiene hymn ian ida idiot idol ikea ill illness imam imbecile immigrant incense
    independent india infant infect inferior inferno infidel inject injury innocent inspect
    inspector instagram intimate invade iran iraq ireland iris isla islam israel italian italy
    itch ivan ivy jack jackal jackie jackknife jackpot jade jaguar jail jailer jake james jane
    japan jasmine jason jasper java javelin jaw jay jean jeep jenny jerk jerry jersey jess jesse
    jesus jew jewel jill jim jimmy joan joe john joint jordan josh joy jude judge judy julia
    julie juliet june junk jury justice karma kate kay keg kelly ken kent kenya kerry kevin kick
    kickball kickoff kid kill killer kim kin kindle kinky kiss kit kitty knee knife knob knuckle
    koran korea lad lady lager lame lament lancaster lance lane lap lash lass lasso latin laura
    laurel law lawyer lazy leave lecture lecturer ledge lee leech leg lego leo leon lewis lexus
    liar liberal liberty lice lie lieutenant lily lima limb lincoln linda lingerie lip liquor
    lisa liver liz lock locked locker login london lonely loner loony loser lost lottery lottie
    lotus louis lousy love lovebird lover lowlife lowly loyal loyalty lucy luggage luke luna lung
    lust lydia mabel machete mad madcap madge maggie maggot maid maiden mali malta mama man marge
    margo marian marijuana marina mark marriage marry mars marshal martin martyr mary mason mass
    massacre master mastery match matchmaker matt maud max maxim may mazda mean medic medicine
    meek meet meeting meetup melanie melody menace mercy mermaid message messiah mexico mia mick
    migrant migrate miles military milkmaid millie milo mina minaret minister miracle misery
    misfit misfortune missile missing mission modest modesty mole molly mom mona monarch
    monarchist monastery mongrel monitor monk monkey monster monty moody morgan moron mosque
    mother mourning mouth mum mummy murder muscle muscular musket muslim mustang myrtle
    mysterious mystery myth mythical nag nail naked nancy nanny nasty nat nathan native naughty
    navy neck ned needle neil nell nelly nepal nephew nerd nestle netflix nice nick nicotine
    niece nigel niger nightgown nightmare nike noel nokia noose nora norma norman norse norway
    nose nova nun nurse nutty nuzzle oaf obedience obedient obey odd officer olga olive oliver
    oman omega opium oracle ordeal orlando orphan oscar otto outcast outlaw overdose owen oxford
    paddy padlock pagan pagoda pain pal palm pam pampers panama pandora panic pansy panties
    panzer papa paradise parasite parent paris parish parker parson partner passage passcode
    passenger passport password pastor pat patience patient patrol patty paul pearl peasant peg
    peggy penalty penelope penknife penny pepsi peril perry peru pest pete peter petunia pew
    phantom pharmacy phil philip phoenix phone pig piggy piggyback piglet pilgrim pill pipe piper
    pippa piranha pirate pistol pixel plague plantation playstation plump plunge poison poker
    poland police policeman political politics polly poor pope popgun poppy popsicle porter
    poverty pox prank pray prayer preach predator president pretty pride priest prig principal
    principle pringles prison prisoner private problem professor prophet proposal propose protest
    proud prude prudence psalm pub pulpit pulse puma punch punish punishment pupil pure purity
    python qatar quake queenie quentin rabbi rage raid randy rapier rascal rash rat rattlesnake
    ray rebecca rebel reed referendum refuge refugee reign relative religion report republic
    reputation rescue rescuer respect respectable respectful revenge revolver rex rhea rhys rib
    rick rifle ring rita ritual rival rob robin rocky rod roger rogue roland rolex roman romance
    romantic rome romeo ron rory rosa rosalind rosary rose rosemary rosie rowan rowdy roy rubbish
    rubble ruby rude ruin ruins rule rum runaway russ russia rusty ruth ryan sabbath saber sacred
    sad safehouse safety sahara saint sally saloon sam samsung sandra sandy sara sarah sasha saul
    scare scarecrow scarlet scarlett scary scholar school schoolboy scorpion scotland scott
    scoundrel scream screw screwdriver scum sean secluded secrecy secret secretive seduce
    semester senator sensual sentry serena serenity sergeant sermon servant sex sexy shackle
    shadow shaggy shame shane shark sharon shaun sheila shelly shelter sheriff sherry shin
    shipwreck shiver shock shoot shooter shoplift shot shoulder shrew shriek shrine sick sidney
    sierra silas silly simon sin sinister sister skeleton skin skinny skip skull skunk skylar
    skype slap slash slave slavery slay slender slim sling slingshot slob sloth slug smack
    smartphone smash smite smoke smoky snake snakebite snare sneeze snickers snob snuff snuggle
    sofia soldier somber sombre son sonny sony sophie sore sorrow sos soul sour spain spear
    spearhead spider spine spirit spook spotify spouse spy spyglass squad stab stampede stan
    stanley starve starving steal steeple stella sterling steve stevie stew stocking stomach
    strange stranger strangle strict strike striker strip struggle stuart student stun stunt
    stupid submarine subway sudan sue suffer suicide suitcase sultan sunday supervise surgeon
    surrey surveillance susan suspect suspense swamp sweat swede sweden sweetheart swine swiss
    sword swordfish sylvia symptom synagogue syria syringe tacky tarantula target tart tavern
    taylor teacher tears ted teddy teen teenager telephone tempest temple tequila termite
    terrible terror terry tesla tess test texas theft theo therapy thermos thick thief thin
    thirst thrash threat throat thumb tick ticket tiffany tights tiktok tim tinder tipsy tissue
    toad tobacco toby toddler toe togo toilet tom tomb tommy tongue tonic tony tooth tornado
    torpedo torture totem toxin toyota tracker tracy tragedy tramp trap trapper trash trauma
    tremor trevor trial tribal tribe trigger triplet troll troop trooper trouble truant trudy
    truth tucker tumor turban turkey twin twit twitter twix tyler typhoon uber ugly uma una uncle
    union vaccine vagabond vain val valentine vampire vandal vanish veil vein velcro vera verdict
    verity vermin vermouth vestry vic vicar victim victor victoria vienna villain vince viola
    violence violent violet virgin virginia virtue virus visa vitamin viv vixen vodka volvo vote
    voter vow vulgar vulture wacky wade wager wail waist wales walkman wally walt walter war
    warden wardress warren warrior warship wasp watchdog watchtower wayne weapon weasel wed
    wedding weed weep weight weird weirdo wellington wendy werewolf wesley whack whip whiskey
    whisky whisper widow wife wifi willa wimp windows wine wino witch witness woman worm worry
    worship worthless wound wreck wreckage wrestling wrinkle wrist xbox yahoo yawn yoga york
    yvonne zach zane zara zen zoe zombie zoom
"""
ENGLISH = frozenset(_ENGLISH.split())

_NORWEGIAN_START = """
    død drep drap mord blod bombe våpen pistol politi fengsel gud kirke bibel koran moske prest
    djevel brud bryllup sex porn narko vold krig hemmel frykt skrekk flukt rømm gift kniv jomfru
    bror søster familie foreldre æres skam tvang
"""
_NORWEGIAN_END = """
    død drap mord blod bombe våpen pistol gevær politi fengsel (?<!s)gud kirke bibel moske prest
    djevel brud bryllup sex krig vold vakt fange celle flukt kniv skudd (?<!hu)(?<!mar)mor bror
    søster kone onkel tante sverd spyd skrik hyl sprit tobakk kropp hode naken kyss
"""
_ENGLISH_START = """
    kill dead death blood bomb gun sex drug beer wine hell(?!o) god church bible witch ghost
    grave(?!l) prison jail police knife sword slave murder mother father brother sister wife
    husband bride wedding handcuff secret escape skull
"""
_ENGLISH_END = """
    (?<!s)kill dead death blood bomb (?<!be)gun knife sword god (?<!s)(?<!t)witch ghost church
    prison jail police wife husband mother father brother sister bride (?<!snap)shot slave wine
    (?<!s)(?<!bl)(?<!lo)head bones?
"""


def _either(start: str, end: str) -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(start.split())})|(?:{'|'.join(end.split())})$")


NORWEGIAN_PART = _either(_NORWEGIAN_START, _NORWEGIAN_END)
ENGLISH_PART = _either(_ENGLISH_START, _ENGLISH_END)


def norwegian(word: str) -> bool:
    """Say whether the word is unfit for a Norwegian code."""
    return word in NORWEGIAN or bool(NORWEGIAN_PART.search(word))


def english(word: str) -> bool:
    """Say whether the word is unfit for an English code."""
    return word in ENGLISH or bool(ENGLISH_PART.search(word))
