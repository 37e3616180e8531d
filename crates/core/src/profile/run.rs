//! An operation as the pages need it, whatever the backend has: its calls, what is answered in place of a backend that
//! lacks it, and whether set-up is offered after a sign-in. Like [`Calls`], it does no I/O.

use super::Operation;
use super::call::{Outcome, Refused, Request, Response};
use super::calls::{Calls, Client, Next};
use super::json::Json;
use crate::deferral::SignedInBy;
use crate::wire::DOCUMENTED_LIMIT;

/// What a run needs next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<J> {
    /// Send this request, and resume with [`Event::Received`] or [`Event::Failed`].
    Send(Request),
    /// Remember in this browser that this account's user wants to set up a passkey later, and resume with
    /// [`Event::Deferred`].
    Defer(String),
    /// Count a sign-in to this account against its deferral in this browser, and resume with [`Event::Counted`].
    CountSignIn(String),
    /// Nothing: this is how the operation ended.
    End(Outcome<J>),
    /// Nothing: the operation failed as its last request did.
    Failed,
}

/// What a run resumes with.
pub enum Event<'a, J> {
    /// The request was answered.
    Received(&'a Response<'a, J>),
    /// The request wasn't answered.
    Failed,
    /// The deferral has been remembered.
    Deferred,
    /// The sign-in has been counted.
    Counted {
        /// Whether set-up is still deferred.
        still_deferred: bool,
    },
}

/// An operation that is being carried out.
#[derive(Clone, Debug)]
pub struct Run<J> {
    operation: Operation,
    /// How the user signs in with this operation, if it signs in.
    by: SignedInBy,
    state: State<J>,
}

#[derive(Clone, Debug)]
enum State<J> {
    /// The operation's own calls are being made.
    Calling(Calls<J>),
    /// The deferral is being remembered.
    Deferring,
    /// The sign-in that has this answer is being counted.
    Counting(J),
    /// The user who signed in with this answer may have a passkey already.
    Listing(J, Calls<J>),
    /// There is nothing left to do.
    Ended,
}

impl<J: Json> Run<J> {
    /// Starts an operation with its own variables.
    pub fn begin(operation: Operation, variables: J, client: &mut Client<'_, J>) -> (Self, Step<J>) {
        let by = signed_in_by(&variables);
        let mut run = Self { operation, by, state: State::Ended };
        let step = if client.profile.has(operation) {
            let (calls, next) = Calls::begin(operation, variables, client);
            run.call(client, calls, next)
        } else {
            run.begin_without(client)
        };
        (run, step)
    }

    /// Continues after a step. An event that isn't the step's own ends the run.
    pub fn resume(&mut self, client: &mut Client<'_, J>, event: &Event<'_, J>) -> Step<J> {
        match (std::mem::replace(&mut self.state, State::Ended), event) {
            (State::Calling(mut calls), Event::Received(response)) => {
                let next = calls.resume(client, response);
                self.call(client, calls, next)
            }
            (State::Calling(_), Event::Failed) => Step::Failed,
            (State::Deferring, Event::Deferred) => answer(J::object()),
            (State::Counting(signed_in), Event::Counted { still_deferred: true }) => offer(signed_in, false),
            (State::Counting(signed_in), Event::Counted { still_deferred: false }) => {
                self.find_passkeys(client, signed_in)
            }
            (State::Listing(signed_in, mut calls), Event::Received(response)) => {
                let next = calls.resume(client, response);
                self.list(signed_in, calls, next)
            }
            (State::Listing(signed_in, _), Event::Failed) => self.offer_with(signed_in, None),
            (
                State::Calling(_) | State::Deferring | State::Counting(_) | State::Listing(..) | State::Ended,
                Event::Received(_) | Event::Failed | Event::Deferred | Event::Counted { .. },
            ) => Step::End(Outcome::Malformed),
        }
    }

    /// Continues with the operation's own calls.
    fn call(&mut self, client: &mut Client<'_, J>, calls: Calls<J>, next: Next<J>) -> Step<J> {
        let given = match next {
            Next::Send(request) => {
                self.state = State::Calling(calls);
                return Step::Send(request);
            }
            Next::End(Outcome::Answer(given)) => given,
            Next::End(end @ (Outcome::Refused(_) | Outcome::Malformed | Outcome::Unsent(_))) => {
                return Step::End(end);
            }
        };
        if self.operation.signs_in() {
            return self.decide_offer(client, given);
        }
        if self.operation == Operation::AttestationOptions && client.account().is_none() {
            // After a reload, this is the first answer that tells whose passkey it will be.
            if let Some(name) = given.member("user").and_then(|user| user.member("name")) {
                client.memory.session.set("account", name);
            }
        }
        answer(given)
    }

