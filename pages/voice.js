// What the pages that speak share: the line to the server and the voice. Each is put before the
// script of its component (`pages.board`).
const BEEPS = {
  tick: [[880, 0, 0.07]],
  stay: [[1175, 0, 0.09]],
  end: [[784, 0, 0.14], [1047, 0.17, 0.3]],
  chime: [[659, 0, 0.5], [880, 0.35, 0.8]],
  alarm: [[523, 0, 0.18], [392, 0.24, 0.18], [523, 0.6, 0.18], [392, 0.84, 0.3]],
};
const CHIME_S = 1.15; // what is said after a chime waits for its end, however late both come
const LATE_S = 4; // a sentence that comes so late (the tab slept) is left out
const LOST_MS = 1500; // the server has not answered for so long: it is told

// A line to the server that comes back by itself when it breaks (laptop asleep); what is pressed
// meanwhile is told then. Closed by the server in order (1000), the session is over; 4404: there is
// none (any more): the server began anew. `tell` hears how the line is.
function connect(address, take, over, heard) {
  const url = new URL(address, document.baseURI);
  url.protocol = url.protocol.replace("http", "ws");
  const wishes = [];
  let socket, missing;
  let left = false;
  const tell = () => {
    while (wishes.length && socket.readyState === WebSocket.OPEN) socket.send(wishes.shift());
  };
  const open = () => {
    if (left) return;
    socket = new WebSocket(url);
    socket.onopen = tell;
    socket.onmessage = ({ data }) => {
      clearTimeout(missing);
      missing = undefined;
      heard("open");
      take(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      if (left) return;
      if (code === 1000 || code === 4404) clearTimeout(missing);
      if (code === 1000) return over();
      if (code === 4404) return heard("ended");
      missing ??= setTimeout(() => heard("lost"), LOST_MS);
      setTimeout(open, 500);
    };
  };
  open();
  return {
    ask(wish) { wishes.push(wish); tell(); },
    give(bytes) { if (socket.readyState === WebSocket.OPEN) socket.send(bytes); },
    close() { left = true; clearTimeout(missing); socket.close(); },
  };
}

// One sentence after the other; beeps at once. A sound is told to the window when it starts.
function makeVoice() {
  const audio = (window.koshiAudio ??= new AudioContext());
  const gain = audio.createGain();
  gain.connect(audio.destination);
  const files = new Map();
  let queue = Promise.resolve();
  let free = 0;
  let played = -1;
  let beat = { t: -Infinity, at: 0 }; // of a countdown the last: its time there, and when heard
  let fetching = false;
  const voice = {
    volume: Number(localStorage.getItem("koshi-volume") ?? 1),
    muted: localStorage.getItem("koshi-muted") === "yes",
    awake: () => audio.state === "running",
    wake: () => audio.resume(),
    turn(volume) { voice.volume = volume; remember(); },
    mute(muted) { voice.muted = muted; remember(); },
    // One after the other and unhurried: what is said first is fetched when it is said.
    async fetch(addresses) {
      if (fetching || !addresses.length) return;
      fetching = true;
      for (const address of addresses) {
        await new Promise((done) => setTimeout(done, 60));
        await load(address).catch(() => {});
      }
    },
    beep,
    // The server is gone: a pattern of tones, then a sentence that is here already.
    alarm(url) {
      beep("alarm");
      const name = url.split("/").pop().split(".mp3")[0];
      queue = queue.then(() => say({ name, url })).catch(() => {});
    },
    play(sound) {
      if (sound.n <= played) return;
      played = sound.n;
      if (sound.beep === "chime") free = Math.max(free, audio.currentTime + CHIME_S);
      if (sound.beep) return beep(sound.beep);
      const due = audio.currentTime - Math.min(0, sound.late); // some are told before their time
      if (sound.url && sound.late < LATE_S) queue = queue.then(() => say(sound, due)).catch(() => {});
    },
  };
  function remember() {
    localStorage.setItem("koshi-volume", String(voice.volume));
    localStorage.setItem("koshi-muted", voice.muted ? "yes" : "no");
    gain.gain.value = voice.muted ? 0 : voice.volume;
  }
  remember();
  function load(address) {
    if (!files.has(address)) {
      const bytes = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.arrayBuffer();
      });
      bytes.catch(() => files.delete(address)); // to be tried again
      files.set(address, bytes);
    }
    return files.get(address);
  }
  async function say(sound, due = 0) {
    const speech = await audio.decodeAudioData((await load(sound.url)).slice(0));
    const source = audio.createBufferSource();
    source.buffer = speech;
    source.connect(gain);
    let at = Math.max(audio.currentTime, free, due);
    // The camera's clock comes with its pictures, on a busy machine several seconds of it at once:
    // a countdown is heard second after second all the same.
    if (sound.beat !== undefined) {
      const after = sound.beat - beat.t;
      if (after < LATE_S) at = Math.max(at, beat.at + after);
      beat = { t: sound.beat, at };
    }
    source.start(at);
    free = at + speech.duration;
    tell(sound.name, at);
    // The next one is prepared when this one is nearly over, so that the line stays short.
    await new Promise((done) => setTimeout(done, Math.max(0, 1000 * (free - audio.currentTime) - 300)));
  }
  function beep(kind) {
    for (const [hertz, after, seconds] of BEEPS[kind]) {
      const tone = audio.createOscillator();
      const fade = audio.createGain();
      const at = audio.currentTime + after;
      tone.frequency.value = hertz;
      fade.gain.setValueAtTime(0.25, at);
      fade.gain.exponentialRampToValueAtTime(0.001, at + seconds);
      tone.connect(fade).connect(gain);
      tone.start(at);
      tone.stop(at + seconds);
    }
    tell(kind, audio.currentTime);
  }
  function tell(name, at) {
    const delay = at - audio.currentTime + (audio.outputLatency || audio.baseLatency || 0);
    const when = performance.timeOrigin + performance.now() + 1000 * delay;
    window.dispatchEvent(new CustomEvent("koshi-sound", { detail: { name, when } }));
  }
  return voice;
}
