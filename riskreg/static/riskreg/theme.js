// Light, dark or as the system: a choice of this browser only. Without script the system setting holds.
(() => {
  const key = "theme";
  const root = document.documentElement;
  const show = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  const read = () => {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  };
  show(read());
  document.addEventListener("DOMContentLoaded", () => {
    const buttons = document.querySelectorAll("[data-theme-set]");
    const press = () => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeSet === read()));
    };
    for (const box of document.querySelectorAll("[data-theme-switch]")) box.hidden = false;
    for (const button of buttons) {
      button.addEventListener("click", () => {
        try {
          localStorage.setItem(key, button.dataset.themeSet);
        } catch {
          // Storage is off: the choice holds for this page only.
        }
        show(button.dataset.themeSet);
        press();
      });
    }
    press();
  });
})();
