//! A plain file server, without routes, extra headers or a backend.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// Serves a folder until the test process ends, and returns the origin.
pub(crate) fn serve_files(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let folder: Arc<Path> = folder.into();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = Arc::clone(&folder);
            // Browsers open connections in advance that they may never use; these mustn't block the others.
            thread::spawn(move || answer(stream, &folder));
        }
    });
    origin
}

fn answer(mut stream: TcpStream, folder: &Path) {
    let Ok(other_half) = stream.try_clone() else { return };
    let head: Vec<String> = BufReader::new(other_half)
        .lines()
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .collect();
    let Some(target) = head.first().and_then(|line| line.split(' ').nth(1)) else { return };
    let path = target.split('?').next().unwrap_or_default().trim_matches('/');
    let mut file = folder.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    let kind = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let (status, content) =
        fs::read(&file).map_or(("404 Not Found", Vec::new()), |content| ("200 OK", content));
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        content.len()
    );
    // The browser may be gone already.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&content));
}