    /// Starts an operation that the backend lacks.
    fn begin_without(&mut self, client: &Client<'_, J>) -> Step<J> {
        let mut given = J::object();
        match self.operation {
            Operation::Identify => given.set("next", J::from_text("passkey")),
            Operation::Deferral => {
                self.state = State::Deferring;
                return Step::Defer(client.account().unwrap_or_default());
            }
            Operation::Passkeys => given.set("passkeys", J::list()),
            Operation::Session => {
                // Only the user who signed in on this page is known.
                let Some(name) = client.account() else { return refused(401) };
                let mut user = J::object();
                user.set("name", J::from_text(&name));
                user.set("displayName", J::from_text(&name));
                given.set("user", user);
            }
            Operation::AssertionOptions
            | Operation::AssertionResult
            | Operation::AttestationOptions
            | Operation::AttestationResult
            | Operation::Password
            | Operation::Code
            | Operation::ResendCode
            | Operation::EndSession
            | Operation::RenameAccount
            | Operation::RenamePasskey
            | Operation::RemovePasskey
            | Operation::VerificationOptions
            | Operation::VerifyByPassword
            | Operation::VerifyByPasskey
            | Operation::Users
            | Operation::User
            | Operation::RemovePasskeyOf
            | Operation::RemoveAllPasskeysOf
            | Operation::Counts
            | Operation::Report => return refused(404),
        }
        answer(given)
    }

    /// Finds out whether to offer set-up to the user who signed in, if the backend doesn't say.
    fn decide_offer(&mut self, client: &mut Client<'_, J>, given: J) -> Step<J> {
        let Some(signed_in) = given.member("signedIn") else { return answer(given) };
        if signed_in.member("offerSetUp").is_some() {
            return answer(given);
        }
        if !client.profile.features().set_up {
            return offer(given, false);
        }
        if client.profile.has(Operation::Deferral) {
            return self.find_passkeys(client, given);
        }
        let account = signed_in.member("user").and_then(|user| user.text_of("name"));
        self.state = State::Counting(given);
        Step::CountSignIn(account.unwrap_or_default())
    }

    /// Finds out how many passkeys the user who signed in has.
    fn find_passkeys(&mut self, client: &mut Client<'_, J>, signed_in: J) -> Step<J> {
        if !client.profile.features().list {
            return self.offer_with(signed_in, None);
        }
        let (calls, next) = Calls::begin(Operation::Passkeys, J::object(), client);
        self.list(signed_in, calls, next)
    }

    /// Continues with the calls of the list.
    fn list(&mut self, signed_in: J, calls: Calls<J>, next: Next<J>) -> Step<J> {
        match next {
            Next::Send(request) => {
                self.state = State::Listing(signed_in, calls);
                Step::Send(request)
            }
            Next::End(Outcome::Answer(list)) => self.offer_with(signed_in, Some(&list)),
            // The user is signed in all the same.
            Next::End(Outcome::Refused(_) | Outcome::Malformed | Outcome::Unsent(_)) => {
                self.offer_with(signed_in, None)
            }
        }
    }

    /// Ends a sign-in, with what the list of passkeys says if there is one.
    fn offer_with(&self, signed_in: J, list: Option<&J>) -> Step<J> {
        let passkeys = list.and_then(|list| list.member("passkeys")).map(|passkeys| passkeys.entries().len());
        let limit = list.and_then(|list| list.member("limit")?.to_json().parse().ok());
        let passkeys = passkeys.map(|passkeys| u32::try_from(passkeys).unwrap_or(u32::MAX));
        offer(signed_in, self.by.offers_set_up(passkeys, limit.unwrap_or(DOCUMENTED_LIMIT)))
    }
}

impl<J: Json> Client<'_, J> {
    /// Returns the account that signed in or is about to set up a passkey.
    fn account(&self) -> Option<String> {
        self.memory.session.text_of("account")
    }
}

fn answer<J>(given: J) -> Step<J> {
    Step::End(Outcome::Answer(given))
}

fn refused<J>(status: u16) -> Step<J> {
    Step::End(Outcome::Refused(Refused { status, ..Refused::default() }))
}

/// Ends a sign-in, and says whether set-up is offered.
fn offer<J: Json>(mut given: J, offers: bool) -> Step<J> {
    if let Some(mut signed_in) = given.member("signedIn") {
        signed_in.set("offerSetUp", J::from_truth(offers));
        given.set("signedIn", signed_in);
    }
    answer(given)
}

/// Returns how a user signs in with these variables.
fn signed_in_by<J: Json>(variables: &J) -> SignedInBy {
    match variables.member("credential").map(|credential| credential.text_of("authenticatorAttachment")) {
        None => SignedInBy::Password,
        Some(attachment) if attachment.as_deref() == Some("cross-platform") => {
            SignedInBy::PasskeyOfAnotherDevice
        }
        Some(_) => SignedInBy::Passkey,
    }
}
