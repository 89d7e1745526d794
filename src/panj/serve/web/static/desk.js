// What the page does with scripts: keys, lighting words beside their statements, the day slider, and showing the answer to
// a judgement or a step of the day without loading the whole page. Without scripts every link and form does the same.
"use strict";
const $ = (what, from = document) => from.querySelector(what);
const $$ = (what, from = document) => [...from.querySelectorAll(what)];
const ROW = "main [tabindex='0'], main [data-id]";
const say = (text) => { $("#say").textContent = text; };

// Showing another page in the place of this one
let latest = 0;
const show = async (url, { method = "GET", body, keep = "push" } = {}) => {
  const mine = ++latest;
  $("#page").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { method, body, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    const focused = document.activeElement?.id, at = scrollY, row = document.activeElement?.closest(ROW), place = $$(ROW).indexOf(row);
    if (!$("#page", page)) throw new Error(answer.statusText);
    if (!answer.ok && method === "POST") { complain($(".failures", page)?.textContent ?? answer.statusText); return; }
    const opened = $$("details[open]").map((d) => d.closest("[id]")?.id);
    $("#page").replaceWith(document.adoptNode($("#page", page)));
    for (const id of opened) if (id && id !== "main") for (const d of $$("details", document.getElementById(id) ?? document.createElement("i"))) d.open = true;
    document.title = page.title;
    const to = answer.url + (new URL(answer.url).hash ? "" : new URL(url, location).hash);
    if (to !== location.href) history[keep === "push" ? "pushState" : "replaceState"](null, "", to);
    prepare();
    const gone = method === "POST" && row?.id && !document.getElementById(row.id);  // judged, and so no longer in the list
    (gone ? $$(ROW)[place] : focused ? document.getElementById(focused) : null)?.focus({ preventScroll: true });
    scrollTo({ top: at, behavior: "instant" });
    say($("#shown")?.textContent ?? page.title);
  } catch (error) {
    complain(`The desk did not answer (${error.message}). Is "panj serve" still running?`);
  } finally {
    $("#page").removeAttribute("aria-busy");
  }
};
const complain = (text) => {
  $("#complaint")?.remove();
  const line = Object.assign(document.createElement("p"), { id: "complaint", className: "failures", textContent: text });
  line.setAttribute("role", "alert");
  $("main").prepend(line);
};
addEventListener("popstate", () => show(location.href, { keep: "replace" }));

// Keys
const step = (by) => {
  const all = $$(ROW), at = all.indexOf(document.activeElement.closest(ROW));
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
};
const act = (key) => {
  const row = document.activeElement.closest("[data-id]") ?? $("#judge");
  const field = row && $(`[data-act="${CSS.escape(key)}"]`, row);
  if (!field) {
    if (key === "m" && row) location.href = $("a", row).href.replace(/#.*|$/, "#merge");
    return Boolean(row) && key === "m";
  }
  const name = $("[data-name]", row);
  const open = (what) => { const d = what.closest("details"); if (d) d.open = true; what.focus(); };
  if (field.tagName !== "BUTTON") open(field);
  else if (name.value.trim()) field.form.requestSubmit(field);
  else { open(name); say("Say your name first: it is kept beside the judgement."); }
  return true;
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("input, textarea, select")) { (event.target.closest("[data-id][tabindex]") ?? $("main")).focus(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const { key } = event;
  if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key === "Enter" && event.target.matches(ROW)) $("a", event.target)?.click();
  else if ("crenum".includes(key) && key.length === 1 && act(key)) { /* done */ }
  else if (key.length === 1 && $(`[data-key="${CSS.escape(key)}"]`)) { const to = $(`[data-key="${CSS.escape(key)}"]`); to.tagName === "INPUT" ? to.focus() : to.click(); }
  else return;
  event.preventDefault();
});

// Words and statements light each other
const light = (ids, on) => {
  for (const id of ids) {
    document.getElementById(`s-${id}`)?.classList.toggle("lit", on);
    for (const mark of $$("mark[data-said]")) if (mark.dataset.said.split(" ").includes(id)) mark.classList.toggle("lit", on);
  }
};
const idsOf = (element) => (element.dataset.said ?? element.dataset.id).split(" ");
for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]])
  document.addEventListener(name, (event) => {
    const element = event.target.closest?.("mark[data-said], .statements [data-id]");
    if (element) light(idsOf(element), on);
  });

// Links of the day and forms that judge are answered in place
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("[data-play]")) play();
  const mark = event.target.closest("mark[data-said]");
  if (mark) { const to = document.getElementById(`s-${idsOf(mark).at(-1)}`); to?.focus({ preventScroll: true }); to?.scrollIntoView({ block: "nearest" }); }
  const link = event.target.closest(".strip a[href], a[data-swap]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.getAttribute("href"));
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.busy) { form.classList.add("busy"); say(form.dataset.busy); $("button", form).textContent = form.dataset.busy; }
  if (!form.matches("[data-swap]")) return;
  event.preventDefault();
  show(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)), keep: "replace" });
});

// The slider, and playing the days
const dayAt = (slider, value) => {
  const day = new Date(`${slider.dataset.first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Number(value));
  return day;
};
const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
let waiting;
const slide = (slider) => {
  const day = dayAt(slider, slider.value), url = new URL(location.href);
  $("#shown").textContent = new Intl.DateTimeFormat("en-GB", LONG).format(day).replace(",", "");
  $(".needle")?.setAttribute("x", Number(slider.value) * 8 + 3.5);
  slider.setAttribute("aria-valuetext", $("#shown").textContent);
  url.searchParams.set("as_of", day.toISOString().slice(0, 10));
  clearTimeout(waiting);
  waiting = setTimeout(() => show(url.pathname + url.search, { keep: "replace" }), 90);
};
document.addEventListener("input", (event) => { if (event.target.id === "slider") slide(event.target); });
let playing;
const play = () => {
  if (playing) { clearInterval(playing); playing = undefined; label(); return; }
  const next = async () => {
    const to = $(".step[rel=next]");
    if (to) return show(to.getAttribute("href"), { keep: "replace" });
    clearInterval(playing); playing = undefined; label();
  };
  playing = setInterval(next, 1100);
  label();
};
const label = () => { const button = $("[data-play]"); if (button) button.textContent = playing ? "Stop" : "Play the days"; };

const prepare = () => {
  for (const element of $$("[data-print], [data-play], #slider")) element.hidden = false;
  label();
  for (const bar of $$(".tabs, .top nav")) { const now = $("[aria-current]", bar); if (now) bar.scrollLeft = now.offsetLeft - bar.offsetLeft - 24; }
  for (const wide of $$(".scroll")) wide.scrollLeft = (wide.scrollWidth - wide.clientWidth) / 2;
  if (location.hash === "#merge") $("[data-act='m']")?.focus();
};
prepare();
