// Reminders as notices of the browser, in any page of Koshi that is open. `data`: whose they are,
// times (of what is to come: [ms, name, title, text], the soonest first), quiet (a set goes on in
// this window).
const LOOK_MS = 10_000;
const LATE_MS = 10 * 60_000; // the computer slept through it: so late it is left out
const BUSY_MS = 90_000; // a hidden window's timers run once a minute
const TOLD = "koshi-told", BUSY = "koshi-set", DESK = "koshi-desk"; // for other windows

export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.getRootNode().host ?? parentElement;
  const room = host.closest("[data-testid=stElementContainer]");
  if (room) room.style.display = "none"; // there is nothing to see of it, nor a gap
  host.koshi ??= remind();
  host.koshi.know(data, () => setTriggerValue("more", true));
  return () => { if (!host.isConnected) host.koshi.end(); };
}

function remind() {
  window.koshiOpen ??= Date.now(); // nothing is told of before Koshi was opened
  const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  let known, more, zone;
  const look = () => {
    const now = Date.now();
    if (known.quiet) localStorage.setItem(BUSY, String(now));
    // Who is watched at the desk hears from there when to stand up, and not twice.
    const desk = now - Number(localStorage.getItem(DESK) ?? 0) < BUSY_MS;
    const busy = now - Number(localStorage.getItem(BUSY) ?? 0) < BUSY_MS;
    const kept = JSON.parse(localStorage.getItem(TOLD) ?? "[]");
    const told = kept.filter(([at]) => now - at < 2 * LATE_MS);
    for (const [at, name, title, text] of known.times) {
      if (at > now) break;
      const tag = `koshi ${known.whose} ${name} ${at}`;
      if (at < window.koshiOpen || now - at > LATE_MS) continue;
      if (told.some(([, each]) => each === tag)) continue;
      told.push([at, tag]);
      // What falls into a set is left out.
      if (!busy && !(desk && name.startsWith("break"))) notices.show(title, text, tag);
    }
    localStorage.setItem(TOLD, JSON.stringify(told));
    // After a journey, and when the times are used up, the server is asked for new ones.
    const last = known.times.at(-1)?.[0] ?? Infinity;
    if (!known.quiet && (here() !== zone || last < now - LATE_MS)) {
      zone = here();
      more();
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    know(data, ask) {
      [known, more, zone] = [data, ask, here()];
      look();
    },
    end() { clearInterval(timer); },
  };
}
