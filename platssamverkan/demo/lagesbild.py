"""The demo's Lägesbild 2023, Hässelby-Vällingby, and a nearly empty one for Bromma.

Facts and figures are those of the city's own report of 2023; the words are ours.  What that report gave only
as a picture (the values behind its diagrams and maps) is invented, and says so inside the picture.
"""

from datetime import date

from django.utils import timezone

from indicators.models import OwnSeries
from measures.models import Measure
from places.models import Area, AreaKind
from reports.edition_models import (
    Audience,
    Edition,
    EditionExhibit,
    EditionSection,
    EditionSource,
    EditionTheme,
    ExhibitShape,
    SectionState,
    SectionVersion,
)
from reports.editions import add_own_section, start_edition
from stakeholders.models import User

YEAR = 2023
INVENTED = "Påhittad demodata"

TEXTS = {
    "bedomning": """Läget i Hässelby-Vällingby var för det mesta normalt, men ojämnt fördelat. Hässelby gård avvek oftast: \
{{hasselby-gard.förhöjt}} av {{veckor}} bedömda veckor låg på nivå 3 eller högre. Flest kritiska veckor, \
{{hasselby-villastad.kritiskt}} stycken, hade däremot Hässelby villastad, där läget annars var lugnt.

Ett utsatt område på polisens nationella lista omfattar Grimsta, Hässelby gård, Hässelby strand och Smedshagen. I den \
nationella inhämtningen 2023, där förvaltningen deltog, bedömdes den kriminella påverkan vara störst i Hässelby gård \
och Hässelby strand. Hässelby gård utvecklas åt fel håll och gränsar mot riskområde. Grimsta och Smedshagen gränsar \
i stället mot att inte längre vara klassade.

Bedömningen görs varje vecka av förvaltningen, polisen och andra, på ett urval av det som har rapporterats. De \
kritiska veckorna rör främst sprängningar, skjutningar och anlagda bränder.""",
    "platser": """Vällingby centrum har ett köpcentrum och en knutpunkt för tunnelbana och bussar. Många människor rör sig \
där, och där sker också många brott. Platsen är sedan länge en öppen drogscen som flera grupperingar har gjort anspråk på.

Även i Hässelby gård, Hässelby strand och Råcksta finns öppna drogscener, och narkotika säljs vid Åkermyntan centrum. \
Otryggheten är högre intill drogscenerna. I Hässelby gård sammanfaller flera saker: drogscen, många händelser i \
kollektivtrafiken, det utsatta området och störst andel otrygga när tre års undersökningar läggs samman: 47 %. \
Därnäst kommer Vällingby med 43 %. Se {{ref:lager}}.""",
    "aktorer": """Förvaltningen och polisen arbetar med andra förvaltningar, fastighetsägare, näringsidkare och \
föreningar. Den lokala överenskommelsen pekar ut fem områden för samverkan.

Det som händer i grannområden och i resten av landet påverkar tryggheten här. Parterna berättar därför tillsammans \
för boende och företag hur läget är och vad som görs.

Våren 2023 gicks samverkans former igenom. De följer nu stadens gemensamma struktur, med en ansvarig chef för varje grupp.""",
    "inledning": """Stockholms stad och Polisregion Stockholm tecknade den 4 november 2019 en övergripande \
samverkansöverenskommelse. Den sågs över under 2023, också de prioriterade områdena, och den nya föreslås gälla från \
den 1 januari 2024 tills vidare. Ur den följer lokala överenskommelser mellan förvaltningar, bolag och lokalpolisområden.

Lägesbilden tas fram inom den lokala överenskommelsen. Den gäller stadsdelsområdet Hässelby-Vällingby och dess del av \
Lokalpolisområde Vällingby, och är grunden för gemensamma prioriteringar.""",
    "stadsdelsomradet": """Stadsdelsområdet ligger i nordvästra Stockholm. Till Hässelby villastad räknas även Smedshagen.

Trygghet, brott och levnadsvillkor är ojämnt fördelade. Delar av området är välbärgade, andra är utsatta, och de \
utsatta delarna sammanfaller med dem där kriminella påverkar närområdet.

Ett utsatt område är avgränsat, har låg socioekonomisk status och kriminella som påverkar lokalsamhället. Påverkan \
hör oftare ihop med miljön än med en vilja att ta makten. Den kan vara direkt, som hot och utpressning, eller indirekt:

- våld på allmän plats som kan drabba utomstående
- öppen handel med narkotika
- utåtagerande missnöje mot samhället

Följden är att boende känner sig otrygga, anmäler mindre och inte vill vittna. Polisen bedömer läget som allvarligt.""",
    "lokalpolisomradet": """Lokalpolisområde Vällingby omfattar Ekerö kommun och stadsdelsområdena Bromma och \
Hässelby-Vällingby. De tre skiljer sig åt i geografi och befolkning, och de lokala lägesbilderna visar att också \
problemen är olika till slag och omfattning.""",
    "medborgarloften": """Medborgarlöften ges av polisen till dem som bor i området. Källan nämner att sådana finns men \
återger inget löfte för 2023. Löftet nedan är påhittat för demon.""",
    "brottsligheten": """Tre av fyra slag av brott mot hushåll ökade. Undantaget är inbrott i bostad, som gick från \
{{residential_burglary.2022}} till {{residential_burglary.2023}} ({{residential_burglary.percent}}) och har minskat \
varje år sedan 2019.

Bland brott mot person ökade bedrägeri mest, både i antal ({{fraud_selected.change}}) och i procent \
({{fraud_selected.percent}}). Våldtäkt utomhus minskade från {{rape_outdoors.2022}} till {{rape_outdoors.2023}}. Så små \
tal svänger av enstaka händelser, och långt ifrån alla brott anmäls, så av den minskningen går inget att dra slutsatser.

Misshandel utomhus minskade både mot barn upp till 14 år och mot äldre. Se {{ref:compstat-2}}.""",
    "lagen": """Två större kriminella grupperingar, en i Hässelby gård och en i Hässelby strand, har länge haft en \
konflikt som lett till skjutningar med dödsfall. Den var mest akut 2022 och i början av 2023 och har sedan lugnat sig.

Stadsdelsområdet har ändå drabbats av våldsdåd. Mellan mars och november 2023 inträffade fem detonationer, två \
mordbränder, ett försök till mordbrand och en skjutning med dödlig utgång. Motiven är oklara, men mycket talar för \
att de hör ihop med konflikter i hela regionen.

Flera aktörer har under året varit oroliga för att barn och unga rekryteras, särskilt i Hässelby gård. Problemet är \
nationellt och är prioriterat för polis, förvaltning, ordningsvakter och skolor.

På flera håll finns bosättningar, både på allmän plats och på privat mark, där varken polis eller förvaltning alltid \
har mandat. Städning och sanering kostar staden och fastighetsägarna mycket. Kostnaden har sjunkit, men för att \
avhysningarna blivit färre när polisen behövts till annat, se {{ref:sanering}}. Dumpning av sopor förekommer överallt, mest i Vinsta och \
ut mot Riddersvik.""",
    "tryggheten": """Fler än i staden som helhet låter bli att gå ut, tar omvägar eller är rädda när de är ensamma ute \
på kvällen. Platser som nämns i fritext är Åkermyntan, Hässelby torg, tomma torg, skogen, parker och tunnelbanan. Oron \
på kvällen har ökat i Hässelby gård och Vällingby och minskat i övriga delar, se {{ref:otrygghet-omraden}}.

Något färre än i staden är otrygga nära hemmet och något fler på parkeringsplatser, se {{ref:orosplatser}}.

Fler än i något annat stadsdelsområde skulle flytta på grund av otrygghet, brott och ordningsstörningar om de fick \
välja. Samtidigt har oron för överfall nära hemmet minskat överallt utom i Nälsta.

## Varför undersökningarna säger olika

Medborgarundersökningen och polisens regionala undersökning visar att tryggheten ökar, stadens trygghetsmätning att \
den minskar, fast de gjordes ungefär samtidigt. Stadens mätning har en egen grupp för personer med \
funktionsnedsättning. Den gruppen och äldre står för en stor del av otryggheten där. De svarande är också få och äldre \
än befolkningen. Kvinnor är mer otrygga än män, som i resten av landet.

Förtroendet för den lokala polisen är medelgott för staden. Förtroendet för stadsdelsförvaltningen är lågt men ökar.""",
    "dialog": """Trygghetsvandringar hålls regelbundet och är öppna för alla. Förvaltningen, polisen och \
fastighetsägarnas förening Havafast kallar och ansvarar. Varje tillfälle börjar med en medborgardialog och går över i \
vandringen. Källan räknar inte upp årets vandringar. Listan nedan visar hur en sådan redovisning ser ut.""",
    "samverkansomraden": """Överenskommelsen pekar ut fem områden för hela staden. Lokalt väljer parterna efter en \
gemensam analys var de ska göra något tillsammans, med hänsyn till vilka resurser de har.""",
    "atgardsplan": """Planen samlar det som parterna har kommit överens om utöver sitt ordinarie arbete. För \
Maltesholmstorget beslutades en åtgärdsplan i slutet av 2023. För Hässelby torg görs kartläggning och orsaksanalys under \
2024, och åtgärderna där väljs först när orsakerna är kända.

Varje åtgärd svarar mot ett problem, har en ansvarig organisation och en dag då den följs upp.""",
    "uppfoljning": """Källan redovisar ingen uppföljning av föregående års plan. Tabellen visar det som finns i systemet: \
vad som skulle göras under året, vem som ansvarade och vad det ledde till.""",
    "tema-unga": """Under 2023 varnade flera för att unga, främst i Hässelby gård, dras in i kriminalitet. Förvaltningen \
bildade därför en grupp i ungdomsenheten med särskild kompetens, och har en socialsekreterare placerad hos polisen.

- Ungdomsjouren arbetar med fältassistenterna några kvällar i veckan.
- Stadens mobila ordningsvakter har i perioder funnits mer i Hässelby gård.
- Förvaltningen, polisen och utbildningsförvaltningen arbetar närmare varandra, bland annat med operativ kommunikation.
- För förskolebarn finns samverkan med regionen, för skolbarn möten mellan polis och förvaltning.

Mötesformerna ses över så att syfte och mål blir tydliga.""",
    "tema-platser": """Fyra platser är öppna drogscener, se {{ref:platslistor}}. Under 2023 stack Hässelby gård och \
Vällingby centrum ut. I Råcksta och Hässelby strand blev det något lugnare efter polisens insatser. Vid Åkermyntan \
centrum var det stökigt på våren men bättre på hösten, tack vare samarbete mellan polis, ordningsvakter, centrumägare, \
näringsidkare och förvaltningar.

Prioriterade platser 2024 är Hässelby torg och Maltesholmstorget. För Maltesholmstorget togs kartläggning, \
orsaksanalys och åtgärdsplan fram 2023. Samma arbete görs för Hässelby torg 2024.

Olovliga bosättningar finns framför allt på två håll:

- Vinsta: företagsområdet och intill Johannelund tunnelbanestation
- Vällingby: Bräckefäret och Fornkullen

De för med sig skräp, dyra saneringar och otrygghet. Svårast är det på privat mark.""",
    "tema-systemhot": """Välfärdsbrott och otillåten påverkan förekommer, men hur mycket går inte att mäta i dag: ingen \
brottskod motsvarar otillåten påverkan, få anmäler och mörkertalet är stort. Att en anmälan kräver den anställdas \
personnummer avskräcker.

Staden har pekat ut hemtjänst, personlig assistans, HVB-hem, ekonomiskt bistånd, föreningsbidrag och upphandlade avtal. \
Förvaltningen deltar i stadens grupper för hemtjänst och HVB, tar emot riskprofiler från tre andra och utbildar de \
funktioner som hanterar pengar. Nätverksträffar med polis och fastighetsägare är på väg.

Alla medarbetare utbildas om otillåten påverkan våren 2024. Utbildningen blir sedan obligatorisk.""",
    "tema-brottsoffer": """Antalet anmälda brott i parrelation står i {{ref:parrelation}}. Den sista stapeln är en del av \
ett år och går inte att jämföra med de hela. Mörkertalet är stort.

Samverkan gäller brott i nära relation, äldre och personer med funktionsnedsättning. Parterna stödjer brottsoffer, \
informerar förebyggande och hjälper den som utövar våld att sluta. Samarbetet har byggts upp under året. Medarbetare \
hos båda behöver bli bättre på att upptäcka våld, och fler kan nås genom fastighetsägare.

Äldre drabbas oftare av bedrägerier än andra.""",
    "tema-kriminella-miljoer": """Den som vill lämna ett kriminellt liv kan få stöd av en social insatsgrupp (SIG). \
Parterna stämmer av regelbundet och rutinerna fungerar. Vid allvarliga hot tar socialförvaltningen och polisens \
personsäkerhet över. Ungefär hälften av deltagarna avslutar enligt plan. Stödet ska nå fler flickor och kvinnor.

Anhöriga får stöd i grupp och enskilt. Av ett trettiotal deltagare svarade hälften på en enkät, och de var nästan \
helt nöjda, se {{ref:gsrs}}.

## Våldsbejakande extremism

Kunskapen om hur utbredd den är behöver fördjupas, tillsammans med polis, skolor och föreningar. Rutinen för att \
signalera oro är ny och ska bli känd.""",
}  # fmt: skip

