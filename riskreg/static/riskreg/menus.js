// Escape closes a menu that lies over the page and gives the focus back to what opened it. Leaving one closes it in the
// stylesheet, without script too.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest(":is(.who-menu, .menu, .more)[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
