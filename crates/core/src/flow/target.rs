//! Where a passkey is, or is to be kept.

use crate::Message;
use crate::problem::{Operation, Problem};
use crate::wire::{AuthenticatorSelection, CreationOptions, RequestOptions};

/// Which authenticators a prompt is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// Any that the user chooses in the browser's prompt.
    #[default]
    Any,
    /// The authenticator of this device.
    ThisDevice,
    /// A phone or tablet nearby, via the browser's QR code.
    Phone,
    /// A security key.
    SecurityKey,
}

/// The usual reasons why another device doesn't work, and what to try next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsualCauses {
    /// The sentence that introduces the causes.
    pub lead: Message,
    /// The causes, likeliest first.
    pub causes: &'static [Message],
    /// The next best alternative.
    pub next_best: Message,
}

impl Target {
    /// Returns the hints that make the browser offer these authenticators first (WebAuthn Level 3 §5.8.7).
    fn hints(self) -> Vec<String> {
        let hint = match self {
            Self::Any => None,
            Self::ThisDevice => Some("client-device"),
            Self::Phone => Some("hybrid"),
            Self::SecurityKey => Some("security-key"),
        };
        hint.map(str::to_owned).into_iter().collect()
    }

    /// Returns the authenticator attachment (§5.4.5); `None` if any will do.
    fn attachment(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::ThisDevice => Some("platform"),
            Self::Phone | Self::SecurityKey => Some("cross-platform"),
        }
    }

    /// Directs an authentication to these authenticators. If the user didn't choose, the backend's own hints
    /// are kept.
    pub(super) fn direct_request(self, options: &mut RequestOptions) {
        if self == Self::Any {
            return;
        }
        options.hints = self.hints();
        // A synced passkey may be on the phone too, whatever transports it was registered with, and browsers
        // show no QR code unless 'hybrid' is among them.
        if self == Self::Phone {
            for credential in &mut options.allow_credentials {
                if !credential.transports.is_empty()
                    && !credential.transports.iter().any(|name| name == "hybrid")
                {
                    credential.transports.push("hybrid".to_owned());
                }
            }
        }
    }

    /// Directs a registration to these authenticators.
    pub(super) fn direct_creation(self, options: &mut CreationOptions) {
        let Some(attachment) = self.attachment() else { return };
        options.hints = self.hints();
        options
            .authenticator_selection
            .get_or_insert_with(AuthenticatorSelection::default)
            .authenticator_attachment = Some(attachment.to_owned());
    }

    /// Returns the page's text while the browser's prompt is open.
    pub(super) fn prompt_lead(self, operation: Operation) -> Message {
        match (self, operation) {
            (Self::Phone, _) => Message::PhonePromptLead,
            (Self::SecurityKey, _) => Message::KeyPromptLead,
            (Self::Any | Self::ThisDevice, Operation::SignIn) => Message::PromptLead,
            (Self::Any | Self::ThisDevice, Operation::SetUp) => Message::SetUpPromptLead,
        }
    }

    /// Returns the page's title while the browser's prompt is open.
    pub fn prompt_title(self) -> Message {
        match self {
            Self::Any | Self::ThisDevice => Message::PromptTitle,
            Self::Phone => Message::PhonePromptTitle,
            Self::SecurityKey => Message::KeyPromptTitle,
        }
    }

    /// Returns the part of a look ID for the page while the prompt is open.
    pub(super) fn prompt_look(self) -> &'static str {
        match self {
            Self::Any | Self::ThisDevice => "prompt",
            Self::Phone => "phone-prompt",
            Self::SecurityKey => "key-prompt",
        }
    }

    /// Returns the part of a look ID for the usual causes, which follows that of the documented state.
    pub(super) fn usual_causes_look(self) -> &'static str {
        match self {
            Self::Any | Self::ThisDevice => "",
            Self::Phone => "-phone",
            Self::SecurityKey => "-key",
        }
    }

    /// Returns what to have ready before the browser's prompt opens.
    pub fn needs(self, operation: Operation) -> &'static [Message] {
        const PHONE_SIGN_IN: &[Message] =
            &[Message::PhoneNeedsPasskey, Message::PhoneNeedsNear, Message::PhoneNeedsCamera];
        const PHONE_SET_UP: &[Message] =
            &[Message::PhoneNeedsLock, Message::PhoneNeedsNear, Message::PhoneNeedsCamera];
        const KEY_SIGN_IN: &[Message] = &[Message::KeyNeedsPasskey, Message::KeyNeedsPin];
        const KEY_SET_UP: &[Message] = &[Message::KeyNeedsRoom, Message::KeyNeedsPin];
        match (self, operation) {
            (Self::Any | Self::ThisDevice, _) => &[],
            (Self::Phone, Operation::SignIn) => PHONE_SIGN_IN,
            (Self::Phone, Operation::SetUp) => PHONE_SET_UP,
            (Self::SecurityKey, Operation::SignIn) => KEY_SIGN_IN,
            (Self::SecurityKey, Operation::SetUp) => KEY_SET_UP,
        }
    }

    /// Returns what to do while the browser's prompt is open, in order.
    pub fn steps(self, operation: Operation) -> &'static [Message] {
        const PHONE_SIGN_IN: &[Message] = &[
            Message::PhoneStepChoose,
            Message::PhoneStepScan,
            Message::PhoneStepConfirm,
            Message::PhoneStepSignedIn,
        ];
        const PHONE_SET_UP: &[Message] = &[
            Message::PhoneStepChoose,
            Message::PhoneStepScan,
            Message::PhoneStepConfirm,
            Message::PhoneStepSaved,
        ];
        const KEY: &[Message] = &[Message::KeyStepInsert, Message::KeyStepPin, Message::KeyStepTouch];
        match (self, operation) {
            (Self::Any | Self::ThisDevice, _) => &[],
            (Self::Phone, Operation::SignIn) => PHONE_SIGN_IN,
            (Self::Phone, Operation::SetUp) => PHONE_SET_UP,
            (Self::SecurityKey, _) => KEY,
        }
    }

    /// Returns the usual causes of `problem`: browsers don't say why another device didn't answer.
    pub(super) fn usual_causes(self, problem: Problem, operation: Operation) -> Option<UsualCauses> {
        const PHONE_SIGN_IN: &[Message] = &[
            Message::PhoneCauseBluetooth,
            Message::PhoneCauseFar,
            Message::PhoneCauseScanner,
            Message::PhoneCausePasskey,
        ];
        const PHONE_SET_UP: &[Message] = &[
            Message::PhoneCauseBluetooth,
            Message::PhoneCauseFar,
            Message::PhoneCauseScanner,
            Message::PhoneCauseLock,
        ];
        const KEY_SIGN_IN: &[Message] =
            &[Message::KeyCauseTouch, Message::KeyCausePin, Message::KeyCausePasskey];
        const KEY_SET_UP: &[Message] = &[Message::KeyCauseTouch, Message::KeyCausePin, Message::KeyCauseRoom];
        let unexplained = matches!(
            problem,
            Problem::NotFoundOrCanceled
                | Problem::SignInTimedOut
                | Problem::NotOnThisDevice
                | Problem::SetUpCanceled
                | Problem::SetUpTimedOut
                | Problem::NotCompleted
                | Problem::NoCompatibleDevice
        );
        let (lead, causes) = match (self, operation) {
            (Self::Any | Self::ThisDevice, _) => return None,
            (Self::Phone, Operation::SignIn) => (Message::PhoneCauses, PHONE_SIGN_IN),
            (Self::Phone, Operation::SetUp) => (Message::PhoneCauses, PHONE_SET_UP),
            (Self::SecurityKey, Operation::SignIn) => (Message::KeyCauses, KEY_SIGN_IN),
            (Self::SecurityKey, Operation::SetUp) => (Message::KeyCauses, KEY_SET_UP),
        };
        let next_best = match (self, operation) {
            (Self::SecurityKey, Operation::SignIn) => Message::KeyNextBest,
            (Self::Any | Self::ThisDevice | Self::Phone, Operation::SignIn) => Message::PhoneNextBest,
            (_, Operation::SetUp) => Message::SetUpNextBest,
        };
        unexplained.then_some(UsualCauses { lead, causes, next_best })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Base64Url, CredentialDescriptor};

    fn request(transports: &[&[&str]]) -> RequestOptions {
        let credential = |transports: &&[&str]| CredentialDescriptor {
            kind: "public-key".to_owned(),
            id: Base64Url::encode(b"id"),
            transports: transports.iter().map(|name| (*name).to_owned()).collect(),
        };
        RequestOptions {
            challenge: Base64Url::encode(&[7]),
            timeout: None,
            rp_id: None,
            allow_credentials: transports.iter().map(credential).collect(),
            user_verification: None,
            hints: vec!["client-device".to_owned()],
            extensions: None,
        }
    }

    fn transports(options: &RequestOptions) -> Vec<&[String]> {
        options.allow_credentials.iter().map(|credential| &*credential.transports).collect()
    }

    #[test]
    fn a_phone_is_asked_by_a_hint_and_by_transports_that_allow_it() {
        let mut options = request(&[&["internal"], &["hybrid", "internal"], &[], &["usb"]]);
        Target::Phone.direct_request(&mut options);
        assert_eq!(options.hints, ["hybrid"]);
        let any: &[&str] = &[];
        assert_eq!(
            transports(&options),
            [&["internal", "hybrid"], &["hybrid", "internal"], any, &["usb", "hybrid"]],
            "if any transport is allowed, so is the phone's"
        );
    }

    #[test]
    fn a_security_key_is_asked_by_a_hint_alone() {
        let mut options = request(&[&["usb"]]);
        Target::SecurityKey.direct_request(&mut options);
        assert_eq!(options.hints, ["security-key"]);
        assert_eq!(transports(&options), [["usb"]]);
    }

    #[test]
    fn where_nobody_chose_the_backends_own_hints_stand() {
        let mut options = request(&[&["usb"]]);
        Target::Any.direct_request(&mut options);
        assert_eq!(options, request(&[&["usb"]]));
    }
}