OWN_SECTION = "Inför det kommande året"
OWN_TEXT = """Vissa tider återkommer varje år, och parterna vet på förhand när de infaller.{{not: Listan är vår egen. Källan \
nämner inga datum.}} Inför dem bestäms i god tid vem som är var, vilka ordningsvakter som finns och hur boende får veta det.

- Sportlov och påsklov: fler unga rör sig i centrum på dagtid.
- Valborg och skolavslutningar: samlingar vid badplatser och torg.
- Augusti: skolstart och mörkare kvällar. Belysningen ses över innan dess.
- Halloween och december: fyrverkerier, skadegörelse och bränder.

Under 2023 låg de fyra kritiska veckorna i Hässelby villastad utspridda över året. Det talar för att enstaka händelser \
väger tyngre där än årstiden. Hässelby gård hade däremot förhöjt läge {{hasselby-gard.förhöjt}} av {{veckor}} veckor."""

DESCRIPTIONS = {
    "unga": "Kriminalitet, missbruk, psykisk ohälsa och extremism bland unga förebyggs långsiktigt. Det som skyddar är "
    "trygg uppväxt, en skola som fungerar och meningsfull fritid. Parterna samverkar runt grupper och enskilda, tidigt.",
    "platser": "Öppen narkotikahandel, störningar, olovliga bosättningar, skadegörelse och skräp kräver att flera gör "
    "något samtidigt. Annars undviks platsen, servicen försvinner och kriminella tar över den.",
    "systemhot": "Brott mot välfärden flyttar pengar och makt från det gemensamma: bidrag och bistånd som lockas ur "
    "systemen, hot mot tjänstemän, falska påståenden om socialtjänsten. På sikt skadas tilliten.",
    "brottsoffer": "Somliga drabbas oftare eller hårdare: av sexualbrott, våld i nära relation och människohandel. "
    "Andra är sårbara för att de är beroende av den som begår brottet, eller väljs ut för den de är.",
    "kriminella-miljoer": "Nätverk, extremism och risksupportrar påverkar brottsligheten, tryggheten och de egna "
    "anhöriga. Parterna riktar insatser mot dem som är inblandade och hjälper den som vill ut.",
}

