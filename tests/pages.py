"""Pages as a person meets them: the words on them, and their forms as a browser sends them back."""

import re
from html.parser import HTMLParser

from django.urls import reverse

from tests import factories

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "circle"}


class _Page(HTMLParser):
    """Collects visible words and every form with the values it would send."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.forms, self._form, self._select, self._area = [], [], None, None, None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self._form = {"action": told.get("action", ""), "fields": {}}
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, told)
        if tag not in ("b", "em", "span", "strong", "a"):
            self.parts.append(" ")

    def _field(self, tag, told):
        name, fields = told.get("name"), self._form["fields"]
        if tag == "input" and name and told.get("type") not in ("submit", "file"):
            if told.get("type") in ("checkbox", "radio"):
                if "checked" in told:
                    fields.setdefault(name, []).append(told.get("value", "on"))
            else:
                fields.setdefault(name, []).append(told.get("value", ""))
        elif tag == "select" and name:
            self._select = name
            fields.setdefault(name, [])
        elif tag == "option" and self._select:
            chosen = fields[self._select]
            if "selected" in told or not chosen:
                fields[self._select] = [told.get("value", "")]
        elif tag == "textarea" and name:
            self._area = name
            fields.setdefault(name, [""])

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
        if tag not in _VOID and tag not in ("b", "em", "span", "strong", "a"):
            self.parts.append(" ")

    def handle_data(self, data):
        if self._area and self._form is not None:
            self._form["fields"][self._area][0] += data.removeprefix("\n")
        self.parts.append(data)


def _read(response):
    page = _Page()
    page.feed(response.content.decode())
    return page


def words(response):
    """Return all text of a page with single spaces."""
    return re.sub(r"\s+", " ", "".join(_read(response).parts)).strip()


def form_with(response, name):
    """Return the form that holds the field `name`, as a browser would send it unchanged."""
    for form in _read(response).forms:
        if name in form["fields"]:
            return {
                key: values if len(values) != 1 else values[0]
                for key, values in form["fields"].items()
            }
    raise AssertionError(f"no form on this page has a field {name}")


def fields_of(response):
    """Return name -> value of every field on the page, over all its forms."""
    found = {}
    for form in _read(response).forms:
        found |= {key: values[0] if values else "" for key, values in form["fields"].items()}
    return found


class Person:
    """Somebody with a browser: opens pages, fills in forms as they stand, presses the button."""

    def __init__(self, client, user):
        self.client, self.user = client, user

    def open(self, name, *args):
        """Return the page."""
        factories.masuk(self.client, self.user)
        response = self.client.get(reverse(name, args=args))
        assert response.status_code == 200, name
        return response

    def fill_in(self, name, *args, having, at=None, **typed):
        """Fill in the form on a page that has a field `having`, send it, and say what comes."""
        page = self.open(name, *args)
        form = form_with(page, having) if having else {}
        response = self.client.post(at or reverse(name, args=args), {**form, **typed})
        assert response.status_code == 302, words(response)
        return words(self.client.get(response.url))
