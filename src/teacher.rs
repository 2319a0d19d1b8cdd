//! What our guide would say of texts that are marked under the wide guide only.
//!
//! There are far more of those. A gate with many weights, which has not seen the text, says how likely each candidate is an
//! attribution under our guide; the wide gold of the text says more, and how much, the texts that are marked under both guides
//! tell. The gate of the model file learns from these likelihoods as it does from gold (distillation: Hinton, Vinyals and Dean 2015; with gold
//! that only the teacher sees: Vapnik and Vashist 2009).

use std::collections::HashMap;

use crate::analysis::Scope;
use crate::model::{CB, SB};
use crate::train::{FOLDS, Gate, GateItem, Item, Lesson, Part, fold_of};

/// The teacher need not be small: log2 of its weights, and its penalty.
const BITS: u32 = 20;
const L1: f32 = 3.0;

/// What decides beside the score.
const SIGNS: usize = 8;
type Signs = [f64; SIGNS];

/// Whether the wide gold has it and with what, and whether a pack proposes it.
fn signs(score: f32, item: &Item) -> Signs {
    let labels = item.labels.as_deref().unwrap_or(&[]);
    let has = |label: usize| f64::from(u8::from(labels.iter().any(|&l| usize::from(l) == label)));
    let wide = f64::from(u8::from(item.labels.is_some()));
    let entry = f64::from(u8::from(item.candidate.entry.is_some()));
    let score = f64::from(score);
    [1.0, score, wide, wide * score, has(SB), has(CB), entry, wide * entry]
}

fn likelihood(weights: &Signs, signs: &Signs) -> f64 {
    1.0 / (1.0 + (-weights.iter().zip(signs).map(|(w, s)| w * s).sum::<f64>()).exp())
}

/// Gives the candidates of borrowed lessons their likelihoods. Borrowed lessons whose text has gold of ours become empty: the gold is better.
pub fn teach(rows: &mut [Vec<GateItem>], lessons: &[Lesson], epochs: usize) {
    if !lessons.iter().any(|l| l.part == Part::Borrowed) {
        return;
    }
    let mut scores: Vec<Vec<f32>> = vec![Vec::new(); rows.len()];
    for fold in 0..FOLDS {
        let mut gate = Gate::new(BITS, L1);
        gate.learn(rows, |index| lessons[index].part != Part::Borrowed && fold_of(lessons[index].text) != fold, epochs);
        for index in (0..rows.len()).filter(|&i| lessons[i].part == Part::Borrowed && fold_of(lessons[i].text) == fold) {
            scores[index] = rows[index].iter().map(|item| gate.score(item)).collect();
        }
    }
    let ours: HashMap<u64, usize> = lessons.iter().enumerate().filter(|(_, l)| l.scope == Scope::Claims && l.part != Part::Borrowed).map(|(index, l)| (l.text, index)).collect();
    // the texts of both guides: what was known, and what our gold says
    let mut both: Vec<(Signs, f64)> = Vec::new();
    for (index, lesson) in lessons.iter().enumerate().filter(|(_, l)| l.part == Part::Borrowed) {
        let Some(&twin) = ours.get(&lesson.text) else { continue };
        for (item, &score) in lesson.items.iter().zip(&scores[index]) {
            if let Some(other) = lessons[twin].items.iter().position(|o| o.candidate.cue == item.candidate.cue) {
                both.push((signs(score, item), f64::from(rows[twin][other].target)));
            }
        }
    }
    let weights = fit(&both);
    for (index, lesson) in lessons.iter().enumerate().filter(|(_, l)| l.part == Part::Borrowed) {
        if ours.contains_key(&lesson.text) {
            rows[index].clear();
        }
        for ((row, item), &score) in rows[index].iter_mut().zip(&lesson.items).zip(&scores[index]) {
            row.target = likelihood(&weights, &signs(score, item)) as f32;
        }
    }
    eprintln!("teacher: {} candidates of texts under both guides; weights {weights:.2?}", both.len());
}

/// Logistic regression by gradient descent.
fn fit(list: &[(Signs, f64)]) -> Signs {
    const STEPS: usize = 3_000;
    const STEP: f64 = 0.3;
    let mut weights = [0.0; SIGNS];
    for _ in 0..STEPS {
        let mut gradient = [0.0; SIGNS];
        for (signs, gold) in list {
            let off = likelihood(&weights, signs) - gold;
            gradient.iter_mut().zip(signs).for_each(|(g, s)| *g += off * s);
        }
        weights.iter_mut().zip(gradient).for_each(|(w, g)| *w -= STEP * g / list.len().max(1) as f64);
    }
    weights
}
