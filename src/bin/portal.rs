//! The program behind `portal.html`.

fn main() {
    latchkey_app::portal();
}
