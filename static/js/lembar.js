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

  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-rupiah]")) dotted(event.target);
  });

  // A further row under the last one, without asking the server.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tambah]");
    if (!button) return;
    event.preventDefault();
    const rows = button.parentElement.querySelectorAll(".satu-baris");
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
  let last = Promise.resolve();
  let pending = 0;
  const save = (part) => {
    pending += 1;
    last = last.then(() => send(part)).finally(() => { pending -= 1; });
  };
  const fields = (part) => {
    const told = new URLSearchParams();
    told.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    told.set("otomatis", part.dataset.pertanyaan);
    part.querySelectorAll("input, textarea").forEach((input) => {
      const ticks = input.type === "checkbox" || input.type === "radio";
      if (input.name && (!ticks || input.checked)) told.append(input.name, input.value);
    });
    return told;
  };
  const send = async (part) => {
    try {
      const answer = await fetch(location.href, {
        method: "POST", body: fields(part), redirect: "error",
        headers: { Accept: "application/json" },
      });
      const told = await answer.json();
      if (told.galat) {
        status.textContent = `Belum tersimpan: ${told.galat.join(" ")}`;
        return;
      }
      part.querySelector("input[type=hidden]").value = told.dasar;
      status.textContent = `Tersimpan pukul ${told.pukul}`;
    } catch {
      status.textContent = "Belum tersimpan: server tidak terjangkau. Yang Anda ketik masih ada di halaman ini.";
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
