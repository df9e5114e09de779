"""The words of a question that name no entry: roles, titles, small words; English and German."""

from bot.domain.people import Role
from bot.domain.search.spelling import PARTICLES, words

_ROLES = {
    Role.LEADER: """leader leaders lead leads leading led head heads heading PI principal investigator Leitung Leiter
        Leiterin Leiterinnen leitet leiten Gruppenleiter Gruppenleiterin Gruppenleitung Chef Chefin boss""",
    Role.DEPUTY: """deputy deputies stellv vice Stellvertretung Stellvertreter Stellvertreterin Stellvertreterinnen
        stellvertretend stellvertretende stellvertretender Vize""",
    Role.RESEARCHER: """researcher researchers member members Mitglied Mitglieder Mitarbeiter Mitarbeiterin
        Mitarbeiterinnen Mitarbeitende Forscher Forscherin Forscherinnen Forschende Wissenschaftler Wissenschaftlerin
        scientist scientists""",
    Role.COORDINATOR: """coordinator coordinators coordination coordinates Koordination Koordinator Koordinatorin
        Koordinatoren koordiniert""",
    Role.ALUMNI: "alumni alumnus alumna former formerly ehemalige ehemaliger ehemals ehemaligen ex",
}
_GROUP = "group groups Gruppe Gruppen AG AGs NWG JRG JRGs Nachwuchsgruppe Nachwuchsgruppen Arbeitsgruppe team lab"
_HOSPITAL = (
    "Uniklinik Uniklinikum Universitätsklinikum Universitätsklinik Klinikum Uni Universität university hospital UK"
)
_TITLES = """Dr PD Prof Professor Professorin Privatdozent Privatdozentin Msc Bsc PhD Dipl med nat habil Mr Mrs Ms
    Herr Herrn Frau postdoc postdocs student students studentin Studierende Doktorand Doktorandin Doktoranden
    candidate"""
_STOP = """in at of the for on and who does works wer macht arbeitet an zu der die und aus im mit with from den dem
    das des ein eine einen einem einer a am as bei beim vom von zum zur auf für fur fuer über uber ueber um es er
    sie to by about into near within is are was were be been has have had do did what which where when how why whom
    whose there this that these those it its my our your me us you we they them or any some anyone anybody someone
    somebody wie wo wen wem welche welcher welches wessen ist sind war hat haben hatte habe wird werden kann können
    konnen koennen könnte möchte mochte moechte will ich du wir ihr uns euch mir mich dich man sich nicht auch oder
    noch schon denn bitte please thanks danke hello hallo hi hey dear liebe lieber jemand jemanden jemandem
    irgendwer irgendjemand alle alles all everyone everybody people person persons Leute Menschen Person Personen
    Kollege Kollegin Kollegen Kolleginnen colleague colleagues contact Kontakt Ansprechpartner Ansprechpartnerin
    Ansprechperson expert experts expertise Experte Expertin Experten specialist specialists Spezialist Spezialistin
    Fachmann Fachfrau find finde finden search searching suche sucht suchen such gesucht look looking looks show
    list lists zeig zeige zeigen liste nenne tell sag need needs want brauche brauchen know knows knowing kenne
    kennt kennen kennst weiss weiß gibt give got can could would should work working worked arbeite arbeiten
    arbeitest arbeitend mache machen doing done help helps hilft helfen Hilfe Forschung forscht forsche forschen
    research researching researches beschäftigt beschaftigt beschaeftigt beschäftigen auskennt auskennen gut good
    familiar experienced experience Erfahrung Medizin medicine interessiert interested interest interests topic
    topics Thema Themen area field Bereich Gebiet project projects Projekt Projekte heißt heisst called named name
    Name site location based Standort Stadt city located hier here over also else other mal eigentlich gerade email
    mail address Adresse Telefon Telefonnummer Nummer phone number details Kontaktdaten"""

_COMPOUND_TAILS = """forschung daten analyse analysen medizin patienten patientinnen therapie diagnostik studie studien
    modell modelle modellierung gruppe register erkrankung erkrankungen behandlung versorgung prognose vorhersage
    screening verfahren methoden management experte expertin system systeme"""


def _spellings(text: str) -> frozenset[str]:
    return frozenset(spelling for word in words(text) for spelling in word)


ROLES = {spelling: role for role, text in _ROLES.items() for spelling in _spellings(text)}
DEPUTIES = [
    f"{deputy} {leader}"
    for deputy in ("deputy", "vice", "stellv", "stellvertretend", "stellvertretende", "stellvertretender")
    for leader in ("leader", "lead", "head", "Leitung", "Leiter", "Leiterin", "Gruppenleiter", "Gruppenleiterin", "PI")
]
"""Two words for one role."""
GROUP = _spellings(_GROUP)
TITLES = _spellings(_TITLES)
HOSPITAL = _spellings(_HOSPITAL)
NOISE = _spellings(_STOP) | GROUP | TITLES | HOSPITAL | PARTICLES
COMPOUND_TAILS = tuple(sorted(_spellings(_COMPOUND_TAILS)))
