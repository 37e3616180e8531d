//! The program of `gallery.html`.

fn main() {
    latchkey_app::gallery();
}
