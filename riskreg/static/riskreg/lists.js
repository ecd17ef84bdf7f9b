// A list answers while one types or chooses; without script its forms and links ask for the same addresses.
const said = document.getElementById("list-said");
const before = { open: false, focus: "" };
const filters = () => document.querySelector("#list details.filters");

// Only what is filled in stands in the address.
document.addEventListener("htmx:configRequest", (event) => {
  const { formData } = event.detail;
  for (const name of [...new Set(formData.keys())]) {
    if (formData.getAll(name).every((value) => value === "")) formData.delete(name);
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, serverResponse } = event.detail;
  before.open = filters()?.open ?? false;
  before.focus = document.activeElement?.id ?? "";
  if (serverResponse.includes('id="list"')) return;
  // An answer that is no list (the sign-in has expired, the site is down) becomes the page itself.
  event.detail.shouldSwap = false;
  window.location.assign(xhr.responseURL);
});

document.addEventListener("htmx:afterSettle", () => {
  if (before.open && filters()) filters().open = true;
  const result = document.getElementById("list-result");
  said.textContent = result?.textContent.trim() ?? "";
  // What had the focus may be gone, as a chip that was taken away: then it goes on at the result.
  if (document.activeElement === document.body) (document.getElementById(before.focus) ?? result)?.focus();
});
