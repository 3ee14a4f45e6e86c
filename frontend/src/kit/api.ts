// Asking the API for a change.

/** The server said no, in a sentence for a person. */
export class Refused extends Error {}

export async function send<T>(method: "POST" | "PATCH" | "DELETE", address: string, body?: unknown): Promise<T> {
  const response = await fetch(address, {
    method,
    credentials: "same-origin",
    headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return (await response.json()) as T;
  const said = (await response.json().catch(() => ({}))) as { error?: string };
  throw new Refused(said.error ?? `The server answered ${response.status}.`);
}
