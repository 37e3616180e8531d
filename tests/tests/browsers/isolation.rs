//! Browsers stay open from one journey to the next, but nothing that a journey leaves in them does.

use std::fs;
use std::thread;

use latchkey_tests::{AuthenticatorKind, Browser, Kind, Setup, Stage, journey};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::file_server::serve_files;

const PAGE: &str =
    "<!doctype html><html lang=en><title>Isolation</title><link rel=icon href=data:,><p>Here</p>";
const WORKER: &str = "self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))";

/// Leaves something in every kind of state that a browser keeps for an origin.
const LEAVE: &str = "
document.cookie = 'left=cookie; max-age=3600';
localStorage.setItem('left', 'local');
sessionStorage.setItem('left', 'session');
window.name = 'left';
history.pushState({ left: true }, '', '/left');
const database = new Promise((resolve, reject) => {
  const request = indexedDB.open('left');
  request.onsuccess = () => { request.result.close(); resolve(); };
  request.onerror = () => reject(request.error);
});
return Promise.all([
  database,
  self.caches?.open('left').then(cache => cache.put('/left', new Response('left'))),
  navigator.serviceWorker?.register('/worker.js').then(() => navigator.serviceWorker.ready),
]).then(() => 'left')";

/// Looks for all of it. Another page in the same user context would hear the channel.
const FIND: &str = "
const channel = new BroadcastChannel('left');
const heard = new Promise(resolve => { channel.onmessage = resolve; setTimeout(() => resolve(null), 300); });
channel.postMessage('is anybody there?');
return Promise.all([
  document.cookie,
  Object.keys(localStorage).join(),
  Object.keys(sessionStorage).join(),
  window.name,
  history.state,
  indexedDB.databases().then(databases => databases.map(({ name }) => name).join()),
  self.caches?.keys().then(keys => keys.join()) ?? '',
  navigator.serviceWorker?.getRegistrations().then(all => all.length) ?? 0,
  navigator.permissions?.query({ name: 'geolocation' }).then(({ state }) => state === 'granted') ?? false,
  heard.then(message => message?.data ?? ''),
  Boolean(window.preloaded),
  navigator.onLine,
])";

const NOTHING: &str = r#"["", "", "", "", null, "", "", 0, false, "", false, true]"#;
const EVERYTHING: &str =
    r#"["left=cookie", "left", "left", "left", {"left": true}, "left", "left", 1, true, "I am", true, true]"#;

/// Returns a setup that no other journey uses, so that two uses in a row get the same browser.
fn of_its_own(language: &str) -> Setup {
    Setup::default().language(language)
}

fn served() -> (TempDir, String) {
    let folder = TempDir::with_prefix("latchkey-isolation-").unwrap();
    fs::write(folder.path().join("index.html"), PAGE).unwrap();
    fs::write(folder.path().join("worker.js"), WORKER).unwrap();
    let origin = serve_files(folder.path().to_owned());
    (folder, origin)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

journey!(nothing_of_a_journey_is_left_for_the_next_one in chromium, firefox, webkit);
fn nothing_of_a_journey_is_left_for_the_next_one(stage: &Stage) {
    let (_folder, origin) = served();
    let setup = of_its_own("fo");

    let first = Browser::open(stage.kind(), &setup);
    let process = first.process();
    first.opens(&origin);
    assert_eq!(first.script(LEAVE, &[]), json!("left"));
    if stage.kind() != Kind::WebKit {
        first.grants("geolocation", &origin);
        first.before_every_page("window.preloaded = true");
        let device = first.add_authenticator(AuthenticatorKind::PLATFORM);
        let create = "return navigator.credentials.create({ publicKey: {
            rp: { name: 'Isolation' }, user: { id: new Uint8Array(8), name: 'left', displayName: 'left' },
            challenge: new Uint8Array(32), pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
            authenticatorSelection: { residentKey: 'required' } } }).then(({ type }) => type)";
        assert_eq!(first.script(create, &[]), json!("public-key"));
        assert_eq!(device.credentials().len(), 1);
        // Another page of this journey sees all of it, and is still open when the journey ends.
        let here = first.tab();
        first.opens_tab();
        first.opens(&origin);
        let answers = "const channel = new BroadcastChannel('left');
            channel.onmessage = ({ data }) => { if (data.endsWith('?')) channel.postMessage('I am'); }; window.channel = channel";
        first.script(answers, &[]);
        first.turns_to(&here);
        first.script("history.replaceState({ left: true }, '', '/')", &[]);
        first.reload();
        assert_eq!(first.script(FIND, &[]), parsed(EVERYTHING));
        first.goes_offline();
    }
    drop(first);

    let second = Browser::open(stage.kind(), &setup);
    assert_eq!(second.process(), process, "it should be the same browser");
    second.opens(&origin);
    assert_eq!(second.script(FIND, &[]), parsed(NOTHING));
    assert_eq!(second.script("return history.length <= 2", &[]), json!(true));
    assert!(second.console().is_empty(), "{:#?}", second.console());
    if stage.kind() != Kind::WebKit {
        // The authenticator of the first journey is gone, and a new one has no passkey.
        let device = second.add_authenticator(AuthenticatorKind::PLATFORM);
        assert_eq!(device.credentials().len(), 0);
        let get = "return navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32) } })
            .then(({ type }) => type, ({ name }) => name)";
        assert_eq!(second.script(get, &[]), json!("NotAllowedError"));
    }
}

journey!(a_browser_in_which_something_is_left_is_not_used_again in chromium, firefox);
fn a_browser_in_which_something_is_left_is_not_used_again(stage: &Stage) {
    let setup = of_its_own("kl");
    let first = Browser::open(stage.kind(), &setup);
    let process = first.process();
    // A page outside the journey's own user context.
    first.opens_tab_for_all();
    drop(first);
    assert_ne!(Browser::open(stage.kind(), &setup).process(), process);
}

journey!(a_browser_whose_journey_failed_is_not_used_again in chromium, firefox);
fn a_browser_whose_journey_failed_is_not_used_again(stage: &Stage) {
    let (kind, setup) = (stage.kind(), of_its_own("se"));
    let process = Browser::open(kind, &setup).process();
    let fails = {
        let (setup, process) = (setup.clone(), process.clone());
        move || {
            let browser = Browser::open(kind, &setup);
            assert_eq!(browser.process(), process, "it should be the same browser");
            assert!(browser.process().is_empty(), "this is on purpose");
        }
    };
    assert!(thread::spawn(fails).join().is_err());
    assert_ne!(Browser::open(kind, &setup).process(), process);
}
