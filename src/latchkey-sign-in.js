// <latchkey-sign-in brand="…" api="…" profile="…">: sign-in and set-up as part of an existing page.
// Everything else that can be configured goes into a <script type="application/json"> in the element, as in
// index.html. The element fires signed-in, problem, passkey-created, deferred and finished. Every class in it
// is also a part of the same name.
const file = (name) => new URL(name, import.meta.url);
const ATTRIBUTES = ["brand", "api", "profile"];
const WATCHED = { subtree: true, childList: true, attributeFilter: ["class"] };

// If the configuration names a profile, the program uses this to load what reads it.
self.latchkeyProfiles = () => import(file("latchkey-profiles.js"));

let program;
const load = () =>
  (program ??= (async () => {
    const code = await import(file("{code}"));
    await code.default({ module_or_path: fetch(file("{wasm}"), { integrity: "{integrity}" }) });
    return code;
  })());

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const nameParts = (node) => {
  for (const element of [node, ...(node.querySelectorAll?.("[class]") ?? [])]) {
    const classes = element.getAttribute?.("class");
    if (classes) element.setAttribute("part", classes);
  }
};

// The browser handles one passkey request at a time, so a page can have only one of these elements.
let shown;

class LatchkeySignIn extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #parts = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) (type === "attributes" ? [target] : addedNodes).forEach(nameParts);
  });
  #stopped = () => this.#stop();

  async connectedCallback() {
    if (shown) return console.error("latchkey-sign-in: expected one such element at a time");
    shown = this;
    addEventListener("stopped", this.#stopped);
    this.#parts.observe(this.#root, WATCHED);
    const styles = make("link", { rel: "stylesheet", href: file("{styles}") });
    const styled = new Promise((resolve) => (styles.onload = styles.onerror = resolve));
    const configuration = make("div", { id: "latchkey-configuration", hidden: true }, this.#configuration());
    const place = make("div", { id: "place" });
    this.#root.replaceChildren(styles, configuration, place);
    try {
      const [code] = await Promise.all([load(), styled]);
      if (shown === this && place.isConnected) code.mount(this.#root, place);
    } catch (error) {
      program = undefined;
      if (shown === this) this.#stop();
      throw error;
    }
  }

  disconnectedCallback() {
    if (shown !== this) return;
    shown = undefined;
    removeEventListener("stopped", this.#stopped);
    this.#parts.disconnect();
    program?.then((code) => shown || code.unmount()).catch(() => {});
  }

  // Called by the program.
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #configuration() {
    const base = { base: file(".").pathname };
    let configured = {};
    try {
      configured = JSON.parse(this.querySelector("script[type='application/json']")?.textContent ?? "{}");
    } catch (error) {
      console.error(`latchkey-sign-in: its configuration is not valid: ${error.message}`);
    }
    const set = ATTRIBUTES.filter((name) => this.hasAttribute(name)).map((name) => [name, this.getAttribute(name)]);
    return JSON.stringify({ ...base, ...configured, ...Object.fromEntries(set) });
  }

  // B3, for when the program can't start or stops.
  #stop() {
    const heading = make("h1", { className: "heading", tabIndex: -1 }, "{title}");
    const body = make("p", { className: "lead", role: "alert" }, "{body}");
    const again = make("button", { type: "button", className: "button button--primary" }, "{again}");
    again.onclick = () => location.reload();
    const view = make("section", { className: "view" }, heading, body, make("div", { className: "actions" }, again));
    view.dataset.state = "B3";
    const card = make("div", { className: "page" }, make("div", { className: "card" }, view));
    this.#root.querySelector("#place").replaceWith(make("div", { id: "place" }, card));
    heading.focus();
    this.tell("problem", { state: "B3", code: null });
  }
}

customElements.define("latchkey-sign-in", LatchkeySignIn);
