// Keys, timer and black screen of Mode presentasi. Loaded once by ui/presenting.py; idle on every other page.
(() => {
  if (window.siapCerdasPresentasi) return;
  window.siapCerdasPresentasi = true;

  // Key -> class of the button it presses. PageUp and PageDown are shortcuts of the buttons themselves.
  const PRESSES = {
    ArrowRight: "maju", ArrowDown: "maju", " ": "maju", ArrowLeft: "mundur", ArrowUp: "mundur", Backspace: "mundur",
    Home: "awal", End: "akhir", k: "daerah_maju", K: "daerah_mundur", d: "dimensi_maju", D: "dimensi_mundur",
    "+": "besar", "=": "besar", "-": "kecil", g: "gelap", "?": "bantuan", Escape: "keluar",
  };
  const BLACK = ["b", "B", ".", ","];
  const QUIET_AFTER = 3500;

  const stage = () => document.getElementById("tayangan");
  const button = (name) => document.querySelector(`.st-key-${name} button`);
  const dialog = () => document.querySelector('[role="dialog"], [data-testid="stPopoverBody"]');
  const typing = (target) => target.closest('input, textarea, [contenteditable="true"], [role="listbox"], [role="slider"]');

  function overlay(id) {
    let element = document.getElementById(id);
    if (!element) {
      element = document.createElement("div");
      element.id = id;
      element.setAttribute("aria-hidden", "true");
      document.body.append(element);
    }
    return element;
  }

  // The bar shows while something moves.
  let quiet;
  function wake() {
    if (!stage()) return;
    document.body.classList.add("siap-gerak");
    clearTimeout(quiet);
    quiet = setTimeout(() => document.body.classList.remove("siap-gerak"), QUIET_AFTER);
  }
  for (const name of ["mousemove", "pointerdown", "touchstart", "focusin"]) addEventListener(name, wake, { passive: true });

  // The timer's end (or start) is kept in the browser, so that a reload does not lose it.
  const KEEP = "siap-cerdas-waktu";
  const kept = () => JSON.parse(sessionStorage.getItem(KEEP) || "null");
  function toggleTimer() {
    const minutes = Number(stage().dataset.menit || 0);
    if (kept()) sessionStorage.removeItem(KEEP);
    else sessionStorage.setItem(KEEP, JSON.stringify({ start: Date.now(), minutes }));
    tick();
  }
  function tick() {
    const running = stage() && kept();
    const shown = overlay("siap-waktu");
    shown.classList.toggle("tampil", Boolean(running));
    if (!running) return;
    const gone = Math.floor((Date.now() - running.start) / 1000);
    const left = running.minutes ? running.minutes * 60 - gone : gone;
    const size = Math.abs(left);
    shown.classList.toggle("habis", left < 0);
    shown.textContent = `${left < 0 ? "+" : ""}${Math.floor(size / 60)}.${String(size % 60).padStart(2, "0")}`;
  }
  setInterval(tick, 500);

  function fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  // Right after a reload the slide may stand before its buttons do: the key waits for its button.
  function press(name, tries = 20) {
    const pressed = button(name);
    if (pressed) { if (!pressed.disabled) pressed.click(); }
    else if (tries) setTimeout(press, 50, name, tries - 1);
  }

  // A jump once made, the keys drive the show again; the box first gets the choice that is being made.
  function leaveJump() {
    setTimeout(() => {
      const inside = document.activeElement?.closest(".st-key-pilih_slide");
      if (inside) document.activeElement.blur();
    }, 150);
  }

  function take(event) {
    if (!stage() || dialog() || event.ctrlKey || event.altKey || event.metaKey) return false;
    const black = overlay("siap-hitam");
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return true; }
    if (event.key === "Enter" && event.target.closest(".st-key-pilih_slide")) leaveJump();
    if (typing(event.target)) return false;
    if (black.classList.contains("tampil")) { black.classList.remove("tampil"); return true; }
    if (BLACK.includes(event.key)) { black.classList.add("tampil"); return true; }
    if (event.key === "t" || event.key === "T") { toggleTimer(); return true; }
    if (event.key === "f" || event.key === "F") { fullscreen(); return true; }
    if (event.key === "j" || event.key === "J") { document.querySelector(".st-key-pilih_slide input")?.focus(); return true; }
    const onButton = event.target.closest("button, a, [role=radio], [role=tab]");
    if (onButton && [" ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return false;
    const name = PRESSES[event.key];
    if (name) press(name);
    return Boolean(name);
  }

  addEventListener("keydown", (event) => {
    if (take(event)) { event.preventDefault(); event.stopPropagation(); }
  }, true);
  addEventListener("click", (event) => {
    if (event.target.id === "siap-hitam") event.target.classList.remove("tampil");
    if (event.target.closest('[role="option"]')) leaveJump();
    if (event.target.closest(".st-key-hitam button")) overlay("siap-hitam").classList.add("tampil");
    if (event.target.closest(".st-key-waktu button")) toggleTimer();
  });
  wake();
  tick();
})();
