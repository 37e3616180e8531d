// Returns the visible text of the page, or of the shadow tree of the element that is given, without anything that is
// hidden, transparent or clipped so that only screen readers get it.
const BLOCK = /^(block|flex|grid|table|list-item|flow-root)/;
const shown = (element) => {
  if (!element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true })) return false;
  for (let at = element; at && at !== document.body; at = at.parentElement ?? at.getRootNode().host) {
    const style = getComputedStyle(at);
    const clipped = style.overflow !== "visible" || style.clipPath !== "none" || style.clip !== "auto";
    if (clipped && style.position === "absolute" && (at.offsetWidth <= 1 || at.offsetHeight <= 1)) return false;
    if (/inset\(50%\)|inset\(100%\)/.test(style.clipPath) || /^rect\(0px|^rect\(1px/.test(style.clip)) return false;
  }
  return true;
};
const block = (node) => {
  let at = node.parentElement;
  while (at && !BLOCK.test(getComputedStyle(at).display)) at = at.parentElement ?? at.getRootNode().host;
  return at;
};
const from = arguments[0] ? document.querySelector(arguments[0])?.shadowRoot : document.body;
if (!from) return "";
const walker = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
let text = "";
let last = null;
while (walker.nextNode()) {
  const node = walker.currentNode;
  if (!node.data.trim()) {
    text += " ";
    continue;
  }
  if (!node.parentElement || !shown(node.parentElement)) continue;
  const within = block(node);
  if (within !== last) text += "\n";
  last = within;
  text += node.data;
}
return text.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
