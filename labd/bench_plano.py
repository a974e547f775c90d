"""What a wall sheet costs: beside WeasyPrint on the same page, and beside an office program.

LibreOffice is asked to print our own Excel of the same worksheet, with the same rows and the same
plans typed in. It is started each time, as whoever has it print an Excel starts it each time; the
Excel lies ready, whereas ours gathers the worksheet from the database anew. Where LibreOffice is
not installed, or does not start, the line says so and nothing is wrong.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from weasyprint import HTML

from formats.render.pdf import FETCHER, printable, sheet_pdf
from formats.render.xlsx import sheet_xlsx
from labd.bench import Pair, Unmeasured
from rakorcam.worksheets import stand_of, worksheet_sheet, worksheets_of

BAR, FIVE_TIMES_FASTER = 2.2, 0.2
# An office program takes a second or more each time: fewer rounds, enough for a steady median.
OFFICE_ROUNDS = 9
# A conversion that takes longer hangs.
PATIENCE = 120


def plano_pairs(world, stamp):
    """Yield the Pairs of the session's worksheets on A1, and Unmeasured without LibreOffice."""
    specs = worksheets_of(world.session)
    for spec in specs:
        yield _beside_weasyprint(world, spec, stamp)
    for spec in specs:
        yield _beside_office(world, spec, stamp)


def _sheet(world, spec):
    return worksheet_sheet(spec, stand_of(world.session), tail=True)


def _ours(world, spec, stamp):
    return lambda: sheet_pdf(_sheet(world, spec), "A1", printed=stamp)


def _beside_weasyprint(world, spec, stamp):
    bare = printable(_sheet(world, spec), "A1", printed=stamp)
    name = f"{spec.name} plano A1 : WeasyPrint saja"
    return Pair(name, _ours(world, spec, stamp), lambda: weasyprint_alone(bare), BAR)


def weasyprint_alone(made):
    """Return the PDF of a Printable as WeasyPrint alone writes it from the final HTML."""
    final = HTML(string=made.html, url_fetcher=FETCHER)
    return final.write_pdf(stylesheets=list(made.stylesheets))


def _beside_office(world, spec, stamp):
    name = f"{spec.name} plano A1 : LibreOffice baru dimulai, dari Excel kita"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return Unmeasured(name, "LibreOffice tidak terpasang")
    # Below the data of this process, which are thrown away as a whole.
    folder = Path(tempfile.mkdtemp(dir=os.environ["LABD_DATA_DIR"]))
    workbook = folder / "lembar.xlsx"
    workbook.write_bytes(sheet_xlsx(_sheet(world, spec), "F4", printed=stamp))
    try:
        convert(program, workbook)
    except (RuntimeError, OSError, subprocess.TimeoutExpired):
        return Unmeasured(name, "LibreOffice tidak dapat dijalankan")
    return Pair(
        name,
        _ours(world, spec, stamp),
        lambda: convert(program, workbook),
        FIVE_TIMES_FASTER,
        clock=with_children,
        most_rounds=OFFICE_ROUNDS,
    )


def with_children():
    """Return the processor time of this process and of those it has waited for, in seconds."""
    return sum(os.times()[:4])


def convert(program, workbook):
    """Let LibreOffice write the PDF of a workbook beside it; raises RuntimeError without one."""
    made = workbook.with_suffix(".pdf")
    made.unlink(missing_ok=True)
    own = f"-env:UserInstallation={(workbook.parent / 'profil').as_uri()}"
    command = [program, own, "--headless", "--convert-to", "pdf", "--outdir", workbook.parent]
    done = subprocess.run(
        [*command, workbook], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if not made.exists():
        raise RuntimeError(f"LibreOffice tidak menulis {made.name}: {done.stderr.strip()[:200]}")
