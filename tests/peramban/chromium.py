"""One Chromium for all browser tests, and pages that remember everything they should not do.

Playwright drives the distribution's own Chromium (LABD_CHROMIUM names another); nothing is
downloaded.
"""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

EXECUTABLE = os.environ.get("LABD_CHROMIUM") or "/usr/bin/chromium"
# No sandbox, since tests also run as root in a container; and no talk with the browser's maker.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = 1280, 360
HEIGHT = 800
# A page that takes longer than this on two busy cores is broken, not slow.
PATIENCE = 20_000
# A violation that the browser only reports would otherwise pass by Playwright's listeners.
_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


@contextmanager
def chromium():
    """Start the browser and yield it; it is gone afterwards."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=EXECUTABLE, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Witness:
    """What the pages of one browser profile complained of, and which strangers they asked."""

    def __init__(self, context, base):
        """Watch every page of `context`; `base` is the address of the one host it may ask."""
        self.complaints, self.strangers = [], []
        self._host = urlsplit(base).netloc
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", self._request)

    def forget(self):
        """Begin anew: what pages of the profile did before is no longer told."""
        self.complaints, self.strangers = [], []

    def _console(self, message):
        # Chromium also complains of a page that we meant to be refused, such as a 404.
        page = message.page.url if message.page else ""
        refused = message.text.startswith("Failed to load resource")
        if message.type == "error" and not (refused and message.location["url"] == page):
            self.complaints.append(message.text)

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self._host:
            self.strangers.append(request.url)


def new_profile(browser, base, *, width=WIDE, cookies=(), **options):
    """Return (context, Witness) of a person's own browser profile at `base`, `width` px wide."""
    context = browser.new_context(
        base_url=base,
        locale="id-ID",
        timezone_id="Asia/Makassar",
        viewport={"width": width, "height": HEIGHT},
        **options,
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_REPORT_VIOLATIONS)
    if cookies:
        context.add_cookies(cookies)
    return context, Witness(context, base)


def log_in(page, username, password):
    """Log in through the form, as a person does."""
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("heading", level=1, name="Yang menunggu Anda").wait_for()
