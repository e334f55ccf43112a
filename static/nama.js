// Puts the name that was typed on a page into this browser's cookie. Loaded once by ui/shared/actor.py.
(() => {
  if (window.siapCerdasNama) return;
  window.siapCerdasNama = true;
  let sent = "";

  // The page writes what it signed into this element; only the server can put it into the cookie.
  function send() {
    const said = document.querySelector("[data-siap-nama]")?.dataset.siapNama;
    if (!said || said === sent) return;
    sent = said;
    fetch("/nama", { method: "POST", body: new URLSearchParams({ tanda: said }), redirect: "manual" }).catch(() => { sent = ""; });
  }

  send();
  new MutationObserver(send).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-siap-nama"],
  });
})();
