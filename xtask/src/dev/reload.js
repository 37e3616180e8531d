// Reloads the page whenever `cargo xtask dev` has built something new.
const look = () => fetch("/reload.txt", { cache: "no-store" }).then((answer) => answer.text());
let shown;
const watch = async () => {
  // While the backend is restarting, there is no answer.
  const built = await look().catch(() => shown);
  if (shown && built !== shown) location.reload();
  shown = built;
  setTimeout(watch, 150);
};
// The gallery's frames reload with the page around them.
if (self === top) watch();
