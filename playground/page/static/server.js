// Requests to the playground. The token of this run is in the page and goes with each of them.

const token = document.querySelector("meta[name=playground-token]").content;

async function request(path, options = {}, query = {}) {
  const address = new URL(`/playground/${path}`, location.origin);
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) address.searchParams.set(key, value);
  }
  const response = await fetch(address, { ...options, headers: { "X-Playground-Token": token, ...(options.headers || {}) } });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export const get = (path, query) => request(path, {}, query);

export const post = (path, body) =>
  request(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });

export const send = (path, blob, query) => request(path, { method: "POST", body: blob }, query);

export const fileAddress = (id) => `/playground/file/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`;

// Calls `heard` whenever something has changed; says through `alive` whether the playground answers.
export function listen(heard, alive) {
  const source = new EventSource(`/playground/news?token=${encodeURIComponent(token)}`);
  source.onmessage = () => { alive(true); heard(); };
  source.onerror = () => alive(false);
}
