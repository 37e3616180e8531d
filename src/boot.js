// Starts the app from the files that index.html preloads. Where that fails, the page says so instead of staying empty.
const href = (selector) => document.querySelector(selector).href;
try {
  const app = await import(href("link[rel=modulepreload]"));
  await app.default({ module_or_path: href("link[rel=preload][as=fetch]") });
} catch (error) {
  document.getElementById("stopped").hidden = false;
  throw error;
}
