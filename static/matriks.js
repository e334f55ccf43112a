// The two lines of the impact x ease matrix follow the mouse or a finger; letting go moves the slider of the
// line, so that what happens is what its keys would do. Loaded by ui/impact_ease.py; idle on every other page.
(() => {
  if (window.siapCerdasMatriks) return;
  window.siapCerdasMatriks = true;

  const NEAR = 12;
  const LINES = ["impact", "ease"]; // the names of the shapes in charts/plane.py

  const chart = () => document.querySelector(".st-key-dampak_kemudahan .js-plotly-plot");
  const slider = (line) => document.querySelector(`.st-key-garis_${line} input[type="range"]`);

  // Where the matrix and its lines are in the window, in pixels: the ends of one line are the range of the other.
  function matrix() {
    const plot = chart();
    const found = Object.fromEntries((plot?.layout?.shapes ?? []).map((shape) => [shape.name, shape]));
    if (!found.impact || !found.ease || !LINES.every(slider)) return null;
    const { xaxis, yaxis } = plot._fullLayout;
    const home = plot.getBoundingClientRect();
    const x = (at) => home.left + xaxis._offset + xaxis.d2p(at);
    const y = (at) => home.top + yaxis._offset + yaxis.d2p(at);
    return {
      left: x(found.impact.x0), right: x(found.impact.x1), top: y(found.ease.y0), bottom: y(found.ease.y1),
      ease: x(found.ease.x0), impact: y(found.impact.y0),
    };
  }

  // The line under a pointer; where both cross, the one that is nearer.
  function under(event) {
    const at = chart()?.contains(event.target) && matrix();
    if (!at || event.clientX < at.left - NEAR || event.clientX > at.right + NEAR) return null;
    if (event.clientY < at.top - NEAR || event.clientY > at.bottom + NEAR) return null;
    const away = { impact: Math.abs(event.clientY - at.impact), ease: Math.abs(event.clientX - at.ease) };
    const line = away.ease <= away.impact ? "ease" : "impact";
    return away[line] <= NEAR ? line : null;
  }

  // A line of our own goes with the pointer, from step to step: drawing the chart anew each time would be slow.
  let held = null;
  let step = 0;
  let guide = null;
  function follow(event) {
    const at = matrix();
    if (!at) return drop();
    const upright = held === "ease";
    const [first, last] = upright ? [at.left, at.right] : [at.bottom, at.top];
    const steps = Number(slider(held).max);
    const share = ((upright ? event.clientX : event.clientY) - first) / (last - first);
    step = Math.round(steps * Math.min(Math.max(share, 0), 1));
    const pixel = first + (step / steps) * (last - first) - 1;
    Object.assign(guide.style, upright
      ? { left: `${pixel}px`, top: `${at.top}px`, width: "3px", height: `${at.bottom - at.top}px` }
      : { left: `${at.left}px`, top: `${pixel}px`, width: `${at.right - at.left}px`, height: "3px" });
  }

  function drop() {
    guide?.remove();
    held = guide = null;
  }

  // The slider takes a value through the setter that React replaced, and keeps it only after a key: so it is
  // written one step short and the last step is pressed.
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  function settle() {
    const input = slider(held);
    drop();
    if (!input || step === Number(input.value)) return;
    const back = step > 0 ? -1 : 1;
    write.call(input, String(step + back));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const key = back < 0 ? "ArrowRight" : "ArrowLeft";
    for (const name of ["keydown", "keyup"]) input.dispatchEvent(new KeyboardEvent(name, { key, bubbles: true }));
  }

  addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !(held = under(event))) return;
    guide = document.createElement("div");
    guide.setAttribute("aria-hidden", "true");
    Object.assign(guide.style, { position: "fixed", zIndex: 1000, background: "#B5531C", pointerEvents: "none" });
    document.body.append(guide);
    follow(event);
    event.preventDefault();
    event.stopPropagation();
  }, true);
  addEventListener("pointermove", (event) => {
    if (held) return follow(event);
    const layer = chart()?.querySelector(".nsewdrag");
    if (layer) layer.style.cursor = { ease: "ew-resize", impact: "ns-resize" }[under(event)] ?? "";
  }, true);
  addEventListener("pointerup", () => held && settle(), true);
  addEventListener("pointercancel", drop, true);
  addEventListener("keydown", (event) => event.key === "Escape" && drop(), true);
  // A finger on a line drags the line and not the page.
  addEventListener("touchstart", (event) => {
    const touch = event.touches.length === 1 && event.touches[0];
    if (touch && under({ target: event.target, clientX: touch.clientX, clientY: touch.clientY })) event.preventDefault();
  }, { capture: true, passive: false });
})();
