use crate::flow::*;
use crate::{Example,Exemplified};
macro_rules! stub { ($($t:ident),+) => { $(impl Exemplified for $t { fn examples() -> Vec<Example<Self>> { Vec::new() } fn look(&self) -> String { String::new() } fn presses(&self) -> Vec<(String, Self::Event)> { Vec::new() } })+ } }
stub!(SetUp, UserSecurity);
