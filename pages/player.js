// A clip with what was seen in it: frame by frame, rep by rep. `data`: clip and seen (addresses, to
// be fetched), comments, advice and against (by a finding's number: what stands for its cue, who
// holds against it), may (comment?), owner (may remove comments), words. `seen` is what
// clips/review.py describes.
const SPEEDS = [0.25, 0.5, 1, 2];
const TOOLS = ["line", "arrow", "angle"];
const POINTS = { line: 2, arrow: 2, angle: 3 };
const DRAGGED_PX = 12; // on the screen; less is a press

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".koshi-player");
  root.koshi ??= begin(root, data);
  root.koshi.update(data, setTriggerValue);
  return () => { if (!root.isConnected) root.koshi.end(); };
}

function begin(root, data) {
  const find = (name) => root.querySelector(name);
  const video = find("video"), glass = find(".stage canvas"), line = find(".line");
  const state = { seen: null, i: 0, offset: 0, rep: null, finding: null, shapes: [], tool: null, points: [] };
  let { comments, words, advice, against, owner } = data, trigger = () => {};
  video.src = data.clip;
  fetch(data.seen).then((answer) => answer.json()).then((seen) => {
    state.seen = seen;
    for (const [verdict, colour] of Object.entries(seen.colours)) {
      root.style.setProperty(`--${verdict}`, colour);
    }
    buttons();
    paint();
  });

  // Frames. The browser tells which one is shown by its time; the first one tells the clip's own 0.
  const at = (time) => {
    const { t } = state.seen;
    let low = 0, high = t.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (t[middle] <= time + 1e-3) low = middle; else high = middle - 1;
    }
    return low;
  };
  let first = true;
  const follow = (_, { mediaTime }) => {
    if (state.seen) {
      if (first && Math.abs(mediaTime - state.seen.t[0]) < 1) state.offset = mediaTime - state.seen.t[0];
      first = false;
      state.i = at(mediaTime - state.offset);
      const rep = state.rep;
      if (rep && find(".loop").checked && state.seen.t[state.i] >= rep.end) jump(at(rep.start));
      paint();
    }
    video.requestVideoFrameCallback(follow);
  };
  video.requestVideoFrameCallback(follow);
  // A quarter into a frame's time: some browsers show the frame that a time lies in, others the one
  // that begins nearest to it.
  const jump = (i) => {
    const { t } = state.seen;
    const to = Math.max(0, Math.min(t.length - 1, i));
    const end = to + 1 < t.length ? t[to + 1] : t[to] + 0.02;
    state.i = to;
    video.currentTime = t[to] + (end - t[to]) / 4 + state.offset;
    paint();
  };
  const step = (by) => { video.pause(); jump(state.i + by); };
  const play = () => { if (video.paused) video.play(); else video.pause(); };
  const choose = (rep) => {
    state.rep = rep;
    jump(at(rep.start));
    for (const button of find(".reps").children) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.n) === rep.n));
    }
  };

  function buttons() {
    const named = (name, text, press) => {
      const button = find(name);
      button.textContent = text;
      button.onclick = press;
    };
    named(".back", "◀", () => step(-1));
    named(".on", "▶", () => step(1));
    named(".play", words.play, play);
    for (const [name, text] of [[".back", words.back], [".on", words.on]]) {
      find(name).title = text;
      find(name).setAttribute("aria-label", text); // not the arrow that stands on it
    }
    video.onplay = video.onpause = () => {
      find(".play").textContent = video.paused ? words.play : words.pause;
    };
    find(".speed").replaceChildren(...SPEEDS.map((speed) => new Option(`${speed}×`, speed)));
    find(".speed").value = 1;
    find(".speed").onchange = (event) => { video.playbackRate = Number(event.target.value); };
    find(".speed").setAttribute("aria-label", words.speed);
    find(".skeleton").onchange = paint;
    find(".skeleton + span").textContent = words.skeleton;
    find(".loop + span").textContent = words.loop;
    find(".loop").onchange = () => { if (!state.rep && state.seen.reps.length) choose(state.seen.reps[0]); };
    find(".reps").replaceChildren(...state.seen.reps.map((rep) => {
      const button = element("button", rep.title);
      button.dataset.n = rep.n;
      button.style.borderBottom = `4px solid ${state.seen.colours[rep.verdict]}`;
      button.onclick = () => choose(rep);
      return button;
    }));
    find(".findings").replaceChildren(...state.seen.findings.map((finding, n) => {
      const button = element("button", finding.title);
      button.dataset.severity = finding.severity;
      button.append(element("small", finding.cue));
      button.onclick = () => { video.pause(); jump(at(finding.at)); speak_of(n); show_stage(); };
      return button;
    }));
    show_comments();
    find(".write button").textContent = words.send;
    find(".write textarea").placeholder = words.write;
    find(".write").onsubmit = (event) => {
      event.preventDefault();
      const text = find(".write textarea").value.trim() || (state.shapes.length ? words.drawn : "");
      if (!text) return find(".write textarea").focus();
      const about = find(".about input").checked ? state.finding : null;
      trigger("comment", { t: state.seen.t[state.i], text, shapes: state.shapes, finding: about });
      find(".write textarea").value = "";
      state.shapes = [];
      speak_of(null);
      choose_tool(null);
      paint();
    };
    find(".draw").replaceChildren(...TOOLS.map((tool) => {
      const button = element("button", words[tool]);
      button.dataset.tool = tool;
      button.onclick = () => { video.pause(); choose_tool(state.tool === tool ? null : tool); };
      return button;
    }), Object.assign(element("button", words.clear), {
      onclick: () => { state.shapes = []; state.points = []; paint(); },
    }));
  }

  // On a phone the picture is far above what is pressed.
  function show_stage() { find(".stage").scrollIntoView({ block: "nearest", behavior: "smooth" }); }

  function speak_of(n) {
    state.finding = n;
    [...find(".findings").children].forEach((button, i) => button.setAttribute("aria-pressed", String(i === n)));
    find(".about").hidden = n === null;
    find(".about input").checked = n !== null;
    find(".about span").textContent = n === null ? "" : `${words.about} ${state.seen.findings[n].title}`;
  }

  function show_comments() {
    const findings = state.seen ? state.seen.findings : [];
    [...find(".findings").children].forEach((button, n) => {
      const told = [advice[n] ?? findings[n].cue, against[n]].filter(Boolean);
      button.querySelector("small").textContent = told.join("\n");
      button.toggleAttribute("data-against", Boolean(against[n]));
    });
    find(".comments").replaceChildren(...comments.map((each) => {
      const item = element("li", "");
      const when = element("button", `${each.t.toFixed(1)} s`);
      when.onclick = () => { video.pause(); jump(at(each.t)); show_stage(); };
      item.append(when, element("span", each.who, "who"));
      const finding = findings[each.finding];
      if (finding) item.append(element("span", finding.title, "which"));
      item.append(element("div", each.text, "text"));
      if (owner) {
        const away = element("button", words.remove, "remove");
        away.onclick = () => trigger("remove", each.id);
        item.append(away);
      }
      return item;
    }));
  }

  function choose_tool(tool) {
    state.tool = tool;
    state.points = [];
    find(".stage").classList.toggle("drawing", Boolean(tool));
    find(".how").textContent = tool ? words[`how-${tool}`] : "";
    if (tool) show_stage();
    for (const button of find(".draw").children) {
      button.setAttribute("aria-pressed", String(Boolean(tool) && button.dataset.tool === tool));
    }
  }

  // The picture lies in the middle of its box; everything is drawn in the px of the checked frame.
  function place() {
    const [w, h] = state.seen.size, box = glass.getBoundingClientRect();
    const zoom = Math.min(box.width / w, box.height / h);
    return { zoom, left: (box.width - w * zoom) / 2, top: (box.height - h * zoom) / 2, box };
  }
  const spot = (event) => {
    const { zoom, left, top, box } = place();
    return [(event.clientX - box.x - left) / zoom, (event.clientY - box.y - top) / zoom].map(Math.round);
  };
  // A line or an arrow is dragged, or its two ends are pressed.
  glass.onpointerup = (event) => {
    const from = state.points[0], to = spot(event);
    if (!state.tool || state.tool === "angle" || state.points.length !== 1) return;
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) * place().zoom > DRAGGED_PX) add(to);
  };
  glass.onpointerdown = (event) => {
    if (state.tool) add(spot(event));
  };
  const add = (point) => {
    state.points.push(point);
    if (state.points.length === POINTS[state.tool]) {
      state.shapes.push({ kind: state.tool, points: state.points });
      state.points = [];
    }
    paint();
  };

  function paint() {
    if (!state.seen) return;
    find(".clock").textContent = `${state.seen.t[state.i].toFixed(2)} s · ${state.i + 1}/${state.seen.t.length}`;
    root.dataset.frame = state.i;
    const { zoom, left, top, box } = place();
    const sharp = devicePixelRatio || 1;
    glass.width = box.width * sharp;
    glass.height = box.height * sharp;
    const pen = glass.getContext("2d");
    pen.setTransform(sharp * zoom, 0, 0, sharp * zoom, sharp * left, sharp * top);
    pen.lineCap = pen.lineJoin = "round";
    if (find(".skeleton").checked) body(pen, state.seen, state.i, zoom);
    const pinned = comments.find((each) => state.seen.t.length && at(each.t) === state.i && each.shapes.length);
    for (const shape of [...(pinned?.shapes ?? []), ...state.shapes]) draw(pen, shape, zoom);
    pen.fillStyle = "#ffffff";
    for (const [x, y] of state.points) disc(pen, x, y, 5 / zoom);
    chart(line, state.seen, state.i);
  }
  line.onclick = (event) => {
    const { left, width } = line.getBoundingClientRect();
    const { t, findings } = state.seen;
    const time = t[0] + ((event.clientX - left) / width) * (t[t.length - 1] - t[0]);
    const hit = findings.find((each) => each.start <= time && time <= each.end);
    video.pause();
    jump(at(hit ? hit.at : time));
  };
  const key = (event) => {
    if (!state.seen || event.ctrlKey || event.metaKey || event.altKey) return;
    const where = event.composedPath()[0];
    if (where.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "ArrowRight") step(1);
    else if (event.key === " " && !where.closest?.("button")) play();
    else if (/^[1-9]$/.test(event.key) && state.seen.reps[event.key - 1]) choose(state.seen.reps[event.key - 1]);
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", key);
  const resize = new ResizeObserver(paint);
  resize.observe(root);

  return {
    update(next, setTriggerValue) {
      ({ comments, words, advice, against, owner } = next);
      if (video.getAttribute("src") !== next.clip) video.src = next.clip; // a new grant
      trigger = setTriggerValue;
      find(".write").hidden = find(".draw").hidden = !next.may;
      show_comments();
      paint();
    },
    end() { document.removeEventListener("keydown", key); resize.disconnect(); },
  };
}

