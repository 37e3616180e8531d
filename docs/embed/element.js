const element = document.querySelector("latchkey-sign-in");
const told = document.querySelector("#told");

element.addEventListener("signed-in", ({ detail }) => {
  told.textContent = `Welcome, ${detail.displayName}.`;
});
element.addEventListener("problem", ({ detail }) => {
  told.textContent = `Not signed in (${detail.state}).`;
});
element.addEventListener("passkey-created", () => {
  told.textContent += " You have a passkey now.";
});
element.addEventListener("deferred", () => {
  told.textContent += " A passkey can wait.";
});
// The user is done here, and the page takes over. A page that doesn't wait for set-up takes over at `signed-in`.
element.addEventListener("finished", () => {
  element.remove();
});
