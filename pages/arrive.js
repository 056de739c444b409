// Brings what has just been opened into view and puts the focus on it. `data`: place (the key of a
// container), focus (a selector in it), mark (new for every arrival).
const TRIES_MS = [0, 250, 700, 1500]; // what lies above may still be growing or going

const last = new Map();

export default function ({ parentElement, data }) {
  const host = parentElement.getRootNode().host ?? parentElement;
  const room = host.closest("[data-testid=stElementContainer]");
  if (room) room.style.display = "none"; // there is nothing to see of it, nor a gap
  const what = `${data.place} ${data.focus}`;
  if (last.get(what) === data.mark) return;
  last.set(what, data.mark);
  const page = parentElement.ownerDocument;
  let own = false; // whoever scrolls or types meanwhile goes where they want
  const stop = () => { own = true; };
  const signs = ["wheel", "touchstart", "keydown", "pointerdown"];
  for (const sign of signs) page.addEventListener(sign, stop, { once: true, passive: true });
  let focused = null;
  const go = () => {
    const place = page.querySelector(`.st-key-${data.place}`);
    if (own || !place) return;
    place.style.scrollMarginTop = "4.5rem"; // the bar at the top of the page lies over it
    place.scrollIntoView({ block: "start" });
    const target = place.querySelector(data.focus);
    if (!target || target === focused) return;
    focused = target;
    target.tabIndex = -1;
    target.style.outlineOffset = "0.3rem";
    target.focus({ preventScroll: true });
  };
  TRIES_MS.forEach((wait) => setTimeout(go, wait));
  setTimeout(() => signs.forEach((sign) => page.removeEventListener(sign, stop)), 2000);
}
