// Files dropped on the page, how much of them has been sent, and how far they have been taken in.
"use strict";

// Where the page is not answered, it says so and asks again; logged out, it leads to the password.
const AGAIN = 3000; // ms
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const progress = event.target.closest && event.target.closest("#progress");
    if (!progress) return;
    if (event.detail.xhr && event.detail.xhr.status === 401) {
      window.location.reload();
      return;
    }
    tell(progress.firstElementChild, progress.dataset.lost);
    const asked = () => window.htmx.ajax("GET", "/intake/progress", { source: progress, target: progress, swap: "outerHTML" });
    window.setTimeout(asked, AGAIN);
  });
}

// One line before an element, in place of an earlier one.
function tell(before, text) {
  const told = document.getElementById("told") || document.createElement("p");
  told.id = "told";
  told.className = "hint bad";
  told.setAttribute("role", "alert");
  told.textContent = text;
  before.before(told);
}

const form = document.getElementById("hand-in");
if (form) {
  const files = document.getElementById("files");
  const drop = document.getElementById("drop");
  const chosen = document.getElementById("chosen");
  form.classList.add("scripted"); // the button of the browser gives way to ours, and its words to ours
  files.addEventListener("change", listed);
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => over(event, true));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => over(event, false));
  drop.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      listed();
      send();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });

  // How many files were chosen, and their names as far as there is room.
  function listed() {
    const names = [...files.files].map((each) => each.name);
    const shown = names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "");
    chosen.textContent = names.length ? `${chosen.dataset.chosen.replace("{}", names.length)}: ${shown}` : "";
  }

  function over(event, on) {
    event.preventDefault();
    drop.classList.toggle("over", on);
  }

  function send() {
    const sending = document.getElementById("sending");
    const bar = sending.querySelector("progress");
    const button = form.querySelector("button:not([type])");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) window.location.assign("/intake");
      else fail(new DOMParser().parseFromString(request.responseText, "text/html"));
    });
    request.addEventListener("error", () => fail(null));
    request.addEventListener("abort", ready);
    sending.querySelector("button").onclick = () => request.abort();
    sending.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));

    // The server's own line; it may have hung up on what is too large.
    function fail(page) {
      const told = page && page.querySelector("main .hint");
      tell(form, told ? told.textContent : sending.dataset.failed);
      ready();
    }

    function ready() {
      sending.hidden = true;
      bar.value = 0;
      button.disabled = false;
    }
  }
}
