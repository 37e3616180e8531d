if (!window.collectedConsole) {
  window.collectedConsole = [];
  const collect = (source, text) => window.collectedConsole.push({ source, text: String(text) });
  for (const level of ["log", "info", "warn", "error"]) {
    const original = console[level];
    console[level] = (...parts) => {
      collect("page", parts.map(String).join(" "));
      original.apply(console, parts);
    };
  }
  addEventListener("error", (event) => collect("uncaught", event.message));
  addEventListener("securitypolicyviolation", (event) =>
    collect("policy", `${event.violatedDirective} forbids ${event.blockedURI || event.sample}`));
  addEventListener("unhandledrejection", (event) => collect("uncaught", event.reason));
}