function element(tag, text, name = "") {
  return Object.assign(document.createElement(tag), { textContent: text, className: name });
}

function disc(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fill();
}

function way(pen, points, colour, width, dash = []) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
  pen.setLineDash([]);
}

// The skeleton, and over it the line that a finding going on was measured at.
function body(pen, seen, i, zoom) {
  const joints = seen.joints[i];
  if (!joints) return;
  const point = (n) => (joints[2 * n] < 0 ? null : [joints[2 * n], joints[2 * n + 1]]);
  const midway = ([a, b]) => point(a) && point(b) && point(a).map((each, n) => (each + point(b)[n]) / 2);
  const judged = seen.value[i] !== null;
  for (const [a, b] of seen.bones) {
    if (point(a) && point(b)) way(pen, [point(a), point(b)], seen.colours[judged ? "ok" : "cannot_judge"], 3 / zoom);
  }
  const going = seen.findings.filter((each) => each.start <= seen.t[i] && seen.t[i] <= each.end);
  const worst = going.sort((one, other) => one.place - other.place)[0];
  if (!worst) return;
  const outline = seen.outlines[i];
  const chain = worst.contour ? outline : worst.line.map(midway).filter(Boolean);
  if (!chain || chain.length < 2) return;
  way(pen, chain, seen.colours[worst.severity], 6 / zoom);
  way(pen, [chain[0], chain[chain.length - 1]], "#ffffff", 2 / zoom, [8 / zoom, 6 / zoom]);
}

