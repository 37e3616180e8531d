//! The operations, in the order in which a user gets to them.

mod account;
mod administration;
mod assertion;
mod attestation;
mod code;
mod limit;
mod passkeys;
mod session;
mod sign_in;
mod verification;

use latchkey_core::call::Operation;
use latchkey_core::profile::Profile;
use serde_json::{Value, json};

use crate::authenticator::Authenticator;
use crate::exchange::{Called, Trouble};
use crate::judge::{Expected, Meaning, Verdict, judge};
use crate::mask::Secrets;
use crate::options::Options;
use crate::report::{Row, Shown};
use crate::run::Unable;
use crate::site::Site;
use crate::visitor::{Visitor, nothing};

/// A check in progress.
pub(crate) struct Check {
    pub(crate) profile: Profile<Value>,
    pub(crate) site: Site,
    pub(crate) options: Options,
    pub(crate) rows: Vec<Row>,
    pub(crate) left_behind: Vec<String>,
    secrets: Secrets,
    cannot_tell: Vec<String>,
}

/// Checks everything that the profile has.
pub(crate) fn all(check: &mut Check) -> Result<(), Unable> {
    let mut person = Visitor::new();
    if let Err(Trouble::Unreachable(why)) = person.reach(&check.site) {
        return Err(Unable::Unreachable { url: check.site.base.clone(), why });
    }
    session::before(check, &mut person);
    sign_in::by_password(check, &mut person);
    let who = session::after(check, &mut person);
    let before = passkeys::ids(check, &mut person);
    let mut authenticator = Authenticator::new(&check.site.origin);
    let created = attestation::ceremonies(check, &mut person, &mut authenticator);
    if created.is_some() {
        assertion::ceremonies(check, &mut authenticator);
        verification::by_passkey(check, &mut person, &mut authenticator);
    }
    verification::by_password(check, &mut person);
    limit::reached(check, &mut person, created.is_some(), before.as_deref());
    if let Some(created) = &created {
        passkeys::managed(check, &mut person, &mut authenticator, created, before.as_deref());
    }
    passkeys::clean_up(check, &mut person, created.as_ref(), before.as_deref());
    account::rest(check, &mut person, &who);
    administration::looked_at(check, &mut person, &who);
    session::end(check, &mut person);
    Ok(())
}

impl Check {
    pub(crate) fn new(profile: Profile<Value>, site: Site, options: Options) -> Self {
        let mut secrets = Secrets::default();
        if let Some(password) = options.account.as_ref().and_then(|account| account.password.as_deref()) {
            secrets.add(password);
        }
        let cannot_tell = profile.cannot_tell();
        Self { profile, site, options, rows: Vec::new(), left_behind: Vec::new(), secrets, cannot_tell }
    }

    fn has(&self, operation: Operation) -> bool {
        self.profile.has(operation)
    }

    /// Returns the account's name, if there is an account.
    fn name(&self) -> Option<String> {
        self.options.account.as_ref().map(|account| account.name.clone())
    }

    fn password(&self) -> Option<String> {
        self.options.account.as_ref().and_then(|account| account.password.clone())
    }

    /// Tries an operation, and records its outcome.
    fn expect(
        &mut self,
        visitor: &mut Visitor,
        operation: Operation,
        case: &str,
        variables: Value,
        expected: Expected,
    ) -> Meaning {
        let (called, meaning) = self.call(visitor, operation, variables);
        let verdict = judge(&meaning, expected, &self.cannot_tell);
        self.keep(operation, case, called, &meaning, expected, verdict);
        meaning
    }

    /// Carries out an operation as an intermediate step, which is recorded only if it fails. A session that
    /// is no longer fresh is made fresh.
    fn step(
        &mut self,
        visitor: &mut Visitor,
        operation: Operation,
        case: &str,
        variables: Value,
    ) -> Option<Value> {
        let (mut called, mut meaning) = self.call(visitor, operation, variables.clone());
        if meaning.is_code("verification_required") && verification::refreshed(self, visitor) {
            (called, meaning) = self.call(visitor, operation, variables);
        }
        if let Meaning::Answer(answer) = meaning {
            return Some(answer);
        }
        let verdict = judge(&meaning, Expected::Success, &[]);
        self.keep(operation, case, called, &meaning, Expected::Success, verdict);
        None
    }

    fn call(&mut self, visitor: &mut Visitor, operation: Operation, variables: Value) -> (Called, Meaning) {
        let called = visitor.call(&self.profile, &self.site, operation, variables);
        for secret in visitor.secrets() {
            self.secrets.add(&secret);
        }
        let meaning = Meaning::of(operation, &called);
        (called, meaning)
    }

    fn keep(
        &mut self,
        operation: Operation,
        case: &str,
        called: Called,
        meaning: &Meaning,
        wanted: Expected,
        verdict: Verdict,
    ) {
        let calls = called.exchanges.iter().map(|exchange| {
            let (sent, body) = self.secrets.request(&exchange.request, &self.site.base);
            let answer = exchange.came.as_ref().and_then(|came| self.secrets.answer(came));
            Shown { sent, body, status: exchange.came.as_ref().map(|came| came.status), answer }
        });
        self.rows.push(Row {
            operation,
            case: case.to_owned(),
            calls: calls.collect(),
            means: Some(self.secrets.text(&meaning.words())),
            state: meaning.state(),
            expected: wanted.words(),
            verdict,
            advice: None,
            succeeded: meaning.answer().is_some(),
            raw: called.exchanges,
            wanted,
        });
    }

    /// Records what wasn't tried, and why; nothing if the profile lacks the operation, which is reported only
    /// once.
    fn skip(&mut self, operation: Operation, case: &str, why: &str) {
        self.note(operation, case, Verdict::Skipped(why.to_owned()));
    }

    fn note(&mut self, operation: Operation, case: &str, verdict: Verdict) {
        if self.has(operation) {
            self.rows.push(Row {
                operation,
                case: case.to_owned(),
                calls: Vec::new(),
                means: None,
                state: None,
                expected: String::new(),
                verdict,
                advice: None,
                succeeded: false,
                raw: Vec::new(),
                wanted: Expected::Success,
            });
        }
    }

    /// Adds a verdict to the last row, unless that already fails.
    fn add(&mut self, verdict: Verdict) {
        if let Some(row) = self.rows.last_mut()
            && !row.verdict.fails()
        {
            row.verdict = verdict;
        }
    }

    /// Replaces the verdict on the last row, for callers that know better.
    fn instead(&mut self, verdict: Verdict) {
        if let Some(row) = self.rows.last_mut() {
            row.verdict = verdict;
        }
    }

    /// Returns the variables of a sign-in by name.
    fn named(&self) -> Value {
        self.name().map_or_else(nothing, |name| json!({ "username": name }))
    }
}
