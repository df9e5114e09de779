"""A small invented network in which every kind of query has an answer."""

from datetime import date

from bot.domain.people import Directory, Group, Person, Role, Site, Topic

# id | first name | last name | role | group | site | topics
PEOPLE = """
anna-leipzig | Anna | Müller | researcher | LUMEN | Leipzig | sepsis; Sprachverarbeitung
anna-koeln | Anna | Müller | researcher | | Köln | Datenschutz
anna-kiel | Anna | Mueller | researcher | TIDE | Kiel | EHR
annalena | Anna-Lena | Müller | alumni | LUMEN | Leipzig | sepsis
koch | Jörg | Müller-Koch | leader | ALMA | Köln | Onkologie; XAI
otto-werner | Otto | Werner | researcher | TIDE | Lübeck | federated learning
werner-otto | Werner | Otto | researcher | | Gießen | cardiology
essen | Clara | von Essen | researcher | TIDE | Kiel | privacy; verteiltes Lernen
frankfurt | Eva | Frankfurt | researcher | | Dresden | Lebensqualität
mayer | Stefan | Mayer | researcher | TIDE | Lübeck | GDPR
meier | Stephan | Meier | researcher | | Gießen | NLP
yilmaz | Mehmet | Yılmaz | coordinator | LUMEN | Leipzig | NLP; künstliche Intelligenz
nguyen | Thị Hương | Nguyễn | researcher | ALMA | Dresden | cancer
sharif | Khaled | Al-Sharif | researcher | ALMA | Köln | KI; cancer
oconnor | Niamh | O'Connor | researcher | | Essen | text mining
brzeczkowski | Przemysław | Brzęczkowski | researcher | LUMEN | Frankfurt | EHR
krebs | Beate | Krebs | researcher | | Essen | wellbeing
ki | Sora | Ki | researcher | LUMEN | Leipzig | sepsis
alma | Alma | Schröder | researcher | TIDE | Kiel | heart
karin | Karin | Grafendörfer | leader | LUMEN | Leipzig | sepsis; AI
weiss | Franziska | Weiß | deputy | LUMEN | Leipzig | explainable AI
hoffmann | Paul | Hoffmann | leader | TIDE | Kiel | federated learning; Datenschutz
kraemer | Nele | Krämer | deputy | TIDE | Lübeck | Patientenakte
garcia | Inés | García López | coordinator | ALMA | Köln | Onkologie
soeren | Søren | Kjærgaard | researcher | ALMA | Köln | Kardiologie
li | Xiaoming | Li | researcher | | Frankfurt | sepsis
hein | Julia | Hein | alumni | LUMEN | Leipzig | NLP
schneider | Jan | Schneider | researcher | | Frankfurt | federated learning; time-lapse microscopy
"""

GROUPS = (
    Group("g-lumen", "LUMEN", "Learning from Ward Data", "Lernen aus Stationsdaten", "Leipzig", topics=("sepsis",)),
    Group("g-tide", "TIDE", "Trust in Distributed Evidence", "Vertrauen in verteilte Evidenz", "Kiel", topics=("FL",)),
    Group("g-alma", "ALMA", "Answers for Tumour Boards", "Antworten für Tumorkonferenzen", "Köln", topics=("cancer",)),
)  # fmt: skip
TOPICS = (
    Topic("t1", "natural language processing", "Sprachverarbeitung", ("NLP",), ("text mining", "Textmining")),
    Topic("t2", "federated learning", "verteiltes Lernen", ("FL",), ("decentralised learning",)),
    Topic("t3", "artificial intelligence", "künstliche Intelligenz", ("AI", "KI")),
    Topic("t4", "explainable AI", "erklärbare KI", ("XAI",), ("explainability", "Erklärbarkeit")),
    Topic("t5", "sepsis", "Sepsis", (), ("blood poisoning", "Blutvergiftung")),
    Topic("t6", "oncology", "Onkologie", (), ("cancer", "Krebs")),
    Topic("t7", "data protection", "Datenschutz", ("GDPR", "DSGVO"), ("privacy",)),
    Topic("t8", "electronic health records", "elektronische Patientenakte", ("EHR",), ("Patientenakte",)),
    Topic("t9", "cardiology", "Kardiologie", (), ("heart", "Herz")),
    Topic("t10", "quality of life", "Lebensqualität", ("QoL",), ("wellbeing",)),
)
SITES = (
    Site("Leipzig", ("UKL",)),
    Site("Köln", ("Cologne", "UKK")),
    Site("Kiel", ("UKSH",)),
    Site("Lübeck", ("UKSH",)),
    Site("Essen"),
    Site("Gießen", ("Giessen",)),
    Site("Dresden"),
    Site("Frankfurt", ("Frankfurt am Main", "FFM")),
)


def person(line: str, number: int) -> Person:
    """One row of the table, with an e-mail address and an ORCID iD of its own."""
    name, first, last, role, group, site, topics = (cell.strip() for cell in line.split("|"))
    return Person(
        name,
        first,
        last,
        email=f"{name}.{number}@example.org",
        role=Role(role),
        group=group,
        site=site,
        topics=tuple(topic.strip() for topic in topics.split(";")),
        orcid=f"0099-0000-0000-{number:04}",
        left=date(2025, 3, 31) if role == "alumni" else None,
    )


VILLAGE = Directory(
    tuple(person(line, number) for number, line in enumerate(PEOPLE.strip().splitlines(), 1)), GROUPS, TOPICS, SITES
)
