//! `nhipcau admin`: for whoever keeps the server when nobody can sign in any more.

use super::{Common, Outcome, say};
use crate::features::accounts::{actions, password};
use crate::rights::Administrator;
use clap::{Args, Subcommand};
use domain::time::Clock as _;
use domain::time::SystemClock;
use tables::person;

/// Arguments of `nhipcau admin`.
#[derive(Debug, Args)]
pub struct AdminArgs {
    #[command(subcommand)]
    act: Act,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Makes an administrator; the password is read from standard input
    Create {
        /// Full name
        #[arg(long)]
        name: String,
        /// Address to sign in with
        #[arg(long)]
        email: String,
    },
    /// Gives an account a new password, read from standard input, and ends its sessions
    Password {
        /// Address of the account
        #[arg(long)]
        email: String,
    },
    /// Unlocks an account
    Unlock {
        /// Address of the account
        #[arg(long)]
        email: String,
    },
}

/// Runs the command.
pub async fn run(args: AdminArgs) -> Outcome {
    let app = super::serve::open(&args.common, false).await?;
    let now = SystemClock.now();
    let house = Administrator::system();
    let tx = app.db.write().await.map_err(|e| e.to_string())?;
    let done = match &args.act {
        Act::Create { name, email } => {
            let hash = hash(read_password(name, email)?).await?;
            let email = email.trim().to_lowercase();
            actions::make_by_house(&tx, now, house, (name, &email, hash), true)
                .await
                .map_err(|e| e.to_string())?;
            format!("{email} is an administrator now.")
        }
        Act::Password { email } => {
            let who = find(&tx, email).await?;
            let hash = hash(read_password(&who.name, email)?).await?;
            actions::set_password(&tx, now, house.by(), who.id, hash, None)
                .await
                .map_err(|e| e.to_string())?;
            format!("{} has a new password; all sessions ended.", who.email)
        }
        Act::Unlock { email } => {
            let who = find(&tx, email).await?;
            actions::unlock(&tx, now, &house, who.id).await.map_err(|e| e.to_string())?;
            format!("{} is unlocked.", who.email)
        }
    };
    tx.commit().await.map_err(|e| e.to_string())?;
    say(done);
    app.db.close().await.map_err(|e| e.to_string())
}

async fn find(tx: &db::WriteTx, email: &str) -> Result<person::Model, String> {
    let email = email.trim().to_lowercase();
    let found = person::by_email(&email).one(tx).await.map_err(|e| e.to_string())?;
    found.ok_or_else(|| format!("Nobody signs in with {email}."))
}

/// One line of standard input: a password on the command line would stay in the shell's history.
fn read_password(name: &str, email: &str) -> Result<String, String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|e| format!("Cannot read the password: {e}."))?;
    let line = line.trim_end_matches(['\n', '\r']).to_owned();
    match password::weakness(&line, name, email) {
        None => Ok(line),
        Some(_) => Err(format!(
            "Choose a password of {} letters or more that does not hold the name, the address or a common word. Send it on standard input.",
            password::LETTERS_MIN
        )),
    }
}

async fn hash(password: String) -> Result<String, String> {
    password::hash(password).await.map_err(|e| e.to_string())
}
