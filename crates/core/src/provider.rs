//! The provider that keeps a passkey, by its authenticator's AAGUID: a name that users recognize.
//!
//! Only well-known providers are listed; an ID that isn't listed has no name. The IDs are those of the list
//! that the community maintains at <https://github.com/passkeydeveloper/passkey-authenticator-aaguids>
//! (`combined_aaguid.json`, which takes security keys from the FIDO Metadata Service). The names are those by
//! which users know the product, without editions and profiles. To add a provider, take the ID from there and
//! insert it in order: the table is sorted by ID, which a test checks. Never base a decision on the provider:
//! without attestation, anyone can claim any AAGUID.

/// Returns the name of the provider whose authenticators have this AAGUID, given as text with hyphens (RFC
/// 9562 §4).
pub fn name(aaguid: &str) -> Option<&'static str> {
    let aaguid = aaguid.to_ascii_lowercase();
    let index = PROVIDERS.binary_search_by(|(id, _)| id.cmp(&aaguid.as_str())).ok()?;
    PROVIDERS.get(index).map(|(_, name)| *name)
}

/// AAGUIDs and the names of their providers, sorted by AAGUID.
const PROVIDERS: &[(&str, &str)] = &[
    ("03012cb7-4fb2-42e7-9e8d-a81f10e2a5e9", "YubiKey 5 with Lightning"),
    ("08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello"),
    ("0a357157-9b18-4c8a-920e-d156e972b2f8", "YubiKey 5"),
    ("0bb43545-fd2c-4185-87dd-feb0b2916ace", "Security Key NFC by Yubico"),
    ("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6", "Keeper"),
    ("0ebd9f2c-f685-441c-8c3e-a02a234a840a", "YubiKey 5 with NFC"),
    ("12755c32-8ad1-46eb-881c-e0b38d848b09", "Feitian ePass"),
    ("12ded745-4bed-47d4-abaa-e713f51d6393", "Feitian AllinOne"),
    ("149a2021-8ef6-4133-96b8-81f8d5b7f1f5", "Security Key NFC by Yubico"),
    ("17290f1e-c212-34d0-1423-365d729f09d9", "Thales"),
    ("19083c3d-8383-4b18-bc03-8f1c9ab2fd1b", "YubiKey 5"),
    ("1ac71f64-468d-4fe0-bef1-0e5f2f551f18", "YubiKey 5 with NFC"),
    ("20ac7a17-c814-4833-93fe-539f0d5e3389", "YubiKey 5"),
    ("22248c4c-7a12-46e2-9a41-44291b373a4d", "LogMeOnce"),
    ("234cd403-35a2-4cc2-8015-77ea280c77f5", "Feitian ePass NFC"),
    ("24673149-6c86-42e7-98d9-433fb5b73296", "YubiKey 5 with Lightning"),
    ("260e3021-482d-442d-838c-7edfbe153b7e", "Feitian ePass NFC"),
    ("2bff89f2-323a-48fc-b7c8-9ff7fe87c07e", "Feitian BioPass"),
    ("2cd2f727-f6ca-44da-8f48-5c2e5da000a2", "Nitrokey 3"),
    ("2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey 5 with NFC"),
    ("34744913-4f57-4e6e-a527-e9ec3c4b94e6", "YubiKey Bio"),
    ("39589099-9a75-49fc-afaa-801ca211c62a", "Feitian ePass NFC"),
    ("39a5647e-1853-446c-a1f6-a79bae9f5bc7", "IDmelon"),
    ("3a662962-c6d4-4023-bebb-98ae92e78e20", "YubiKey 5 FIPS with Lightning"),
    ("3b24bf49-1d45-4484-a917-13175df0867b", "YubiKey 5 with Lightning"),
    ("3e22415d-7fdf-4ea4-8a0c-dd60c4249b9d", "Feitian iePass"),
    ("41e39911-c669-4811-b860-c6ad0b411b96", "YubiKey 5 with NFC"),
    ("42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3", "Google Titan Security Key"),
    ("42df17de-06ba-4177-a2bb-6701be1380d6", "Feitian BioPass"),
    ("4599062e-6926-4fe7-9566-9e8fb1aedaa0", "YubiKey 5"),
    ("47ab2fb4-66ac-4184-9ae1-86be814012d5", "Security Key NFC by Yubico"),
    ("4c0cf95d-2f40-43b5-ba42-4c83a11c04ba", "Feitian BioPass"),
    ("50726f74-6f6e-5061-7373-50726f746f6e", "Proton Pass"),
    ("524de2de-982f-49b4-a769-2b5e3b73ad79", "YubiKey 5"),
    ("531126d6-e717-415c-9320-3d9aa6981239", "Dashlane"),
    ("53414d53-554e-4700-0000-000000000000", "Samsung Pass"),
    ("57f7de54-c807-4eab-b1c6-1c9be7984e92", "YubiKey 5 FIPS"),
    ("6028b017-b1d4-4c02-b4b3-afcdafc96bb2", "Windows Hello"),
    ("662ef48a-95e2-4aaa-a6c1-5b9c40375824", "YubiKey 5 with NFC"),
    ("66a0ccb3-bd6a-191f-ee06-e375c50b9846", "Thales"),
    ("6ab56fad-881f-4a43-acb2-0be065924522", "YubiKey 5 with NFC"),
    ("6bb49926-160a-4306-a100-4eb39ba6ac45", "AVG Password Manager"),
    ("6d44ba9b-f6ec-2e49-b930-0c8fe920cb73", "Security Key NFC by Yubico"),
    ("6ec5cff2-a0f9-4169-945b-f33b563f7b99", "YubiKey Bio"),
    ("72c6b72d-8512-4c66-8359-9d3d10d9222f", "Security Key NFC by Yubico"),
    ("73bb0cd4-e502-49b8-9c6f-b59445bf720b", "YubiKey 5 FIPS"),
    ("7409272d-1ff9-4e10-9fc9-ac0019c124fd", "YubiKey Bio"),
    ("77010bd7-212a-4fc9-b236-d2ca5e9d4084", "Feitian BioPass"),
    ("771b48fd-d3d4-4f74-9232-fc157ab0507a", "Edge on Mac"),
    ("78ba3993-d784-4f44-8d6e-cc0a8ad5230e", "Feitian ePass NFC"),
    ("79f3c8ba-9e35-484b-8f47-53a5a0f5c630", "YubiKey 5 FIPS with NFC"),
    ("7b96457d-e3cd-432b-9ceb-c9fdd7ef7432", "YubiKey 5 FIPS with Lightning"),
    ("7d1351a6-e097-4852-b8bf-c9ac5c9ce4a3", "YubiKey Bio"),
    ("7dab85a5-d16d-4eaf-a7ef-4c1385b151c5", "YubiKey 5 with NFC"),
    ("820d89ed-d65a-409e-85cb-f73f0578f82a", "IDmelon"),
    ("833b721a-ff5f-4d00-bb2e-bdda3ec01e29", "Feitian ePass"),
    ("83c47309-aabb-4108-8470-8be838b573cb", "YubiKey Bio"),
    ("85203421-48f9-4355-9bc8-8a53846e5083", "YubiKey 5 FIPS with Lightning"),
    ("8836336a-f590-0921-301d-46427531eee6", "Thales"),
    ("8876631b-d4a0-427f-5773-0ec71c9e0279", "Solo"),
    ("891494da-2c90-4d31-a9cd-4eab0aed1309", "Sésame"),
    ("8c39ee86-7f9a-4a95-9ba3-f6b097e5c2ee", "YubiKey Bio"),
    ("905b4cb4-ed6f-4da9-92fc-45e0d4e9b5c7", "YubiKey 5 FIPS"),
    ("90636e1f-ef82-43bf-bdcf-5255f139d12f", "YubiKey Bio"),
    ("97e6a830-c952-4740-95fc-7c78dc97ce47", "YubiKey Bio"),
    ("9a3f2abd-a73d-439c-9ee7-1b53a857eaa7", "YubiKey 5 with NFC"),
    ("9addb28c-b46f-4402-808f-019651441ff3", "KeePassPasskey"),
    ("9ddd1817-af5a-4672-a2b9-3e3dd95000a9", "Windows Hello"),
    ("9eb7eabc-9db5-49a1-b6c3-555a802093f4", "YubiKey 5 with NFC"),
    ("9ff4cc65-6154-4fff-ba09-9e2af7882ad2", "Security Key NFC by Yubico"),
    ("a02140b7-0cbd-42e1-a9b5-a39da2545114", "Feitian BioPass"),
    ("a02167b9-ae71-4ac7-9a07-06432ebb6f1c", "YubiKey 5 with Lightning"),
    ("a10c6dd9-465e-4226-8198-c7c44b91c555", "Kaspersky Password Manager"),
    ("a11a5faa-9f32-4b8c-8c5d-2f7d13e8c942", "AliasVault"),
    ("a25342c0-3cdc-4414-8e46-f4807fca511c", "YubiKey 5 with NFC"),
    ("a4a2d88e-9796-4356-9164-e2a5a8bd019c", "Avast Password Manager"),
    ("a4e9fc6d-4cbe-4758-b8ba-37598bb5bbaa", "Security Key NFC by Yubico"),
    ("ab32f0c6-2239-afbb-c470-d2ef4e254db7", "Token2"),
    ("ad08c78a-4e41-49b9-86a2-ac15b06899e2", "YubiKey Bio"),
    ("adce0002-35bc-c60a-648b-0b25f1f05503", "Chrome on Mac"),
    ("b2c1a50b-dad8-4dc7-ba4d-0ce9597904bc", "YubiKey 5 with NFC"),
    ("b35a26b2-8f6e-4697-ab1d-d44db4da28c6", "Zoho Vault"),
    ("b5397666-4885-aa6b-cebf-e52262a439a2", "Chromium"),
    ("b6ede29c-3772-412c-8a78-539c1f4c62d2", "Feitian BioPass"),
    ("b78a0a55-6ef8-d246-a042-ba0f6d55050c", "LastPass"),
    ("b7d3f68e-88a6-471e-9ecf-2df26d041ede", "Security Key NFC by Yubico"),
    ("b84e4048-15dc-4dd0-8640-f4f60813c8af", "NordPass"),
    ("b90e7dc1-316e-4fee-a25a-56a666a670fe", "YubiKey 5 with Lightning"),
    ("b92c3f9a-c014-4056-887f-140a2501163b", "Security Key by Yubico"),
    ("b93fd961-f2e6-462f-b122-82002247de78", "Android"),
    ("bada5566-a7aa-401f-bd96-45619a55120d", "1Password"),
    ("c1f9a0bc-1dd2-404a-b27f-8e29047a43fd", "YubiKey 5 FIPS with NFC"),
    ("c3479970-e58a-4f70-836f-853bf42fb063", "YubiKey 5 with Lightning"),
    ("c5ef55ff-ad9a-4b9f-b580-adebafe026d0", "YubiKey 5 with Lightning"),
    ("cb69481e-8ff7-4039-93ec-0a2729a154a8", "YubiKey 5"),
    ("cd69adb5-3c7a-deb9-3177-6800ea6cb72a", "Thales"),
    ("d3452668-01fd-4c12-926c-83a4204853aa", "Microsoft Password Manager"),
    ("d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden"),
    ("d7781e5d-e353-46aa-afe2-3ca49f13332a", "YubiKey 5 with NFC"),
    ("d8522d9f-575b-4866-88a9-ba99fa02f35b", "YubiKey Bio"),
    ("d9be9d39-e6a6-4c28-a581-32b044d986e4", "Sticky Password Manager"),
    ("dd4ec289-e01d-41c9-bb89-70fa845d4bf2", "Apple Passwords (managed)"),
    ("dd86a2da-86a0-4cbe-b462-4bd31f57bc6f", "YubiKey Bio"),
    ("de503f9c-21a4-4f76-b4b7-558eb55c6f89", "Devolutions"),
    ("e77e3c64-05e3-428b-8824-0cbeb04b829d", "Security Key NFC by Yubico"),
    ("e7db2bd3-f2fe-4d71-ad78-7e7aa166cfd1", "Avira Password Manager"),
    ("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager"),
    ("eabb46cc-e241-80bf-ae9e-96fa6d2975cf", "Token2"),
    ("eaecdef2-1c31-5634-8639-f1cbd9c00a08", "KeePassDX"),
    ("ed042a3a-4b22-4455-bb69-a267b652ae7e", "Security Key NFC by Yubico"),
    ("ee041bce-25e5-4cdb-8f86-897fd6418464", "Feitian ePass NFC"),
    ("ee882879-721c-4913-9775-3dfcce97072a", "YubiKey 5"),
    ("f3809540-7f14-49c1-a8b3-8f813b225541", "Enpass"),
    ("f4ce5fc0-57d3-46f5-a736-efb7d5bc63b5", "YubiKey 5 with NFC"),
    ("f8a011f3-8c0a-4d15-8006-17111f9edc7d", "Security Key by Yubico"),
    ("fa2b99dc-9e39-4257-8f92-4a30d23c4118", "YubiKey 5 with NFC"),
    ("fa37f553-f9b6-4adb-ac53-8bbb57ebdf0d", "Norton Password Manager"),
    ("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Apple Passwords"),
    ("fcc0118f-cd45-435b-8da1-9782b2da0715", "YubiKey 5 FIPS with NFC"),
    ("fdb141b2-5d84-443e-8a35-4698c205a502", "KeePassXC"),
    ("ff4dac45-ede8-4ec2-aced-cf66103f4335", "YubiKey 5"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_each_id_is_in_it_once() {
        assert!(PROVIDERS.is_sorted_by(|(one, _), (next, _)| one < next));
    }

    #[test]
    fn every_id_is_a_uuid_in_lower_case_and_every_name_says_something() {
        for (id, name) in PROVIDERS {
            let lengths: Vec<_> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
            let digits = |c: char| c == '-' || c.is_ascii_digit() || ('a'..='f').contains(&c);
            assert!(id.chars().all(digits), "{id}");
            assert!(!name.is_empty() && name.trim() == *name, "{id}: {name:?}");
        }
    }

    #[test]
    fn every_provider_is_found_by_its_id() {
        for (id, expected) in PROVIDERS {
            assert_eq!(name(id), Some(*expected));
            assert_eq!(name(&id.to_ascii_uppercase()), Some(*expected));
        }
        assert_eq!(name("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"), Some("Google Password Manager"));
    }

    #[test]
    fn an_unknown_id_and_what_is_none_have_no_name() {
        for unknown in
            ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "", "1Password"]
        {
            assert_eq!(name(unknown), None, "{unknown}");
        }
    }
}
