// Sets the theme, and starts the app from the files that index.html preloads. Where that fails, or the app stops, the
// page says so instead of staying empty or dead, by what stands in index.html for this.
const element = (selector) => document.querySelector(selector);
const code = element("link[rel=modulepreload]").href;
const wasm = element("link[rel=preload][as=fetch]").href;
const start = async (cache) => (await import(code)).default({ module_or_path: fetch(wasm, { cache }) });
const configuration = (() => {
  try {
    return JSON.parse(element("#latchkey-configuration").textContent) ?? {};
  } catch {
    // The app says what is wrong with it.
    return {};
  }
})();
// Where the configuration names a profile, the app loads what reads it.
self.latchkeyProfiles = () => import(new URL("latchkey-profiles.js", code));
// A page that frames this one is told what happens here, if it may. Where the browser says which one does, it is that one.
const hears = (() => {
  if (parent === self) return [];
  const frameAncestors = [configuration.frameAncestors ?? []].flat();
  const around = location.ancestorOrigins?.[0];
  if (!around || around === origin) return frameAncestors;
  if (!frameAncestors.includes(around)) console.error(`latchkey-configuration: frameAncestors: expected ${around}`);
  return frameAncestors.filter((origin) => origin === around);
})();
const tell = (event, detail) => hears.forEach((origin) => parent.postMessage({ type: "latchkey", event, detail }, origin));
if (hears.length) self.latchkeyHost = { tell };
const root = document.documentElement;
// The integrator's theme, as in crates/core/src/theme. What is already a token can be set; raw ones have numbers.
const set = (name, value) => {
  if (!/^[a-z-]+$/.test(name) || !getComputedStyle(root).getPropertyValue(`--${name}`)) return "the name of a token";
  // By the name, the CSS property that a value has to suit.
  const kinds = { "box-shadow": /shadow/, "font-family": /^font/, outline: /ring/, width: /radius|size|target/ };
  const kind = Object.keys(kinds).find((kind) => kinds[kind].test(name)) ?? "color";
  const schemes = kind === "color" && value?.light ? [value.light, value.dark] : [value];
  if (!schemes.every((value) => CSS.supports(kind, value))) return `a value of CSS for '${kind}'`;
  root.style.setProperty(`--${name}`, schemes[1] ? `light-dark(${schemes})` : value);
};
for (const [name, value] of Object.entries(configuration.theme ?? {})) {
  const expected = set(name, value);
  if (expected) console.error(`latchkey-configuration: theme: ${name}: expected ${expected}`);
}
// What the app calls browsers, as in crates/core/src/user_agent.rs. The first that fits counts.
const browsers = {
  edge: /Edg(|A|iOS|e)\//,
  opera: /OP(R|T|iOS|X)\//,
  "samsung-internet": /SamsungBrowser\//,
  other: /(YaBrowser|Vivaldi|DuckDuckGo|Ddg)\//,
  firefox: /(FxiOS|Firefox)\//,
  chrome: /(CriOS|Chrome|Chromium)\//,
  safari: /^(?=.*Version\/)(?=.*Safari\/).*Mac OS X/,
};
// What the app reports of the states that it shows itself.
const report = () => {
  // Only the native contract has a call for it.
  const { api = "/api", reportProblems = true, profile = "latchkey" } = configuration;
  const browser = Object.keys(browsers).find((name) => browsers[name].test(navigator.userAgent)) ?? "other";
  const ceremony = location.pathname.endsWith("/set-up") ? "set-up" : "sign-in";
  const ms = performance.now();
  const elapsed = ms < 1e3 ? "under-1s" : ms < 1e4 ? "1-10s" : ms < 6e4 ? "10-60s" : "over-60s";
  const body = JSON.stringify({ state: "B3", browser, ceremony, elapsed });
  if (reportProblems && profile === "latchkey") navigator.sendBeacon(`${api}/reports`, new Blob([body], { type: "application/json" }));
};
// The integrator's words, which have no placeholders here.
const say = (element, text) => {
  if (typeof text === "string" && !text.includes("{")) element.textContent = text;
};
const stop = () => {
  element("body > .page")?.remove();
  const stopped = element("#stopped");
  // What is left of the app may stop once more.
  const again = !stopped.hidden;
  stopped.hidden = false;
  // What is left of the app must not take the press for one of its own links.
  element("#stopped a").onclick = (event) => event.stopPropagation();
  const heading = element("#stopped h1");
  const { B3Title, B3Body } = configuration.messages ?? {};
  say(heading, B3Title);
  say(element("#stopped [role]"), B3Body);
  document.title = heading.textContent;
  heading.focus();
  try {
    if (!again) {
      tell("problem", { state: "B3", code: null });
      report();
    }
  } catch {
    // Whoever reads the page needs no report.
  }
};
addEventListener("stopped", stop);
try {
  // The file never changes, so that a damaged one in the browser's cache would serve for ever.
  await start("default").catch(() => start("reload"));
} catch (error) {
  stop();
  throw error;
}
