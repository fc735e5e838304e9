"""Words with a twin that sounds alike: not even one of the two may stand in a list.

Whoever remembers the sound of her code must not have to guess which of two words it was.
"""

_NORWEGIAN = """
    bønn bønner da der det dette du ei en er fine finne får før gjerne gjest gjær go god godt
    gått hjerne hjul hund hunn hvalp hvar hvelv hvem hver hvese hvete hvile hvis hvit hvor jag
    jeg jest jul kald kall kinn kjede kjenn kjære kjønn kor kår led ledd ler lov låv lær man
    mann mo må nor nord ny nyd ode og om omm opp orden pen penn rein ren rø rød røe rør sann
    seks sett sex si sid siden sitt sju skinn skitt skjede skjenn skjære skjønn sogn sov så sånn
    tind tinn to tro tå tør tørr valp var ved vel verd verdt vert vet vi vil vile vill
    vis viss vit vite vår vær være å åtte
"""
NORWEGIAN = frozenset(_NORWEGIAN.split())

_ENGLISH = """
    ail air aisle ale allowed aloud altar alter ant arc ark ascent assent ate aunt aural away
    aweigh aye bail bait bald bale ball band banned bard bare barred base bass bate bawl bawled
    bazaar be beach bean bear beat beau bee beech been beet bell belle berry berth bight birth
    bite bizarre blew blue boar board boarder bold bolder boll bolt border bore bored bough
    boulder bow bowl bowled boy braid brake brayed bread break bred brews bridal bridle broach
    brooch brows browse bruise buoy burger burgher bury bus buss but butt buy by bye byte cache
    callous callus calmer cannon canon canvas canvass carat caret carrot cash cast caste caster
    castor catsup caught cause caws ceiling cell cellar censor cent cereal chased chaste cheap
    cheater check cheep cheetah cheque chews chili chilli chilly choir choose choral chord chute
    cite clause claws climb clime close clothes coarse coat coax colonel comma complement
    compliment coo coral cord core corps cote council counsel coup course court creak creek
    crewed crews crude cruise cue currant current cygnet cymbal dam damn days daze dear deer
    dense dents desert dessert dew die discreet discrete discus discuss do doe dough draft
    draught dual ducked duct due duel dye earn eight ewe eye faint fair fare farther fate father
    faun fawn feat feet feint fete few find fined fir flair flare flaw flea flee flew flocks
    floor flour flower flu flue for fore foreword fort forth forward fought foul four fourth
    fowl franc frank freeze friar frieze fryer fur gait gamble gambol gate genes gild gilt gnu
    gorilla grate grays graze grease great grill grille groan grown guerrilla guessed guest
    guild guilt guise guys gym hail hair hale hall hangar hanger hare hart haul hay heal hear
    heard heart heel heir herd here hertz hew hey higher him hire hoard hoarse hoes hold hole
    holed holey holy hoop horde horse hose hour hue hurts hymn idle idol idyll in inn isle jam
    jamb jeans jewel jinx joule karat kernel ketchup key knead knew knight knit knob knock knot
    know knows lacks ladder lade laid lain lam lama lamb lane laps lapse latter lax lays laze
    lead leak lean leased least led leek lessen lesson levee levy liar licence license lichen
    lien lightening lightning liken links llama lo load loan loch lock lode lone loot low lute
    lynx lyre made maid mail main maize male mall mane manner manor mantel mantle mare marshal
    marten martial martin mask masque mat matte maul maw mayor maze meat meatier medal meddle
    meet metal mete meteor meter metre mettle might mince mind mined miner minks minor mints
    minx missed mist mite moan moat mode moor moose more morning mote mourning mousse mowed mown
    mucous mucus muscle mussel mustard mustered naval navel nay need neigh new night nit no none
    nose not nun oar one or oral ore our paced packed pact pail pain pair palate pale palette
    pallet panda pander pane pare passed past pasta paste pastor patience patients pause paws
    pea peace peak peal pear pearl pedal peddle pee peek peel peer petal phew phlox pi pie piece
    pier pique place plack plaice plain plait plane plaque plat pleas please plum plumb pole
    poll poor pore pour pours practice practise praise prays presence presents pride pried
    prince principal principle prints prise prize profit prophet pros prose purl quarts quartz
    quay queue quire rabbit rack racket racquet rain raise rap rapt rarebit raw rays raze read
    real red reed reek reel reign rein rest retch review revue rhyme rigger right rigour rime
    ring rite road roam roar rode roe role roll root rose rote rough rouse route row rude ruff
    rung rye sachet sacks sail sale satin sauce sauna saw sax scene scent scull sea sealing seam
    sear seas see seem seen seer seize sell seller sensor sent serf serge serial sew shake shear
    sheer sheik shoe shoo shoot side sighed sight sign signet sine sink site skull slay sleigh
    sleight slight sloe slow so soar soared sole some son soot sore sort sought soul source sow
    spa spade spar spoor spore staff staid stair stake stalk stare stationary stationery stayed
    steak steal steel step steppe stile storey stork story straight strait style suede suit
    suite sum summary summery sun sundae sunday surf surge swayed sweet sword symbol sync tacked
    tacks tact tail tale taper tapir tare taught taut tax tea team tear teas tease tee teem
    tense tents tern their there threw throne through thrown thyme tic tick tide tied tier time
    tire to toad toe told tolled ton tonne too tor tore tough tow towed tracked tract troop
    troupe trussed trust tuba tuber tun tuna tuner turban turbine turn two tyre urn vain vale
    vane veil vein vial vice vile vise wade wail waist wait waive war ware warn waste watt wave
    wax way we weak weal wear weather wee week weigh weighed weight weir weld whacks whale what
    wheel where whether which whig while whine whirled white whole wholly whoop wig wile wine
    witch won wood wore world worn would wrack wrap wrapped wreak wrest wretch wring write wrote
    wrung wry yew yoke yolk yore you your yule
"""
ENGLISH = frozenset(_ENGLISH.split())
