//! Limits how many tests have browsers open at the same time.

use std::fs::{self, File};
use std::thread;
use std::time::Duration;

use crate::installed::target_folder;

/// How many tests may have browsers open. Two cores can handle two; with more, waits time out although
/// nothing is wrong.
const SLOTS: usize = 2;

/// A slot that is held until this is dropped. It is a locked file, so that several test binaries, or a runner
/// that starts a process per test, share the slots, and a killed test releases its own.
pub(crate) struct Slot {
    _locked: File,
}

impl Slot {
    /// Waits for a free slot, however long that takes.
    pub(crate) fn take() -> Self {
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
            thread::sleep(Duration::from_millis(100));
        }
    }
}
