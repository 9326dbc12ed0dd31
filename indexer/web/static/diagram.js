// The diagram of a directive as one that can be moved about; the still one stays for those without.
"use strict";

// As the still picture has them: colour, and for those who see none a stroke of its own.
const LOOKS = {
  implements: ["#0b57a4", "solid"], based_on: ["#1c7442", "dashed"], amends: ["#a85100", "dashed"],
  replaces: ["#76389b", "solid"], repeals: ["#b3261e", "dashed"], cites: ["#666666", "dotted"],
  issues: ["#6b6b6b", "solid"], reviews: ["#00707f", "solid"], supervises: ["#8a5a00", "solid"],
  advises: ["#5d4aa8", "solid"], may_mean: ["#666666", "dotted"],
};

const READABLE = 0.85; // with less, letters are too small; what is outside is dragged in

for (const drawing of document.querySelectorAll("[data-graph]")) offer(drawing);

function offer(drawing) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = drawing.dataset.live;
  button.setAttribute("aria-pressed", "false");
  drawing.before(button);
  const failed = document.createElement("p");
  failed.className = "hint bad";
  failed.setAttribute("role", "alert");
  failed.hidden = true;
  drawing.before(failed);
  let live = null;
  button.addEventListener("click", async () => {
    if (!live) {
      button.disabled = true;
      failed.textContent = "";
      try {
        live = await build(drawing);
      } catch {
        failed.textContent = drawing.dataset.failed;
        return;
      } finally {
        button.disabled = false;
        failed.hidden = !failed.textContent;
      }
      drawing.after(live.room);
    }
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = shown ? drawing.dataset.still : drawing.dataset.live;
    drawing.hidden = shown;
    live.room.hidden = !shown;
    if (shown) live.show();
  });
}

async function build(drawing) {
  const [answer] = await Promise.all([fetch(drawing.dataset.graph), load(drawing.dataset.script)]);
  if (!answer.ok) throw new Error((await answer.json()).error);
  const graph = await answer.json();
  const words = JSON.parse(drawing.dataset.words);
  const room = document.createElement("div");
  room.className = "drawing live";
  room.setAttribute("role", "img");
  room.setAttribute("aria-label", drawing.dataset.label);
  let drawn = null;
  return { room, show: () => (drawn = drawn || draw(room, graph, words)) };
}

function load(address) {
  if (window.cytoscape) return Promise.resolve();
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = () => failed(new Error(address));
    document.head.append(script);
  });
}

function draw(room, graph, words) {
  const nodes = graph.nodes.map((node) => ({
    data: { id: node.id, label: told(node), leads: leads(node) },
    classes: [node.kind, node.asked ? "asked" : ""].join(" "),
  }));
  const edges = graph.edges.map((edge, number) => {
    const [colour, stroke] = LOOKS[edge.relation] || LOOKS.cites;
    const label = words[edge.relation] || edge.relation;
    return {
      data: { id: `edge ${number}`, source: edge.source, target: edge.target, label, colour },
      classes: edge.planned ? "dashed" : stroke,
    };
  });
  const drawn = window.cytoscape({
    container: room,
    elements: [...nodes, ...edges],
    style: STYLE,
    layout: { name: "concentric", concentric: ring, levelWidth: () => 1, minNodeSpacing: 50, avoidOverlap: true },
    maxZoom: 3,
  });
  if (drawn.zoom() < READABLE) {
    drawn.zoom(READABLE);
    drawn.center(drawn.nodes(".asked"));
  }
  drawn.on("tap", "node", (event) => window.location.assign(event.target.data("leads")));
  return drawn;
}

// What was asked for in the middle, directives around it, units outside.
function ring(node) {
  if (node.hasClass("asked")) return 3;
  return node.hasClass("unit") ? 1 : 2;
}

function told(node) {
  return node.kind === "unit" ? node.label : [node.label, node.issuer, day(node.date)].filter(Boolean).join("\n");
}

// As the page writes days: 22/12/2024 in Vietnamese.
function day(iso) {
  return iso && document.documentElement.lang === "vi" ? iso.split("-").reverse().join("/") : iso;
}

function leads(node) {
  const asked = node.kind === "unit" ? { unit: node.label } : { id: node.kind === "open" ? node.label : node.id };
  return `${node.kind === "unit" ? "/" : "/directive"}?${new URLSearchParams(asked)}`;
}

const STYLE = [
  { selector: "node", style: { label: "data(label)", "text-wrap": "wrap", "text-max-width": 156, "font-size": 13, "text-valign": "center", "text-halign": "center", width: 168, height: 68, shape: "rectangle", "background-color": "#fff", "border-width": 1, "border-color": "#333", color: "#111" } },
  { selector: ".unit", style: { shape: "round-rectangle", "background-color": "#fbf6e9", "border-color": "#6b6250" } },
  { selector: ".open", style: { "border-style": "dashed" } },
  { selector: ".asked", style: { "border-width": 3, "font-weight": "bold" } },
  { selector: "edge", style: { width: 1.6, "line-color": "data(colour)", "target-arrow-color": "data(colour)", "target-arrow-shape": "triangle", "curve-style": "bezier", label: "data(label)", "font-size": 11, color: "#333", "text-background-color": "#fff", "text-background-opacity": 0.85 } },
  { selector: ".dashed", style: { "line-style": "dashed" } },
  { selector: ".dotted", style: { "line-style": "dotted" } },
];
