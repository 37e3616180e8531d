//! The server that browsers connect to. It forwards everything to the backend, but makes a page wait until its
//! program is built.

use std::{
    io::{self, Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::atomic::{AtomicU16, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::looked_at::{LookedAt, asked_for};

/// How long a browser waits for a backend that is restarting.
const PATIENCE: Duration = Duration::from_secs(20);

/// The way to the backend, which gets another port whenever it restarts.
#[derive(Default)]
pub(crate) struct Way(AtomicU16);

impl Way {
    pub(crate) fn leads_to(&self, port: u16) {
        self.0.store(port, Ordering::Relaxed);
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let end = Instant::now() + PATIENCE;
        loop {
            match TcpStream::connect(("127.0.0.1", self.0.load(Ordering::Relaxed))) {
                Err(_) if Instant::now() < end => thread::sleep(Duration::from_millis(50)),
                connected => return connected,
            }
        }
    }
}

/// Accepts connections until this process ends.
pub(crate) fn serve(listener: &TcpListener, way: &Way, looked_at: &LookedAt) {
    thread::scope(|scope| {
        for browser in listener.incoming().flatten() {
            // A broken connection concerns only its browser, which opens another.
            scope.spawn(|| pass_on(browser, way, looked_at).ok());
        }
    });
}

fn pass_on(mut browser: TcpStream, way: &Way, looked_at: &LookedAt) -> io::Result<()> {
    let mut backend = way.connect()?;
    let (mut answers, mut answered) = (backend.try_clone()?, browser.try_clone()?);
    let back = thread::spawn(move || {
        // Either side may close first.
        let _ = io::copy(&mut answers, &mut answered);
        let _ = answered.shutdown(Shutdown::Both);
    });
    let mut buffer = [0; 16 * 1024];
    loop {
        let read = browser.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        // A browser sends its next request only after the answer, so a request's head begins what is read.
        if let Some(program) = asked_for(&String::from_utf8_lossy(&buffer[..read])) {
            looked_at.opens(program);
        }
        backend.write_all(&buffer[..read])?;
    }
    let _ = backend.shutdown(Shutdown::Both);
    let _ = back.join();
    Ok(())
}
