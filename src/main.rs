//! The program of `index.html`.

fn main() {
    latchkey_app::sign_in();
}
