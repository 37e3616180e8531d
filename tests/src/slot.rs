//! Limits how many tests use their browsers at the same time.

use std::cell::RefCell;
use std::fs::{self, File};
use std::thread;
use std::time::Duration;

use crate::installed::target_folder;

/// How many tests may use their browsers. Two cores can handle two; with more, waits time out although nothing is
/// wrong.
const SLOTS: usize = 2;

thread_local! {
    /// The slot of the journey that this thread plays.
    static OWN: RefCell<Option<Slot>> = const { RefCell::new(None) };
}

/// Waits for a slot for this thread's journey, which has it until the value that is returned is dropped.
pub(crate) fn take() -> impl Sized {
    OWN.set(Some(Slot::take()));
    Taken
}

struct Taken;

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// Leaves the rest of this thread's journey without a slot: it only waits, and another one can use the processor.
pub(crate) fn give_back() {
    OWN.set(None);
}

/// A slot that is held until this is dropped. It is a locked file, so that several test binaries, or a runner
/// that starts a process per test, share the slots, and a killed test releases its own.
struct Slot {
    _locked: File,
}

impl Slot {
    /// Waits for a free slot, however long that takes.
    fn take() -> Self {
        let folder = target_folder().join("browser-slots");
        fs::create_dir_all(&folder).expect("the folder of the browser slots should be writable");
        let files: Vec<File> = (0..SLOTS)
            .map(|slot| {
                let path = folder.join(slot.to_string());
                File::create(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            })
            .collect();
        loop {
            if let Some(free) = files.iter().position(|file| file.try_lock().is_ok()) {
                let locked = files.into_iter().nth(free).expect("the position came from this list");
                return Self { _locked: locked };
            }
            thread::sleep(Duration::from_millis(25));
        }
    }
}
