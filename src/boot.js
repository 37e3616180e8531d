// Starts the app from the files that index.html preloads. Where that fails, or the app stops, the page says so instead
// of staying empty or dead, by what stands in index.html for this.
const element = (selector) => document.querySelector(selector);
const code = element("link[rel=modulepreload]").href;
const wasm = element("link[rel=preload][as=fetch]").href;
const start = async (cache) => (await import(code)).default({ module_or_path: fetch(wasm, { cache }) });
const stop = () => {
  element("body > .page")?.remove();
  element("#stopped").hidden = false;
  // What is left of the app must not take the press for one of its own links.
  element("#stopped a").onclick = (event) => event.stopPropagation();
  const heading = element("#stopped h1");
  document.title = heading.textContent;
  heading.focus();
};
addEventListener("stopped", stop);
try {
  // The file never changes, so that a damaged one in the browser's cache would serve for ever.
  await start("default").catch(() => start("reload"));
} catch (error) {
  stop();
  throw error;
}
