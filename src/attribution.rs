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
            /// Every tag of this set, in the order in which profiles and reports list them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word used in gold files, packs and JavaScript.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The tag of a word of gold files, packs and JavaScript; `None` for any other word.
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
        /// States, thinks, announces, warns, asks: whatever is none of the others.
        Says = "says",
        /// Says that a claim is not so.
        Denies = "denies",
        /// Says that a claim is so.
        Confirms = "confirms",
        /// Accuses.
        Alleges = "alleges",
        /// Will not say, or could not be reached.
        Declines = "declines",
    }
}

tags! {
    /// Whether the claim is given in the source's own words.
    Quote {
        /// The whole claim stands in quotation marks, or is introduced as verbatim.
        Direct = "direct",
        /// The claim is in the writer's words.
        Indirect = "indirect",
        /// A part of the claim is quoted.
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
    /// The words that signal it.
    pub cue: Tokens,
    /// The noun phrase that says it, without case marker; `None` where the text names nobody.
    pub source: Option<Tokens>,
    /// In reading order; several where a quotation goes on or is interrupted.
    pub content: Vec<Tokens>,
    /// What the source is.
    pub kind: Kind,
    /// How an anonymous source is anonymous; `None` for every other kind.
    pub sub: Option<SubKind>,
    /// What the cue does with the claim.
    pub stance: Stance,
    /// Whether the claim is in the source's own words.
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
    /// An attribution of which only the cue is known yet; everything else stands at its default.
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

    /// The same in a document where the block's tokens begin at `to` instead of at `from`, as long as nothing but the spans is known.
    pub fn moved(&self, from: usize, to: usize) -> Self {
        let mut moved = self.clone();
        moved.cue = self.cue.moved(from, to);
        moved.source = self.source.map(|s| s.moved(from, to));
        moved.content.iter_mut().for_each(|c| *c = c.moved(from, to));
        moved
    }
}
