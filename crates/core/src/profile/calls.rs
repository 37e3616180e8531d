//! The calls of one operation, in order. This does no I/O: it says which request to send, and is told what came back.

use std::collections::VecDeque;

use super::call::{Memory, Outcome, Request, Response};
use super::json::Json;
use super::{Operation, Profile, Token, TokenSource};

/// What all operations of a page have in common.
pub struct Client<'a, J> {
    /// How to talk to the backend.
    pub profile: &'a Profile<J>,
    /// The prefix of all paths.
    pub base: &'a str,
    /// What is known from earlier answers.
    pub memory: &'a mut Memory<J>,
    /// Finds a CSRF token in the page or its cookies.
    pub look: &'a dyn Fn(&TokenSource) -> Option<String>,
}

/// How an operation's calls continue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next<J> {
    /// This request is to be sent.
    Send(Request),
    /// There is nothing more to send.
    End(Outcome<J>),
}

/// An operation whose calls are being made.
#[derive(Clone, Debug)]
pub struct Calls<J> {
    operation: Operation,
    variables: J,
    /// The call that was made last, and those after it.
    remaining: VecDeque<J>,
    /// The request that waits until another one has brought a CSRF token.
    held: Option<Request>,
}

impl<J: Json> Calls<J> {
    /// Starts an operation with its own variables.
    pub fn begin(operation: Operation, variables: J, client: &mut Client<'_, J>) -> (Self, Next<J>) {
        client.memory.begin(operation);
        let remaining = client.profile.calls(operation).into();
        let mut calls = Self { operation, variables, remaining, held: None };
        let next = calls.next(client);
        (calls, next)
    }

    /// Returns whether the request that was sent last only fetches a CSRF token.
    pub fn is_priming(&self) -> bool {
        self.held.is_some()
    }

    /// Continues with the response to the last request.
    pub fn resume(&mut self, client: &mut Client<'_, J>, response: &Response<'_, J>) -> Next<J> {
        if let Some(request) = self.held.take() {
            client.profile.remember_csrf(client.memory, response);
            // If that brought no token, what to make of it is up to the backend.
            return Next::Send(request.with(client.token()));
        }
        let Some(call) = self.remaining.pop_front() else { return Next::End(Outcome::Malformed) };
        let last = self.remaining.is_empty();
        let (operation, variables) = (self.operation, &self.variables);
        match client.profile.interpret(operation, &call, last, variables, client.memory, response) {
            Some(outcome) => Next::End(outcome),
            None => self.next(client),
        }
    }

    /// Returns the request of the first of the remaining calls, or the one that has to be sent before it.
    fn next(&mut self, client: &Client<'_, J>) -> Next<J> {
        let Some(call) = self.remaining.front() else { return Next::End(Outcome::Malformed) };
        let request = match client.profile.request(call, client.base, &self.variables, client.memory) {
            Ok(request) => request,
            Err(missing) => return Next::End(Outcome::Unsent(missing)),
        };
        if request.is_safe() {
            return Next::Send(request);
        }
        match client.token() {
            Token::Prime(prime) => {
                self.held = Some(request);
                Next::Send(prime)
            }
            token @ (Token::None | Token::Header(..)) => Next::Send(request.with(token)),
        }
    }
}

impl<J: Json> Client<'_, J> {
    fn token(&self) -> Token {
        self.profile.token(self.base, self.memory, self.look)
    }
}

impl Request {
    fn with(mut self, token: Token) -> Self {
        match token {
            Token::Header(name, value) => self.headers.push((name, value)),
            Token::None | Token::Prime(_) => {}
        }
        self
    }
}
