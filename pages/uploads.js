// Sends chosen files piece by piece. `data`: address, types, most (bytes), words.
const PIECE = 8 << 20;
const PATIENCE = [500, 1000, 2000, 4000, 8000, 15000]; // ms between tries when the line is down

export default function ({ parentElement, data, setTriggerValue }) {
  const drop = parentElement.querySelector(".drop");
  if (missed) {
    missed = false;
    setTriggerValue("sent", [...sent]);
  }
  const input = parentElement.querySelector("input");
  parentElement.querySelector(".choose").textContent = data.words.choose;
  parentElement.querySelector(".hint").textContent = data.words.drop;
  input.accept = data.types.join(",");
  const take = (files) => {
    for (const file of files) send(parentElement, file, data, setTriggerValue);
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
const sent = [];
let missed = false; // a file came in while another page was shown: told when this one is back

function send(root, file, data, setTriggerValue) {
  const row = document.createElement("li");
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
  root.querySelector(".files").append(row);
  const stop = new AbortController();
  cancel.onclick = () => { stop.abort(); row.remove(); };
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
    const answer = await whole(url, file, stop.signal, (there) => {
      bar.value = there;
      say(data.words.sending.replace("{percent}", Math.floor((100 * there) / bar.max)));
    }, () => say(data.words.again));
    if (answer !== "ok") return fail(data.words[answer]);
    missed = !root.isConnected;
    row.remove();
    sent.push({ file: name, name: file.name });
    setTriggerValue("sent", [...sent]); // all of them: two may end at once
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

async function whole(url, file, signal, tell, waiting) {
  let there = 0;
  for (let tries = 0; ;) {
    try {
      const head = await fetch(url, { method: "HEAD", signal });
      if (!head.ok) return "failed";
      there = Number(head.headers.get("Upload-Offset"));
      do { // once even when all is there: an empty file must arrive too
        tell(there);
        const answer = await fetch(url, {
          method: "PATCH",
          signal,
          headers: { "Upload-Offset": String(there) },
          body: file.slice(there, there + PIECE),
        });
        if (answer.status === 413) return "too-large";
        if (answer.status === 507) return "no-room";
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
