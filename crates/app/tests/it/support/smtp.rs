//! A small mail server for stories: takes what it is given and can be told to refuse, to break off, or to sleep.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server meets the next mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Takes them.
    Takes,
    /// 550: never.
    Refuses,
    /// 451: later.
    Busy,
    /// Breaks off after the text, before it says that it has it.
    BreaksOff,
    /// Says nothing for longer than anybody waits, once it knows for whom a mail is.
    Sleeps,
    /// Answers when nobody waits any more, and then all at once.
    AnswersLate,
    /// 554 in its greeting.
    Closed,
    /// 550 to whoever we say we are.
    KnowsUsNot,
    /// 550 5.7.1 to every recipient: it carries nothing for us.
    Relays,
}

/// The server.
#[derive(Debug, Clone)]
pub struct Sink {
    /// Where it listens.
    pub port: u16,
    mood: Arc<Mutex<Mood>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    /// Begins to listen.
    pub async fn start() -> Sink {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let sink = Sink {
            port: listener.local_addr().expect("its address").port(),
            mood: Arc::new(Mutex::new(Mood::Takes)),
            taken: Arc::default(),
        };
        let server = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move { drop(server.talk(stream).await) });
            }
        });
        sink
    }

    /// How it meets what comes now.
    pub fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner) = mood;
    }

    fn mood(&self) -> Mood {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it has taken, as it was sent.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        if self.mood() == Mood::Closed {
            return stream.write_all(b"554 5.3.2 no service here\r\n").await;
        }
        stream.write_all(b"220 sink\r\n").await?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let verb = line.split([' ', '\r']).next().unwrap_or_default().to_ascii_uppercase();
            let answer: &[u8] = match (verb.as_str(), self.mood()) {
                ("EHLO" | "HELO", _) => b"250-sink\r\n250 8BITMIME\r\n",
                ("MAIL", Mood::KnowsUsNot) => b"550 5.1.8 no such sender\r\n",
                ("RCPT", Mood::Relays) => b"550 5.7.1 relaying denied\r\n",
                ("RCPT", Mood::AnswersLate) => {
                    tokio::time::sleep(Duration::from_millis(1_500)).await;
                    b"250 fine at last\r\n"
                }
                ("RCPT", Mood::Refuses) => b"550 5.1.1 no such mailbox\r\n",
                ("RCPT", Mood::Busy) => b"451 4.3.2 come later\r\n",
                ("RCPT", Mood::Sleeps) => {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                    return Ok(());
                }
                ("DATA", _) => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let text = data(&mut stream).await?;
                    self.taken.lock().unwrap_or_else(PoisonError::into_inner).push(text);
                    if self.mood() == Mood::BreaksOff {
                        return Ok(());
                    }
                    b"250 taken\r\n"
                }
                ("QUIT", _) => b"221 bye\r\n",
                _ => b"250 fine\r\n",
            };
            stream.write_all(answer).await?;
        }
    }
}

/// The text up to the lonely dot.
async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
