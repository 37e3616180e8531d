//! The one tokio runtime on which the asynchronous `WebDriver` and HTTP clients run.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};

/// Waits for a future. It may be called from any test's thread, as the runtime outlives every test.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME
        .get_or_init(|| {
            Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build()
                .expect("the tokio runtime should start")
        })
        .block_on(future)
}
