// Keys and small comforts; every page works without.
"use strict";

const box = document.getElementById("q");

// On a phone the menu is one line that moves sideways: where one is comes into view.
const place = document.querySelector(".top nav [aria-current]");
if (place) place.closest("nav").scrollLeft = place.offsetLeft - 60;

// A picture that is larger than its frame shows what was asked for first.
for (const drawing of document.querySelectorAll(".drawing")) {
  const asked = drawing.querySelector("rect.asked");
  if (!asked) continue;
  const [box, frame] = [asked.getBoundingClientRect(), drawing.getBoundingClientRect()];
  drawing.scrollTop = (box.top + box.bottom) / 2 - frame.top - frame.height / 2;
  drawing.scrollLeft = box.left - frame.left - 24;
}

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

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function open(shown) {
  list.hidden = !shown;
  box.setAttribute("aria-expanded", String(shown));
  if (!shown) mark(null);
}

function mark(option) {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  if (option) {
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function take(option) {
  box.value = option.dataset.query;
  open(false);
  box.form.requestSubmit();
}

if (box && list) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "completions");
  box.setAttribute("aria-expanded", "false");
  list.addEventListener("htmx:afterSwap", () => {
    open(options().length > 0 && document.activeElement === box && box.value.trim() !== "");
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the box keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  box.addEventListener("blur", () => open(false));
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    box.addEventListener(name, () => open(false)); // what was listed is not of what is typed now
  }
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // a syllable is being put together
    const every = isOpen() ? options() : [];
    const now = every.findIndex((each) => each.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      open(false);
    } else if (every.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = now < 0 && step < 0 ? every.length - 1 : now + step;
      mark(every[next] || null);
    } else if (event.key === "Enter" && now >= 0) {
      event.preventDefault();
      take(every[now]);
    }
  });
}
