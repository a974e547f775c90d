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
  const tell = (sentence, login) => {
    const place = document.getElementById("pesan");
    if (!place) return;
    const box = document.createElement("div");
    box.className = "alert alert-danger";
    const text = document.createElement("div");
    text.textContent = `${sentence} Yang Anda ketik masih ada di halaman ini. `;
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
  // Logging in again elsewhere gave this browser another token; the form still has the old one.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    if (!token) return;
    event.detail.headers["X-CSRFToken"] = token[1];
    if (event.detail.verb === "post") event.detail.parameters.csrfmiddlewaretoken = token[1];
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = event.detail;
    if (detail.xhr.status < 400 && detail.serverResponse.includes('id="lembar"')) return;
    detail.shouldSwap = false;
    const login = document.body.dataset.masuk;
    if (detail.xhr.status < 400) tell("Anda sudah keluar dari sistem, jadi belum tersimpan.", login);
    else tell("Server menolak permintaan ini, jadi belum tersimpan.");
  });
  document.addEventListener("htmx:sendError", () => tell("Jaringan terputus, jadi belum tersimpan."));
  document.addEventListener("htmx:timeout", () => tell("Server tidak menjawab, jadi belum tersimpan."));

  // After a refused form the reader starts at the list of what has to be mended.
  const errors = document.querySelector("[data-galat]");
  if (errors) errors.focus();
})();
