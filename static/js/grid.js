// The entry grids: live percents and sums, marks on changed cells, arrow keys. The pages save
// without it; what it computes is computed again by the server.
(() => {
  "use strict";
  const whole = new Intl.NumberFormat("id-ID");
  const form = document.querySelector("[data-grid], [data-elemen]");
  if (!form) return;
  const table = form.querySelector("table");
  const button = form.querySelector("[data-simpan]");
  const status = form.querySelector("[data-hitungan]");
  if (!table) return;
  const inputs = [...form.querySelectorAll("input:not([type=hidden]), select")];
  const base = JSON.parse(form.elements.dasar.value || "{}");
  // What is stored now, as the page shows it: a value kept after a refusal is still a change.
  const stored = (input) => {
    if (!input.closest("td.sel-ditolak, td.sel-bentrok")) return input.value;
    const value = base[input.name];
    return value === undefined || value === null ? "" : whole.format(value);
  };
  const first = new Map(
    inputs.map((input) => [input, form.hasAttribute("data-grid") ? stored(input) : input.value]),
  );
  const labels = new Map(inputs.map((input) => [input, input.getAttribute("aria-label")]));

  // 12345, 12.345 and 12 345 are counts; anything else is left for the server to judge.
  const read = (text) => {
    const typed = text.trim();
    if (!typed) return null;
    if (!/^(\d+|\d{1,3}([. \u00a0]\d{3})+)$/.test(typed)) return NaN;
    return Number(typed.replace(/\D/g, ""));
  };
  const isCount = (value) => value !== null && !Number.isNaN(value);
  // Exact half-up of part/all in tenths of a percent; both are whole numbers.
  const tenths = (part, all) => Math.floor((part * 2000 + all) / (2 * all));
  const decimal = (value) => `${whole.format(Math.floor(value / 10))},${value % 10}`;
  const unit = (place) => table.tFoot.rows[3].cells[1 + place].dataset.satuan;
  // Near 100 percent those missing stand beside it.
  const percent = (part, all, place) => {
    if (!all) return "–";
    const text = `${decimal(tenths(part, all))}%`;
    if (part >= all || tenths(part, all) !== 1000) return text;
    return `${text} · kurang ${whole.format(all - part)} ${unit(place)}`;
  };

  const rows = form.hasAttribute("data-grid")
    ? [...table.tBodies[0].rows].map((row) => {
        const cells = [...row.cells].slice(1);
        const groups = [];
        for (let i = 0; i < cells.length; i += 3) {
          groups.push({
            wajib: cells[i].firstElementChild,
            memiliki: cells[i + 1].firstElementChild,
            percent: cells[i + 2],
          });
        }
        return groups;
      })
    : [];

  const showGroup = (group, place) => {
    const wajib = read(group.wajib.value);
    const memiliki = read(group.memiliki.value);
    const isTold = isCount(wajib) && isCount(memiliki);
    group.percent.textContent = isTold ? percent(memiliki, wajib, place) : "–";
  };

  const showGap = (cell, wajib, memiliki) => {
    const target = Number(cell.dataset.target);
    if (!target || !wajib) {
      cell.textContent = target && wajib === null ? "" : "–";
      return;
    }
    const difference = target * wajib - memiliki * 10000;
    const points = decimal(Math.floor((Math.abs(difference) * 2 + wajib * 10) / (wajib * 20)));
    const people = Math.max(0, Math.ceil((target * wajib) / 10000) - memiliki);
    if (difference > 0) {
      cell.textContent = `kurang ${points} poin, ${whole.format(people)} ${cell.dataset.satuan}`;
    } else {
      cell.textContent = difference ? `melampaui ${points} poin` : "tercapai";
    }
  };

  const showTotal = (place) => {
    let wajib = 0;
    let memiliki = 0;
    let told = 0;
    rows.forEach((groups) => {
      const all = read(groups[place].wajib.value);
      const part = read(groups[place].memiliki.value);
      if (isCount(all) && isCount(part)) {
        wajib += all;
        memiliki += part;
        told += 1;
      }
    });
    const [sums, reach, , gaps] = table.tFoot.rows;
    sums.cells[1 + place * 3].textContent = told ? whole.format(wajib) : "";
    sums.cells[2 + place * 3].textContent = told ? whole.format(memiliki) : "";
    sums.cells[3 + place * 3].textContent = told ? percent(memiliki, wajib, place) : "–";
    reach.cells[1 + place].textContent = `${told} dari ${rows.length} desa`;
    showGap(gaps.cells[1 + place], told ? wajib : null, memiliki);
  };

  const changed = () => inputs.filter((input) => input.value.trim() !== first.get(input).trim());

  const showChanges = () => {
    const count = changed().length;
    button.textContent = count ? `Simpan ${whole.format(count)} isian` : "Simpan";
    status.textContent = count
      ? `${whole.format(count)} isian berubah, belum disimpan.`
      : "Tidak ada yang berubah.";
  };

  const mark = (input) => {
    const cell = input.closest("td");
    if (!cell) return;
    const is = input.value.trim() !== first.get(input).trim();
    cell.classList.toggle("sel-berubah", is);
    const label = labels.get(input);
    if (label) input.setAttribute("aria-label", is ? `${label}, berubah, belum disimpan` : label);
    if (form.hasAttribute("data-grid")) {
      cell.classList.toggle("sel-kosong", !is && !input.value.trim());
    }
  };

  const refresh = (input) => {
    mark(input);
    rows.forEach((groups) => {
      groups.forEach((group, place) => {
        if (group.wajib === input || group.memiliki === input) {
          showGroup(group, place);
          showTotal(place);
        }
      });
    });
    showChanges();
  };

  form.addEventListener("input", (event) => {
    if (first.has(event.target)) refresh(event.target);
  });

  form.addEventListener("reset", () => {
    requestAnimationFrame(() => inputs.forEach(refresh));
  });

  // Up, down and Enter walk from desa to desa in the same column.
  table.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell || event.target.tagName !== "INPUT" || event.ctrlKey) return;
    const column = [...cell.children].indexOf(event.target);
    const next = table.tBodies[0].rows[cell.parentElement.sectionRowIndex + step];
    const target = next && next.cells[cell.cellIndex].children[column];
    event.preventDefault();
    if (target && target.focus) {
      target.focus();
      if (target.select) target.select();
    }
  });

  // Leaving with typed but unsaved figures asks first; sending them does not.
  let sending = false;
  form.addEventListener("submit", (event) => {
    sending = !event.defaultPrevented;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && changed().length) event.preventDefault();
  });
})();
