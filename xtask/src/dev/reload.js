// Keeps the page up to date with what `cargo xtask dev` has built. `/reload.txt` has the number of the build and the
// folder of the styles.
const look = () => fetch("/reload.txt", { cache: "no-store" }).then((answer) => answer.text());

// Other styles need no reload, so that what was typed and done stays. All files in the new folder have new addresses:
// a browser would take imported styles from its memory.
const restyle = (root, folder) => {
  for (const link of root.querySelectorAll("link[rel=stylesheet]")) {
    const { pathname } = new URL(link.href);
    if (!pathname.startsWith("/style")) continue;
    const next = link.cloneNode();
    next.href = pathname.replace(/^\/[^/]*/, folder);
    next.onload = () => link.remove();
    link.after(next);
  }
  for (const { shadowRoot } of root.querySelectorAll("latchkey-sign-in")) restyle(shadowRoot, folder);
  for (const { contentDocument } of root.querySelectorAll("iframe")) if (contentDocument) restyle(contentDocument, folder);
};

let shown;
const watch = async () => {
  // While the backend restarts there is no answer.
  const now = await look().catch(() => shown);
  const [build, styles] = now?.split(" ") ?? [];
  const [buildBefore, stylesBefore] = shown?.split(" ") ?? [build, styles];
  if (build !== buildBefore) location.reload();
  else if (styles !== stylesBefore) restyle(document, styles);
  shown = now;
  setTimeout(watch, 150);
};
// The frames of the gallery follow the page around them.
if (self === top) watch();
