//! Compares pictures by how they look.

use std::fmt;
use std::io::Cursor;

use dify::diff::get_results;
use image::{ImageFormat, ImageResult, Rgba, RgbaImage, imageops, load_from_memory_with_format};

/// How many pixels may differ: fewer than a letter or the corner of a button has, which nobody notices. At 360 by 640
/// pixels, that is 0.01 % of a picture.
pub const THRESHOLD: u32 = 20;

/// How far apart two colors may be before a person can distinguish them, as a fraction of the distance
/// between black and white (in YIQ, whose distances correspond to perception).
const TOLERANCE: f32 = 0.05;

/// The largest squared distance in YIQ, which is that between black and white.
const FARTHEST: f32 = 35215.0;

/// The opacity, in the picture of the differences, of what didn't change.
const FADED: f32 = 0.15;

/// The color where one picture has no pixel because it is smaller. No theme has this color.
const NOWHERE: Rgba<u8> = Rgba([255, 0, 255, 255]);

/// Where two pictures were drawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Drawn {
    /// By the same browser, which draws the same thing the same way: every pixel counts.
    Alike,
    /// By any two browsers: the edges of letters and lines, which may be drawn a little differently, don't count.
    Apart,
}

/// How two pictures differ.
#[derive(Debug)]
pub struct Comparison {
    /// How many pixels differ.
    pub pixels: u32,
    /// How many pixels there are.
    of: u32,
    /// Whether the pictures have different sizes.
    pub resized: bool,
    /// The earlier picture, faded, with red where the later one differs; `None` if they are the same.
    picture: Option<RgbaImage>,
}

impl Comparison {
    /// Whether a person would notice: the sizes differ, or more than [`THRESHOLD`] pixels do.
    pub fn is_visible(&self) -> bool {
        self.resized || self.pixels > THRESHOLD
    }

    /// Returns the differences as a PNG, which is empty if the pictures are the same.
    ///
    /// # Errors
    /// If it can't be encoded.
    pub fn png(&self) -> ImageResult<Vec<u8>> {
        let mut png = Cursor::new(Vec::new());
        if let Some(picture) = &self.picture {
            picture.write_to(&mut png, ImageFormat::Png)?;
        }
        Ok(png.into_inner())
    }
}

/// Says how much differs.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = if self.resized { ", and the size" } else { "" };
        let percent = 100.0 * f64::from(self.pixels) / f64::from(self.of.max(1));
        write!(f, "{} pixels differ ({percent:.3} %){size}; {THRESHOLD} may", self.pixels)
    }
}

/// Compares two PNG pictures.
///
/// # Errors
/// If one of them isn't a PNG.
pub fn compare(before: &[u8], after: &[u8], drawn: Drawn) -> ImageResult<Comparison> {
    let same = Comparison { pixels: 0, of: 0, resized: false, picture: None };
    if before == after {
        return Ok(same);
    }
    let [before, after] = [decode(before)?, decode(after)?];
    let (width, height) = (before.width().max(after.width()), before.height().max(after.height()));
    let resized = before.dimensions() != after.dimensions();
    let [before, after] = [enlarged(before, width, height), enlarged(after, width, height)];
    let tolerance = FARTHEST * TOLERANCE * TOLERANCE;
    let apart = drawn == Drawn::Apart;
    let Some((different, picture)) = get_results(before, after, tolerance, apart, Some(FADED), &None, &None)
    else {
        return Ok(same);
    };
    let pixels = u32::try_from(different).unwrap_or_default();
    Ok(Comparison { pixels, of: width * height, resized, picture: Some(picture) })
}

fn decode(png: &[u8]) -> ImageResult<RgbaImage> {
    load_from_memory_with_format(png, ImageFormat::Png).map(|picture| picture.to_rgba8())
}

fn enlarged(picture: RgbaImage, width: u32, height: u32) -> RgbaImage {
    if picture.dimensions() == (width, height) {
        return picture;
    }
    let mut canvas = RgbaImage::from_pixel(width, height, NOWHERE);
    imageops::replace(&mut canvas, &picture, 0, 0);
    canvas
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::*;

    const PAPER: Rgba<u8> = Rgba([246, 247, 249, 255]);
    const INK: Rgba<u8> = Rgba([16, 21, 28, 255]);
    const RED: Rgba<u8> = Rgba([255, 0, 0, 255]);

    fn png(picture: &RgbaImage) -> Vec<u8> {
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).unwrap();
        png.into_inner()
    }

    fn paper() -> RgbaImage {
        RgbaImage::from_pixel(100, 100, PAPER)
    }

    /// Returns the paper with a square of 10 by 10 pixels, which is a hundredth of it.
    fn with_square(colour: Rgba<u8>) -> RgbaImage {
        let mut picture = paper();
        imageops::replace(&mut picture, &RgbaImage::from_pixel(10, 10, colour), 40, 40);
        picture
    }

    #[test]
    fn a_picture_looks_like_itself() {
        let comparison = compare(&png(&paper()), &png(&paper()), Drawn::Alike).unwrap();
        assert_eq!((comparison.pixels, comparison.is_visible()), (0, false));
    }

    #[test]
    fn what_differs_is_counted_and_red() {
        let comparison = compare(&png(&paper()), &png(&with_square(INK)), Drawn::Apart).unwrap();
        assert_eq!((comparison.pixels, comparison.is_visible()), (100, true));
        assert_eq!(comparison.to_string(), "100 pixels differ (1.000 %); 20 may");
        let picture = decode(&comparison.png().unwrap()).unwrap();
        assert_eq!(picture.pixels().filter(|pixel| **pixel == RED).count(), 100);
        assert_eq!(*picture.get_pixel(40, 40), RED);
    }

    #[test]
    fn a_shade_that_nobody_tells_apart_is_no_difference() {
        let shade = Rgba([244, 246, 250, 255]);
        let comparison = compare(&png(&with_square(PAPER)), &png(&with_square(shade)), Drawn::Alike).unwrap();
        assert_eq!(comparison.pixels, 0);
    }

    #[test]
    fn an_edge_that_another_browser_draws_smoother_is_no_difference() {
        let slanted = |edge: u8| {
            png(&RgbaImage::from_fn(100, 100, |x, y| match x.cmp(&(y / 4 + 30)) {
                Ordering::Less => INK,
                Ordering::Equal => Rgba([edge, edge, edge, 255]),
                Ordering::Greater => PAPER,
            }))
        };
        assert!(!compare(&slanted(100), &slanted(150), Drawn::Apart).unwrap().is_visible());
        assert!(compare(&slanted(100), &slanted(150), Drawn::Alike).unwrap().is_visible());
    }

    #[test]
    fn another_size_is_a_difference_even_where_nothing_else_is() {
        let taller = RgbaImage::from_pixel(100, 101, PAPER);
        for (before, after) in [(paper(), taller.clone()), (taller, paper())] {
            let comparison = compare(&png(&before), &png(&after), Drawn::Apart).unwrap();
            assert!(comparison.resized && comparison.is_visible());
            assert_eq!(decode(&comparison.png().unwrap()).unwrap().dimensions(), (100, 101));
        }
    }

    #[test]
    fn what_is_no_picture_is_an_error() {
        assert!(compare(b"no picture", &png(&paper()), Drawn::Alike).is_err());
    }
}
