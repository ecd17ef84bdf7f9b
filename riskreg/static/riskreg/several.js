// Counts the chosen rows of a list while they are chosen; without script the next page says how many they are.
const count = () => {
  const said = document.querySelector("[data-chosen]");
  if (!said) return;
  const chosen = document.querySelectorAll('input[name="chosen"]:checked').length;
  said.textContent = said.dataset.chosen.replace("#", chosen);
};

document.addEventListener("change", (event) => {
  if (event.target.name === "chosen") count();
});
// A browser keeps the boxes as they were when it goes back to the page.
window.addEventListener("pageshow", count);
