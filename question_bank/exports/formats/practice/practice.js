"use strict";
// Marks answers as the course does. The names of the steps are those of its marking.
(() => {
  const keys = JSON.parse(document.getElementById("keys").textContent);
  const earned = new Map();

  // ---- reading -------------------------------------------------------------------------
  const EDGE = " \t\r\n.,;:!?、。，；：！？…·\"'()[]{}《》〈〉【】";
  const CJK = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const BY_CJK = new RegExp(`(?<=[${CJK}])\\s+|\\s+(?=[${CJK}])`, "gu");

  function strip(text) {
    const letters = [...text];
    while (letters.length && EDGE.includes(letters[0])) letters.shift();
    while (letters.length && EDGE.includes(letters.at(-1))) letters.pop();
    return letters.join("");
  }

  function read(text) {
    const plain = text
      .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, "")
      .normalize("NFKC").toLowerCase().replace(/ß/gu, "ss")
      .replace(/[“”„‟«»「」『』]/gu, '"').replace(/[‘’‚‛`´]/gu, "'")
      .replace(/[‐‑‒–—―−─]+/gu, "-");
    return strip(plain).replace(BY_CJK, "").trim().replace(/\s+/gu, " ");
  }

  function number(text, units, accept) {
    if ([...text].length > 60) return null;
    let bare = text.normalize("NFKC").trim().replace(/[。.;；,，]+$/u, "").toLowerCase()
      .replace(/[−–—‒﹣－]/gu, "-").replace(/\s+/gu, "").replace(/^(?:[¥￥$]|cny|rmb)/u, "");
    const plain = units.map((unit) => unit.normalize("NFKC").toLowerCase().replace(/\s+/gu, ""));
    const unit = plain.sort((a, b) => b.length - a.length).find((u) => u && bare.endsWith(u));
    if (unit) bare = bare.slice(0, -unit.length);
    let scale = (value) => value;
    if (accept.includes("percent") && bare.endsWith("%")) {
      bare = bare.slice(0, -1);
      scale = (value) => value / 100;
    }
    if (accept.includes("magnitude")) {
      const sizes = [["万亿", 1e12], ["百万", 1e6], ["亿", 1e8], ["万", 1e4], ["千", 1e3]];
      const found = sizes.find(([word]) => bare.endsWith(word));
      if (found) {
        const before = scale;
        bare = bare.slice(0, -found[0].length);
        scale = (value) => before(1) * value * found[1];
      }
    }
    bare = bare.replace(/[×x*·]10\^?\(?([+-]?[0-9]{1,3})\)?$/u, "e$1");
    if (/^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/u.test(bare)) bare = bare.replaceAll(",", "");
    if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?$/u.test(bare)) return null;
    return scale(Number(bare));
  }

  // ---- marking: each returns the share of the points and what there is to say ----------
  function matching(fits, ordered) {
    if (ordered) return new Map(fits.flatMap((row, i) => (row[i] ? [[i, i]] : [])));
    const taken = new Map();
    const place = (answer, tried) => fits[answer].some((fit, blank) => {
      if (!fit || tried.has(blank)) return false;
      tried.add(blank);
      if (taken.has(blank) && !place(taken.get(blank), tried)) return false;
      taken.set(blank, answer);
      return true;
    });
    fits.forEach((_, answer) => place(answer, new Set()));
    return new Map([...taken].map(([blank, answer]) => [answer, blank]));
  }

  const within = (value, [low, high]) => low <= value && value <= high;

  function chosen(key, answer) {
    const letters = [...answer];
    const hits = letters.filter((letter) => key.right.includes(letter)).length;
    return { share: key.shares[hits][letters.length - hits], notes: [] };
  }

  const MARK = {
    one: chosen,
    many: chosen,
    judgement: (key, answer) => ({ share: String(answer) === key.right ? 1 : 0, notes: [] }),
    blanks(key, answer) {
      const texts = answer.map(read);
      const fits = texts.map((text) => key.blanks.map((blank) => blank.accept.includes(text)));
      const pairs = matching(fits, key.ordered);
      const notes = [...pairs.values()].map((blank) => key.blanks[blank].why);
      texts.forEach((text, i) => {
        const near = (key.ordered ? [key.blanks[i]] : key.blanks).flatMap((blank) => blank.near);
        if (!pairs.has(i)) notes.push(near.find((miss) => miss.answers.includes(text))?.why);
      });
      return { share: pairs.size / key.blanks.length, notes: notes.filter(Boolean) };
    },
    number(key, answer) {
      const value = number(answer, key.units, key.accept);
      if (value === null) return { share: 0, notes: [], unread: true };
      if (within(value, key.bounds)) return { share: 1, notes: [key.why].filter(Boolean) };
      const known = key.mistakes.find((mistake) => within(value, mistake.bounds));
      return { share: 0, notes: known ? [known.why] : [] };
    },
  };
  const mark = (id, answer) => MARK[keys[id].widget](keys[id], answer);
  globalThis.practice = { mark: (id, answer) => mark(id, answer).share };

  // ---- showing -------------------------------------------------------------------------
  function both(text, tag = "div") {
    const made = document.createDocumentFragment();
    for (const [name, code] of [["zh", "zh-CN"], ["en", "en"]]) {
      const part = document.createElement(tag);
      part.className = name;
      part.lang = code;
      part.innerHTML = text[name];
      made.append(part);
    }
    return made;
  }

  function answerOf(form) {
    const widget = form.dataset.widget;
    const fields = [...form.querySelectorAll("input")];
    if (widget === "blanks") {
      const texts = fields.map((field) => field.value);
      return texts.some((text) => read(text)) ? texts : null;
    }
    if (widget === "number") return fields[0].value.trim() || null;
    return fields.filter((field) => field.checked).map((field) => field.value).join("") || null;
  }

  function verdict(form, result) {
    const points = keys[form.id].points;
    const got = Number((result.share * points).toFixed(4));
    const word = result.share === 1 ? ["回答正确。", "Right."]
      : result.share > 0 ? ["部分正确。", "Partly right."]
        : result.unread ? ["应填一个数。", "It should be a number."] : ["回答不正确。", "Not right."];
    return { zh: `${word[0]}得 ${got} / ${points} 分。`, en: `${word[1]} ${got} of ${points} points.` };
  }

  function clear(form) {
    for (const box of form.querySelectorAll(".why")) {
      box.hidden = true;
      box.replaceChildren();
    }
    form.querySelector(".result")?.replaceChildren();
  }

  function check(form) {
    const key = keys[form.id];
    const box = form.querySelector(".result");
    const answer = answerOf(form);
    clear(form);
    if (answer === null) {
      earned.delete(form.id);
      box.append(both({ zh: "请先作答。", en: "Answer first." }, "span"));
      progress();
      return;
    }
    const result = mark(form.id, answer);
    earned.set(form.id, result.share * key.points);
    const line = document.createElement("p");
    line.className = "verdict";
    line.append(both(verdict(form, result), "span"));
    box.className = `result ${result.share === 1 ? "good" : "bad"}`;
    box.append(line, ...result.notes.map((note) => both(note)));
    for (const field of form.querySelectorAll("input:checked")) {
      const why = document.getElementById(`${form.id}-why-${field.value}`);
      const right = key.widget === "judgement" ? field.value === key.right
        : key.right.includes(field.value);
      const sign = right ? { zh: "✓ 对", en: "✓ right" } : { zh: "✗ 不对", en: "✗ wrong" };
      why.className = `why ${right ? "good" : "bad"}`;
      why.append(both(sign, "strong"), ...(key.why[field.value] ? [both(key.why[field.value])] : []));
      why.hidden = false;
    }
    progress();
  }

  function progress() {
    const asked = Object.values(keys).filter((key) => key.widget !== "prose");
    const all = asked.reduce((sum, key) => sum + key.points, 0);
    const got = Number([...earned.values()].reduce((sum, each) => sum + each, 0).toFixed(4));
    document.getElementById("progress").replaceChildren(both({
      zh: `已答 ${earned.size} / ${asked.length} 题，得 ${got} / ${all} 分`,
      en: `${earned.size} of ${asked.length} answered, ${got} of ${all} points`,
    }, "span"));
  }

  for (const form of document.querySelectorAll("form")) {
    // A click explains at once. The arrow keys only move between options: Enter explains.
    let pointing = false;
    form.addEventListener("pointerdown", () => { pointing = true; });
    form.addEventListener("keydown", () => { pointing = false; });
    form.addEventListener("change", (event) => {
      if (pointing && event.target.type === "radio") check(form);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.dataset.widget !== "prose") check(form);
    });
    form.addEventListener("reset", () => {
      clear(form);
      earned.delete(form.id);
      progress();
    });
  }

  document.getElementById("language").addEventListener("click", () => {
    const page = document.documentElement;
    page.lang = page.lang === "en" ? "zh-CN" : "en";
  });
  progress();
})();
