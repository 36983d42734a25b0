// The inspector's page: a form is saved on the phone at every change, and sent once there is a
// network. What the server has not confirmed is never removed by itself.
import * as store from "./inspect-store.js";

const said = (id) => JSON.parse(document.getElementById(id).textContent);
const known = said("known");
const texts = said("texts");
const place = document.getElementById("form-place");
const list = document.getElementById("forms");
const status = document.getElementById("status");
const RETRY = 20000; // milliseconds
let form = null; // the record of the form that is open
let saving = Promise.resolve();
let sending = null;

const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};
const tell = (text) => { status.textContent = text; };

// --- the form that is open

function fieldsOf(shown) {
  const fields = {};
  for (const [key, value] of new FormData(shown)) {
    if (typeof value === "string" && key.includes(".") && !key.endsWith(".caption")) {
      fields[key] = value;
    }
  }
  return fields;
}

function fill(shown, record) {
  for (const input of shown.elements) {
    if (input.type === "file" || !input.name) continue;
    if (input.type === "checkbox") {
      if (record.fields) input.checked = input.name in record.fields;
    } else if (input.name.includes(".")) {
      if (record.fields && input.name in record.fields) input.value = record.fields[input.name];
    } else if (record[input.name] !== undefined) {
      input.value = record[input.name];
    }
  }
}

function save(shown) {
  const record = form;
  record.fields = fieldsOf(shown);
  for (const name of ["day", "inspector", "note"]) record[name] = shown.elements[name].value;
  record.changed = Date.now();
  const copy = { ...record };
  saving = saving.then(() => store.keepForm(copy)).then(
    () => { shown.querySelector(".saved").textContent =
      `${texts.saved}: ${new Date().toLocaleTimeString()}`; },
    () => { shown.querySelector(".saved").textContent = texts.notSaved; });
  return saving;
}

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

async function begin(facility) {
  const mine = (await store.allForms()).find((one) =>
    one.facility === facility && one.state === "draft" && one.user === known.user);
  const seen = known.places[facility];
  open(mine ?? {
    upload: crypto.randomUUID(), facility, name: seen.name, user: known.user, state: "draft",
    survey: seen.survey, task: seen.task, day: today(), inspector: known.inspector, note: "",
  });
}

async function open(record) {
  form = record;
  const shown = document.getElementById("survey-form").content.cloneNode(true)
    .querySelector("form");
  shown.querySelector(".title").textContent = record.name;
  place.replaceChildren(shown);
  fill(shown, record);
  const problem = shown.querySelector(".problem");
  problem.hidden = !record.problem;
  problem.textContent = record.problem ?? "";
  shown.addEventListener("input", (event) => {
    if (event.target.type !== "file" && !event.target.name.endsWith(".caption")) save(shown);
  });
  shown.addEventListener("change", (event) => {
    if (event.target.type === "file") addPhotos(shown, event.target);
  });
  shown.addEventListener("submit", (event) => { event.preventDefault(); finish(shown); });
  await showPhotos(shown);
  shown.querySelector(".title").focus();
}

async function finish(shown) {
  await save(shown);
  form.state = "waiting";
  form.problem = "";
  await store.keepForm({ ...form });
  form = null;
  place.replaceChildren();
  await showForms();
  tell(texts.waiting);
  status.focus();
  send();
}

// --- photos

async function smaller(file) {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, 1600 / Math.max(image.width, image.height));
    const canvas = element("canvas", {
      width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
    return made ?? file;
  } catch {
    return file;
  }
}

async function addPhotos(shown, input) {
  const zone = input.name.split(".")[0];
  const caption = shown.elements[`${zone}.caption`].value;
  await save(shown); // a photo without its form would be nobody's
  for (const file of input.files) {
    const content = await (await smaller(file)).arrayBuffer();
    try {
      await store.keepPhoto(
        { upload: crypto.randomUUID(), form: form.upload, zone, caption, content, isSent: false });
    } catch {
      shown.querySelector(".saved").textContent = texts.notSaved;
    }
  }
  input.value = "";
  shown.elements[`${zone}.caption`].value = "";
  await showPhotos(shown);
}

async function showPhotos(shown) {
  const photos = await store.photosOf(form.upload);
  for (const row of shown.querySelectorAll("[data-photos]")) {
    row.replaceChildren(...photos.filter((one) => one.zone === row.dataset.photos).map((one) => {
      const address = URL.createObjectURL(new Blob([one.content]));
      const name = one.caption || texts.photo;
      const remove = element("button", { type: "button", className: "plain",
        textContent: `${texts.removePhoto}: ${name}` });
      remove.addEventListener("click", async () => {
        await store.dropPhoto(one.upload);
        await showPhotos(shown);
      });
      return element("li", {}, element("img", { src: address, alt: name, width: 120 }), remove);
    }));
  }
}

// --- the list of forms on this phone

function wordOf(record) {
  if (record.state === "sent") return record.clash ? texts.clash : texts.sent;
  if (record.user !== known.user) return `${texts.otherUser} ${record.user}`;
  return { draft: texts.draft, waiting: texts.waiting, refused: texts.refused }[record.state];
}

