// Tables can be sorted: their titles become buttons here, so that a page without scripts shows no button that does nothing.
// No less-than sign and no ampersand: this text stands in a page that is read as XML too.
"use strict";
document.querySelectorAll("table.sortable").forEach(function (table) {
  const body = table.tBodies[0];
  const titles = Array.from(table.tHead.rows[0].cells);
  const caption = table.caption;
  if (caption) {
    const hint = document.createElement("span");
    hint.className = "hint";
    hint.textContent = "; click on a title to sort";
    caption.append(hint);
  }
  const collator = new Intl.Collator("en", { numeric: true });

  // The number of a cell, null for a text, NaN where there is none.
  function number(cell) {
    if (!cell.hasAttribute("data-value")) return null;
    const text = cell.getAttribute("data-value");
    return text === "" ? NaN : Number(text);
  }

  function compare(one, other, direction) {
    const first = number(one), second = number(other);
    if (first === null) return direction * collator.compare(one.textContent, other.textContent);
    // What is undefined comes last whichever way.
    if (Number.isNaN(first) || Number.isNaN(second)) return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    return direction * (first - second);
  }

  titles.forEach(function (title, column) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...title.childNodes);
    title.append(button);
    title.setAttribute("aria-sort", "none");
    button.addEventListener("click", function () {
      const direction = title.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      titles.forEach(function (each) { each.setAttribute("aria-sort", "none"); });
      title.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      const rows = Array.from(body.rows);
      rows.sort(function (one, other) { return compare(one.cells[column], other.cells[column], direction); });
      body.append(...rows);
    });
  });
});

// A link to what is in a closed part opens it, and printing opens all.
function open(element) {
  for (let part = element; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
}
function follow() {
  const target = document.getElementById(location.hash.slice(1));
  if (target) open(target);
}
addEventListener("hashchange", follow);
addEventListener("beforeprint", function () { document.querySelectorAll("details").forEach(open); });
follow();
