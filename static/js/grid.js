// The entry grids: what is stored and typed, states, sums, steps to take back. The pages save without
// it; the server works everything out again.
(() => {
  "use strict";
  const whole = new Intl.NumberFormat("id-ID");
  const LONGEST = 30;
  const ASK = "Tulis bilangan bulat, misalnya 200.";
  const NIK = "Ada 16 angka berurutan, mirip NIK atau nomor KK. Hapus; sistem ini hanya menyimpan jumlah.";
  const RUN = /\p{Nd}(?:[\s.\-\u2010-\u2015\u2212]?\p{Nd})*/gu;
  const digits = (text) => text.replace(/\P{Nd}/gu, "");

  // {value}, null when empty, or {error: a sentence}.
  const readCount = (typed, most) => {
    const text = typed.trim();
    if (!text) return { value: null };
    const letters = Array.from(text);
    if (letters.length > LONGEST) return { error: `Tertulis “${letters.slice(0, LONGEST).join("")}…”. ${ASK}` };
    if ((text.match(RUN) || []).some((run) => digits(run).length === 16)) return { error: NIK };
    if (/^[-\u2212]\s*\p{Nd}/u.test(text)) {
      return { error: `Jumlah tidak boleh kurang dari 0. Tertulis −${text.slice(1).trim()}.` };
    }
    if (/^(\d+|\d{1,3}([. \u00a0\u202f]\d{3})+)$/.test(text)) {
      const number = BigInt(digits(text));
      if (number <= BigInt(most)) return { value: Number(number) };
      return { error: `Tertulis ${whole.format(number)}. Paling besar ${whole.format(most)}; periksa lagi angkanya.` };
    }
    if (/^[\p{Nd}., ]+$/u.test(text) && /\p{Nd}/u.test(text)) {
      const comma = text.replaceAll(".", ",");
      return { error: `“${text}” bisa berarti ${comma} atau ${digits(text)}. Tulis bilangan bulat.` };
    }
    return { error: `Tertulis “${text}”. ${ASK}` };
  };

  const decimal = (tenths) => `${whole.format(Math.floor(tenths / 10))},${tenths % 10}`;
  // Exact, half up; near 100 percent those missing stand beside it.
  const percent = (part, all, unit) => {
    if (!all) return "–";
    const tenths = Math.floor((part * 2000 + all) / (2 * all));
    const text = `${decimal(tenths)}%`;
    return part < all && tenths === 1000 ? `${text} · kurang ${whole.format(all - part)} ${unit}` : text;
  };
  const gapText = (part, all, target, unit) => {
    const difference = target * all - part * 10000;
    const points = decimal(Math.floor((Math.abs(difference) * 2 + all * 10) / (all * 20)));
    if (difference <= 0) return difference ? `melampaui ${points} poin` : "tercapai";
    return `kurang ${points} poin, ${whole.format(Math.ceil((target * all) / 10000) - part)} ${unit}`;
  };

  const form = document.querySelector("form[data-grid], form[data-elemen]");
  const table = form && form.querySelector("table");
  if (!table) return;
  const isCounts = form.hasAttribute("data-grid");
  const WORDS = {
    "": "tersimpan",
    tersimpan: "tersimpan",
    kosong: "belum diisi",
    berubah: "berubah, belum disimpan",
    ditolak: "ditolak",
    peringatan: "peringatan",
    bentrok: "diubah orang lain",
  };
  const ENDING = new RegExp(`, (${Object.values(WORDS).join("|")})$`);

  // By an input's name: itself, its words, the text stored, the server's judgement, why it cannot be
  // read, [line, type], the text it held last.
  const fields = new Map();
  const labels = new Map();
  const stored = new Map();
  const judged = new Map();
  const errors = new Map();
  const places = new Map();
  const last = new Map();
  const grid = {
    form, table, isCounts, WORDS, whole, readCount, fields, labels, stored, judged, errors,
    saved: new Set(), pasted: new Set(), base: {}, columns: [], active: "", news: "", onShown() {},
  };
  window.papan = grid;
  let rows = [];

  const part = (selector) => form.querySelector(selector);
  const isCount = (name) => isCounts && /:(?!note)\w+$/.test(name);
  const isTold = (value) => value !== null && value !== undefined;
  const read = (text) => readCount(text, form.dataset.terbesar);
  const valueOf = (name) => read(fields.get(name).value).value;
  const keyOf = (name) => {
    if (!name.includes(":")) return "kepala";
    return isCounts ? name : name.split(":").slice(1, 3).join(":");
  };

  // From the base, not the page: a value kept after a refusal is still a change.
  const storedText = (name) => {
    const key = keyOf(name);
    const told = grid.base[key];
    if (isCount(name)) return isTold(told) ? whole.format(told) : "";
    if (key === name) return told || "";
    const text = (told || {})[name.split(":").at(-1)] || "";
    return name === "data_date" ? text.split("-").reverse().join("/") : text;
  };
  const isChanged = (name) => {
    const [now, was] = [fields.get(name).value.trim(), stored.get(name)];
    return now !== was && (!isCount(name) || read(was).value !== read(now).value);
  };
  const changed = () => [...fields.keys()].filter(isChanged);

  const add = (input) => {
    const { name, value } = input;
    const state = isCounts && /sel-(ditolak|peringatan|bentrok)/.exec(input.closest("td")?.className);
    fields.set(name, input);
    labels.set(name, (input.getAttribute("aria-label") || "").replace(ENDING, ""));
    stored.set(name, storedText(name));
    last.set(name, value);
    if (state) judged.set(name, { state: state[1], value, about: input.getAttribute("aria-describedby") });
  };
  const index = () => {
    [fields, labels, stored, judged, errors, places].forEach((one) => one.clear());
    part("[data-kata]").replaceChildren();
    grid.base = JSON.parse(form.elements.dasar.value || "{}");
    form.querySelectorAll("input[name]:not([type=hidden]), select[name]").forEach(add);
    if (!isCounts) return;
    rows = [...table.tBodies[0].rows].map((row, line) => {
      const groups = [{}];
      [...row.cells].slice(1).forEach((cell) => {
        const input = cell.firstElementChild;
        groups.at(-1)[input ? input.name.split(":")[3] : "percent"] = input || cell;
        if (input) places.set(input.name, [line, groups.length - 1]);
        else groups.push({});
      });
      return groups.slice(0, -1);
    });
    grid.columns = [...(table.tBodies[0].rows[0]?.cells || [])]
      .filter((cell) => cell.tagName === "TD" && !cell.hidden)
      .map((cell) => ({
        place: cell.cellIndex,
        kind: cell.classList.contains("lp") ? "lp" : cell.firstElementChild ? "" : "%",
      }));
  };

  const showGroup = (group, unit) => {
    const [all, some] = [valueOf(group.wajib.name), valueOf(group.memiliki.name)];
    group.percent.textContent = isTold(all) && isTold(some) ? percent(some, all, unit) : "–";
  };
  const showTotal = (place) => {
    const words = Object.keys(rows[0][place]);
    const [line, reach, , gaps] = table.tFoot.rows;
    const gap = gaps.cells[1 + place];
    const { target, satuan } = gap.dataset;
    const sums = {};
    let told = 0;
    rows.forEach((groups) => {
      const values = words.slice(0, -1).map((word) => valueOf(groups[place][word].name));
      const isWhole = isTold(values[0]) && isTold(values[words.indexOf("memiliki")]);
      told += isWhole;
      values.forEach((value, step) => {
        const word = words[step];
        if (word.includes("_") ? isTold(value) : isWhole) sums[word] = (sums[word] || 0) + value;
      });
    });
    words.forEach((word, step) => {
      const text = word in sums ? whole.format(sums[word]) : "";
      line.cells[1 + place * words.length + step].textContent = word === "percent"
        ? (told ? percent(sums.memiliki, sums.wajib, satuan) : "–") : text;
    });
    reach.cells[1 + place].textContent = `${told} dari ${rows.length} desa`;
    if (target && sums.wajib) gap.textContent = gapText(sums.memiliki, sums.wajib, Number(target), satuan);
    else gap.textContent = target && !told ? "" : "–";
  };

  const judgement = (name) => {
    const told = judged.get(name);
    return told && told.value === fields.get(name).value ? told : null;
  };
  const stateOf = (name) => {
    const told = judgement(name);
    if (told) return told.state;
    if (isChanged(name)) return errors.has(name) ? "ditolak" : "berubah";
    if (!fields.get(name).value.trim()) return "kosong";
    return grid.saved.has(name) ? "tersimpan" : "";
  };
  const about = (name) => (errors.has(name) ? `k-${name}` : judgement(name)?.about) || "";
  const mark = (name) => {
    const input = fields.get(name);
    const cell = input.closest("td");
    const label = labels.get(name);
    if (!cell || !label) return;
    if (isCounts) {
      const state = stateOf(name);
      cell.className = `${cell.className.replace(/\bsel-\w+/, "")} ${state && `sel-${state}`}`.trim();
      input.setAttribute("aria-describedby", about(name));
      input.setAttribute("aria-invalid", state === "ditolak");
      input.setAttribute("aria-label", `${label}, ${WORDS[state]}`);
    } else {
      const inputs = [...cell.querySelectorAll("[name]")].filter((one) => fields.has(one.name));
      cell.classList.toggle("sel-berubah", inputs.some((one) => isChanged(one.name)));
      input.setAttribute("aria-label", isChanged(name) ? `${label}, ${WORDS.berubah}` : label);
    }
  };
  const showChanges = () => {
    const count = changed().length;
    const bad = [...places.keys()].filter((name) => stateOf(name) === "ditolak").length;
    const told = count ? `${whole.format(count)} isian berubah, belum disimpan.` : "Tidak ada yang berubah.";
    part("[data-simpan]").textContent = count ? `Simpan ${whole.format(count)} isian` : "Simpan";
    part("[data-hitungan]").textContent = [grid.news, told, bad ? `${whole.format(bad)} ditolak.` : ""].join(" ").trim();
  };
  const refresh = (names) => {
    const touched = new Set();
    names.forEach((name) => {
      mark(name);
      if (!places.has(name)) return;
      const [line, place] = places.get(name);
      showGroup(rows[line][place], table.tFoot.rows[3].cells[1 + place].dataset.satuan);
      touched.add(place);
    });
    touched.forEach(showTotal);
    showChanges();
    grid.onShown();
  };

  // A step is name -> [before, after]; typing in one field is one step until it is left.
  const done = [];
  const undone = [];
  let open = null;

  const put = (step, name, value) => {
    step.set(name, [step.has(name) ? step.get(name)[0] : last.get(name), value]);
    last.set(name, value);
    if (fields.get(name).value !== value) fields.get(name).value = value;
  };
  // What can be read is written with dots, what cannot is flagged.
  const check = (step, name) => {
    errors.delete(name);
    document.getElementById(`k-${name}`)?.remove();
    if (!isCount(name)) return;
    const { value, error } = read(fields.get(name).value);
    if (isTold(value)) put(step, name, whole.format(value));
    if (!error) return;
    const words = document.createElement("p");
    words.id = `k-${name}`;
    words.textContent = error;
    part("[data-kata]").append(words);
    errors.set(name, error);
  };
  // L and P, both told, make the total.
  const addTotal = (step, name) => {
    if (!/_[lp]$/.test(name)) return;
    const total = name.slice(0, -2);
    const [l, p] = [valueOf(`${total}_l`), valueOf(`${total}_p`)];
    if (isTold(l) && isTold(p)) put(step, total, whole.format(l + p));
  };
  const begin = () => {
    const step = new Map();
    done.push(step);
    undone.length = 0;
    grid.news = "";
    return step;
  };
  const finish = (step) => {
    const names = [...step.keys()];
    names.forEach((name) => check(step, name));
    if ([...step.values()].every(([before, after]) => before === after)) done.splice(done.indexOf(step), 1);
    refresh(names);
  };
  const close = () => {
    if (!open) return;
    const { step } = open;
    open = null;
    finish(step);
  };
  // One step of many fields: [[name, value], ...].
  const change = (pairs, isPasted) => {
    close();
    const step = begin();
    pairs.forEach(([name, value]) => {
      put(step, name, value);
      addTotal(step, name);
      grid.pasted[isPasted ? "add" : "delete"](name);
    });
    finish(step);
  };
  const restore = (step, side) => {
    const names = [...step.keys()].filter((name) => fields.has(name));
    names.forEach((name) => put(new Map(), name, step.get(name)[side]));
    names.forEach((name) => check(new Map(), name));
    refresh(names);
    return names;
  };
  // Side 0 takes a step back, side 1 does it again.
  const turn = (from, to, side) => {
    close();
    const step = from.pop();
    if (!step) return;
    to.push(step);
    grid.news = `${whole.format(step.size)} isian ${side ? "diulangi" : "dikembalikan"}.`;
    const input = fields.get(restore(step, side)[0]);
    if (!input || !input.offsetParent) return;
    input.focus();
    if (input.select) input.select();
  };
  const giveUp = () => {
    if (!open) return;
    const { step } = open;
    open = null;
    done.splice(done.indexOf(step), 1);
    restore(step, 0);
  };

  form.addEventListener("input", ({ target: { name, value } }) => {
    if (!fields.has(name)) return;
    if (!open || open.name !== name) {
      close();
      open = { name, step: begin() };
    }
    errors.delete(name);
    grid.pasted.delete(name);
    put(open.step, name, value);
    addTotal(open.step, name);
    refresh([...open.step.keys()]);
  });
  form.addEventListener("focusout", close);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    change(changed().map((name) => [name, stored.get(name)]));
  });
  form.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) turn(undone, done, 1);
    else turn(done, undone, 0);
  });
  // Leaving with typed but unsaved figures asks first.
  window.addEventListener("beforeunload", (event) => {
    if (changed().length) event.preventDefault();
  });

  Object.assign(grid, {
    part, add, index, refresh, changed, stateOf, about, valueOf, keyOf, storedText, change, close, giveUp, isTold,
    showChanges,
    set(name, value) {
      put(new Map(), name, value);
      check(new Map(), name);
    },
  });
  index();
})();
