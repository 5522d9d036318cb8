// The page is whole without this script: it only filters, and opens the findings kept in compressed blocks.
// Data is only ever set as text, never as markup.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const PAGE = 100;
  const filters = document.querySelector(".filters");
  if (!filters) return;

  // The search folds what the rules fold: vowel signs, tatweel, hamza seats, final letters, digits.
  const fold = (text) =>
    text.normalize("NFKC").toLowerCase()
      .replace(/[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/ؤ/g, "و").replace(/ئ/g, "ي")
      .replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0);

  const state = { text: "", family: "", code: "", off: new Set() };
  const active = () => state.text || state.family || state.code || state.off.size;
  const passes = (item) =>
    !state.off.has(item.level) && (!state.family || item.family === state.family) && (!state.code || item.code === state.code) &&
    (!state.text || item.text().includes(state.text));
  const once = (make) => { let kept; return () => (kept ??= make()); };

  const sheets = [...document.querySelectorAll("#findings .sheet")].map((node) => {
    const head = once(() => fold(node.querySelector(":scope > header").textContent));
    const cards = [...node.querySelectorAll(".card")].map((card) => ({
      node: card, level: card.dataset.level, family: card.dataset.family, code: card.dataset.rule,
      text: once(() => head() + " " + fold(card.textContent)),
    }));
    return { node, cards };
  });

  // ── the rest ──
  const load = $("load");
  const data = load && JSON.parse($("data").textContent);
  let rest = null;
  let shown = PAGE;

  const unzip = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  const open = async () => {
    const parts = await Promise.all([...document.querySelectorAll("script.block")].map((block) => unzip(block.textContent)));
    rest = parts.flat().flatMap((sheet) => sheet.cards.map((card) => ({
      sheet, card, level: card.level, code: card.code, family: data.rules[card.code].family,
      text: once(() => fold([sheet.headline, ...sheet.about, sheet.id, card.code, data.rules[card.code].title, card.message, card.suggestion || "",
        ...(card.changes ? card.changes.rows.flat() : []),
        ...(card.exhibits || []).flatMap((one) => [one.passage[0] + one.passage[1] + one.passage[2], one.headline, ...one.about])].join(" "))),
    })));
  };
  const ranges = data && data.hidden.map(([a, b]) => `\\u{${a.toString(16)}}-\\u{${b.toString(16)}}`).join("");
  const hidden = data && new RegExp(`[${ranges}]`, "u");
  const hiddenInMark = data && new RegExp(`[${ranges}\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]`, "u");
  const chip = (char) => {
    const made = document.createElement("span");
    made.className = "chip";
    made.dir = "ltr";
    made.textContent = "U+" + char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return made;
  };
  const put = (node, text, set = hidden) => {
    node.replaceChildren();
    if (!set.test(text)) return node.append(text);
    let plain = "";
    for (const char of text) {
      if (!set.test(char)) { plain += char; continue; }
      node.append(plain, chip(char));
      plain = "";
    }
    node.append(plain);
  };
  const direct = (node, text) => { node.dir = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? "rtl" : "auto"; put(node, text); };
  const isolate = (node, message) => {
    node.replaceChildren();
    message.split(/(?<=[«“])([^«»“”]+)(?=[»”])/).forEach((piece, at) => { const part = document.createElement(at % 2 ? "bdi" : "span"); put(part, piece); node.append(part); });
  };
  const bdi = (text) => { const made = document.createElement("bdi"); put(made, text); return made; };
  const fill = (root, values) => {
    for (const [slot, text] of Object.entries(values)) {
      const node = root.querySelector(`[data-slot="${slot}"]`);
      if (text) put(node, text);
      else node.remove();
    }
  };
  const exhibit = (blank, one, index) => {
    const node = blank.cloneNode(true);
    node.classList.toggle("other", index > 0);
    fill(node, { label: one.label, place: one.place });
    const source = node.querySelector("cite");
    if (one.headline) {
      direct(source.querySelector("bdi"), one.headline);
      for (const item of one.about) source.append(" ", bdi(item));
    } else source.remove();
    const passage = node.querySelector("blockquote");
    direct(passage, one.passage.slice(0, 3).join(""));
    const mark = document.createElement("mark");
    const [before, after] = [document.createElement("span"), document.createElement("span")];
    [before, mark, after].forEach((part, i) => put(part, one.passage[i], part === mark ? hiddenInMark : hidden));
    passage.replaceChildren(...before.childNodes, mark, ...after.childNodes);
    return node;
  };
  const change = ([before, gone, came, after]) => {
    const node = document.createElement("li");
    direct(node, [before, gone, came, after].join(" "));
    node.replaceChildren();
    [["span", before], ["del", gone], ["ins", came], ["span", after]].forEach(([name, text]) => {
      if (!text) return;
      const part = document.createElement(name);
      put(part, text);
      node.append(part, " ");
    });
    return node;
  };
  const compare = (root, changes) => {
    if (!changes) return root.remove();
    put(root.querySelector("h5"), changes.title);
    root.querySelector("ul").replaceChildren(...changes.rows.map(change));
    const blank = root.querySelector("p");
    const notes = changes.notes.map((text) => { const note = blank.cloneNode(); put(note, text); return note; });
    blank.replaceWith(...notes);
  };
  const build = ({ card }) => {
    const node = $("blank").content.firstElementChild.cloneNode(true);
    const rule = data.rules[card.code];
    node.className = `card ${card.level}`;
    node.id = `f-${card.fingerprint}`;
    node.querySelector("a.rule").href = `#f-${card.fingerprint}`;
    const blank = node.querySelector("figure");
    const place = blank.parentNode;
    place.replaceChildren(...(card.exhibits || []).map((one, i) => exhibit(blank, one, i)));
    if (!card.exhibits) put(place, card.origin);
    if (!card.suggestion) node.querySelector(".suggestion").remove();
    else direct(node.querySelector('[data-slot="words"]'), card.suggestion);
    compare(node.querySelector(".changes"), card.changes);
    if (!rule.source) node.querySelector('[data-slot="source-row"]').remove();
    else fill(node, { reference: rule.source });
    const forms = data.words.more_passages;
    const form = new Intl.PluralRules(document.documentElement.lang).select(card.more || 0);
    isolate(node.querySelector(".message"), card.message);
    fill(node, {
      level: data.words.levels[card.level], title: rule.title, code: card.code, reason: rule.why, name: `${card.code} ${rule.name}`,
      status: card.status === "new" ? "" : data.words.statuses[card.status] || card.status,
      confidence: `${data.words.confidence_words[card.confidence]} (${card.percent}%)`,
      more: card.more ? (forms[form] || forms.other).replace("{n}", card.more) : "",
    });
    return node;
  };
  const draw = (matched) => {
    let sheet, place;
    const made = [];
    for (const item of matched.slice(0, shown)) {
      if (item.sheet !== sheet) {
        sheet = item.sheet;
        place = document.createElement("article");
        place.className = "sheet";
        const head = document.createElement("header");
        const title = document.createElement("h3");
        const about = document.createElement("p");
        const name = document.createElement("code");
        about.className = "about";
        title.append(bdi(sheet.headline));
        direct(title.firstChild, sheet.headline);
        put(name, sheet.id);
        about.append(...sheet.about.map(bdi), name);
        head.append(title, about);
        place.append(head);
        made.push(place);
      }
      place.append(build(item));
    }
    $("rest-sheets").replaceChildren(...made);
    load.hidden = shown >= matched.length;
    load.textContent = `${load.dataset.more} (${(matched.length - shown).toLocaleString("en")})`;
  };

  // ── filtering ──
  const apply = () => {
    let count = 0;
    for (const { node, cards } of sheets) {
      let any = false;
      for (const card of cards) { const ok = passes(card); card.node.hidden = !ok; any ||= ok; count += ok; }
      node.hidden = !any;
    }
    if (rest) { const matched = rest.filter(passes); count += matched.length; draw(matched); }
    const on = Boolean(active());
    $("matching").textContent = on ? $("matching").dataset.text.replace("{n}", count.toLocaleString("en")) : "";
    $("unsearched").hidden = !on || !load || rest !== null;
    $("clear").hidden = !on;
    for (const button of filters.querySelectorAll("[data-toggle]")) button.setAttribute("aria-pressed", String(!state.off.has(button.dataset.toggle)));
    $("by-family").value = state.family;
    $("by-code").value = state.code;
  };
  const opened = once(() => open().catch(() => { load.disabled = true; load.textContent = load.dataset.failed; }));
  // A filter looks through everything the file holds, so it opens the rest first.
  const refresh = async () => { shown = PAGE; apply(); if (load && active()) { await opened(); apply(); } };

  let waiting;
  $("by-text").addEventListener("input", (event) => { clearTimeout(waiting); waiting = setTimeout(() => { state.text = fold(event.target.value.trim()); refresh(); }, 150); });
  $("by-family").addEventListener("change", (event) => { state.family = event.target.value; refresh(); });
  $("by-code").addEventListener("change", (event) => { state.code = event.target.value; refresh(); });
  $("clear").addEventListener("click", () => { state.text = state.family = state.code = $("by-text").value = ""; state.off.clear(); refresh(); });
  for (const button of filters.querySelectorAll("[data-toggle]")) {
    button.addEventListener("click", () => { const level = button.dataset.toggle; if (!state.off.delete(level)) state.off.add(level); refresh(); });
  }
  for (const link of document.querySelectorAll("[data-pick]")) link.addEventListener("click", () => { state.code = link.dataset.pick; state.family = ""; refresh(); });
  if (load) {
    load.hidden = false;
    $("no-script").hidden = true;
    load.addEventListener("click", async () => { if (rest) shown += PAGE; else await opened(); if (rest) apply(); });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); $("by-text").focus(); }
  });
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((node) => { node.open = true; }));
  // A link to a finding of the rest opens the rest and puts it first.
  const follow = async () => {
    const id = location.hash.slice(1);
    if (!id.startsWith("f-") || document.getElementById(id) || !load) return;
    await opened();
    const index = rest ? rest.findIndex((item) => `f-${item.card.fingerprint}` === id) : -1;
    if (index < 0) return;
    rest.unshift(...rest.splice(index, 1));
    apply();
    document.getElementById(id).scrollIntoView();
  };
  addEventListener("hashchange", follow);
  filters.hidden = false;
  follow();
})();
