//! What each event does, and what the enclosing flow starts and ends.

use super::{
    CeremonyFailure, Command, Event, Kind, Outcome, Pending, Prefetched, Prompt, Request, Stage,
    Surroundings, Update,
};
use crate::Problem;
use crate::classify::{BackendFailure, Context, Mediation, Verdict, classify_browser};
use crate::flow::target::Target;
use crate::flow::wait::{Elapsed, Wait};
use crate::route::FlowId;

impl<K: Kind> Prompt<K> {
    /// Returns what comes of `event`. All stale answers are dropped here.
    pub fn update(&mut self, event: Event<K>, around: &mut Surroundings<'_>) -> Update<K> {
        match event {
            Event::TargetChosen(target) if matches!(self.stage, Stage::Choosing) => self.open(target, around),
            Event::BackChosen if matches!(self.stage, Stage::Choosing) => {
                self.stage = Stage::Closed;
                (Outcome::Back, Vec::new())
            }
            Event::Waited(attempt, elapsed) if self.pending == Pending::Modal(attempt) => {
                self.waited(elapsed)
            }
            Event::OptionsExpired(attempt) if self.options.fetched_under(attempt) => {
                (Outcome::Nothing, self.options_expired(around))
            }
            Event::OptionsFetched(attempt, result) if self.options.awaits(attempt) => {
                self.options_fetched(result, around)
            }
            Event::Ended(attempt, result) if self.pending.attempt() == Some(attempt) => {
                self.ended(result, around)
            }
            Event::TargetChosen(_)
            | Event::BackChosen
            | Event::Waited(..)
            | Event::OptionsExpired(_)
            | Event::OptionsFetched(..)
            | Event::Ended(..) => (Outcome::Nothing, Vec::new()),
        }
    }

    /// Fetches the options ahead of time, unless there are some or will be, or the prompt is open with its own.
    pub fn prefetch(&mut self, around: &mut Surroundings<'_>) -> Vec<Command<K>> {
        let is_open = matches!(self.stage, Stage::Open { .. });
        if is_open || self.options.is_under_way() { Vec::new() } else { self.fetch(around) }
    }