// With a dark edge, to be seen on bright walls too.
function draw(pen, shape, zoom) {
  stroke(pen, shape, zoom, "#000000", 8);
  stroke(pen, shape, zoom, "#ffeb3b", 4);
}

function stroke(pen, { kind, points }, zoom, colour, width) {
  way(pen, points, colour, width / zoom);
  const [a, b, c] = points;
  if (kind === "arrow") {
    const turn = Math.atan2(b[1] - a[1], b[0] - a[0]), size = 16 / zoom;
    const wing = (by) => [b[0] - size * Math.cos(turn + by), b[1] - size * Math.sin(turn + by)];
    way(pen, [wing(0.5), b, wing(-0.5)], colour, width / zoom);
  }
  if (kind === "angle") {
    const turn = (p) => Math.atan2(p[1] - b[1], p[0] - b[0]);
    let degrees = Math.abs(((turn(c) - turn(a)) * 180) / Math.PI);
    if (degrees > 180) degrees = 360 - degrees;
    pen.font = `600 ${22 / zoom}px sans-serif`;
    pen.fillStyle = pen.strokeStyle = colour;
    pen.lineWidth = width / zoom;
    const label = [`${Math.round(degrees)}°`, b[0] + 10 / zoom, b[1] - 10 / zoom];
    if (width > 4) pen.strokeText(...label); else pen.fillText(...label);
  }
}

