// Replaces navigator.credentials: a request with a prompt follows the next act, or, if there is none, goes to the
// browser. Autofill requests are left alone.
if (isSecureContext) {
  const capabilities = CAPABILITIES;
  const acts = { get: [], create: [] };
  const kept = [];
  let skippedMs = 0;

  const now = performance.now.bind(performance);
  performance.now = () => now() + skippedMs;

  const exception = (name, message) => {
    const plain = { TypeError, RangeError }[name];
    return plain ? new plain(message) : new DOMException(message, name);
  };
  const aborted = (signal, reason) => new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(reason()));
  });
  const onAbort = {
    reason: signal => aborted(signal, () => signal.reason),
    abortError: signal => aborted(signal, () => exception('AbortError', 'The operation was aborted.')),
    bareObject: signal => aborted(signal, () => ({})),
    nothing: () => new Promise(() => {}),
  };

  const withoutUserVerified = data => {
    const bytes = new Uint8Array(data.slice(0));
    // rpIdHash has 32 bytes, and the flags follow it.
    bytes[32] &= ~0x04;
    return bytes.buffer;
  };
  const lookAlike = (real, { toJson, userVerified }) => {
    const copy = (from, names) => Object.fromEntries(names.filter(name => name in from).map(name => [name, from[name]]));
    const parts = ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle', 'attestationObject'];
    const credential = {
      ...copy(real, ['id', 'type', 'rawId', 'authenticatorAttachment']),
      response: copy(real.response, parts),
      getClientExtensionResults: () => ({}),
    };
    if (!userVerified) {
      credential.response.authenticatorData = withoutUserVerified(credential.response.authenticatorData);
    }
    if (toJson === 'throws') {
      credential.toJSON = () => { throw new TypeError('Illegal invocation'); };
    } else if (toJson === 'empty') {
      credential.toJSON = () => ({});
    }
    return credential;
  };

  const endings = {
    rejects: async ({ name, message }) => { throw exception(name, message); },
    rejectsWithBareObject: async () => { throw {}; },
    hangs: () => new Promise(() => {}),
    answers: async (shape, ask) => lookAlike(await ask(), shape),
    // The real answer is obtained at once, and returned when the test says so.
    answersLate: async (shape, ask) => {
      const answer = lookAlike(await ask(), shape);
      return new Promise(resolve => kept.push(() => resolve(answer)));
    },
  };
  const follow = (act, own, options) => {
    skippedMs += act.elapsedMs;
    const { signal, ...withoutSignal } = options;
    const ending = endings[act.ending.is](act.ending, () => own(withoutSignal));
    return Promise.race([ending, onAbort[act.onAbort](signal)]);
  };

  if (!('PublicKeyCredential' in window)) {
    const noPerson = async () => { throw new Error('no act is left, and this browser has no passkeys of its own'); };
    const get = options => options.mediation === 'conditional' ? onAbort.abortError(options.signal) : noPerson();
    window.PublicKeyCredential = class PublicKeyCredential {};
    PublicKeyCredential.getClientCapabilities = async () => ({
      conditionalGet: true, hybridTransport: true, userVerifyingPlatformAuthenticator: true,
    });
    Object.defineProperty(navigator, 'credentials', { value: { get, create: noPerson } });
  }
  if (capabilities) {
    const own = PublicKeyCredential.getClientCapabilities?.bind(PublicKeyCredential);
    PublicKeyCredential.getClientCapabilities = async () => ({ ...await own?.(), ...capabilities });
  }
  for (const method of ['get', 'create']) {
    const own = navigator.credentials[method].bind(navigator.credentials);
    navigator.credentials[method] = options => {
      const act = options.mediation === 'conditional' ? undefined : acts[method].shift();
      return act ? follow(act, own, options) : own(options);
    };
  }
  window.scriptedAuthenticator = {
    plays: act => { acts[act.method].push(act); },
    left: () => acts.get.length + acts.create.length,
    kept: () => kept.length,
    handsOut: () => { for (const handOut of kept.splice(0)) handOut(); },
  };
}
