"""The elements computed a second way: plain Python over the stored rows, nothing of ours.

What a desa answered, what the kecamatan corrected and what its team entered are read from the
models' rows alone; the lines of rule 16 are written out here once more.
"""

from formats.models import Answer, Correction, ElementState, Survey

SURVEYED = ("perdes-sop", "petugas", "anggaran")
NO_OFFICER = "tidak-ada-petugas"


def said(desa, period, number, question):
    """Return the stored JSON of the answer that counts; {} when there is none."""
    survey = Survey.unscoped.filter(desa=desa, period=period, number=number).first()
    if survey is None or survey.state not in ("terkirim", "diperiksa"):
        return {}
    for model in (Correction, Answer):
        row = model.unscoped.filter(survey=survey, question=question).first()
        if row is not None:
            return row.value
    return {}


def entered(desa, period, element):
    """Return the (state, note) that the kecamatan team entered, or None."""
    row = ElementState.unscoped.filter(desa=desa, period=period, element=element).first()
    return (row.state, row.note) if row and row.state else None


def state_of(desa, period, element):
    """Return the (state, note) of one element in one desa, as rule 16 says."""
    told = entered(desa, period, element)
    if told or element not in SURVEYED:
        return told or ("belum diisi", "")
    if element == "perdes-sop":
        return _rules(said(desa, period, 4, "dasar_hukum"), said(desa, period, 4, "sop"))
    if element == "petugas":
        return _officer(said(desa, period, 5, "status"), said(desa, period, 4, "petugas")), ""
    return _budget(said(desa, period, 4, "anggaran_total")), ""


def _any(told):
    return bool(told.get("options") or told.get("others"))


def _rules(perdes, sop):
    if _any(perdes) and _any(sop):
        return "sudah", ""
    for one, other, word in ((perdes, sop, "SOP"), (sop, perdes, "Perdes")):
        if _any(one):
            return "sebagian", word + (" belum ada" if other.get("nothing") else " belum dijawab")
    both = perdes.get("nothing") and sop.get("nothing")
    return ("belum" if both else "belum diisi"), ""


def _officer(status, told):
    if _any(status):
        return "sudah"
    if status.get("nothing") or told.get("options") == [NO_OFFICER]:
        return "belum"
    return "belum diisi"


def _budget(told):
    if told.get("nothing"):
        return "belum"
    if "amount" not in told:
        return "belum diisi"
    return "sudah" if told["amount"] > 0 else "belum"


def columns_of(desa, period, element):
    """Return what Format 6 prints in its two columns of names, line by line."""
    have, lack, unknown = [], [], []
    for one in desa:
        state, note = state_of(one, period, element)
        if state == "belum diisi":
            unknown.append(one.name)
        elif state == "sudah":
            have.append(one.name)
        else:
            lack.append(one.name + (f" ({note})" if state == "sebagian" else ""))
    apart = [f"Belum terdata: {', '.join(unknown)}"] if unknown else []
    return _named(have), _named(lack) + apart


def _named(names):
    return [f"{len(names)} desa", ", ".join(names)] if names else ["–"]


def counts_of(desa, period, element):
    """Return state -> in how many desa, for all four states."""
    states = [state_of(one, period, element)[0] for one in desa]
    return {word: states.count(word) for word in ("sudah", "sebagian", "belum", "belum diisi")}


def last_row(counts):
    """Return what Format 3 prints under the column of an element."""
    return [
        f"{counts['sudah']} sudah",
        f"{counts['sebagian']} sebagian · {counts['belum']} belum",
        f"{counts['belum diisi']} belum terdata",
    ]


def recap_cells(counts, columns):
    """Return what Format 3 prints behind an element: count and names, twice, and the untold."""
    have, lack = columns
    untold = [line.removeprefix("Belum terdata: ") for line in lack if line.startswith("Belum ")]
    lacking = counts["sebagian"] + counts["belum"]
    return [
        [str(counts["sudah"])],
        have[1:] or ["–"],
        [str(lacking)],
        [lack[1]] if lacking else ["–"],
        untold or ["–"],
    ]
