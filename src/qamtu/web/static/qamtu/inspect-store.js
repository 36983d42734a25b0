// Forms and photos on this phone: IndexedDB, so they outlive the page, the browser and the session.
const NAME = "qamtu-inspect";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("forms", { keyPath: "upload" });
      asked.result.createObjectStore("photos", { keyPath: "upload" })
        .createIndex("form", "form");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

let database;

async function inside(stores, mode, act) {
  database ??= opened();
  const transaction = (await database).transaction(stores, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
  const asked = act(...[stores].flat().map((name) => transaction.objectStore(name)));
  await done;
  return asked?.result;
}

export const allForms = () => inside("forms", "readonly", (forms) => forms.getAll());
export const formOf = (upload) => inside("forms", "readonly", (forms) => forms.get(upload));
export const keepForm = (form) => inside("forms", "readwrite", (forms) => forms.put(form));
export const keepPhoto = (photo) => inside("photos", "readwrite", (photos) => photos.put(photo));
export const dropPhoto = (upload) =>
  inside("photos", "readwrite", (photos) => photos.delete(upload));
export const photosOf = (upload) =>
  inside("photos", "readonly", (photos) => photos.index("form").getAll(upload));

export const dropForm = (upload) =>
  inside(["forms", "photos"], "readwrite", (forms, photos) => {
    forms.delete(upload);
    const rows = photos.index("form").openKeyCursor(upload);
    rows.onsuccess = () => {
      if (rows.result) {
        photos.delete(rows.result.primaryKey);
        rows.result.continue();
      }
    };
  });

// The same form under another number: it was sent and is corrected, or its number was taken.
export const renumber = (form, upload) =>
  inside(["forms", "photos"], "readwrite", (forms, photos) => {
    const before = form.upload;
    forms.put({ ...form, upload });
    forms.delete(before);
    const rows = photos.index("form").openCursor(before);
    rows.onsuccess = () => {
      if (rows.result) {
        const photo = rows.result.value;
        photos.delete(photo.upload);
        photos.put({ ...photo, form: upload, upload: crypto.randomUUID(), isSent: false });
        rows.result.continue();
      }
    };
  });
