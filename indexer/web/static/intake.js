// Files dropped on the page, and how much of them has been sent.
"use strict";

const form = document.getElementById("hand-in");
if (form) {
  const files = document.getElementById("files");
  const drop = document.getElementById("drop");
  const chosen = document.getElementById("chosen");
  form.classList.add("scripted"); // the button of the browser gives way to ours, and its words to ours
  files.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => over(event, true));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => over(event, false));
  drop.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      tell();
      send();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });

  // How many files were chosen, and their names as far as there is room.
  function tell() {
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
    const button = form.querySelector("button");
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
    sending.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));

    // The server's own line; it may have hung up on what is too large.
    function fail(page) {
      const told = page && page.querySelector("main .hint");
      const line = document.createElement("p");
      line.className = "hint bad";
      line.setAttribute("role", "alert");
      line.textContent = told ? told.textContent : sending.dataset.failed;
      form.before(line);
      sending.hidden = true;
      button.disabled = false;
    }
  }
}
