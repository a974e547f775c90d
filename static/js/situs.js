// Shared by every page; each page works without it.
(() => {
  "use strict";

  // A menu of the bar closes on Escape and on a click elsewhere, as people expect of a menu.
  const openMenus = () => document.querySelectorAll("details.konteks[open], details.akun[open], details.menu[open]");

  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // A worksheet row is saved in place. When the answer is not a worksheet (logged out, refused, no
  // line), what was typed stays in its form and the reason is said in a sentence.
  const alarm = (sentence, login) => {
    const place = document.getElementById("pesan");
    if (!place) return;
    const box = document.createElement("div");
    box.className = "alert alert-danger";
    const text = document.createElement("div");
    text.textContent = sentence;
    if (login) {
      const link = document.createElement("a");
      link.href = login;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Masuk lagi di tab baru, lalu simpan di sini.";
      text.append(link);
    }
    box.append(text);
    place.replaceChildren(box);
  };
  const tell = (sentence, login) => alarm(`${sentence} Yang Anda ketik masih ada di halaman ini. `, login);
  // Logging in again elsewhere gave this browser another token; the form still has the old one.
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  const LOGGED_OUT = "Anda sudah keluar dari sistem, jadi belum tersimpan.";
  const NO_LINE = "Jaringan terputus, jadi belum tersimpan.";
  const REFUSED = "Server menolak permintaan ini, jadi belum tersimpan.";
  window.situs = { alarm, tell, token, LOGGED_OUT, NO_LINE, REFUSED };
  document.addEventListener("htmx:configRequest", (event) => {
    if (!token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    if (event.detail.verb === "post") event.detail.parameters.csrfmiddlewaretoken = token();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = event.detail;
    if (detail.xhr.status < 400 && detail.serverResponse.includes('id="lembar"')) return;
    detail.shouldSwap = false;
    const login = document.body.dataset.masuk;
    if (detail.xhr.status < 400) tell(LOGGED_OUT, login);
    else tell(REFUSED);
  });
  document.addEventListener("htmx:sendError", () => tell(NO_LINE));
  document.addEventListener("htmx:timeout", () => tell("Server tidak menjawab, jadi belum tersimpan."));

  // A grid holds an hour of typing: before it leaves the page, ask whether it would arrive.
  document.querySelectorAll("form[data-halaman]").forEach((form) => {
    let arrives = false;
    form.addEventListener("submit", (event) => {
      if (arrives || event.defaultPrevented) return;
      event.preventDefault();
      const button = event.submitter;
      fetch(form.dataset.halaman, { method: "HEAD", redirect: "manual" }).then(
        (answer) => {
          if (answer.type === "opaqueredirect") {
            tell(LOGGED_OUT, document.body.dataset.masuk);
          } else {
            if (token()) form.elements.csrfmiddlewaretoken.value = token();
            arrives = true;
            form.requestSubmit(button);
            arrives = false;
          }
        },
        () => tell(NO_LINE),
      );
    });
  });

  const later = async (address) => {
    const answer = await fetch(address, { redirect: "manual" });
    if (!answer.ok) throw new Error(address);
    return answer;
  };
  // What takes longer to count than the page may wait: better words, where a line already stands.
  document.querySelectorAll("[data-nanti]").forEach((list) => {
    const lines = list.querySelectorAll("[data-kunci]");
    if (!lines.length) return;
    later(list.dataset.nanti)
      .then((answer) => answer.json())
      .then((words) => lines.forEach((line) => {
        if (words[line.dataset.kunci]) line.textContent = words[line.dataset.kunci];
      }))
      .catch(() => {});
  });

  // The same for a whole part of a page; until then, and when it fails, its links stand there.
  document.querySelectorAll("[data-nanti-isi]").forEach((place) => {
    later(place.dataset.nantiIsi)
      .then((answer) => answer.text())
      .then((part) => { place.innerHTML = part; })
      .catch(() => {});
  });

  // After a refused form the reader starts at the list of what has to be mended.
  const errors = document.querySelector("[data-galat]");
  if (errors) errors.focus();
})();
