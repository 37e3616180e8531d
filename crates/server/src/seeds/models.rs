//! The passkeys of a crowd: real credential records, with a public key whose private key nobody has.

use latchkey_core::user_agent::{Browser, System};
use webauthn_rs_core::proto::{
    AttestationFormat, COSEAlgorithm, COSEEC2Key, COSEKey, COSEKeyType, Credential, ECDSACurve,
    ParsedAttestation, RegisteredExtensions, UserVerificationPolicy,
};

use crate::{base64url, problem::Problem};

/// A model of authenticator.
pub(super) struct Model {
    /// The AAGUID; zero if it isn't reported.
    aaguid: u128,
    /// The attachment at registration.
    pub(super) attachment: Option<&'static str>,
    /// The transports, as a JSON array.
    pub(super) transports: &'static str,
    /// Whether its passkeys are synced.
    pub(super) synced: bool,
    /// How long its credential IDs are, in bytes; a multiple of four.
    pub(super) id_length: usize,
    /// What users call its passkeys.
    pub(super) names: &'static [&'static str],
    /// The clients that it is used with.
    pub(super) clients: &'static [(Browser, System)],
}

/// Some models in use; the more common ones appear more than once.
pub(super) const MODELS: [Model; 9] =
    [ICLOUD, ICLOUD, GOOGLE, GOOGLE, HELLO, ONE_PASSWORD, PHONE, YUBIKEY, UNTOLD];

const BOTH: &str = r#"["hybrid","internal"]"#;

const ICLOUD: Model = Model {
    aaguid: 0xfbfc_3007_154e_4ecc_8c0b_6e02_0557_d7bd,
    attachment: Some("platform"),
    transports: BOTH,
    synced: true,
    id_length: 20,
    names: &["This device", "iPhone", "MacBook", "iPad"],
    clients: &[
        (Browser::Safari, System::Ios),
        (Browser::Safari, System::Macos),
        (Browser::Chrome, System::Macos),
    ],
};

const GOOGLE: Model = Model {
    aaguid: 0xea9b_8d66_4d01_1d21_3ce4_b6b4_8cb5_75d4,
    attachment: Some("platform"),
    transports: BOTH,
    synced: true,
    id_length: 16,
    names: &["This device", "Pixel", "Phone"],
    clients: &[(Browser::Chrome, System::Android), (Browser::Chrome, System::Windows)],
};

const HELLO: Model = Model {
    aaguid: 0x0898_7058_cadc_4b81_b6e1_30de_50dc_be96,
    attachment: Some("platform"),
    transports: r#"["internal"]"#,
    synced: false,
    id_length: 32,
    names: &["This device", "Work laptop", "Desk"],
    clients: &[(Browser::Edge, System::Windows), (Browser::Firefox, System::Windows)],
};

const ONE_PASSWORD: Model = Model {
    aaguid: 0xbada_5566_a7aa_401f_bd96_4561_9a55_120d,
    attachment: Some("platform"),
    transports: BOTH,
    synced: true,
    id_length: 16,
    names: &["This device", "Password manager"],
    clients: &[(Browser::Firefox, System::Linux), (Browser::Chrome, System::Macos)],
};

const PHONE: Model = Model {
    aaguid: 0xfbfc_3007_154e_4ecc_8c0b_6e02_0557_d7bd,
    attachment: Some("cross-platform"),
    transports: BOTH,
    synced: true,
    id_length: 20,
    names: &["Phone", "My phone"],
    clients: &[(Browser::Chrome, System::Windows), (Browser::Edge, System::Windows)],
};

const YUBIKEY: Model = Model {
    aaguid: 0x2fc0_579f_8113_47ea_b116_bb5a_8db9_202a,
    attachment: Some("cross-platform"),
    transports: r#"["nfc","usb"]"#,
    synced: false,
    id_length: 48,
    names: &["Security key", "Spare key", "Key ring"],
    clients: &[(Browser::Firefox, System::Linux), (Browser::Chrome, System::Windows)],
};

const UNTOLD: Model = Model {
    aaguid: 0,
    attachment: None,
    transports: "[]",
    synced: false,
    id_length: 32,
    names: &["Passkey"],
    clients: &[(Browser::Other, System::Other), (Browser::Opera, System::Windows)],
};

impl Model {
    pub(super) fn aaguid(&self) -> [u8; 16] {
        self.aaguid.to_be_bytes()
    }
}

/// A model's credential record as JSON, in two parts: before and after the credential ID.
pub(super) struct Record {
    before: String,
    behind: String,
}

impl Record {
    /// Builds the record of this model.
    pub(super) fn of(model: &Model) -> Result<Self, Problem> {
        let marker = b"a credential id";
        let credential = Credential {
            cred_id: marker.to_vec(),
            cred: public_key(),
            counter: 0,
            transports: None,
            user_verified: true,
            backup_eligible: model.synced,
            backup_state: model.synced,
            registration_policy: UserVerificationPolicy::Required,
            extensions: RegisteredExtensions::none(),
            attestation: ParsedAttestation::default(),
            attestation_format: AttestationFormat::None,
        };
        let text = serde_json::to_string(&credential)?;
        let (before, behind) = text.split_once(&base64url::encode(marker)).ok_or(Problem::Internal)?;
        Ok(Self { before: before.to_owned(), behind: behind.to_owned() })
    }

    /// Returns the record with this credential ID.
    pub(super) fn with_id(&self, id: &[u8]) -> String {
        [&self.before, &*base64url::encode(id), &self.behind].concat()
    }
}

/// Returns a point on P-256 whose x-coordinate is the SHA-256 of 'latchkey demonstration passkey 2', the
/// first such hash that is one, so that nobody knows its private key.
fn public_key() -> COSEKey {
    const X: [u8; 32] = [
        0x22, 0x9b, 0x66, 0xe9, 0xba, 0xb5, 0x39, 0x31, 0x9a, 0x3f, 0x9a, 0x09, 0x20, 0xb1, 0x33, 0x1b, 0xf9,
        0xf0, 0xb0, 0x78, 0x26, 0x35, 0xe8, 0x4d, 0x1d, 0xff, 0x82, 0xb4, 0x4a, 0xb4, 0x29, 0x82,
    ];
    const Y: [u8; 32] = [
        0xbb, 0xb4, 0xbd, 0xea, 0x34, 0xf5, 0x43, 0xf2, 0x34, 0x17, 0x60, 0x8c, 0x23, 0x83, 0xdb, 0x75, 0x08,
        0xaf, 0xb3, 0x49, 0xa0, 0xf1, 0xdf, 0x86, 0x6c, 0xd3, 0x4a, 0xf6, 0x93, 0x35, 0x18, 0x3e,
    ];
    COSEKey {
        type_: COSEAlgorithm::ES256,
        key: COSEKeyType::EC_EC2(COSEEC2Key { curve: ECDSACurve::SECP256R1, x: X.to_vec(), y: Y.to_vec() }),
    }
}
