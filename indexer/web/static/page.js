// Keys and small comforts; every page works without.
"use strict";

const box = document.getElementById("q");

// "/" goes to the box, arrows go through what can be opened, Enter opens it.
function choices() {
  return [...document.querySelectorAll("[data-choose] > li")].filter((each) => each.querySelector("a"));
}

function choose(step) {
  const every = choices();
  if (!every.length) return;
  const now = every.findIndex((each) => each.classList.contains("chosen"));
  if (now >= 0) every[now].classList.remove("chosen");
  const next = Math.min(Math.max(now + step, -1), every.length - 1);
  if (next < 0) {
    if (box) box.focus();
    return;
  }
  every[next].classList.add("chosen");
  every[next].querySelector("a").focus();
}

function typing(target) {
  return target.matches("input:not([type=checkbox]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "/" && box && !typing(event.target)) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && choices().length) {
    const inList = event.target.closest("[data-choose]");
    const free = event.target === document.body || event.target.id === "content";
    if (inList || free || (event.target === box && !isOpen() && event.key === "ArrowDown")) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    }
  }
});

// Completions: a combobox with a list, as WAI-ARIA has it.
const list = document.getElementById("completions");

function isOpen() {
  return Boolean(list && !list.hidden);
}
