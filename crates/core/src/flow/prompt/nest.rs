//! How a flow nests a ceremony.

use super::{Command, Kind, Outcome, Prompt, Surroundings, Update};
use crate::flow::Flow;

/// A flow with a ceremony inside.
pub(in crate::flow) trait Nest<K: Kind>: Flow {
    /// Returns the ceremony, and what it has to know of the page.
    fn prompt(&mut self) -> (&mut Prompt<K>, Surroundings<'_>);

    /// Returns a command of the ceremony as one of the flow's; `None` if there is nothing to do.
    fn command(&mut self, command: Command<K>) -> Option<Self::Command>;

    /// Continues with what came of the ceremony.
    fn continue_with(&mut self, outcome: Outcome<K>) -> Vec<Self::Command>;

    /// Does something with the ceremony that can't end it.
    fn ask_prompt(
        &mut self,
        act: impl FnOnce(&mut Prompt<K>, &mut Surroundings<'_>) -> Vec<Command<K>>,
    ) -> Vec<Self::Command> {
        let (prompt, mut around) = self.prompt();
        let commands = act(prompt, &mut around);
        commands.into_iter().filter_map(|command| self.command(command)).collect()
    }

    /// Does something with the ceremony, and continues with what comes of it.
    fn drive_prompt(
        &mut self,
        act: impl FnOnce(&mut Prompt<K>, &mut Surroundings<'_>) -> Update<K>,
    ) -> Vec<Self::Command> {
        let mut outcome = Outcome::Nothing;
        let mut commands = self.ask_prompt(|prompt, around| {
            let (came_out, commands) = act(prompt, around);
            outcome = came_out;
            commands
        });
        commands.extend(self.continue_with(outcome));
        commands
    }
}
