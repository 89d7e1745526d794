// Keyboard (j, k, Enter, and the keys that buttons name) and lighting words beside their statements. Nothing needs it.
"use strict";
const rows = () => [...document.querySelectorAll("main [tabindex='0']")];
const step = (by) => {
  const all = rows();
  const at = all.indexOf(document.activeElement.closest("main [tabindex='0']"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Enter" && event.target.matches("main [tabindex='0']")) event.target.querySelector("a")?.click();
  else document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
});
const light = (ids, on) => {
  for (const id of ids) {
    document.getElementById(`s-${id}`)?.classList.toggle("lit", on);
    for (const mark of document.querySelectorAll("mark[data-said]"))
      if (mark.dataset.said.split(" ").includes(id)) mark.classList.toggle("lit", on);
  }
};
for (const element of document.querySelectorAll("mark[data-said], .statements [data-id]")) {
  const ids = (element.dataset.said ?? element.dataset.id).split(" ");
  for (const [name, on] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]])
    element.addEventListener(name, () => light(ids, on));
}
