// Lembar isian (Formats 4 and 5): dots in rupiah, more rows, and a draft that saves as one goes.
// Without it everything still works; it is saved when its button is pressed.
(() => {
  "use strict";
  const whole = new Intl.NumberFormat("id-ID");

  // "12000000" becomes "12.000.000" while it is typed; anything but digits is left to the server.
  const dotted = (input) => {
    const digits = input.value.replace(/[.\s]/g, "");
    if (!/^\d{4,13}$/.test(digits)) return;
    const after = input.value.length - input.selectionEnd;
    input.value = whole.format(Number(digits));
    const place = Math.max(0, input.value.length - after);
    input.setSelectionRange(place, place);
  };

  document.querySelectorAll("[data-salin]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    const words = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.salin).value);
      button.textContent = "Tersalin";
      setTimeout(() => { button.textContent = words; }, 3000);
    });
  });

  const form = document.querySelector("form[data-lembar]");
  if (!form) return;
  const status = form.querySelector("[data-status]");

  // What is being typed is saved after a pause, and at once when the phone looks elsewhere.
  let pause = 0;
  let unsaved = null;
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-rupiah]")) dotted(event.target);
    if (!status || event.target.matches("[type=checkbox], [type=radio]")) return;
    unsaved = event.target.closest("[data-pertanyaan]");
    clearTimeout(pause);
    pause = setTimeout(() => { if (unsaved) save(unsaved); }, 2000);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && unsaved) save(unsaved);
  });

  // A further row under the last one, without asking the server.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tambah]");
    if (!button) return;
    event.preventDefault();
    const rows = button.parentElement.querySelectorAll(".satu-baris");
    if (rows.length >= Number(button.parentElement.dataset.daftar)) return;
    const row = rows[rows.length - 1].cloneNode(true);
    row.querySelectorAll("input").forEach((input) => {
      input.value = "";
      const label = input.getAttribute("aria-label");
      input.setAttribute("aria-label", label.replace(/\d+$/, String(rows.length + 1)));
    });
    button.before(row);
    row.querySelector("input").focus();
  });

  // "Tidak ada" and everything else put each other out.
  form.addEventListener("change", (event) => {
    const part = event.target.closest("[data-pertanyaan]");
    if (!part) return;
    const nothing = part.querySelector("[data-nihil]");
    if (nothing && event.target === nothing && nothing.checked) {
      part.querySelectorAll("input:not([type=hidden])").forEach((input) => {
        if (input === nothing) return;
        if (input.type === "checkbox" || input.type === "radio") input.checked = false;
        else input.value = "";
      });
    } else if (nothing && (event.target.checked || event.target.value.trim())) {
      nothing.checked = false;
    }
    if (status) save(part);
  });

  // One save at a time, each with what stood on the page then; the button waits for the last.
  const LOGGED_OUT = "Anda sudah keluar dari sistem. Masuk lagi di tab lain, lalu simpan di sini.";
  const NO_LINE = "server tidak terjangkau. Yang Anda ketik masih ada di halaman ini.";
  let last = Promise.resolve();
  let pending = 0;
  const save = (part) => {
    clearTimeout(pause);
    unsaved = null;
    pending += 1;
    last = last.then(() => send(part)).finally(() => { pending -= 1; });
  };
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  const fields = (part) => {
    const told = new URLSearchParams();
    told.set("csrfmiddlewaretoken", token() || form.elements.csrfmiddlewaretoken.value);
    told.set("otomatis", part.dataset.pertanyaan);
    part.querySelectorAll("input, textarea").forEach((input) => {
      const ticks = input.type === "checkbox" || input.type === "radio";
      if (input.name && (!ticks || input.checked)) told.append(input.name, input.value);
    });
    return told;
  };
  const send = async (part) => {
    const say = (words) => { status.textContent = words; };
    try {
      const answer = await fetch(location.href, {
        method: "POST", body: fields(part), redirect: "manual", keepalive: true,
        headers: { Accept: "application/json" },
      });
      const isTold = (answer.headers.get("content-type") || "").includes("json");
      if (!isTold) {
        say(`Belum tersimpan: ${answer.type === "opaqueredirect" || answer.status === 403 ? LOGGED_OUT : NO_LINE}`);
        return;
      }
      const told = await answer.json();
      if (told.dasar !== undefined) part.querySelector("input[type=hidden]").value = told.dasar;
      say(told.galat ? `Belum tersimpan: ${told.galat.join(" ")}` : `Tersimpan pukul ${told.pukul}`);
    } catch {
      say(`Belum tersimpan: ${NO_LINE}`);
    }
  };

  form.addEventListener("submit", (event) => {
    if (!pending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    last.then(() => form.requestSubmit(button));
  }, true);
})();
