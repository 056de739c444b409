// Sends chosen files piece by piece. `data`: address, types, most (bytes), exercise, language, words.
const PIECE = 8 << 20;
const TUS = { "Tus-Resumable": "1.0.0" };
const ROUNDS = 20; // windows that may take the same file before this one gets it
const PATIENCE = [500, 1000, 2000, 4000, 8000, 15000]; // ms between tries when the line is down

export default function ({ parentElement, data, setTriggerValue }) {
  const drop = parentElement.querySelector(".drop");
  tell = () => setTriggerValue("kept", [...kept]); // all of them: two may end at once
  list = parentElement.querySelector(".files");
  list.append(...rows); // still on their way since an earlier look at this page
  if (missed) {
    missed = false;
    tell();
  }
  const input = parentElement.querySelector("input");
  parentElement.querySelector(".choose").textContent = data.words.choose;
  parentElement.querySelector(".hint").textContent = data.words.drop;
  input.accept = data.types.join(",");
  const take = (files) => {
    for (const file of files) send(file, data);
  };
  input.onchange = () => { take([...input.files]); input.value = ""; };
  drop.ondragover = (event) => { event.preventDefault(); drop.classList.add("over"); };
  drop.ondragleave = () => drop.classList.remove("over");
  drop.ondrop = (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take([...event.dataTransfer.files]);
  };
}

// The files wait for each other: one line to the server, and an order that people understand.
let line = Promise.resolve();
const rows = new Set();
const kept = []; // ids of the sets that came of it
let list, tell; // of the page as it is now
let missed = false; // a set was kept while another page was shown: told when this one is back

// `data` is what was on the page when the file was chosen, whatever is chosen after it.
function send(file, data) {
  const row = document.createElement("li");
  rows.add(row);
  const part = (tag, name, text = "") => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return row.appendChild(element);
  };
  part("span", "name", file.name);
  const cancel = part("button", "cancel", data.words.cancel);
  const bar = part("progress", "bar");
  const state = part("span", "state");
  list.append(row);
  const stop = new AbortController();
  const away = () => { rows.delete(row); row.remove(); };
  let sent; // its address, when something of it may be there
  cancel.onclick = () => { stop.abort(); away(); if (sent) forget(sent); };
  const say = (text, bad = false) => {
    state.textContent = text;
    state.toggleAttribute("data-bad", bad);
  };
  const fail = (text) => { bar.remove(); say(text, true); };
  bar.max = Math.max(1, file.size);
  bar.value = 0;
  if (file.size > data.most) return fail(data.words["too-large"]);
  line = line.then(async () => {
    const name = await fingerprint(file);
    const url = new URL(`${data.address}/${name}`, document.baseURI);
    const choice = {
      choice: own(), name: file.name, size: file.size,
      exercise: data.exercise, language: data.language,
    };
    if (stop.signal.aborted) return;
    sent = url;
    let answer, rounds = 0;
    do { // another window may have taken the same file for its own: then it is sent once more
      answer = await whole(url, file, stop.signal, (there) => {
        bar.value = there;
        say(data.words.sending.replace("{percent}", Math.floor((100 * there) / bar.max)));
      }, () => say(data.words.again));
      if (answer !== "ok") return fail(data.words[answer]);
      say(data.words.looking);
      cancel.hidden = true; // from here on it is kept, whoever listens
      answer = await keep(url, choice, stop.signal);
      cancel.hidden = false;
    } while (answer === "again" && ++rounds < ROUNDS);
    if (!answer.set) return fail(answer.why ?? data.words.failed);
    away();
    kept.push(answer.set);
    missed = !list.isConnected;
    tell();
  }).catch(() => { if (!stop.signal.aborted) fail(data.words.failed); });
}

// A name that the same file gets again when it is chosen again.
async function fingerprint(file) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${file.name}/${file.size}/${file.lastModified}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

// A number that no other choice has.
function own() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The file has come in: the server keeps it as a set. Asked once more it keeps it no second time.
async function keep(url, choice, signal) {
  for (let tries = 0; ;) {
    try {
      const body = JSON.stringify(choice);
      const answer = await fetch(url, { method: "POST", signal, body });
      if (answer.status === 200 || answer.status === 422) return await answer.json();
      if (answer.status === 409) return "again";
      if (answer.status < 500 && answer.status !== 202) return {};
      if (answer.status >= 500) throw new Error("server");
    } catch (error) {
      if (signal.aborted || tries++ >= PATIENCE.length) throw error;
    }
    await new Promise((done) => setTimeout(done, PATIENCE[Math.min(tries, 2)]));
  }
}

// What was cancelled leaves nothing on the server; its last piece may still be on the way.
async function forget(url) {
  for (const wait of PATIENCE) {
    try {
      const answer = await fetch(url, { method: "DELETE", headers: TUS, keepalive: true });
      if (answer.status !== 409) return;
    } catch { /* the line is down: once more */ }
    await new Promise((done) => setTimeout(done, wait));
  }
}

async function whole(url, file, signal, tell, waiting) {
  let there = 0;
  for (let tries = 0; ;) {
    try {
      const head = await fetch(url, { method: "HEAD", signal, headers: TUS });
      if (!head.ok) return "failed";
      there = Number(head.headers.get("Upload-Offset"));
      do { // once even when all is there: an empty file must arrive too
        tell(there);
        const answer = await fetch(url, {
          method: "PATCH",
          signal,
          headers: {
            ...TUS,
            "Upload-Offset": String(there),
            "Content-Type": "application/offset+octet-stream",
          },
          body: file.slice(there, there + PIECE),
        });
        if (answer.status === 413) return "too-large";
        if (answer.status === 507) return "no-room";
        if (answer.status === 429) return "too-many";
        if (answer.status === 403) return "quota";
        if (answer.status === 409) await new Promise((done) => setTimeout(done, 500));
        else if (!answer.ok) return "failed";
        there = Number(answer.headers.get("Upload-Offset"));
        tries = 0;
      } while (there < file.size);
      return "ok";
    } catch (error) {
      if (signal.aborted || tries >= PATIENCE.length) throw error;
      waiting();
      await new Promise((done) => setTimeout(done, PATIENCE[tries++]));
    }
  }
}
