// Returns the shown elements that match a selector, in the document or in the shadow tree of a host, and that
// have every word of a name in the attributes and texts that accessible names are made of.
const [host, selector, name] = arguments;
const root = host ? document.querySelector(host)?.shadowRoot : document;
const words = name.split(/\s+/).filter(Boolean);
const isShown = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
};
const byId = (ids) => (ids ?? "").split(/\s+/).map((id) => id && root.getElementById(id)?.textContent);
const own = (element) => [
  ...["aria-label", "title", "alt", "placeholder", "value"].map((attribute) => element.getAttribute(attribute)),
  ...byId(element.getAttribute("aria-labelledby")),
  ...[...(element.labels ?? [])].map((label) => label.textContent),
];
const sources = (element) =>
  [element.textContent, ...own(element), ...[...element.querySelectorAll("*")].flatMap(own)].join(" ");
return [...(root?.querySelectorAll(selector) ?? [])].filter((element) => {
  if (!isShown(element)) return false;
  const text = words.length ? sources(element) : "";
  return words.every((word) => text.includes(word));
});
