"use strict";
const languages = document.querySelector("[data-languages]");
if (languages) {
  const page = /^#(d[0-9a-f]{12,64}(?:-[pf][1-9][0-9]*)?)$/.exec(location.hash); // what the page is asked for in the reader's language
  location.replace((navigator.language.startsWith("zh") ? "zh/" : "en/") + (page ? page[1] : "index") + ".html");
}

// The list of documents is searched, sorted and filtered where it is shown; keys follow links that the pages have anyway.
const list = document.getElementById("documents");
if (list) {
  const search = document.getElementById("search"), sort = document.getElementById("sort"), filter = document.getElementById("filter");
  const shown = document.getElementById("shown"), none = document.getElementById("none");
  const rows = [...list.children].map(e => ({ e, text: e.textContent.toLowerCase(), codes: e.dataset.codes.split(" ") }));
  const number = (row, name) => Number(row.e.dataset[name]);
  const orders = {
    at: (a, b) => number(a, "at") - number(b, "at"),
    open: (a, b) => number(b, "open") - number(a, "open") || orders.at(a, b),
    proven: (a, b) => number(a, "proven") - number(b, "proven") || orders.at(a, b),
    agency: (a, b) => a.e.dataset.agency.localeCompare(b.e.dataset.agency, "zh") || orders.at(a, b),
  };
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    let n = 0;
    for (const row of rows) {
      const codes = filter.value === "" || (filter.value === "*" ? number(row, "open") > 0 : row.codes.includes(filter.value));
      row.e.hidden = !(codes && words.every(w => row.text.includes(w)));
      n += row.e.hidden ? 0 : 1;
    }
    rows.sort(orders[sort.value]);
    list.append(...rows.map(row => row.e));
    shown.textContent = shown.dataset.text.replace("{0}", n).replace("{1}", rows.length);
    none.hidden = n > 0;
  };
  document.getElementById("tools").addEventListener("submit", e => e.preventDefault());
  for (const e of [search, sort, filter]) e.addEventListener("input", update);
  update();
}

const doubts = [...document.querySelectorAll("[data-doubt]")];
const first = selector => document.querySelector(selector);
const open = form => { form.open = true; form.querySelector("input[name=corrected]").select(); };
const keys = {
  n: () => first("[data-key=n]") || first(".findings .here + li a") || first(".findings a"),
  p: () => first("[data-key=p]"),
  a: () => first("[data-key=a]"),
  c: () => first("[data-key=c]"),
};
// What was open is closed, and the keyboard is where it was opened from.
const close = () => {
  const from = [...document.querySelectorAll(".grid a, .sheet a")].find(a => a.getAttribute("href") === location.hash);
  location.hash = "top";
  from?.focus();
};
document.addEventListener("keydown", e => {
  if (e.key === "Escape" && location.hash.length > 1) close();
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea")) return;
  const form = location.hash.length > 1 && document.getElementById(location.hash.slice(1))?.querySelector("details.correct");
  if (e.key === "c" && form) {
    e.preventDefault();
    open(form);
  } else if (e.key === "f" && doubts.length > 0) {
    const at = doubts.findIndex(d => "#" + d.id === location.hash);
    location.hash = doubts[(at + 1) % doubts.length].id;
  } else if (keys[e.key]) {
    const target = keys[e.key]();
    if (target) {
      e.preventDefault();
      target.click();
    }
  }
});

// The figure that is looked at is marked on the page, too.
const mark = () => {
  for (const rect of document.querySelectorAll(".sheet rect.chosen")) rect.classList.remove("chosen");
  for (const a of document.querySelectorAll(".sheet a")) {
    if (a.getAttribute("href") === location.hash) a.firstElementChild.classList.add("chosen");
  }
};
addEventListener("hashchange", mark);
mark();

// The other language shows the same figure.
document.querySelector("a.language")?.addEventListener("click", e => { e.currentTarget.hash = location.hash; });

// While a run goes on its page looks again, but takes away nothing that is being written or was chosen.
if (document.querySelector("[data-running]")) {
  const again = setInterval(() => {
    const chosen = document.getElementById("files")?.files.length > 0;
    if (!chosen && !document.activeElement.matches("select, input:not([type=file])")) {
      clearInterval(again); // what is slow to come is not asked for twice
      location.reload();
    }
  }, 1000);
}

// A name is given once.
for (const who of document.querySelectorAll("input[name=who]")) {
  try {
    who.value ||= localStorage.getItem("mingxi-who") || "";
    who.addEventListener("change", () => localStorage.setItem("mingxi-who", who.value));
  } catch { break; }
}

// Files can be dropped anywhere.
const files = document.getElementById("files");
if (files) {
  document.addEventListener("dragover", e => e.preventDefault());
  document.addEventListener("drop", e => {
    e.preventDefault();
    if (e.dataTransfer.files.length > 0) {
      files.files = e.dataTransfer.files;
      files.form.requestSubmit();
    }
  });
}
