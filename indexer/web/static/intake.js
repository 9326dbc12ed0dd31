// Files dropped on the page, and how much of them has been sent.
"use strict";

const form = document.getElementById("hand-in");
if (form) {
  const files = document.getElementById("files");
  const drop = document.getElementById("drop");
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => over(event, true));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => over(event, false));
  drop.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      send();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });

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
