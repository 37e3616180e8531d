// better-auth with its passkey plugin, wired up as in their documentation: `node server.mjs ORIGIN`.
import { createServer } from "node:http";
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";

const origin = process.argv[2];

const auth = betterAuth({
  baseURL: origin,
  secret: crypto.randomUUID() + crypto.randomUUID(),
  database: memoryAdapter({ user: [], session: [], account: [], verification: [], passkey: [] }),
  emailAndPassword: { enabled: true },
  plugins: [passkey({ rpID: "localhost", rpName: "better-auth", origin })],
  telemetry: { enabled: false },
});

await auth.api.signUpEmail({
  body: { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse battery" },
});

const server = createServer(toNodeHandler(auth));
server.listen(0, "127.0.0.1", () => console.log(`ready on http://127.0.0.1:${server.address().port}`));
