// Repairs what Streamlit's frame lacks for keyboards and screen readers. Loaded once by app.py through ui/frame/scripts.py.
(() => {
  if (window.siapCerdasAccessible) return;
  window.siapCerdasAccessible = true;

  // The look of what stands around every page; its address bears this script's version.
  const look = document.createElement("link");
  look.rel = "stylesheet";
  look.href = document.currentScript.src.replace("accessible.js", "frame.css");
  document.head.append(look);

  const set = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };

  // The menu is one <ul> whose children are <div>s with the <li>s of a group: say which of them are lists.
  function menu() {
    for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
      if (!list.querySelector(":scope > div")) continue;
      set(list, "role", "presentation");
      for (const group of list.querySelectorAll(":scope > div")) {
        set(group, "role", "list");
        const head = group.querySelector(":scope > header, :scope > :not(li)");
        if (head) set(head, "role", "listitem");
        const name = head && head.textContent.trim();
        if (name) set(group, "aria-label", name);
      }
    }
  }

  // A part that scrolls sideways or down by itself can be reached and scrolled by keyboard.
  const SCROLLS = '[data-testid="stGrid"], [data-testid="stMarkdownContainer"], [data-testid="stCode"] pre, [data-testid="stTable"]';
  const REACHED = "a[href], button, input, select, textarea, [tabindex]";
  function scrolling() {
    for (const part of document.querySelectorAll(SCROLLS)) {
      const over = part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1;
      const scrolls = over && /auto|scroll/.test(getComputedStyle(part).overflow);
      const marked = part.dataset.siapGulir === "1";
      if (scrolls && !marked && !part.querySelector(REACHED)) {
        part.dataset.siapGulir = "1";
        set(part, "tabindex", "0");
        set(part, "role", "region");
        set(part, "aria-label", "Bagian yang dapat digulir");
      } else if (!scrolls && marked) {
        delete part.dataset.siapGulir;
        for (const name of ["tabindex", "role", "aria-label"]) part.removeAttribute(name);
      }
    }
  }

  // A download that fails says why for five seconds; a copy stays until its button is pressed again.
  function failures() {
    for (const error of document.querySelectorAll('[data-testid="stDownloadButtonError"]:not([data-siap])')) {
      const place = error.parentElement;
      const copy = error.cloneNode(true);
      error.dataset.siap = "1";
      error.style.display = "none";
      copy.removeAttribute("data-testid");
      set(copy, "role", "alert");
      place.append(copy);
      place.addEventListener("click", () => copy.remove(), { once: true });
    }
  }

  // A digit chooses that level where levels are offered; in a field it stays text.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    if (event.target.matches?.("input:not([type=radio]), textarea, select, [contenteditable]")) return;
    const levels = [...document.querySelectorAll(".st-key-tangga [role=radiogroup] label")];
    levels.find((level) => level.textContent.trim().startsWith(event.key))?.click();
  });

  let waiting = 0;
  function repair() {
    waiting ||= setTimeout(() => { waiting = 0; menu(); scrolling(); failures(); }, 150);
  }
  new MutationObserver(repair).observe(document.body, { subtree: true, childList: true });
  addEventListener("resize", repair);
  repair();
})();