    /// Makes the conditional request if the page has a place for one, the options are ready, and the browser
    /// holds no other request.
    pub fn offer(&mut self, around: &mut Surroundings<'_>) -> Vec<Command<K>> {
        match self.ready() {
            Some(options)
                if self.stage == Stage::Closed
                    && around.conditional
                    && !self.asked_once
                    && K::is_usable(options) =>
            {
                let options = Box::new(options.clone());
                self.asked_once = K::CONDITIONAL_ONCE;
                self.ask_quietly(options, Mediation::Conditional, around)
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Asks for a passkey that the browser has at once or not at all. If it has none, or can't tell, options
    /// for the prompt are fetched.
    pub fn ask_immediately(&mut self, around: &mut Surroundings<'_>) -> Vec<Command<K>> {
        match self.ready() {
            Some(options) if around.device.immediate_get == Some(true) => {
                let options = Box::new(options.clone());
                self.stage = Stage::Closed;
                self.ask_quietly(options, Mediation::Immediate, around)
            }
            Some(_) | None => self.refetch(around),
        }
    }

    /// Shows the choice of another device.
    pub fn choose(&mut self, around: &mut Surroundings<'_>) -> Vec<Command<K>> {
        let mut commands = self.close();
        self.stage = Stage::Choosing;
        commands.extend(self.prefetch(around));
        commands
    }

    /// Opens the prompt as soon as there are options and the browser holds no earlier request.
    pub fn open(&mut self, target: Target, around: &mut Surroundings<'_>) -> Update<K> {
        let mut commands = self.close();
        self.stage = Stage::Opening(target);
        commands.extend(self.prefetch(around));
        let (outcome, further) = self.start_prompt(around);
        commands.extend(further);
        (outcome, commands)
    }

    /// Gives up the prompt, since the user pressed 'Cancel'.
    pub fn cancel(&mut self) -> Update<K> {
        let (Stage::Opening(target) | Stage::Open { target, .. }) = self.stage else {
            return (Outcome::Nothing, Vec::new());
        };
        // The options may never arrive; the next try fetches new ones.
        (Outcome::Failed(Problem::canceled(K::OPERATION), target), self.abandon())
    }

    /// Ends what is pending in the browser, and shows nothing of it. Whatever wants to start next waits for the
    /// browser's answer. The options are kept, except those of immediate mode, which are for any account.
    pub fn close(&mut self) -> Vec<Command<K>> {
        self.stage = Stage::Closed;
        self.end_request()
    }

    /// Closes the prompt and gives up the options, too.
    pub fn abandon(&mut self) -> Vec<Command<K>> {
        let mut commands = self.close();
        commands.extend(self.drop_options());
        commands
    }

    /// Closes the prompt and keeps only options that are ready, for immediate mode.
    pub fn set_aside(&mut self) -> Vec<Command<K>> {
        let mut commands = self.close();
        commands.extend(self.options.give_up_fetching().map(Command::Abort));
        commands
    }

    /// Starts over: ends whatever is going on, and fetches options for another account.
    pub fn refetch(&mut self, around: &mut Surroundings<'_>) -> Vec<Command<K>> {
        let mut commands = self.abandon();
        commands.extend(self.fetch(around));
        commands
    }

    fn end_request(&mut self) -> Vec<Command<K>> {
        let (attempt, is_immediate) = match self.pending {
            Pending::Quiet(attempt, mediation) => (attempt, mediation == Mediation::Immediate),
            Pending::Modal(attempt) => (attempt, false),
            Pending::None | Pending::Ending(_) => return Vec::new(),
        };
        self.pending = Pending::Ending(attempt);
        let mut commands = vec![Command::Abort(attempt)];
        if is_immediate {
            commands.extend(self.drop_options());
        }
        commands
    }

    fn drop_options(&mut self) -> Vec<Command<K>> {
        self.options.give_up().map(Command::Abort).into_iter().collect()
    }

    fn fetch(&mut self, around: &mut Surroundings<'_>) -> Vec<Command<K>> {
        let attempt = around.attempts.beside();
        self.options = Prefetched::Fetching(attempt);
        vec![Command::FetchOptions(attempt)]
    }

    /// Returns the options, if they are ready and the browser holds no other request.
    fn ready(&self) -> Option<&K::Options> {
        match &self.options {
            Prefetched::Ready(_, options) if self.pending == Pending::None => Some(options),
            Prefetched::Ready(..) | Prefetched::None | Prefetched::Fetching(_) => None,
        }
    }

    fn options_fetched(
        &mut self,
        result: Result<(Option<FlowId>, Box<K::Options>), BackendFailure>,
        around: &mut Surroundings<'_>,
    ) -> Update<K> {
        match result {
            Ok((flow, options)) => {
                self.options.arrive(options);
                let mut commands: Vec<_> = flow.map(Command::AdoptFlow).into_iter().collect();
                let (outcome, further) = self.start_what_is_due(around);
                commands.extend(further);
                (outcome, commands)
            }
            Err(failure) => {
                self.options = Prefetched::None;
                let target = if let Stage::Opening(target) = self.stage { Some(target) } else { None };
                if target.is_some() {
                    self.stage = Stage::Closed;
                }
                (Outcome::NoOptions { failure, target }, Vec::new())
            }
        }
    }

    /// Continues with a fresh challenge, for a conditional request and the next press.
    fn options_expired(&mut self, around: &mut Surroundings<'_>) -> Vec<Command<K>> {
        if matches!(self.pending, Pending::Quiet(..)) {
            self.asked_once = false;
        }
        let mut commands = self.end_request();
        commands.extend(self.drop_options());
        if around.prefetches || self.stage != Stage::Closed {
            commands.extend(self.fetch(around));
        }
        commands
    }

    fn start_what_is_due(&mut self, around: &mut Surroundings<'_>) -> Update<K> {
        let mut commands = self.offer(around);
        let (outcome, further) = self.start_prompt(around);
        commands.extend(further);
        (outcome, commands)
    }

    fn start_prompt(&mut self, around: &mut Surroundings<'_>) -> Update<K> {
        let Stage::Opening(target) = self.stage else { return (Outcome::Nothing, Vec::new()) };
        if self.pending != Pending::None {
            return (Outcome::Nothing, Vec::new());
        }
        // The prompt uses them up: a challenge can be used only once.
        let Some(mut options) = self.options.take_ready() else { return (Outcome::Nothing, Vec::new()) };
        if !K::is_usable(&options) {
            self.stage = Stage::Closed;
            return (Outcome::Failed(Problem::NotSupported, target), Vec::new());
        }
        K::direct(target, &mut options);
        (Outcome::Nothing, self.ask(target, options, false, around))
    }

    fn ask(
        &mut self,
        target: Target,
        options: Box<K::Options>,
        retried: bool,
        around: &mut Surroundings<'_>,
    ) -> Vec<Command<K>> {
        let attempt = around.attempts.begin();
        self.pending = Pending::Modal(attempt);
        self.stage = Stage::Open { target, options: options.clone(), retried, wait: Wait::default() };
        vec![Command::Request(Request { attempt, options, mediation: Mediation::Modal })]
    }

    /// Makes a request that no one waits for. Its options are kept, since it may be abandoned for a prompt, and
    /// its challenge hasn't been used then.
    fn ask_quietly(
        &mut self,
        options: Box<K::Options>,
        mediation: Mediation,
        around: &mut Surroundings<'_>,
    ) -> Vec<Command<K>> {
        let attempt = around.attempts.beside();
        self.pending = Pending::Quiet(attempt, mediation);
        vec![Command::Request(Request { attempt, options, mediation })]
    }

    /// Updates the wait while the prompt is open. At its deadline the prompt is given up, whether or not the
    /// browser releases it.
    fn waited(&mut self, elapsed: Elapsed) -> Update<K> {
        let Stage::Open { target, wait, .. } = &mut self.stage else {
            return (Outcome::Nothing, Vec::new());
        };
        if let Some(now) = elapsed.wait() {
            *wait = now;
            return (Outcome::Nothing, Vec::new());
        }
        let target = *target;
        (Outcome::Failed(Problem::timed_out(K::OPERATION), target), self.close())
    }

    fn ended(
        &mut self,
        result: Result<Box<K::Credential>, CeremonyFailure>,
        around: &mut Surroundings<'_>,
    ) -> Update<K> {
        match std::mem::take(&mut self.pending) {
            // The browser has released an aborted request. Its answer is dropped, and whatever waited for it
            // starts.
            Pending::Ending(_) => self.start_what_is_due(around),
            Pending::Quiet(_, mediation) => self.quiet_request_ended(result, mediation, around),
            Pending::Modal(_) => self.prompt_ended(result, around),
            Pending::None => (Outcome::Nothing, Vec::new()),
        }
    }

    /// Handles the end of a request that no one waits for. A failure is never shown, since the page and its
    /// buttons are still there.
    fn quiet_request_ended(
        &mut self,
        result: Result<Box<K::Credential>, CeremonyFailure>,
        mediation: Mediation,
        around: &mut Surroundings<'_>,
    ) -> Update<K> {
        match (result, mediation) {
            (Ok(credential), _) => match self.options.take_ready() {
                Some(options) => (self.made(credential, &options, mediation), Vec::new()),
                None => (Outcome::Nothing, Vec::new()),
            },
            (Err(_), Mediation::Immediate) => (Outcome::Nothing, self.refetch(around)),
            (Err(_), Mediation::Conditional | Mediation::Modal) => (Outcome::Nothing, Vec::new()),
        }
    }

    fn prompt_ended(
        &mut self,
        result: Result<Box<K::Credential>, CeremonyFailure>,
        around: &mut Surroundings<'_>,
    ) -> Update<K> {
        let Stage::Open { target, options, retried, .. } = std::mem::replace(&mut self.stage, Stage::Closed)
        else {
            return (Outcome::Nothing, Vec::new());
        };
        let failure = match result {
            Ok(credential) => return (self.made(credential, &options, Mediation::Modal), Vec::new()),
            Err(failure) => failure,
        };
        let context = Context { retried, ..failure.context(K::OPERATION, around.device) };
        match classify_browser(&failure.error, &K::required(&options, context)) {
            Verdict::RetryOnce => (Outcome::Nothing, self.ask(target, options, true, around)),
            Verdict::Show(problem) => (Outcome::Failed(problem, target), Vec::new()),
        }
    }

    fn made(
        &mut self,
        credential: Box<K::Credential>,
        options: &K::Options,
        mediation: Mediation,
    ) -> Outcome<K> {
        self.stage = Stage::Closed;
        if let Some(problem) = K::flaw(&credential, options) {
            return Outcome::Failed(problem, Target::Any);
        }
        let rp_id = K::rp_id(options).map(str::to_owned);
        Outcome::Credential { credential, mediation, rp_id }
    }
}
