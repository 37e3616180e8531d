// Scrolls an element into view and returns where in the viewport its visible middle is, or why it can't be pressed;
// neither in a frame, whose place in the page is not known here.
const [element] = arguments;
if (element.matches(":disabled")) return { refused: "is disabled" };
if (window !== window.top) return {};
const { innerWidth, innerHeight } = window;
const visible = () => {
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, isEmpty: right <= left || bottom <= top };
};
const topmost = ({ x, y }) => {
  let top = document.elementFromPoint(x, y);
  for (;;) {
    const within = top?.shadowRoot?.elementFromPoint(x, y);
    if (!within || within === top) return top;
    top = within;
  }
};
let at = visible();
if (at.isEmpty || !element.contains(topmost(at))) {
  element.scrollIntoView({ behavior: "instant", block: "center", inline: "nearest" });
  at = visible();
}
if (at.isEmpty) return { refused: "is not in sight" };
const top = topmost(at);
if (!element.contains(top)) return { refused: `is covered by ${top?.outerHTML.slice(0, 120)}` };
return { x: Math.floor(at.x), y: Math.floor(at.y) };
