//! The program behind `index.html`.

fn main() {
    latchkey_app::sign_in();
}
