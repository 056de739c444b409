// Hands over the text of a chosen file. `data`: most (characters), words.
export default function ({ parentElement, data, setTriggerValue }) {
  const drop = parentElement.querySelector(".drop");
  const input = parentElement.querySelector("input");
  parentElement.querySelector(".choose").textContent = data.words.choose;
  parentElement.querySelector(".hint").textContent = data.words.drop;
  const take = async (file) => {
    if (!file) return;
    // A character more than may be: the server says of it that it is too large.
    const text = await file.slice(0, 4 * (data.most + 1)).text();
    setTriggerValue("file", { text: text.slice(0, data.most + 1) });
  };
  input.onchange = () => { take(input.files[0]); input.value = ""; };
  drop.ondragover = (event) => { event.preventDefault(); drop.classList.add("over"); };
  drop.ondragleave = () => drop.classList.remove("over");
  drop.ondrop = (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files[0]);
  };
}
