//! Connections: listening on both loopback addresses, and cutting a connection without a response.

use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// A connection, as handlers see it.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    /// The client's address.
    pub(crate) peer: SocketAddr,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    cut: AtomicBool,
    spoilt: AtomicBool,
}

impl Connection {
    /// Closes the connection, and writes nothing more to it.
    pub(crate) fn cut(&self) {
        self.state.cut.store(true, Ordering::Release);
    }

    /// Does the same after sending a response head that no client accepts. A browser takes a connection that
    /// ends without a single byte for a stale one and silently resends the request on another; after this
    /// head it doesn't.
    pub(crate) fn cut_for_good(&self) {
        self.state.spoilt.store(true, Ordering::Release);
        self.cut();
    }
}

impl Connected<IncomingStream<'_, Loopback>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Loopback>) -> Self {
        stream.remote_addr().clone()
    }
}

/// Listeners on `127.0.0.1` and, if IPv6 is available, on `::1`: browsers use either for `localhost`.
#[derive(Debug)]
pub(crate) struct Loopback {
    v4: TcpListener,
    v6: Option<TcpListener>,
}

impl Loopback {
    /// Listens on this port of both addresses; 0 means any port that is free on both.
    pub(crate) async fn bind(port: u16) -> io::Result<Self> {
        const TRIES: usize = 16;
        for _ in 1..TRIES {
            match Self::bind_once(port).await {
                Err(error) if port == 0 && error.kind() == io::ErrorKind::AddrInUse => {}
                outcome => return outcome,
            }
        }
        Self::bind_once(port).await
    }

    async fn bind_once(port: u16) -> io::Result<Self> {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = v4.local_addr()?.port();
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            Ok(v6) => Ok(Self { v4, v6: Some(v6) }),
            // Another process there would get half of the requests to localhost.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
            Err(_) => Ok(Self { v4, v6: None }),
        }
    }

    /// Returns the port that was bound.
    pub(crate) fn port(&self) -> io::Result<u16> {
        Ok(self.v4.local_addr()?.port())
    }

    async fn accept_either(&self) -> io::Result<(TcpStream, SocketAddr)> {
        match &self.v6 {
            Some(v6) => tokio::select! {
                accepted = self.v4.accept() => accepted,
                accepted = v6.accept() => accepted,
            },
            None => self.v4.accept().await,
        }
    }
}

impl Listener for Loopback {
    type Io = Stream;
    type Addr = Connection;

    async fn accept(&mut self) -> (Stream, Connection) {
        loop {
            match self.accept_either().await {
                Ok((stream, peer)) => {
                    let connection = Connection { peer, state: Arc::default() };
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!(%error, "a connection may respond with a delay");
                    }
                    return (Stream { stream, state: Arc::clone(&connection.state) }, connection);
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    // The process may be out of file descriptors, which is temporary.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<Connection> {
        Ok(Connection { peer: self.v4.local_addr()?, state: Arc::default() })
    }
}

/// A response head that contradicts itself, which RFC 9112 §6.3 requires every client to reject.
const UNACCEPTABLE: &[u8] = b"HTTP/1.1 200\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n";

/// A connection's bytes, until it is cut.
#[derive(Debug)]
pub(crate) struct Stream {
    stream: TcpStream,
    state: Arc<State>,
}

impl Stream {
    fn poll_uncut(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.state.cut.load(Ordering::Acquire) {
            return Poll::Ready(Ok(()));
        }
        if self.state.spoilt.load(Ordering::Acquire) {
            ready!(Pin::new(&mut self.stream).poll_write(cx, UNACCEPTABLE))?;
            self.state.spoilt.store(false, Ordering::Release);
        }
        Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()))
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_uncut(cx))?;
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_uncut(cx))?;
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_uncut(cx))?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