SOURCES: tuple[tuple[str, str, str, date | None, str, str], ...] = (
    ("Brå", "2023", "Barn och unga i kriminella nätverk", date(2023, 11, 24), "", "https://bra.se/"),
    ("Hässelby-Vällingby stadsdelsförvaltning", "2023", "Enkätutvärdering, Sommartorget", None, "sommaren 2023", ""),
    ("Operativa samverkansgruppen", "2023", "Veckovisa lägesbilder", None, "till och med vecka 46", ""),
    ("Origo Group", "2023", "Medborgarundersökning, totalrapport", None, "maj–juni 2023", ""),
    ("Origo Group", "2023", "Trygghetsundersökning i region Stockholm", None, "april–augusti 2023", ""),
    ("Polisen", "2023", "Utsatta områden – polisens arbete", date(2023, 11, 21), "", "https://polisen.se/om-polisen/polisens-arbete/utsatta-omraden/"),
    ("Polismyndigheten", "2023", "Status, brottsstatistik", None, "1 januari–30 september 2023", ""),
    ("Region Stockholm", "2023", "Regional lägesbild", date(2023, 11, 24), "", "https://storymaps.arcgis.com/"),
    ("Stockholms stad", "2023", "Befolkningsprognos", date(2023, 11, 24), "", "https://start.stockholm/"),
    ("Stockholms stad", "2023", "Trygghetsmätning, Hässelby-Vällingby", None, "första halvåret 2023", ""),
    ("Stockholms stad", "2022", "Områdesfakta, Hässelby-Vällingby", date(2023, 11, 24), "", "https://start.stockholm/"),
)  # fmt: skip