async function showForms() {
  const forms = (await store.allForms()).sort((one, other) => other.changed - one.changed);
  if (!forms.length) {
    list.replaceChildren(element("li", { textContent: texts.noForms }));
    return;
  }
  list.replaceChildren(...forms.map((record) => {
    const row = element("li", {}, element("strong", { textContent: record.name }),
      ` ${record.day} `, element("span", { className: `tag ${record.state}`,
        textContent: wordOf(record) }));
    row.dataset.upload = record.upload;
    row.dataset.state = record.state;
    if (record.problem) {
      row.append(element("p", { className: "note error", textContent: record.problem }));
    }
    const act = (text, done) => {
      const button = element("button", { type: "button", className: "plain" }, text,
        element("span", { className: "sr", textContent: `: ${record.name}` }));
      button.addEventListener("click", done);
      row.append(" ", button);
    };
    if (record.state === "draft" && record.user === known.user) {
      act(texts.open, () => open(record));
    }
    if (["waiting", "refused", "sent"].includes(record.state) && record.user === known.user) {
      act(texts.edit, () => edit(record));
    }
    if (record.state !== "waiting") {
      act(texts.remove, async () => {
        if (record.state === "sent" || confirm(texts.reallyRemove)) {
          await store.dropForm(record.upload);
          if (form?.upload === record.upload) { form = null; place.replaceChildren(); }
          await showForms();
        }
      });
    }
    return row;
  }));
}

// What is corrected after it may have reached the server goes under a number of its own: the
// server keeps both, and none is taken for the other.
async function edit(record) {
  if (sending) await sending;
  const last = (await store.formOf(record.upload)) ?? record;
  const upload = crypto.randomUUID();
  const again = { ...last, state: "draft", problem: "", clash: "", kept: undefined };
  if (last.kept && !last.clash) again.survey = last.kept;
  await store.renumber(again, upload);
  await showForms();
  open({ ...again, upload });
}

// --- sending

async function answerOf(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", ...options });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new Error("sign-in");
  if (answer.status === 403) throw new Error("sign-in");
  if (answer.status === 422 || answer.status === 404) {
    const problem = new Error("refused");
    problem.answer = await answer.json().catch(() => ({}));
    throw problem;
  }
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

function send() {
  sending ??= sendAll().finally(() => { sending = null; });
  return sending;
}

async function sendAll() {
  const waiting = (await store.allForms()).filter((one) =>
    one.state === "waiting" && one.user === known.user);
  if (!waiting.length) return;
  try {
    const who = await answerOf(known.urls.who);
    if (who.user !== known.user) throw new Error("sign-in");
    tell(texts.sending);
    for (const record of waiting) await sendOne(record, who.token);
    const left = (await store.allForms()).some((one) => one.state === "waiting");
    tell(left ? texts.waiting : texts.sent);
    document.getElementById("sign-in").hidden = true;
  } catch (problem) {
    const isSignIn = problem.message === "sign-in";
    document.getElementById("sign-in").hidden = !isSignIn;
    tell(isSignIn ? texts.signIn : texts.offline);
  }
  await showForms();
}

async function sendOne(record, token) {
  const headers = { "X-CSRFToken": token };
  try {
    if (!record.kept) {
      const { upload, facility, day, inspector, note, fields, survey, task } = record;
      const answer = await answerOf(known.urls.send, {
        method: "POST", headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify({ upload, facility, day, inspector, note, fields, survey, task }),
      });
      record = { ...record, kept: answer.survey, clash: answer.clash };
      await store.keepForm(record);
    }
    for (const photo of await store.photosOf(record.upload)) {
      if (photo.isSent) continue;
      const body = new FormData();
      body.set("survey", record.upload);
      body.set("upload", photo.upload);
      body.set("zone", photo.zone);
      body.set("caption", photo.caption);
      body.set("photo", new Blob([photo.content]), "photo");
      await answerOf(known.urls.photo, { method: "POST", headers, body });
      await store.keepPhoto({ ...photo, isSent: true });
    }
    await store.keepForm({ ...record, state: "sent" });
  } catch (problem) {
    if (problem.message !== "refused") throw problem;
    if (problem.answer.code === "survey-differs") {
      await store.renumber({ ...record, kept: undefined }, crypto.randomUUID());
    } else {
      await store.keepForm(
        { ...record, state: "refused", problem: problem.answer.problem || texts.refused });
    }
  }
}

// --- the page

async function start() {
  try {
    await showForms();
  } catch {
    tell(texts.noStore);
    return;
  }
  document.getElementById("own").hidden = false;
  for (const link of document.querySelectorAll("a[data-facility]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      begin(link.dataset.facility);
    });
  }
  addEventListener("online", () => { tell(texts.online); send(); });
  addEventListener("offline", () => tell(texts.offline));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  document.getElementById("send").addEventListener("click", send);
  setInterval(send, RETRY);
  navigator.storage?.persist?.();
  if (navigator.serviceWorker) {
    try {
      await navigator.serviceWorker.register(known.urls.worker);
      await navigator.serviceWorker.ready;
      document.body.dataset.worker = "ready";
      if (!status.textContent) tell(texts.ready);
    } catch { /* over plain http there is none: the form still keeps what is typed */ }
  }
  send();
}

start();
