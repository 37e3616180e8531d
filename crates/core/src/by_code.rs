//! Closed lists whose entries are each written as a code.

/// Implements serialization for a type that has `ALL`: each entry is written as the code that the given
/// method returns, and any other string is refused.
macro_rules! serde_by_code {
    ($type:ty, $code:ident) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::ALL
                    .into_iter()
                    .find(|entry| entry.$code() == code)
                    .ok_or_else(|| serde::de::Error::custom("not in the list"))
            }
        }
    };
}

pub(crate) use serde_by_code;
