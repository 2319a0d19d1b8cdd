//! Results as JSON text, so that they cross into JavaScript as one string: no call for each member, and a tenth of the code that
//! general serializers bring into the module.

use std::fmt::Display;

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

/// Why a value has no JSON: its kind is none of those that results are made of.
#[derive(Debug)]
pub struct NoJson;

impl Display for NoJson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the result cannot be written as JSON")
    }
}

impl std::error::Error for NoJson {}

impl serde::ser::Error for NoJson {
    fn custom<T: Display>(_: T) -> Self {
        NoJson
    }
}

/// The JSON text of a value, of about so many bytes: a text that grows by doubling would take three times its room. Numbers that
/// are no integers keep six decimals.
pub fn text(value: &impl Serialize, about: usize) -> Result<String, NoJson> {
    let mut out = String::with_capacity(about);
    value.serialize(&mut Writer { out: &mut out })?;
    Ok(out)
}

struct Writer<'o> {
    out: &'o mut String,
}

/// What has been opened and what closes it.
struct Open<'w, 'o> {
    writer: &'w mut Writer<'o>,
    first: bool,
    close: char,
}

impl<'o> Writer<'o> {
    fn open(&mut self, open: char, close: char) -> Open<'_, 'o> {
        self.out.push(open);
        Open { writer: self, first: true, close }
    }

    fn integer(&mut self, value: u64, negative: bool) {
        if negative {
            self.out.push('-');
        }
        if value >= 10 {
            self.integer(value / 10, false);
        }
        self.out.push(char::from(b'0' + (value % 10) as u8));
    }

    fn string(&mut self, value: &str) {
        self.out.push('"');
        let mut from = 0;
        for (at, byte) in value.bytes().enumerate().filter(|(_, byte)| *byte < b' ' || matches!(byte, b'"' | b'\\')) {
            self.out.push_str(&value[from..at]);
            self.out.push('\\');
            match byte {
                b'"' | b'\\' => self.out.push(char::from(byte)),
                byte => {
                    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
                    self.out.extend(['u', '0', '0', digit(byte >> 4), digit(byte & 15)]);
                }
            }
            from = at + 1;
        }
        self.out.push_str(&value[from..]);
        self.out.push('"');
    }
}

impl Open<'_, '_> {
    fn next(&mut self) {
        if !std::mem::replace(&mut self.first, false) {
            self.writer.out.push(',');
        }
    }

    fn close(self) -> Result<(), NoJson> {
        self.writer.out.push(self.close);
        Ok(())
    }
}

impl SerializeSeq for Open<'_, '_> {
    type Ok = ();
    type Error = NoJson;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoJson> {
        self.next();
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Result<(), NoJson> {
        self.close()
    }
}

impl serde::ser::SerializeTuple for Open<'_, '_> {
    type Ok = ();
    type Error = NoJson;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoJson> {
        SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Result<(), NoJson> {
        self.close()
    }
}

impl SerializeStruct for Open<'_, '_> {
    type Ok = ();
    type Error = NoJson;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), NoJson> {
        self.next();
        self.writer.string(key);
        self.writer.out.push(':');
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Result<(), NoJson> {
        self.close()
    }
}

impl SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = NoJson;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NoJson> {
        self.next();
        key.serialize(&mut *self.writer)?;
        self.writer.out.push(':');
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoJson> {
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Result<(), NoJson> {
        self.close()
    }
}

macro_rules! integers {
    ($($name:ident $kind:ty),+) => {
        $(fn $name(self, value: $kind) -> Result<(), NoJson> {
            #[allow(unused_comparisons)]
            self.integer((value as i128).unsigned_abs() as u64, value < 0);
            Ok(())
        })+
    };
}

impl<'w, 'o> Serializer for &'w mut Writer<'o> {
    type Ok = ();
    type Error = NoJson;
    type SerializeSeq = Open<'w, 'o>;
    type SerializeTuple = Open<'w, 'o>;
    type SerializeTupleStruct = Impossible<(), NoJson>;
    type SerializeTupleVariant = Impossible<(), NoJson>;
    type SerializeMap = Open<'w, 'o>;
    type SerializeStruct = Open<'w, 'o>;
    type SerializeStructVariant = Impossible<(), NoJson>;

    integers!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);

    fn serialize_bool(self, value: bool) -> Result<(), NoJson> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_f32(self, value: f32) -> Result<(), NoJson> {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(self, value: f64) -> Result<(), NoJson> {
        if !value.is_finite() {
            return self.serialize_unit();
        }
        let millionths = (value.abs() * 1e6).round() as u64;
        self.integer(millionths / 1_000_000, value < 0.0 && millionths > 0);
        let (mut rest, mut place) = (millionths % 1_000_000, 100_000);
        if rest > 0 {
            self.out.push('.');
        }
        while rest > 0 {
            self.out.push(char::from(b'0' + (rest / place) as u8));
            rest %= place;
            place /= 10;
        }
        Ok(())
    }
    fn serialize_char(self, value: char) -> Result<(), NoJson> {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }
    fn serialize_str(self, value: &str) -> Result<(), NoJson> {
        self.string(value);
        Ok(())
    }
    fn serialize_none(self) -> Result<(), NoJson> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NoJson> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), NoJson> {
        self.out.push_str("null");
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), NoJson> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), NoJson> {
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'w, 'o>, NoJson> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<Open<'w, 'o>, NoJson> {
        Ok(self.open('[', ']'))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Open<'w, 'o>, NoJson> {
        Ok(self.open('{', '}'))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'w, 'o>, NoJson> {
        Ok(self.open('{', '}'))
    }

    // nothing that is handed out is made of these
    fn serialize_bytes(self, _: &[u8]) -> Result<(), NoJson> {
        Err(NoJson)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NoJson> {
        Err(NoJson)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<(), NoJson> {
        Err(NoJson::custom(""))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, NoJson> {
        Err(NoJson)
    }
    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeTupleVariant, NoJson> {
        Err(NoJson)
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeStructVariant, NoJson> {
        Err(NoJson)
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn reads_back_as_serde_json_writes_it() {
        let stages = crate::explain::explain("The \"mayor\"\tsaid that\u{1} 2\\3 बसें ठीक हैं — she denied it.\nमेयर ने कहा कि पुल बंद है।", &Default::default());
        let ours: serde_json::Value = serde_json::from_str(&text(&stages, 0).expect("JSON")).expect("well-formed");
        let theirs = serde_json::to_value(&stages).expect("JSON");
        assert_eq!(rounded(ours), rounded(theirs));
    }

    #[test]
    fn numbers() {
        assert_eq!(text(&(1.5f64, -0.25f32, 0.0f64, f32::NAN, 12_345u32, -7i64, 0.953f32), 0).expect("JSON"), "[1.5,-0.25,0,null,12345,-7,0.953]");
    }

    fn rounded(value: serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        match value {
            Value::Number(n) => Value::from((n.as_f64().unwrap_or(0.0) * 1e6).round() as i64),
            Value::Array(list) => list.into_iter().map(rounded).collect(),
            Value::Object(map) => map.into_iter().map(|(k, v)| (k, rounded(v))).collect(),
            other => other,
        }
    }
}
