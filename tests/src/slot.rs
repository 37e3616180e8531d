//! A place on the machine: so many tests may have browsers open at the same time.

use std::fs::{self, File};
use std::thread;
use std::time::Duration;

use crate::installed::target_folder;

/// Two cores carry two browsers; with more, waits run out although nothing is wrong.
const SLOTS: usize = 2;

/// A place that is held until it is dropped. It is a locked file, so that several test binaries, or a runner that
/// starts a process per test, share the places, and a killed test gives its own back.
pub(crate) struct Slot {
    _locked: File,
}

impl Slot {
    /// Waits for a free place, as long as it takes.
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
