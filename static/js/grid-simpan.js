// A grid saved in place: one request with what changed; the server's page goes into this one node by
// node, so that focus, scroll and what was typed meanwhile stay. And the box of a cell.
(() => {
  "use strict";
  const { papan: grid, situs } = window;
  if (!grid) return;
  const { form, fields } = grid;

  const isAlike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName;
  const morph = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    [...old.attributes].forEach(({ name }) => {
      // What the person unfolded stays so.
      if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
    });
    [...fresh.attributes].forEach(({ name, value }) => {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    });
    const [mine, theirs] = [[...old.childNodes], [...fresh.childNodes]];
    if (mine.length === theirs.length && mine.every((node, place) => isAlike(node, theirs[place]))) {
      mine.forEach((node, place) => morph(node, theirs[place]));
    } else {
      old.replaceChildren(...theirs);
    }
    if ("value" in old && old.value !== fresh.value) old.value = fresh.value;
  };

  // The note's field: the one on the page, or one made for it.
  const noteOf = (cell) => {
    const name = cell.replace(/[^:]*$/, "note");
    if (!fields.has(name)) {
      const input = document.createElement("input");
      [input.type, input.name, input.value] = ["hidden", name, grid.storedText(name)];
      grid.part("[data-catatan]").append(input);
      grid.add(input);
    }
    return name;
  };
  // What was typed meanwhile still replaces what the person saw, unless it was just saved.
  const keep = (typed, names, before) => {
    const touched = new Set(names.map(grid.keyOf));
    typed.forEach((text, name) => {
      const key = grid.keyOf(name);
      if (name.endsWith(":note")) noteOf(name);
      if (!fields.has(name)) return;
      if (!touched.has(key)) grid.base[key] = before[key];
      grid.stored.set(name, grid.storedText(name));
      grid.set(name, text);
    });
  };

  const adopt = (text, sent, names, button) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("form[data-grid], form[data-elemen]");
    if (!fresh) {
      situs.tell(situs.REFUSED);
      return;
    }
    grid.close();
    const typed = new Map();
    fields.forEach(({ value }, name) => {
      if (value !== sent.get(name)) typed.set(name, value);
    });
    const [before, focused] = [grid.base, document.activeElement];
    const top = grid.table.getBoundingClientRect().top;
    morph(form, fresh);
    if (!grid.table.isConnected) window.location.reload();
    ["#pesan", ".kepala p"].forEach((place) => {
      document.querySelector(place).replaceChildren(...page.querySelector(place).childNodes);
    });
    grid.index();
    names.forEach((name) => grid.saved[grid.judged.has(name) ? "delete" : "add"](name));
    keep(typed, names, before);
    grid.refresh([...fields.keys()]);
    // The grid stays where it was under the eye.
    window.scrollBy(0, grid.table.getBoundingClientRect().top - top);
    // Columns may have come or gone.
    focused.blur();
    if (focused.isConnected && focused !== document.body) focused.focus({ preventScroll: true });
    else fields.get(button?.dataset.sel || grid.active)?.focus();
  };

  const bodyOf = (names, button) => {
    const body = new URLSearchParams();
    const base = { kepala: grid.base.kepala };
    const header = [...fields.keys()].filter((name) => !name.includes(":"));
    body.set("csrfmiddlewaretoken", situs.token() || form.elements.csrfmiddlewaretoken.value);
    [...header, ...names].forEach((name) => {
      const key = grid.keyOf(name);
      body.set(name, fields.get(name).value);
      if (key in grid.base) base[key] = grid.base[key];
    });
    body.set("dasar", JSON.stringify(base));
    body.set("tempel", JSON.stringify(names.filter((name) => grid.pasted.has(name))));
    form.querySelectorAll("[type=hidden][value=ya]").forEach(({ name }) => body.set(name, "ya"));
    if (button && button.name) body.set(button.name, button.value);
    return body;
  };

  const ask = async (url, options) => {
    if (form.ariaBusy) return "";
    form.ariaBusy = "true";
    try {
      if (!navigator.onLine) throw new Error();
      const answer = await fetch(url, { redirect: "manual", headers: { "X-Papan": "1" }, ...options });
      if (answer.ok) return await answer.text();
      if (answer.type === "opaqueredirect") situs.tell(situs.LOGGED_OUT, document.body.dataset.masuk);
      else situs.tell(situs.REFUSED);
    } catch {
      situs.tell(situs.NO_LINE);
    } finally {
      form.ariaBusy = null;
    }
    return "";
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    grid.close();
    const names = grid.changed();
    const sent = new Map([...fields].map(([name, { value }]) => [name, value]));
    const button = event.submitter;
    const page = await ask(form.action, { method: "POST", body: bodyOf(names, button) });
    if (page) adopt(page, sent, names, button);
  }, true);
  // Another view of the same grid; what is typed stays typed.
  form.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-muat]");
    if (!link || event.ctrlKey || event.shiftKey || event.metaKey) return;
    event.preventDefault();
    const { href } = link;
    const page = await ask(href);
    if (!page) return;
    adopt(page, grid.stored, []);
    window.history.replaceState(null, "", href);
  });

  const box = document.getElementById("kotak");
  const note = document.getElementById("kotak-catatan");
  const list = box && box.querySelector("[data-riwayat-isi]");

  const tell = (sentences) => list.replaceChildren(...sentences.map((sentence) => {
    const item = document.createElement("li");
    item.textContent = sentence;
    return item;
  }));
  grid.openBox = async (name) => {
    if (!box || !fields.has(name)) return;
    grid.close();
    box.dataset.sel = name;
    box.returnValue = "";
    document.getElementById("kotak-judul").textContent = grid.labels.get(name);
    if (note) note.value = fields.get(noteOf(name)).value;
    box.showModal();
    if (!list) return;
    tell([]);
    try {
      const answer = await fetch(`${box.dataset.riwayat}?sel=${encodeURIComponent(name)}`);
      const { riwayat } = await answer.json();
      tell(riwayat.length ? riwayat : ["Belum pernah diisi."]);
    } catch {
      tell(["Riwayat tidak dapat diambil. Periksa jaringan, lalu coba lagi."]);
    }
  };
  box?.addEventListener("close", () => {
    const { sel } = box.dataset;
    if (note && box.returnValue === "pakai" && fields.get(noteOf(sel)).value !== note.value) {
      grid.change([[noteOf(sel), note.value.trim()]]);
    }
    fields.get(sel)?.focus();
  });
})();
