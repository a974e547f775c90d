"""What pages and paper of visits (pembinaan) show, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from desa.access import holds
from desa.models import Desa
from rakorcam.followup import followed
from rakorcam.models import PersonMet, Progress, Visit, VisitPhoto
from rakorcam.monitoring import is_open


@dataclass(frozen=True, slots=True)
class DesaVisits:
    """One desa of the list: how often it was visited in the year shown, and when last at all."""

    desa: object
    count: int
    last: date | None
    may_record: bool


class VisitList:
    """The visits to a kecamatan's desa in one year, newest first; the desa beside them."""

    def __init__(self, kecamatan, user, *, year="", desa=""):
        """`year` and `desa` are what the address asks for; what is not there is not narrowed by."""
        found = Visit.objects.allowed(user, "visits.read").filter(desa__kecamatan=kecamatan)
        visits = list(found.select_related("desa").order_by("-date", "desa__code", "pk"))
        places = Desa.objects.allowed(user, "visits.read").filter(kecamatan=kecamatan)
        places = places.select_related("kecamatan__kabupaten").order_by("code")
        self.years = sorted({one.date.year for one in visits}, reverse=True)
        self.year = next((one for one in self.years if str(one) == year), None)
        if self.year is None and self.years:
            self.year = self.years[0]
        inside = [one for one in visits if one.date.year == self.year]
        self.places = [self._place(one, visits, inside, user) for one in places]
        self.desa = next((one.desa for one in self.places if str(one.desa.pk) == desa), None)
        self.visits = [one for one in inside if self.desa in (None, one.desa)]
        self.total = len(inside)
        self.may_record = any(one.may_record for one in self.places)

    @staticmethod
    def _place(desa, visits, inside, user):
        days = [one.date for one in visits if one.desa_id == desa.pk]
        return DesaVisits(
            desa,
            sum(one.desa_id == desa.pk for one in inside),
            max(days, default=None),
            holds(user, "visits.edit", desa),
        )


# The texts of a visit in the order of annex 9.
NARRATIVES = ("looked_at", "findings", "challenges", "follow_up", "recommendation")


@dataclass(frozen=True, slots=True)
class Narrative:
    """One text of a visit; `unit` is the office that is to act on it."""

    heading: str
    text: str
    unit: str = ""


# A longer name of who came is a whole team's, which does not sign.
SIGNED_ROOM = 60


class VisitPage:
    """One visit with all that belongs to it, in the order it was typed."""

    def __init__(self, visit):
        """Gather in three queries."""
        self.visit = visit
        self.people = list(PersonMet.unscoped.filter(visit=visit).order_by("position", "pk"))
        photos = VisitPhoto.unscoped.filter(visit=visit)
        self.photos = list(photos.order_by("added_at", "position", "pk"))
        found = Progress.unscoped.filter(visit=visit).select_related("item", "desa")
        self.progress = list(found.order_by("item__number", "item__position", "pk"))

    @property
    def signs(self):
        """Return (who was visited, who came) as far as it is known who of them signs."""
        (met,) = self.people if len(self.people) == 1 else (None,)
        visited = ", ".join(part for part in (met.name, met.office) if part) if met else ""
        came = self.visit.by_whom
        return visited, came if len(came) <= SIGNED_ROOM else ""

    @property
    def texts(self):
        """Return the narratives that say something, each with its heading and who follows it up."""
        found = []
        for name in NARRATIVES:
            text, unit = getattr(self.visit, name), ""
            if name == "follow_up":
                unit = self.visit.unit
            if text or unit:
                heading = self.visit._meta.get_field(name).verbose_name.capitalize()
                found.append(Narrative(heading, text, unit))
        return found


def open_items(desa):
    """Return the Followed items that name the desa and still wait for something to be done."""
    return [
        told
        for told in followed(desa.kecamatan)
        if is_open(told.state) and any(one.pk == desa.pk for one in told.desa)
    ]


def photos_by_name(photos):
    """Return the bytes of the photos that are there, by the name the paper asks them under."""
    found = {}
    for photo in photos:
        try:
            with photo.file.open("rb") as stored:
                found[str(photo.pk)] = stored.read()
        except FileNotFoundError:
            # The paper says that it is missing.
            continue
    return found
