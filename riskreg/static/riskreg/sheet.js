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
  let timer = 0;
  let dirty = false;
  let leaving = false;

  // Whoever signed in again in another window has a new token; with the old one nothing typed here would be taken.
  const renew = () => {
    const token = document.cookie.match(/(?:^|; )csrftoken=(\w+)/)?.[1];
    if (token) sheet.elements.csrfmiddlewaretoken.value = token;
  };

  const keep = async (keepalive = false) => {
    window.clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    renew();
    try {
      const answer = await fetch(sheet.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(new FormData(sheet)),
        redirect: "manual",
        keepalive,
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
    } catch {
      dirty = true;
      if (leaving) return;
      status.textContent = sheet.dataset.lost;
      timer = window.setTimeout(keep, again);
    }
  };

  const touched = () => {
    dirty = true;
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
    leaving = true;
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
