// Goes to a state's frame, within the document if there is one, and waits until it no longer changes.
const [id, path, font, patience, done] = arguments;
const root = document.documentElement;
if (!window.stillness) {
  window.stillness = new CSSStyleSheet();
  window.stillness.replaceSync(
    "*, ::before, ::after { caret-color: transparent !important; transition: none !important }",
  );
  document.adoptedStyleSheets.push(window.stillness);
}
if (font) root.style.setProperty("--font", font);
if (location.pathname + location.search !== path) {
  history.replaceState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}
// The app moves the focus at its own pace, and the focus ring would be in some pictures and not in others.
HTMLElement.prototype.focus = () => {};
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const shown = () =>
  new Promise((resolve, reject) => {
    const look = () => {
      if (root.dataset.shown !== id) return;
      observer.disconnect();
      resolve();
    };
    setTimeout(() => reject(`${root.dataset.shown ?? "nothing"} is shown`), patience);
    const observer = new MutationObserver(look);
    observer.observe(root, { attributeFilter: ["data-shown"] });
    look();
  });
const still = async () => {
  await shown();
  await document.fonts.ready;
  await frame();
  // How far an animation has got is random, too.
  for (const animation of document.getAnimations()) {
    if (animation.effect.getComputedTiming().endTime === Infinity) animation.cancel();
    else animation.finish();
  }
  document.activeElement?.blur();
  scrollTo(0, 0);
  await frame();
  return root.scrollHeight;
};
still().then(done, (error) => done(String(error)));
