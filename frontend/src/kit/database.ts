// The device's own storage: IndexedDB, and localStorage where that is refused.

/** Records by key in one named shelf. Values must survive JSON. */
export interface Shelf<T> {
  get(key: string): Promise<T | undefined>;
  all(): Promise<T[]>;
  put(key: string, value: T): Promise<void>;
  delete(key: string): Promise<void>;
}

const NAME = "hamstrong";
const SHELVES = ["outbox", "player", "sessions"] as const;
export type ShelfName = (typeof SHELVES)[number];

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The device's storage failed."));
  });
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const shelf of SHELVES) {
        if (!request.result.objectStoreNames.contains(shelf)) request.result.createObjectStore(shelf);
      }
    };
    request.onsuccess = () => {
      // Another tab with a newer version must not be kept waiting.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error("The device's storage did not open."));
    request.onblocked = () => reject(new Error("The device's storage is held by another tab."));
  });
}

class IndexedShelf<T> implements Shelf<T> {
  constructor(
    private readonly database: IDBDatabase,
    private readonly name: ShelfName,
  ) {}

  #store(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(this.name, mode).objectStore(this.name);
  }

  get(key: string): Promise<T | undefined> {
    return asPromise(this.#store("readonly").get(key) as IDBRequest<T | undefined>);
  }

  all(): Promise<T[]> {
    return asPromise(this.#store("readonly").getAll() as IDBRequest<T[]>);
  }

  async put(key: string, value: T): Promise<void> {
    const store = this.#store("readwrite");
    const done = new Promise<void>((resolve, reject) => {
      store.transaction.oncomplete = () => resolve();
      store.transaction.onabort = () => reject(store.transaction.error ?? new Error("Not stored."));
    });
    store.put(value, key);
    await done;
  }

  async delete(key: string): Promise<void> {
    await asPromise(this.#store("readwrite").delete(key));
  }
}

class LocalShelf<T> implements Shelf<T> {
  constructor(
    private readonly storage: Storage,
    private readonly name: ShelfName,
  ) {}

  #keyOf(key: string): string {
    return `hamstrong.${this.name}/${key}`;
  }

  async get(key: string): Promise<T | undefined> {
    const text = this.storage.getItem(this.#keyOf(key));
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async all(): Promise<T[]> {
    const found: T[] = [];
    for (let index = 0; index < this.storage.length; index++) {
      const key = this.storage.key(index);
      if (!key?.startsWith(this.#keyOf(""))) continue;
      const text = this.storage.getItem(key);
      if (text !== null) found.push(JSON.parse(text) as T);
    }
    return found;
  }

  async put(key: string, value: T): Promise<void> {
    this.storage.setItem(this.#keyOf(key), JSON.stringify(value));
  }

  async delete(key: string): Promise<void> {
    this.storage.removeItem(this.#keyOf(key));
  }
}

let opened: Promise<IDBDatabase> | undefined;

/** Open a shelf; falls back to localStorage where IndexedDB is refused (private windows). */
export async function openShelf<T>(name: ShelfName): Promise<Shelf<T>> {
  try {
    opened ??= open(indexedDB);
    return new IndexedShelf<T>(await opened, name);
  } catch {
    opened = undefined;
    return new LocalShelf<T>(localStorage, name);
  }
}