Rows = list[dict[str, object]]


def _rows(*pairs: tuple[str, float | None]) -> Rows:
    return [{"label": label, "value": value} for label, value in pairs]


def _compared(*triples: tuple[str, float, float]) -> Rows:
    return [{"label": label, "value": value, "reference": city} for label, value, city in triples]


CONCENTRATION = _rows(
    ("Vällingby", 41), ("Hässelby gård", 33), ("Hässelby strand", 24), ("Råcksta", 22), ("Grimsta", 19), ("Vinsta", 11),
    ("Hässelby villastad", 9), ("Kälvesta", 6), ("Nälsta", 5),
)  # fmt: skip

# Section, key, shape, title, unit, compared with, note, rows, source, as of, invented.
EXHIBITS: tuple[tuple[str, str, ExhibitShape, str, str, str, str, Rows, str, str, bool], ...] = (
    ("lokalpolisomradet", "lpo-siffror", ExhibitShape.FACTS, "Lokalpolisområdet i siffror", "", "", "",
     [{"label": "Invånare, ungefär", "value": 188000, "note": "2022"},
      {"label": "Stadsdelsområden", "value": 2, "note": "Bromma och Hässelby-Vällingby"},
      {"label": "Kommuner", "value": 1, "note": "Ekerö"},
      {"label": "Tunnelbanestationer", "value": 13, "note": "8 i Bromma, 5 i Hässelby-Vällingby"},
      {"label": "Spårvägslinjer", "value": 2, "note": "Nockebybanan och Tvärbanan"},
      {"label": "Större knutpunkter", "value": 2, "note": "Brommaplan och Vällingby"},
      {"label": "Flygplatser", "value": 1, "note": "Bromma"}],
     "Gemensam lägesbild 2023", "2022 och 2023", False),
    ("brottsligheten", "varmekarta", ExhibitShape.HEAT,
     "Värmekarta, våldsbrott och övriga brott mot person", "", "", "Visar var i området brotten koncentreras, inte hur många de är.",
     CONCENTRATION, INVENTED, "2023", True),
    ("brottsligheten", "koncentration-vald", ExhibitShape.COMPARED,
     "Våldsbrott och övriga brott mot person per 1 000 invånare", "", "", "Samma uppgifter som i värmekartan, i tal.",
     CONCENTRATION, INVENTED, "2023", True),
    ("tryggheten", "otrygghet-omraden", ExhibitShape.AREAS,
     "Otrygghet kvällstid, 2020, 2021 och 2023 sammanlagda", "%", "",
     "Andel som är mycket eller ganska otrygga ute ensamma på kvällen eller inte går ut. Minst 100 svarande.",
     _rows(("Hässelby gård", 47), ("Vällingby", 43), ("Hässelby strand", 41), ("Råcksta", 34), ("Grimsta", 29),
           ("Vinsta", 24), ("Kälvesta", 19), ("Hässelby villastad", 18), ("Nälsta", None)),
     INVENTED, "2020, 2021 och 2023", True),
    ("tryggheten", "orosplatser", ExhibitShape.COMPARED, "Platser där man ibland känner oro", "%", "Hela staden",
     "Flervalsfråga.",
     _compared(("Park eller grönområde", 38, 36), ("Tunnelbana eller pendeltåg", 34, 33), ("Torg eller centrum", 31, 25),
               ("Gång- och cykeltunnel", 29, 27), ("Parkeringsplats", 24, 21), ("Nära hemmet", 17, 19)),
     INVENTED, "första halvåret 2023", True),
    ("platser", "kollektivtrafik", ExhibitShape.FACTS, "Händelser i kollektivtrafiken 2022", "", "", "",
     _rows(("Vällingby", 212), ("Hässelby gård", 168), ("Hässelby strand", 121), ("Råcksta", 74), ("Johannelund", 31)),
     INVENTED, "2022", True),
    ("tema-brottsoffer", "parrelation", ExhibitShape.COLUMNS, "Anmälda brott i parrelation i Hässelby-Vällingby", "", "",
     "Streckad stapel: del av år.",
     [*_rows(("2019", 356), ("2020", 371), ("2021", 402), ("2022", 389)),
      {"label": "2023", "value": 318, "note": "t.o.m. 19 nov"}],
     INVENTED, "1 januari 2019–19 november 2023", True),
)  # fmt: skip


