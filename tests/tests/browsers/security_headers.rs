//! What the page may do, and what others may not do to it.

use latchkey_tests::{Stage, journey};
use serde_json::Value;

use crate::steps::at_sign_in;

journey!(the_page_is_served_with_headers_that_shut_others_out in chromium);
fn the_page_is_served_with_headers_that_shut_others_out(stage: &Stage) {
    for page in ["/", "/set-up", "/account", "/nowhere"] {
        let answer = stage.backend().visitor().gets(page);
        assert!(answer.status.is_success(), "{page}: {}", answer.status);
        let policy: Vec<&str> = answer.header("content-security-policy").split(';').map(str::trim).collect();
        for directive in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(&directive), "{page} lacks {directive}: {policy:?}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        let permissions = answer.header("permissions-policy");
        assert!(permissions.contains("publickey-credentials-get=(self)"), "{permissions}");
        assert!(permissions.contains("publickey-credentials-create=(self)"), "{permissions}");
    }
}

journey!(a_script_that_somebody_slips_in_does_not_run in chromium, firefox, webkit);
fn a_script_that_somebody_slips_in_does_not_run(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.script(
        "for (const attack of [ \
           () => { const script = document.createElement('script'); script.textContent = 'window.attacked = 1'; \
                   document.head.append(script); }, \
           () => { const image = document.createElement('img'); image.setAttribute('onerror', 'window.attacked = 2'); \
                   image.src = 'data:,'; document.body.append(image); }, \
           () => { const link = document.createElement('a'); link.href = 'javascript:window.attacked=3'; \
                   document.body.append(link); link.click(); }, \
         ]) { try { attack(); } catch {} }",
        &[],
    );
    // By the time the page has reacted to a press, an attack would have struck.
    browser.press("Continue");
    browser.sees("Enter your email or username.");
    assert_eq!(browser.script("return window.attacked ?? null", &[]), Value::Null);
    browser.clear_console();
}
