// The month's sheet: keeps a draft while somebody types, and moves between items by keyboard. Works without it too.
const sheet = document.getElementById("sheet");

if (sheet) {
  const status = sheet.querySelector("[data-status]");
  const bar = sheet.querySelector("[data-bar]");
  const rows = [...sheet.querySelectorAll("[data-row]")];
  const first = (row) => row.querySelector("select, input:not([type=hidden]), textarea");
  const wait = 1500;
  // How long after a server that did not answer it is asked once more, in milliseconds.
  const again = 15_000;
  // Browsers send no more than 64 KiB for a page that is being left.
  const most = 60_000;
  let timer = 0;
  let dirty = false;
  let leaving = false;
  let busy = false;
  let submitting = false;

  // Whoever signed in again in another window has a new token; with the old one nothing typed here would be taken.
  const renew = () => {
    const token = document.cookie.match(/(?:^|; )csrftoken=(\w+)/)?.[1];
    if (token) sheet.elements.csrfmiddlewaretoken.value = token;
  };

  const keep = async (keepalive = false) => {
    window.clearTimeout(timer);
    // One after the other: of two at once the earlier could arrive last. Nothing after it was submitted.
    if (!dirty || submitting || (busy && !keepalive)) return;
    dirty = false;
    busy = true;
    renew();
    try {
      const body = new URLSearchParams(new FormData(sheet));
      const answer = await fetch(sheet.dataset.draft, {
        method: "POST",
        body,
        redirect: "manual",
        keepalive: keepalive && body.toString().length < most,
      });
      if (answer.status >= 500) throw new Error(answer.statusText);
      const is_ours = (answer.headers.get("Content-Type") || "").includes("json");
      if (!is_ours) {
        status.textContent = sheet.dataset.signedOut;
        dirty = true;
        return;
      }
      const told = await answer.json();
      status.textContent = told.words;
      if (told.bar) bar.textContent = told.bar;
      if (told.seen !== undefined) sheet.elements.seen.value = told.seen;
      if (dirty) timer = window.setTimeout(keep, wait);
    } catch {
      dirty = true;
      if (leaving) return;
      status.textContent = sheet.dataset.lost;
      timer = window.setTimeout(keep, again);
    } finally {
      busy = false;
    }
  };

  const touched = () => {
    dirty = true;
    leaving = submitting = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, wait);
  };

  sheet.addEventListener("input", touched);
  sheet.addEventListener("change", (event) => {
    const field = event.target;
    if (field.name?.endsWith("-status")) {
      const percent = sheet.elements[field.name.replace(/-status$/, "-percent")];
      // Completed is 100 %: nobody has to type it.
      if (percent && field.value === "completed") percent.value = "100";
    }
    touched();
  });
  sheet.addEventListener("submit", () => {
    renew();
    leaving = submitting = true;
    window.clearTimeout(timer);
    dirty = false;
  });
  document.addEventListener("visibilitychange", () => {
    keep(document.visibilityState === "hidden");
  });
  window.addEventListener("pagehide", () => {
    leaving = true;
    keep(true);
  });

  sheet.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      dirty = true;
      keep();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const here = rows.indexOf(event.target.closest("[data-row]"));
    const next = rows[here + step];
    if (next) {
      event.preventDefault();
      first(next).focus();
    }
  });
}