// Reps below, findings as shades, the main signal, and where we are.
function chart(canvas, seen, i) {
  const sharp = devicePixelRatio || 1, box = canvas.getBoundingClientRect();
  if (!box.width) return;
  canvas.width = box.width * sharp;
  canvas.height = box.height * sharp;
  const pen = canvas.getContext("2d");
  pen.scale(sharp, sharp);
  const { t, value } = seen, end = t[t.length - 1], foot = box.height - 24;
  const x = (time) => ((time - t[0]) / Math.max(1e-6, end - t[0])) * box.width;
  for (const each of seen.findings) {
    pen.fillStyle = `${seen.colours[each.severity]}55`;
    pen.fillRect(x(each.start), 0, Math.max(3, x(each.end) - x(each.start)), foot);
  }
  const known = value.filter((each) => each !== null);
  const low = Math.min(...known), high = Math.max(...known);
  const y = (each) => foot - 4 - ((each - low) / Math.max(1e-6, high - low)) * (foot - 10);
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.lineWidth = 2;
  pen.beginPath();
  let open = false;
  value.forEach((each, n) => {
    if (each === null) { open = false; return; }
    if (open) pen.lineTo(x(t[n]), y(each)); else pen.moveTo(x(t[n]), y(each));
    open = true;
  });
  pen.stroke();
  pen.font = "600 13px sans-serif";
  pen.textBaseline = "middle";
  for (const rep of seen.reps) {
    pen.fillStyle = seen.colours[rep.verdict];
    pen.fillRect(x(rep.start) + 1, foot + 4, Math.max(4, x(rep.end) - x(rep.start) - 2), 18);
    pen.fillStyle = "#12302d";
    pen.fillText(rep.name, x(rep.start) + 6, foot + 14);
  }
  pen.fillStyle = getComputedStyle(canvas.parentElement).color;
  pen.fillRect(x(t[i]) - 1, 0, 2, box.height);
}
