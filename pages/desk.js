const LONG_SIDE = 320; // px of a picture that is sent: the network looks at no more

// Drawn once; from then on the server asks and tells everything through a socket. `data`: address
// (of the socket), camera (its name in the browser), words, voices (addresses to fetch early),
// calls (what is said to stand up, in words), notice (whether the browser tells of it too).
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".koshi-desk");
  root.koshi ??= begin(root, data, () => setTriggerValue("over", true));
  root.koshi.notice = data.notice;
  return () => { if (!root.isConnected) root.koshi.end(); };
}

function begin(root, { address, camera, words, voices, calls }, over) {
  const find = (name) => root.querySelector(name);
  const set = (name, text) => {
    if (find(name).textContent !== text) find(name).textContent = text;
  };
  const voice = makeVoice();
  const eye = makeEye(find(".eye"), camera);
  const title = document.title;
  const trouble = { line: "", eye: "" };
  const told = () => set(".trouble", trouble.line || trouble.eye);
  const take = ({ said, view, look }) => {
    root.dataset.state = view.state;
    set(".big", String(view.minutes));
    set(".unit", view.unit);
    set(".text", view.text);
    set(".day", view.day);
    find(".snooze").hidden = !view.urgent;
    document.title = view.title; // of a hidden tab only this is seen
    localStorage.setItem("koshi-desk", String(Date.now())); // for the reminders of all windows
    trouble.eye = view.seen ? "" : words["no-picture"];
    told();
    for (const sound of said) {
      voice.play(sound);
      call(sound);
    }
    if (look) eye.picture().then((bytes) => bytes && server.give(bytes)).catch(() => {});
    refresh();
  };
  let called = -1; // what is told again after a broken line is not called again
  const call = ({ n, name, late }) => {
    if (!calls[name] || n <= called) return;
    called = n;
    if (koshi.notice && late < LATE_S) notices.show(words.called, calls[name], `${address} ${n}`);
  };
  const tell = (line) => {
    if (root.dataset.line === line) return;
    root.dataset.line = line;
    trouble.line = line === "open" ? "" : words[line];
    told();
    if (line === "ended") voice.beep("chime");
  };
  const server = connect(address, take, over, tell);
  for (const wish of ["snooze", "stood", "stop"]) {
    find(`.${wish}`).textContent = words[wish];
    find(`.${wish}`).onclick = () => server.ask(wish);
  }
  find(".snooze").hidden = true;
  find(".mute").onclick = () => { voice.mute(!voice.muted); refresh(); };
  find(".volume").value = voice.volume;
  find(".volume").oninput = (event) => voice.turn(Number(event.target.value));
  find(".volume").setAttribute("aria-label", words.volume);
  find(".sound-off").textContent = words["sound-off"];
  find(".sound-off").onclick = () => voice.wake().then(refresh);
  const refresh = () => {
    set(".mute", voice.muted ? words.unmute : words.mute);
    find(".mute").setAttribute("aria-pressed", String(voice.muted));
    find(".sound-off").hidden = voice.awake();
  };
  refresh();
  voice.fetch(voices);
  const koshi = {
    notice: false,
    end() {
      server.close();
      eye.close();
      document.title = title;
    },
  };
  return koshi;
}

// The camera, at a few pictures a second; begun anew when it has gone.
function makeEye(video, camera) {
  const canvas = document.createElement("canvas");
  let stream = null, opening = null, left = false;
  const alive = () => stream?.getVideoTracks().some((track) => track.readyState === "live");
  async function open() {
    const which = camera ? { deviceId: { ideal: camera } } : {};
    const wish = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 5 } };
    const got = await navigator.mediaDevices.getUserMedia({ video: { ...wish, ...which } });
    if (left) return got.getTracks().forEach((track) => track.stop());
    stream = got;
    video.srcObject = stream;
    await video.play();
  }
  return {
    // Width and height, two bytes each, and the pixels, three bytes each; null without a picture.
    async picture() {
      if (!alive()) await (opening ??= open().finally(() => { opening = null; }));
      if (!alive() || stream.getVideoTracks()[0].muted || !video.videoWidth) return null;
      const zoom = LONG_SIDE / Math.max(video.videoWidth, video.videoHeight);
      const [width, height] = [video.videoWidth, video.videoHeight].map((n) => Math.round(n * zoom));
      Object.assign(canvas, { width, height });
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      pen.drawImage(video, 0, 0, width, height);
      const { data } = pen.getImageData(0, 0, width, height);
      const bytes = new Uint8Array(4 + 3 * width * height);
      new DataView(bytes.buffer).setUint16(0, width, true);
      new DataView(bytes.buffer).setUint16(2, height, true);
      for (let from = 0, to = 4; from < data.length; from += 4) {
        bytes[to++] = data[from];
        bytes[to++] = data[from + 1];
        bytes[to++] = data[from + 2];
      }
      return bytes;
    },
    close() {
      left = true;
      stream?.getTracks().forEach((track) => track.stop());
    },
  };
}
