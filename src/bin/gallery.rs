//! The program behind `gallery.html`.

fn main() {
    latchkey_app::gallery();
}
