// Suggestions for a field that names a record; without script the server answers with the matches.
const fields = document.querySelectorAll("input[data-pick]");

for (const field of fields) {
  const list = document.getElementById(field.getAttribute("list"));
  let timer = 0;
  let asked = "";
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    const text = field.value.trim();
    if (text.length < 2 || text === asked) return;
    timer = window.setTimeout(async () => {
      asked = text;
      const answer = await fetch(`${field.dataset.pick}?q=${encodeURIComponent(text)}`);
      if (!answer.ok || field.value.trim() !== text) return;
      const { matches } = await answer.json();
      list.replaceChildren(...matches.map((match) => {
        const option = document.createElement("option");
        option.value = match;
        return option;
      }));
    }, 200);
  });
}
