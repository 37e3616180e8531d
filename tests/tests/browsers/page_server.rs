//! A single page on localhost, for the tests of the harness itself.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Serves a page at every path until the test process ends, and returns the origin.
pub(crate) fn serve(page: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Browsers open connections in advance that they may never use; these mustn't block the others.
            thread::spawn(move || answer(stream, page));
        }
    });
    origin
}

fn answer(mut stream: TcpStream, page: &str) {
    let Ok(other_half) = stream.try_clone() else { return };
    let head = BufReader::new(other_half).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    if head.count() == 0 {
        return;
    }
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
         content-security-policy: img-src data:\r\nconnection: close\r\n\r\n{page}",
        page.len()
    );
    // The browser may be gone already.
    let _ = stream.write_all(answer.as_bytes());
}
