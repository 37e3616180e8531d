//! Latchkey, the app: the only code that touches the browser.
#![expect(unreachable_pub, reason = "leptos::component repeats `pub` on what it generates")]

mod app;
mod edge;
mod page;
mod running;
mod view;

fn main() {
    edge::panic::show_the_way_out();
    leptos::mount::mount_to_body(app::App);
}
