//! Further accounts for demo mode, as many as requested, for administrators to search, sort and page through.

use rusqlite::{Statement, Transaction, params};

use super::{
    dice::Dice,
    models::{MODELS, Model, Record},
    names,
    set_aside::SetAside,
};
use crate::{
    accounts::{self, AccountName},
    counts::DAY_S,
    problem::Problem,
    secret::Secret,
};

/// Returns whether there already is a crowd.
pub(super) fn is_there(tx: &Transaction<'_>) -> Result<bool, Problem> {
    Ok(accounts::by_name(tx, &AccountName::parse(&names::of(0).0)?)?.is_some())
}

/// Adds this many accounts, all with the same password.
pub(super) fn plant(
    tx: &Transaction<'_>,
    secret: &Secret,
    users: u32,
    password_hash: &str,
    now: i64,
) -> Result<(), Problem> {
    let set_aside = SetAside::new(tx)?;
    insert(tx, secret, users, password_hash, now)?;
    set_aside.bring_back(tx)
}

fn insert(
    tx: &Transaction<'_>,
    secret: &Secret,
    users: u32,
    password_hash: &str,
    now: i64,
) -> Result<(), Problem> {
    let mut people = tx.prepare(
        "INSERT INTO accounts (name, name_key, display_name, display_name_key, phone, role, password_hash,
                               user_handle, last_sign_in_at, passkeys)
         VALUES (?1, ?2, ?3, ?4, ?5, 'user', ?6, randomblob(64), ?7, ?8)",
    )?;
    let mut passkeys = Passkeys::new(tx)?;
    for number in 0..users {
        let (name, display_name) = names::of(number);
        let name = AccountName::parse(&name)?;
        let mut dice = Dice::of(number);
        // One in twenty was invited and never signed in.
        let last_sign_in_at = (dice.below(20) > 0).then(|| now - i64::from(dice.below(60 * 24 * 3600)));
        let owned = last_sign_in_at.map_or(0, |_| how_many(&mut dice));
        people.execute(params![
            name.as_str(),
            name.key(secret)?,
            display_name,
            display_name.to_lowercase(),
            format!("+49 30 23125 {:03}", number % 1000),
            password_hash,
            last_sign_in_at,
            owned,
        ])?;
        if let Some(last_sign_in_at) = last_sign_in_at {
            let account_id = tx.last_insert_rowid();
            for _ in 0..owned {
                passkeys.add(account_id, last_sign_in_at, &mut dice)?;
            }
        }
    }
    Ok(())
}

/// Picks how many passkeys an account has: about four in ten have any.
fn how_many(dice: &mut Dice) -> u32 {
    match dice.below(100) {
        0..58 => 0,
        58..79 => 1,
        79..90 => 2,
        90..96 => 3,
        96..99 => 4,
        _ => 5,
    }
}

struct Passkeys<'tx> {
    insert: Statement<'tx>,
    models: Vec<(&'static Model, Record)>,
}

impl<'tx> Passkeys<'tx> {
    fn new(tx: &'tx Transaction<'_>) -> Result<Self, Problem> {
        let insert = tx.prepare(
            "INSERT INTO passkeys (account_id, credential_id, credential, transports, name, aaguid, backup_eligible,
                                   backed_up, created_at, last_used_at, attachment, last_used_browser,
                                   last_used_system)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let models = MODELS.iter().map(|model| Ok((model, Record::of(model)?)));
        Ok(Self { insert, models: models.collect::<Result<_, Problem>>()? })
    }

    /// Adds a passkey to an account whose last sign-in was at this time. One in five was never used.
    fn add(&mut self, account_id: i64, last_sign_in_at: i64, dice: &mut Dice) -> Result<(), Problem> {
        let Some((model, record)) = dice.one_of(&self.models) else { return Ok(()) };
        let id: Vec<u8> = (0..model.id_length / 4).flat_map(|_| dice.number().to_be_bytes()).collect();
        let age = i64::from(dice.below(400)) * DAY_S;
        let unused = if dice.below(2) == 0 { 0 } else { age / i64::from(1 + dice.below(30)) };
        let used = dice.below(5) > 0;
        let client = dice.one_of(model.clients).filter(|_| used);
        self.insert.execute(params![
            account_id,
            id,
            record.with_id(&id),
            model.transports,
            dice.one_of(model.names),
            model.aaguid(),
            model.synced,
            last_sign_in_at - age,
            used.then_some(last_sign_in_at - unused),
            model.attachment,
            client.map(|(browser, _)| browser.code()),
            client.map(|(_, system)| system.code()),
        ])?;
        Ok(())
    }
}
