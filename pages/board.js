// Drawn once; from then on the server tells everything through a socket. `data`: address (of the
// socket), words, voices (addresses to fetch early), alarms (what is said when the server is gone).
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".koshi-board");
  root.koshi ??= begin(root, data, () => setTriggerValue("over", true));
  // Streamlit calls this when the component leaves the page, and only then.
  return () => { if (!root.isConnected) root.koshi.end(); };
}

function begin(root, { address, words, voices, alarms }, over) {
  const find = (name) => root.querySelector(name);
  const voice = makeVoice();
  const take = ({ said, view }) => {
    show(root, view, words);
    for (const sound of said) voice.play(sound);
    refresh();
  };
  // "open", "lost" (it is tried again) or "ended" (there is no such session any more).
  const tell = (line) => {
    if (root.dataset.line === line) return;
    root.dataset.line = line;
    find(".lost").textContent = line === "open" ? "" : words[line];
    if (line !== "open") voice.alarm(alarms[line]);
    if (line === "ended") setTimeout(over, 4000);
  };
  const server = connect(address, take, over, tell);
  for (const wish of ["pause", "hurts", "easier", "skip", "stop"]) {
    find(`.${wish}`).onclick = () => server.ask(wish);
  }
  find(".mute").onclick = () => { voice.mute(!voice.muted); refresh(); };
  find(".volume").value = voice.volume;
  find(".volume").oninput = (event) => voice.turn(Number(event.target.value));
  find(".sound-off").onclick = () => voice.wake().then(refresh);
  const refresh = () => {
    find(".mute").textContent = voice.muted ? words.unmute : words.mute;
    find(".mute").setAttribute("aria-pressed", String(voice.muted));
    find(".volume").setAttribute("aria-label", words.volume);
    find(".sound-off").textContent = words["sound-off"];
    find(".sound-off").hidden = voice.awake();
  };
  const key = (event) => {
    const wish = { Space: "pause", KeyN: "skip", KeyE: "easier", KeyH: "hurts" }[event.code];
    if (!wish || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("button, input, textarea, [role=button]")) return;
    event.preventDefault();
    server.ask(wish);
  };
  document.addEventListener("keydown", key);
  const lock = stayAwake();
  voice.fetch([...Object.values(alarms), ...voices]);
  return {
    end() {
      document.removeEventListener("keydown", key);
      lock();
      server.close();
      if (root.dataset.line === "lost") voice.alarm(alarms.ended); // the page was faster
    },
  };
}

function show(root, view, words) {
  const set = (name, text) => {
    const element = root.querySelector(name);
    if (element.textContent !== text) element.textContent = text;
  };
  root.dataset.stage = view.stage;
  set(".title", view.title);
  set(".big", view.big === null ? "" : String(view.big));
  set(".unit", view.unit);
  set(".text", view.text);
  set(".earlier", view.earlier);
  set(".note", view.note);
  root.querySelector(".text").dataset.severity = view.severity;
  const loop = root.querySelector(".loop");
  loop.hidden = !view.loop;
  if (!view.loop) loop.pause();
  else if (loop.getAttribute("src") !== view.loop) loop.src = view.loop;
  if (view.loop && loop.paused) loop.play().catch(() => {}); // without it, the words are enough
  const lights = root.querySelector(".lights");
  if (view.light) lights.dataset.light = view.light; else delete lights.dataset.light;
  const ring = root.querySelector(".ring");
  ring.classList.toggle("on", Boolean(view.ring));
  if (view.ring) {
    root.querySelector(".arc").style.strokeDasharray = `${100 * view.ring.share} 100`;
    set(".seconds", String(view.ring.seconds));
    set(".part", view.ring.part);
  }
  root.querySelector(".pause").hidden = !["ready", "set", "paused", "rest"].includes(view.stage);
  set(".pause", view.stage === "paused" ? words.resume : words.pause);
  const over = ["closing", "done"].includes(view.stage);
  root.querySelector(".hurts").hidden = over;
  root.querySelector(".easier").hidden = !view.easier || over;
  root.querySelector(".skip").hidden = !view.more || over;
  for (const wish of ["hurts", "easier", "skip"]) set(`.${wish}`, words[wish]);
  set(".stop", words.stop);
  set(".hands", words.hands);
  set(".keys", words.keys);
}

// The screen must not go dark under somebody on the floor. Not every browser can.
function stayAwake() {
  let lock = null;
  const ask = async () => {
    try { lock = await navigator.wakeLock.request("screen"); } catch { lock = null; }
  };
  const again = () => { if (document.visibilityState === "visible") ask(); };
  ask();
  document.addEventListener("visibilitychange", again);
  return () => {
    document.removeEventListener("visibilitychange", again);
    lock?.release().catch(() => {});
  };
}
