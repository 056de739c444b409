// Inside of a report that can be answered in: gathers what was written and saves it as a small file.
const form = document.querySelector("#answers");
const says = JSON.parse(form.dataset.words);
const state = form.querySelector(".state");
const bytes = crypto.getRandomValues(new Uint8Array(16));
const sheet = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let unsaved = false;

const tell = (text, where) => {
  state.textContent = text;
  where?.focus();
};

function more() {
  const row = form.querySelector("template").content.cloneNode(true);
  form.querySelector(".written").append(row);
  return form.querySelector(".written > :last-child");
}

// A finding's answer: null when nothing was said of it, undefined when a choice is missing.
function opinion(box) {
  const chosen = box.querySelector("input:checked")?.value;
  const advice = box.querySelector("textarea").value.trim();
  if (!chosen) return advice ? undefined : null;
  return { number: Number(box.dataset.number), agrees: chosen === "yes", advice };
}

function gather() {
  const who = form.querySelector(".who").value.trim();
  if (!who) return tell(says.name, form.querySelector(".who"));
  const opinions = [];
  for (const box of document.querySelectorAll("fieldset[data-number]")) {
    const said = opinion(box);
    if (said === undefined) {
      box.closest("details")?.setAttribute("open", "");
      box.scrollIntoView({ block: "center" });
      return tell(says.choose, box.querySelector("input"));
    }
    if (said) opinions.push(said);
  }
  const comments = [...form.querySelectorAll(".written > *")]
    .map((row) => ({
      t: Math.min(Math.max(Number(row.querySelector("input").value) || 0, 0), 99999),
      text: row.querySelector("textarea").value.trim(),
    }))
    .filter((each) => each.text);
  if (!opinions.length && !comments.length) return tell(says.empty);
  const about = { koshi: "answers", version: 1, set: form.dataset.set, sheet, who };
  return { ...about, opinions, comments };
}

function save() {
  const answers = gather();
  if (!answers) return;
  const text = JSON.stringify(answers, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `koshi-answers-${new Date().toISOString().slice(0, 10)}.json`;
  document.body.append(link);
  unsaved = false;
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  tell(says.saved.replace("{file}", link.download));
}

form.hidden = false;
for (const box of document.querySelectorAll(".answer, .others")) box.hidden = false;
more();
form.querySelector(".more").onclick = () => more().querySelector("textarea").focus();
form.querySelector(".save").onclick = save;
form.onsubmit = (event) => event.preventDefault();
document.addEventListener("input", () => { unsaved = true; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
