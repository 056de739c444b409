// What the pages that notify share: whether this browser may, asking it, and a notice. Nothing is
// asked by itself: `ask` is for a press. On Android and in an iPhone's Safari a page cannot notify.
const notices = {
  // "granted", "denied", "default" (not asked yet) or "none" (it cannot).
  state: () => ("Notification" in window && isSecureContext ? Notification.permission : "none"),
  async ask() {
    const state = notices.state();
    if (state !== "default") return state;
    try { new Notification("Koshi"); } catch { return "none"; } // without leave, nothing is shown
    return Notification.requestPermission();
  },
  // A tag is shown once, however many windows have it.
  show(title, body, tag) {
    if (notices.state() !== "granted") return;
    try {
      const notice = new Notification(title, { body, tag });
      notice.onclick = () => { window.focus(); notice.close(); };
    } catch { /* it cannot after all */ }
  },
};