# Section, key, shape, title, unit, note, the series it shows, as of, invented.
SERIES: tuple[tuple[str, str, ExhibitShape, str, str, str, str, str, bool], ...] = (
    ("lagen", "sanering", ExhibitShape.COLUMNS, "Saneringskostnad efter olovliga bosättningar", "", "Kronor. Streckad stapel: del av år.",
     "Saneringskostnad efter olovliga bosättningar", "2019–31 oktober 2023", True),
    ("tema-kriminella-miljoer", "sig", ExhibitShape.FACTS, "Deltagare i SIG som avslutar enligt plan, ungefär", "%", "",
     "Social insatsgrupp (SIG): deltagare som avslutar enligt plan, ungefär", "2023", False),
    ("tema-kriminella-miljoer", "gsrs", ExhibitShape.COLUMNS, "Medelvärde i GSRS för nio anhörigcirklar", "",
     "Group Session Rating Scale, 1–10 där 10 är högst. Alla deltagare svarar efter varje tillfälle.",
     "SIG-anhörigstöd: medelvärde i GSRS för varje cirkel", "2023", True),
)  # fmt: skip
# What of the measures in the demo is about a prioritised area.
THEME_MEASURES = {
    "unga": ("Fältare två kvällar i veckan",),
    "platser": (
        "Ordningsvakter på Hässelby torg",
        "Tätare belysning i stråken vid torget",
        "Gemensam städning och klottersanering",
        "Kartläggning och orsaksanalys av Hässelby torg",
    ),
}


