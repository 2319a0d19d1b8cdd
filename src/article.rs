//! An article that changes while it is read: a live blog, an endless page.
//!
//! Most of the time goes into what hangs on a block by itself: its words, sentences and quotations, its cues, and what the
//! model makes of them. That is kept from one analysis to the next, and found only for the blocks that are new. What the
//! blocks mean for each other (who "he" is, what is denied, who says what) is found over the whole article each time, so
//! that the answer is the one that the article gets when it is analysed for the first time: `tests/again.rs` holds it to
//! that, edit by edit.

use crate::analysis::{self, Method, Options, PageAnalysis, PageBlock};
use crate::attribution::Found;
use crate::document::Document;
use crate::order::InOrder;

/// An article as it was analysed last.
pub struct Article {
    /// Each block's number on the page, to find it again by.
    ids: Vec<u32>,
    document: Document<'static>,
    /// What the model made of each block, in the order of the blocks.
    settled: Vec<Found>,
    options: Options,
}

impl Article {
    /// Analyses the blocks of an article, of which an earlier state may be known, and keeps what can be used again if that
    /// is wanted. A block is known again by its number, its text and its role.
    pub fn analyze(before: Option<Article>, blocks: Vec<PageBlock>, options: &Options, keep: bool) -> (PageAnalysis, Option<Article>) {
        let before = before.filter(|b| (&b.options.language, b.options.scope, b.options.method) == (&options.language, options.scope, options.method));
        let same = before.as_ref().map_or_else(Vec::new, |b| b.places_of(&blocks));
        let place = |number: usize| Some((before.as_ref()?, same.get(number).copied().flatten()?));
        let document = analysis::page(&blocks, options, &|number| place(number).map(|(b, block)| (&b.document, block)));
        let ids = blocks.iter().map(|b| b.id).collect::<Vec<u32>>();
        drop(blocks);
        // what the frames settle is not kept; and a block whose language or quotations are others now, by what stands around it,
        // is settled anew
        let modelled = |number: usize| options.method != Method::PacksOnly && document.blocks[number].lexicon.is_some_and(|l| l.model.is_some());
        let unchanged = |number: usize| place(number).filter(|(b, block)| modelled(number) && b.document.reads_alike(*block, &document, number));
        let proposals = analysis::proposals_in(&document, &|number| unchanged(number).is_none());
        let (modelled, framed) = analysis::divide(&document, proposals, options);
        let settled = crate::model::settle_blocks(&document, &modelled, options, &|number, out| {
            let Some((b, block)) = unchanged(number) else { return false };
            let (from, to) = (b.document.blocks[block].tokens, document.blocks[number].tokens);
            let first = b.settled.partition_point(|f| f.cue.start < from.start);
            out.extend(b.settled[first..].iter().take_while(|f| f.cue.start < from.end).map(|f| f.moved(from.start, to.start)));
            true
        });
        drop(before);
        let kept = keep.then(|| settled.clone());
        let found = analysis::together(&document, settled, framed, options);
        let analysis = analysis::describe_page(&document, &ids, analysis::finished(&document, found));
        (analysis, kept.map(|settled| Article { ids, document, settled, options: options.clone() }))
    }

    /// UTF-8 bytes of its text. What is kept takes about twelve times as much.
    pub fn bytes(&self) -> usize {
        self.document.text.len()
    }

    /// Where each of these blocks stood, if it did.
    fn places_of(&self, blocks: &[PageBlock]) -> Vec<Option<usize>> {
        let mut places: Vec<(u32, usize)> = self.ids.iter().enumerate().map(|(place, &id)| (id, place)).collect();
        places.in_order();
        let is = |place: usize, block: &PageBlock| {
            let known = &self.document.blocks[place];
            known.span.of(&self.document.text) == block.text && known.role == block.role()
        };
        let place = |id: u32| places.get(places.partition_point(|p| p.0 < id)).filter(|p| p.0 == id).map(|p| p.1);
        blocks.iter().map(|block| place(block.id).filter(|&place| is(place, block))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(id: u32, text: &str) -> PageBlock {
        PageBlock { id, text: text.into(), role: "body".into() }
    }

    #[test]
    fn a_block_that_stays_is_not_analysed_again() {
        let stays = "Mayor Linda Osei said that the ferry would run all winter.";
        let (first, kept) = Article::analyze(None, vec![block(1, stays)], &Options::default(), true);
        assert_eq!(first.attributions.len(), 1);
        let mut kept = kept.expect("it was to be kept");
        // what is not remembered is not found, so what is found was remembered
        kept.settled.clear();
        let comes = "Police said that the road was closed.";
        let (second, kept) = Article::analyze(Some(kept), vec![block(2, comes), block(1, stays)], &Options::default(), true);
        assert_eq!(second.attributions.iter().map(|a| a.cue.map(|c| c.block)).collect::<Vec<_>>(), [Some(2)]);
        // another text under the same number is another block
        let (third, _) = Article::analyze(kept, vec![block(2, comes), block(1, &stays.replace("winter", "year"))], &Options::default(), true);
        assert_eq!(third.attributions.len(), 2);
    }
}
