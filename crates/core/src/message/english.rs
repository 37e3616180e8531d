//! The catalogue itself, with the texts in English.
//!
//! Titles and bodies of the sixteen documented states are the documented wording, to the letter (the body of
//! 'Verification couldn’t be completed' is ours: the documentation has none). All else is in our own words.

use super::messages;

messages! {
    // The documented states
    A1Title = "Passkey Unavailable",
    A1Body = "Passkey login is temporarily unavailable. You can try again or sign in with your password instead.",
    A2Title = "Passkey Not Found or Canceled",
    A2Body = "No passkey was detected for this device, or the operation was canceled. Log in with your password and two-factor authentication (2FA) to proceed. After you are verified, you can set up a new passkey.",
    A3Title = "Passkey Request Timed Out",
    A3Body = "You did not respond to the passkey prompt in time. Please try again.",
    A4Title = "Passkey is not found on this device",
    A4Body = "No Passkey is set up for this device. To create one, log in with your password and 2FA. After verification, you can set up a passkey for this device. You can also choose to sign in with your password for now.",
    A5Title = "We could not verify you",
    A5Body = "We were unable to verify your biometric input. Try again or use another method to log in.",
    R1Title = "Passkey Unavailable",
    R1Body = "We could not complete the passkey setup right now. You can try again or set it up later.",
    R2Title = "Passkey Set Up Canceled",
    R2Body = "Your passkey setup was canceled. Retry or continue with your password.",
    R3Title = "Passkey Request Timed Out",
    R3Body = "You did not respond to the passkey prompt in time. Try again or set it up later.",
    R4Title = "Passkey already registered for this device",
    R4Body = "The passkey already exists for this device. You cannot register the same device twice.",
    R5Title = "Failed to register the device for passkey",
    R5Body = "We were unable to activate this device for passkeys. You can also choose to log in with your password for now.",
    R6Title = "Passkey Limit Reached",
    R6Body = "You have reached the maximum number of passkeys. Use your password or remove an existing passkey to add a new one.",
    B1Title = "Session Expired",
    B1Body = "Your session has expired; restart to continue.",
    B2Title = "Passkeys Not Supported",
    B2Body = "Your browser or device does not support passkeys. You can continue with your password or use a different device",
    B3Title = "Verification couldn’t be completed",
    B3Body = "Something went wrong on the device while it was checking you. Nothing has changed in your account. Try again, or go on another way.",
    B4Title = "No compatible device found",
    B4Body = "We could not find a compatible device for this action. Connect a supported device or use another login method.",
    B5Title = "Verification failed",
    B5Body = "We could not verify your identity. Use another sign-in method to access your account.",

    // What can be done after a problem
    TryAgain = "Try again",
    UsePassword = "Use password instead",
    SetItUpLater = "Set it up later",
    Restart = "Restart",
    UseAnotherDevice = "Use another device",
    ManagePasskeys = "Manage passkeys",
    ServiceDidNotAnswer = "The sign-in service didn’t answer as it should. What you typed is kept.",

    // Shared
    Continue = "Continue",
    Cancel = "Cancel",
    SignedInAs { name } = "Signing in as {name}",
    UseAnotherAccount = "Not you?",
    Loading = "Loading…",

    // Sign-in: who
    SignInTitle { brand } = "Sign in to {brand}",
    SignInLead = "Enter your email or username. If you have a passkey here, your browser offers it.",
    Identifier = "Email or username",
    IdentifierMissing = "Enter your email or username.",
    Or = "or",
    LookingUp = "Looking up your account…",

    // Sign-in: passkey
    PasskeyTitle = "Log in with your passkey",
    PasskeyLead = "Your device will ask for your fingerprint, face or screen lock.",
    LogInWithPasskey = "Log in with passkey",
    PreparingPrompt = "Getting your passkey request ready…",
    PromptTitle = "Continue in the passkey prompt",
    PromptLead = "Your browser or device is asking you now. Confirm with your fingerprint, face, PIN or security key.",
    Verifying = "Checking your passkey…",

    // Sign-in: password and code
    PasswordTitle = "Enter your password",
    Password = "Password",
    ShowPassword = "Show password",
    HidePassword = "Hide password",
    PasswordMissing = "Enter your password.",
    PasswordIncorrect = "That email or username and password don’t match. Check both and try again.",
    CheckingPassword = "Checking your password…",
    CodeTitle = "Enter your code",
    CodeSent { digits, to } = "We sent a {digits}-digit code to {to}.",
    Code = "Verification code",
    CodeMalformed { digits } = "Enter the {digits} digits of the code.",
    // Numbers stand where no language has to bend a word after them.
    CodeIncorrect { tries } = "That code isn’t right. Tries left: {tries}.",
    CodeExpired = "That code has expired. Ask for a new one.",
    CodeExhausted = "Too many wrong codes. Ask for a new one.",
    CheckingCode = "Checking your code…",
    SendNewCode = "Send a new code",
    SendingCode = "Sending a new code…",
    CodeSentAgain = "A new code is on its way.",
    ResendTooSoon { seconds } = "You can ask for a new code in {seconds} s.",
    TooManyTriesSeconds { seconds } = "Too many tries. Try again in {seconds} s.",
    TooManyTriesMinutes { minutes } = "Too many tries. Try again in {minutes} min.",
    InputRefused = "That can’t be right. Check what you typed.",
    SigningIn = "Signing you in…",

    // Set-up
    SetUpTitle = "Create a passkey",
    SetUpLead = "Next time, sign in with your fingerprint, face or screen lock instead of a password and a code.",
    SetUpSafe = "Your fingerprint or face never leaves your device.",
    SetUpFast = "Nothing to remember, nothing to type.",
    SetUpStrong = "It can’t be guessed, reused or given to a fake page.",
    CreatePasskey = "Create a passkey",
    DoThisLater = "I'll do this later",
    SetUpPromptLead = "Your browser or device is asking you now. Follow its steps to save your passkey.",
    Activating = "Saving your passkey…",
    CreatedTitle = "Passkey created",
    CreatedLead = "From now on you can sign in with it. Your password and codes still work if you ever need them.",
    Deferring = "One moment…",

    // Signed in
    AccountTitle { name } = "You are signed in, {name}",
    AccountName { name } = "Account: {name}",
    Passkeys = "Passkeys",
    PasskeyCount { count, limit } = "{count} of {limit}",
    NoPasskeys = "You have no passkey yet.",
    PasskeyCreated { date } = "Created {date}",
    SignOut = "Sign out",
    SigningOut = "Signing you out…",

    // Other pages
    NotFoundTitle = "This page doesn’t exist",
    NotFoundLead = "The address may be mistyped or out of date.",
    GoToSignIn = "Go to sign-in",
}