def load_lagesbild(district: Area) -> None:
    """Write the demo's two editions, once."""
    if Edition.objects.filter(area=district, year=YEAR).exists():
        return
    writer = User.objects.get(email="samordnare@demo.example")
    edition = start_edition(area=district, year=YEAR, by=writer)
    Edition.objects.filter(pk=edition.pk).update(is_invented=True)
    for section in EditionSection.objects.filter(edition=edition, key__in=TEXTS):
        _write(section, TEXTS[section.key], writer)
    own = add_own_section(
        edition=edition, title=OWN_SECTION, audience=Audience.ALL_PARTIES, by=writer,
        after=EditionSection.objects.get(edition=edition, key="forandring"),
    )  # fmt: skip
    _write(own, OWN_TEXT, writer)
    for theme in EditionTheme.objects.filter(edition=edition):
        theme.description = DESCRIPTIONS[theme.code]
        theme.save()
        theme.measures.set(
            Measure.objects.filter(area=district, title__in=THEME_MEASURES.get(theme.code, ()))
        )
    for position, row in enumerate(EXHIBITS, start=1):
        section_key, key, shape, title, unit, compared_with, note, rows, source, as_of, invented = row
        EditionExhibit.objects.create(
            edition=edition, section=section_key, key=key, shape=shape, title=title, unit=unit,
            reference_name=compared_with, note=note, rows=rows, source=source, as_of=as_of,
            is_invented=invented, position=position,
        )  # fmt: skip
    held = {series.name: series for series in OwnSeries.objects.filter(area=district)}
    for position, line in enumerate(SERIES, start=len(EXHIBITS) + 1):
        section_key, key, shape, title, unit, note, series_name, as_of, invented = line
        EditionExhibit.objects.create(
            edition=edition, section=section_key, key=key, shape=shape, title=title, unit=unit, note=note,
            series=held[series_name], as_of=as_of, is_invented=invented, position=position,
        )  # fmt: skip
    EditionSource.objects.bulk_create(
        EditionSource(
            edition=edition, author=author, year=year, title=title, fetched_on=fetched, as_of=as_of, url=url
        )
        for author, year, title, fetched, as_of, url in SOURCES
    )
    bromma = Area.objects.get(kind=AreaKind.CITY_DISTRICT, name="Bromma")
    keeper = User.objects.get(email="bromma@demo.example")
    almost_empty = start_edition(area=bromma, year=YEAR, by=keeper)
    Edition.objects.filter(pk=almost_empty.pk).update(is_invented=True)
    _write(
        EditionSection.objects.get(edition=almost_empty, key="stadsdelsomradet"),
        "Bromma ingår i Lokalpolisområde Vällingby. Platssamverkan finns i Blackeberg. Övriga uppgifter är inte inlästa än.",
        keeper,
    )


def _write(section: EditionSection, body: str, by: User) -> None:
    section.body, section.version, section.state = body, 1, SectionState.READY
    section.author, section.written_at = by, timezone.now()
    section.full_clean()
    section.save()
    SectionVersion.objects.create(section=section, number=1, body=body, author=by)
