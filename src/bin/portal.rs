//! The program of `portal.html`.

fn main() {
    latchkey_app::portal();
}
