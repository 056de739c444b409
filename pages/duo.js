// Two reps side by side, in step at their tops (two holds: at their begins). `data`: sides (two of
// clip, title, and in s start, end, and step: where they are in step), words.
const SPEEDS = [0.25, 0.5, 1];
const DRIFT_S = 0.08; // further apart than this, the second is put right

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".koshi-duo");
  root.koshi ??= begin(root);
  root.koshi.update(data);
}

function begin(root) {
  const find = (name) => root.querySelector(name);
  const videos = [...root.querySelectorAll("video")];
  const captions = root.querySelectorAll("figcaption");
  let sides = [], words = {}, shown = "";
  const now = () => videos[0].currentTime - sides[0].step;
  const put = (at) => videos.forEach((video, n) => { video.currentTime = Math.max(0, sides[n].step + at); });
  const label = () => { find(".clock").textContent = `${now().toFixed(2).replace(/^-(0\.00)$/, "$1")} s`; };
  find(".speed").replaceChildren(...SPEEDS.map((speed) => new Option(`${speed}×`, speed)));
  find(".speed").value = 1;
  find(".speed").onchange = ({ target }) => {
    for (const video of videos) video.playbackRate = Number(target.value);
  };
  find(".at").oninput = ({ target }) => {
    for (const video of videos) video.pause();
    put(Number(target.value));
    label();
  };
  find(".play").onclick = () => {
    const start = videos[0].paused;
    if (start && now() >= Number(find(".at").max) - 0.05) put(Number(find(".at").min));
    for (const video of videos) { if (start) video.play(); else video.pause(); }
  };
  videos[0].onplay = videos[0].onpause = () => {
    find(".play").textContent = videos[0].paused ? words.play : words.pause;
  };
  const follow = () => {
    if (sides.length) {
      const at = now();
      if (at > Number(find(".at").max)) for (const video of videos) video.pause();
      if (!videos[0].paused) {
        find(".at").value = at;
        const apart = videos[1].currentTime - sides[1].step - at;
        if (Math.abs(apart) > DRIFT_S) videos[1].currentTime = sides[1].step + at;
      }
      label();
    }
    videos[0].requestVideoFrameCallback(follow);
  };
  videos[0].requestVideoFrameCallback(follow);
  return {
    update(data) {
      ({ sides, words } = data);
      sides.forEach((side, n) => { captions[n].textContent = side.title; });
      find(".speed").setAttribute("aria-label", words.speed);
      find(".at").setAttribute("aria-label", words.at);
      find(".play").textContent = videos[0].paused ? words.play : words.pause;
      if (shown === JSON.stringify(sides)) return;
      shown = JSON.stringify(sides);
      sides.forEach((side, n) => {
        if (videos[n].getAttribute("src") !== side.clip) videos[n].src = side.clip;
      });
      find(".at").min = Math.min(...sides.map((side) => side.start - side.step));
      find(".at").max = Math.max(...sides.map((side) => side.end - side.step));
      find(".at").value = 0;
      put(0);
    },
  };
}
