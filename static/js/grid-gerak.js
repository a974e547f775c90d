// The keys of a spreadsheet: moving, selecting a block, and the clipboard.
(() => {
  "use strict";
  const grid = window.papan;
  if (!grid) return;
  const { table, fields, isCounts, whole } = grid;
  const body = table.tBodies[0];
  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  // [line, place] of the active cell and of the other end of what is selected.
  let anchor = [0, 0];
  let extent = anchor;
  let isEditing = false;

  const cellAt = ([line, place]) => body.rows[line].cells[grid.columns[place].place];
  const inputAt = (corner) => cellAt(corner).firstElementChild;
  const at = (cell) => [
    cell.parentElement.sectionRowIndex,
    grid.columns.findIndex(({ place }) => place === cell.cellIndex),
  ];
  // [top, left, high, wide] of what is selected.
  const range = () => {
    const [top, left] = [0, 1].map((side) => Math.min(anchor[side], extent[side]));
    return [top, left, ...[0, 1].map((side) => Math.abs(anchor[side] - extent[side]) + 1)];
  };
  const isBlock = () => range()[2] * range()[3] > 1;
  const selected = () => {
    const [top, left, high, wide] = range();
    return Array.from({ length: high }, (_, down) =>
      Array.from({ length: wide }, (__, over) => cellAt([top + down, left + over])));
  };
  const inputs = () => selected().flat().map((cell) => cell.firstElementChild).filter(Boolean);

  // The strip under the grid says where one is.
  const show = () => {
    const name = grid.active;
    if (!fields.has(name)) return;
    const sentence = document.getElementById(grid.about(name).split(" ")[0]);
    const words = table.querySelector(".dipilih")
      ? [`${range()[2]} baris × ${range()[3]} kolom dipilih`]
      : [isCounts && grid.WORDS[grid.stateOf(name)], sentence && sentence.textContent];
    grid.part("[data-tempat]").textContent = grid.labels.get(name);
    grid.part("[data-keadaan]").textContent = words.filter(Boolean).join(" · ");
  };
  const select = (from, to) => {
    [anchor, extent] = [from, to];
    table.querySelectorAll(".dipilih").forEach((cell) => cell.classList.remove("dipilih"));
    if (isBlock()) selected().flat().forEach((cell) => cell.classList.add("dipilih"));
    show();
    grid.part("[data-kabar]").textContent = isBlock() ? grid.part("[data-keadaan]").textContent : "";
  };
  grid.onShown = show;

  const focus = (corner) => {
    grid.close();
    inputAt(corner).focus();
    inputAt(corner).select();
  };
  const extendTo = (corner) => {
    cellAt(corner).scrollIntoView({ block: "nearest", inline: "nearest" });
    select(anchor, corner);
  };
  // One cell that way or as far as it goes; with Shift the selection grows.
  const go = ({ shiftKey }, ways, isFar) => {
    let [line, place] = shiftKey ? extent : anchor;
    ways.forEach(([down, over]) => {
      let [to, on] = [line + down, place + over];
      while (body.rows[to] && grid.columns[on]) {
        const isStop = shiftKey || inputAt([to, on]);
        if (isStop) [line, place] = [to, on];
        if (isStop && !isFar) return;
        [to, on] = [to + down, on + over];
      }
    });
    (shiftKey ? extendTo : focus)([line, place]);
  };
  const edit = (input) => {
    isEditing = true;
    input.setSelectionRange(input.value.length, input.value.length);
  };
  const clear = () => grid.change(inputs().map(({ name }) => [name, ""]));

  // False: the key is the browser's.
  const onKey = (event, input) => {
    const { key, shiftKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const way = ARROWS[key];
    const side = { Home: -1, End: 1 }[key];
    if (way && !(isEditing && (shiftKey || way[1]))) go(event, [way], isCommand);
    else if (key === "Enter" && !isCommand) go({}, [[shiftKey ? -1 : 1, 0]]);
    else if (side && (isCommand || !isEditing)) go(event, isCommand ? [[side, 0], [0, side]] : [[0, side]], true);
    else if (key === "F2") edit(input);
    else if (key === "Escape") {
      grid.giveUp();
      focus(anchor);
      isEditing = false;
      select(anchor, anchor);
    } else if ((key === "Delete" && !isEditing) || (key === "Backspace" && isBlock())) clear();
    else if (key === "a" && isCommand && !isEditing) {
      select([0, 0], [body.rows.length - 1, grid.columns.length - 1]);
    } else return false;
    return true;
  };
  // In Format 2: from desa to desa in the same field.
  const walk = (event, input) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    if (!step || input.tagName !== "INPUT" || event.ctrlKey) return false;
    const ending = input.name.replace(/^e:[^:]*/, "");
    const lines = [...body.rows].map((row) => row.querySelector(`[name$="${ending}"]`));
    const open = lines.filter((one) => one === input || (one && one.offsetParent));
    const target = open[open.indexOf(input) + step] || input;
    target.focus();
    target.select();
    return true;
  };
  table.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.altKey || !fields.has(input.name)) return;
    const isBox = event.key === "F2" && event.shiftKey;
    if (isBox) grid.openBox(input.name);
    if (isBox || (isCounts ? onKey : walk)(event, input)) event.preventDefault();
  });
  table.addEventListener("focusin", ({ target }) => {
    if (!fields.has(target.name)) return;
    grid.active = target.name;
    isEditing = false;
    if (isCounts) target.select();
    const corner = isCounts ? at(target.closest("td")) : anchor;
    select(corner, corner);
  });
  grid.part("[data-buka]")?.addEventListener("click", () => grid.openBox(grid.active));
  if (!isCounts) return;

  // A click selects a cell, a double click edits inside.
  const hovered = (event) => event.target.closest("tbody td");
  table.addEventListener("pointerdown", (event) => {
    const cell = hovered(event);
    if (!cell || (isEditing && cell === cellAt(anchor))) return;
    // Chrome would drop the selection after the click.
    cell.firstElementChild?.setSelectionRange(0, 0);
    if (!event.shiftKey) select(at(cell), at(cell));
    else if (table.contains(document.activeElement)) {
      event.preventDefault();
      extendTo(at(cell));
    }
  });
  table.addEventListener("click", ({ target }) => {
    if (fields.has(target.name) && !isEditing && !isBlock()) target.select();
  });
  table.addEventListener("dblclick", ({ target }) => {
    if (fields.has(target.name)) edit(target);
  });
  table.addEventListener("pointerover", (event) => {
    const cell = hovered(event);
    if (cell && event.buttons === 1 && event.pointerType === "mouse" && table.contains(document.activeElement)) {
      extendTo(at(cell));
    }
  });

  const FIELD = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y;
  // Rows of texts; a cell in quotes may hold tabs and line ends.
  const parse = (text) => {
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const rows = [[]];
    for (let at = 0; ; at += 1) {
      FIELD.lastIndex = at;
      const [found, quoted] = FIELD.exec(source);
      // An input would swallow a line end and make 12345 of 12 and 345.
      const cell = quoted === undefined ? found : quoted.replaceAll('""', '"').replace(/[\t\n]+/g, " ↵ ");
      rows.at(-1).push(cell.trim());
      at += found.length;
      if (at >= source.length) return rows;
      if (source[at] === "\n") rows.push([]);
    }
  };

  // A percent for sure, and what may be one beside such.
  const SURE = /^([\d.,\s]+%|\d{1,3}[.,]\d{1,2}|0[.,]\d+)$/;
  const PERHAPS = /^(0|1|100|1[.,]0+|[-–]|#\S+)$/;
  const filled = (rows, place) => rows.map((row) => row[place] || "").filter(Boolean);

  // The places of the grid's percents, or null when the block holds other things there.
  const ownPercents = (rows, columns) => {
    const own = [...columns.keys()].filter((place) => columns[place].kind === "%");
    const texts = own.flatMap((place) => filled(rows, place));
    const isOwn = texts.some((text) => SURE.test(text)) && texts.every((text) => SURE.test(text) || PERHAPS.test(text));
    return isOwn ? own : null;
  };

  // Rows that name their desa go there; above the first is a head, and sums are left out.
  const byName = (block, names) => {
    const known = new Map(names.map((name, row) => [name.toLowerCase(), row]));
    const rowOf = (row, place) => known.get((row[place] || "").toLowerCase());
    const place = [0, 1, 2].find((one) => block.some((row) => rowOf(row, one) !== undefined));
    if (place === undefined) return null;
    const first = block.findIndex((row) => rowOf(row, place) !== undefined);
    const rows = block.slice(first).filter((row) => !/^jumlah/i.test(row[place] || row[0]));
    const stranger = rows.find((row) => rowOf(row, place) === undefined);
    if (stranger) return { error: `Desa “${stranger[place] || ""}” tidak ada di isian ini.` };
    const lines = rows.map((row) => rowOf(row, place));
    if (new Set(lines).size < lines.length) return { error: "Ada desa yang tertulis dua kali." };
    return { lines, rows: rows.map((row) => row.slice(place + 1)) };
  };

  // {cells: [[line, place, text], ...]} or {error}; columns are of kind "", "lp" or "%".
  const fit = (block, [top, left], columns, names) => {
    const named = byName(block, names);
    if (named && named.error) return named;
    const rows = named ? named.rows : block;
    const width = Math.max(0, ...rows.map((row) => row.length));
    const seen = columns.map(({ kind }, place) => ({ kind, place })).slice(left);
    // Our Excel has no L and P.
    const totals = seen.filter(({ kind }, step) => !step || kind !== "lp");
    const layout = [seen, totals].find((one) => ownPercents(rows, one)) || seen;
    const own = ownPercents(rows, layout);
    const isPercent = (place) => {
      const texts = filled(rows, place);
      return own ? own.includes(place) : texts.length && texts.every((text) => /\d\s?%$/.test(text));
    };
    const open = layout.filter(({ kind }) => kind !== "%");
    const kept = [...Array(width).keys()].filter((place) => !isPercent(place));
    const room = names.length - (named ? 0 : top);
    if (rows.length > room || kept.length > open.length) {
      const size = `${rows.length} baris × ${kept.length} kolom${kept.length < width ? " tanpa kolom persen" : ""}`;
      return { error: `Blok ${size} tidak muat: dari sel ini hanya ada ruang ${room} baris × ${open.length} kolom.` };
    }
    const cells = [];
    rows.forEach((row, turn) => kept.forEach((place, step) => {
      if (row[place] !== undefined) cells.push([named ? named.lines[turn] : top + turn, open[step].place, row[place]]);
    }));
    return { cells };
  };

  // Bare digits; percents without what stands beside them.
  const outward = (cell) => {
    const input = cell.firstElementChild;
    if (!input) return cell.textContent.split(" · ")[0].replace("–", "");
    return grid.valueOf(input.name) ?? input.value;
  };
  const copy = (event) => {
    if (!fields.has(event.target.name) || (isEditing && !isBlock())) return;
    event.preventDefault();
    const lines = selected().map((row) => row.map(outward).join("\t"));
    event.clipboardData.setData("text/plain", lines.join("\n"));
    if (event.type === "cut") clear();
  };
  const paste = (text) => {
    const block = parse(text);
    const isOne = block.length * block[0].length === 1;
    const desa = [...body.rows].map((row) => row.cells[0].textContent.trim());
    const { cells, error } = isOne
      ? { cells: inputs().map((input) => [...at(input.parentElement), block[0][0]]) }
      : fit(block, range(), grid.columns, desa);
    if (error) {
      window.situs.alarm(`${error} Tidak ada yang ditempel.`);
      return;
    }
    const pairs = cells.map(([line, place, value]) => [inputAt([line, place]).name, value]);
    grid.change(pairs, true);
    const bad = pairs.filter(([name]) => grid.errors.has(name)).length;
    grid.news = `${whole.format(pairs.length)} sel ditempel${bad ? `, ${whole.format(bad)} perlu dilihat` : ""}.`;
    grid.showChanges();
    focus(cells[0]);
    select(anchor, cells.at(-1));
  };
  table.addEventListener("copy", copy);
  table.addEventListener("cut", copy);
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!text || !fields.has(event.target.name) || (isEditing && !/[\t\n]/.test(text))) return;
    const start = performance.now();
    event.preventDefault();
    document.getElementById("pesan").replaceChildren();
    paste(text);
    performance.measure("tempel", { start });
  });
})();
