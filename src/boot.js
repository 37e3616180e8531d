// Sets the theme and starts the app from the files that index.html preloads. If that fails, or the app stops,
// the page says so instead of staying empty or dead, using the markup that index.html has for this.
const element = (selector) => document.querySelector(selector);
const code = element("link[rel=modulepreload]").href;
const wasm = element("link[rel=preload][as=fetch]").href;
const start = async (cache) => (await import(code)).default({ module_or_path: fetch(wasm, { cache }) });
const configuration = (() => {
  try {
    return JSON.parse(element("#latchkey-configuration").textContent) ?? {};
  } catch {
    // The app reports what is wrong with it.
    return {};
  }
})();
// If the configuration names a profile, the app uses this to load the program that reads it.
self.latchkeyProfiles = () => import(new URL("latchkey-profiles.js", code));
// A page that frames this one is told what happens here, if it is allowed to know. If the browser reveals the
// framing origin, only that one is told.
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
// The integrator's theme, as in crates/core/src/theme. Only existing tokens can be set, and no raw ones:
// those have digits in their names.
const set = (name, value) => {
  if (!/^[a-z-]+$/.test(name) || !getComputedStyle(root).getPropertyValue(`--${name}`)) return "the name of a token";
  // Which CSS property a value must be valid for, by token name.
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
// The app's names for browsers, as in crates/core/src/user_agent.rs. The first match wins.
const browsers = {
  edge: /Edg(|A|iOS|e)\//,
  opera: /OP(R|T|iOS|X)\//,
  "samsung-internet": /SamsungBrowser\//,
  other: /(YaBrowser|Vivaldi|DuckDuckGo|Ddg)\//,
  firefox: /(FxiOS|Firefox)\//,
  chrome: /(CriOS|Chrome|Chromium)\//,
  safari: /^(?=.*Version\/)(?=.*Safari\/).*Mac OS X/,
};
// Reports B3, in the way the app reports the states that it shows itself.
const report = () => {
  // Only the native contract has a call for this.
  const { api = "/api", reportProblems = true, profile = "latchkey" } = configuration;
  const browser = Object.keys(browsers).find((name) => browsers[name].test(navigator.userAgent)) ?? "other";
  const ceremony = location.pathname.endsWith("/set-up") ? "set-up" : "sign-in";
  const ms = performance.now();
  const elapsed = ms < 1e3 ? "under-1s" : ms < 1e4 ? "1-10s" : ms < 6e4 ? "10-60s" : "over-60s";
  const body = JSON.stringify({ state: "B3", browser, ceremony, elapsed });
  if (reportProblems && profile === "latchkey") navigator.sendBeacon(`${api}/reports`, new Blob([body], { type: "application/json" }));
};
// Shows the integrator's string. These messages have no placeholders, so a string with one is ignored.
const say = (element, text) => {
  if (typeof text === "string" && !text.includes("{")) element.textContent = text;
};
const stop = () => {
  element("body > .page")?.remove();
  const stopped = element("#stopped");
  // What is left of the app may stop again.
  const again = !stopped.hidden;
  stopped.hidden = false;
  // What is left of the app must not mistake the click for one on its own links.
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
    // The user has been told; a failed report changes nothing.
  }
};
addEventListener("stopped", stop);
try {
  // The file never changes, so a damaged copy in the browser's cache would be served forever.
  await start("default").catch(() => start("reload"));
} catch (error) {
  stop();
  throw error;
}
