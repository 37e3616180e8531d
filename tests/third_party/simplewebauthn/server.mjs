// @simplewebauthn/server behind Express, wired up as in its documentation: `node server.mjs ORIGIN`. As in the
// documentation's examples, there is one account, which counts as signed in.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import express from "express";
import session from "express-session";

const rpName = "SimpleWebAuthn";
const rpID = "localhost";
const origin = process.argv[2];

const user = { id: "ada", username: "ada@example.com", passkeys: [] };

const app = express();
app.use(express.json());
app.use(
  session({
    secret: crypto.randomUUID(),
    saveUninitialized: true,
    resave: false,
    cookie: { maxAge: 86_400_000, httpOnly: true },
  }),
);

app.get("/generate-registration-options", async (request, response) => {
  const options = await generateRegistrationOptions({
    rpName,
    rpID,
    userName: user.username,
    attestationType: "none",
    excludeCredentials: user.passkeys.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
  request.session.currentOptions = options;
  response.json(options);
});

app.post("/verify-registration", async (request, response) => {
  const { currentOptions } = request.session;
  let verification;
  try {
    verification = await verifyRegistrationResponse({
      response: request.body,
      expectedChallenge: `${currentOptions?.challenge}`,
      expectedOrigin: origin,
      expectedRPID: rpID,
    });
  } catch (error) {
    return response.status(400).send({ error: error.message });
  }
  const { verified, registrationInfo } = verification;
  if (verified) {
    const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
    user.passkeys.push({
      id: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: credential.transports,
      webAuthnUserID: currentOptions.user.id,
      deviceType: credentialDeviceType,
      backedUp: credentialBackedUp,
    });
  }
  request.session.currentOptions = undefined;
  response.send({ verified });
});

app.get("/generate-authentication-options", async (request, response) => {
  const options = await generateAuthenticationOptions({
    rpID,
    allowCredentials: user.passkeys.map(({ id, transports }) => ({ id, transports })),
  });
  request.session.currentOptions = options;
  response.json(options);
});

app.post("/verify-authentication", async (request, response) => {
  const { currentOptions } = request.session;
  const passkey = user.passkeys.find(({ id }) => id === request.body.id);
  let verification;
  try {
    if (!passkey) throw new Error(`Could not find passkey ${request.body.id} for user ${user.id}`);
    verification = await verifyAuthenticationResponse({
      response: request.body,
      expectedChallenge: `${currentOptions?.challenge}`,
      expectedOrigin: origin,
      expectedRPID: rpID,
      credential: passkey,
    });
  } catch (error) {
    return response.status(400).send({ error: error.message });
  }
  const { verified, authenticationInfo } = verification;
  if (verified) passkey.counter = authenticationInfo.newCounter;
  request.session.currentOptions = undefined;
  response.send({ verified });
});

const server = app.listen(0, "127.0.0.1", () => console.log(`ready on http://127.0.0.1:${server.address().port}`));
