//! What the engine finds: attributions and their tags, in the words of the annotation guide.

use serde::{Deserialize, Serialize};

use crate::span::Tokens;

macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word used in gold files, packs and JavaScript.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

tags! {
    /// What the source is.
    Kind {
        /// A person with a name, or a word that stands for one.
        Named = "named",
        /// A person or people whose name is kept back or left out.
        Anonymous = "anonymous",
        /// An institution speaking as one, or its unnamed spokesperson.
        Organization = "organization",
        /// A report, study, order, letter, poll, post.
        Document = "document",
        /// A news outlet or agency, or reports of them.
        Media = "media",
        /// Nobody: the text passes it on without a source.
        Hearsay = "hearsay",
    }
}

tags! {
    /// How an anonymous source is anonymous.
    SubKind {
        /// The name is kept back: "sources", "on condition of anonymity".
        Withheld = "withheld",
        /// One or a few people by role, tie or place only.
        Role = "role",
        /// An open-ended group.
        Vague = "vague",
    }
}

tags! {
    /// What the cue does with the claim.
    Stance {
        Says = "says",
        Denies = "denies",
        Confirms = "confirms",
        Alleges = "alleges",
        Declines = "declines",
    }
}

tags! {
    /// Whether the claim is given in the source's own words.
    Quote {
        Direct = "direct",
        Indirect = "indirect",
        Mixed = "mixed",
    }
}

/// One attribution while it is being made. Spans are ranges of token indices of the [`crate::document::Document`].
///
/// Stages fill it in order: cue (entry, cue), span (source, content), then kind, stance, quote, who, about.
#[derive(Clone, Debug)]
pub struct Found {
    /// Index of the pack entry that proposed it, in the pack of the cue's block; `None` where only the model did.
    pub entry: Option<usize>,
    pub cue: Tokens,
    pub source: Option<Tokens>,
    /// In reading order; several where a quotation goes on or is interrupted.
    pub content: Vec<Tokens>,
    pub kind: Kind,
    pub sub: Option<SubKind>,
    pub stance: Stance,
    pub quote: Quote,
    /// Token range of the mention that the source stands for (the fullest name), when the source is a pronoun or short form.
    pub who: Option<Tokens>,
    /// Indices of sentences that hold the claim.
    pub about: Vec<usize>,
    /// Indices (in the list of attributions) of those that this one denies or confirms.
    pub answers: Vec<usize>,
    /// Index of an earlier attribution with the same claim.
    pub same_as: Option<usize>,
    /// Index into [`crate::profile::Profile::sources`].
    pub speaker: Option<usize>,
    /// 0 to 1: calibrated on the development gold.
    pub confidence: f32,
    /// Why: keys of the `reason_*` messages in `_locales`, without the prefix, strongest first.
    pub reasons: Vec<&'static str>,
}

impl Found {
    pub fn new(entry: Option<usize>, cue: Tokens) -> Self {
        Found {
            entry,
            cue,
            source: None,
            content: Vec::new(),
            kind: Kind::Named,
            sub: None,
            stance: Stance::Says,
            quote: Quote::Indirect,
            who: None,
            about: Vec::new(),
            answers: Vec::new(),
            same_as: None,
            speaker: None,
            confidence: 1.0,
            reasons: Vec::new(),
        }
    }
}
