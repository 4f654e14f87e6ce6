//! How large the packed streams of a PDF would become, found out before any of them is kept.
//!
//! The reader below unpacks a stream into memory whole. This pass unpacks every stream that it can find by its keyword
//! into nothing, counting, so that a small file of zeros packed a thousandfold is refused for the price of reading it.
//! Streams behind a password are not seen here; they still fall under the time limit.

use crate::limits::Deadline;
use crate::sniff::find;
use crate::{Limits, OpenError};
use flate2::{Decompress, FlushDecompress, Status};

/// Streams packed more often than this are no documents.
const LAYERS_MAX: usize = 4;
/// How much of an unpacked stream is looked at for a further layer.
const INNER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Bytes of all pictures after unpacking. Pictures are not unpacked by the reader, so they may be larger than text.
const PICTURE_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// How far before its stream a dictionary is looked for.
const DICTIONARY_BYTES_MAX: usize = 400;
/// How often every byte of the file may be unpacked anew: streams that overlap are a trick.
const READ_TIMES_MAX: u64 = 8;

/// Refuses a file whose streams unpack to more than the limit.
pub(super) fn check(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<(), OpenError> {
    let has_lzw = find(bytes, b"LZW").is_some();
    let mut budget = Budget {
        out: limits.unzipped_bytes_max,
        pictures: PICTURE_BYTES_MAX.max(limits.unzipped_bytes_max),
        read: READ_TIMES_MAX * bytes.len() as u64,
        buffer: vec![0; 64 * 1024],
        deadline,
    };
    let (mut at, mut end) = (0, 0);
    while let Some(step) = find(&bytes[at..], b"stream") {
        deadline.check()?;
        let is_end = bytes[..at + step].ends_with(b"end");
        at += step + b"stream".len();
        if is_end {
            continue;
        }
        let body = &bytes[at..];
        let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        // What calls itself a picture is drawn as one, if at all, and then only its place is written down.
        let before = &bytes[(at - b"stream".len()).saturating_sub(DICTIONARY_BYTES_MAX)..at];
        let dictionary =
            before.windows(4).rposition(|window| window == b" obj").map_or(before, |from| &before[from..]);
        let is_picture = find(dictionary, b"/Image").is_some() && find(dictionary, b"/Subtype").is_some();
        if is_picture {
            std::mem::swap(&mut budget.out, &mut budget.pictures);
        }
        let unpacked = budget.unpack(body, LAYERS_MAX);
        if is_picture {
            std::mem::swap(&mut budget.out, &mut budget.pictures);
        }
        unpacked?;
        if has_lzw {
            if end < at {
                end = find(&bytes[at..], b"endstream").map_or(bytes.len(), |step| at + step);
            }
            let body = &body[..body.len().min(end - at)];
            spend(&mut budget.read, body.len() as u64)?;
            let size = lzw_size(body, budget.out);
            spend(&mut budget.out, size)?;
        }
    }
    Ok(())
}

/// What may still be read and unpacked.
struct Budget<'d> {
    out: u64,
    pictures: u64,
    read: u64,
    buffer: Vec<u8>,
    deadline: &'d Deadline,
}

fn spend(left: &mut u64, size: u64) -> Result<(), OpenError> {
    *left = left.checked_sub(size).ok_or(OpenError::Bomb)?;
    Ok(())
}

impl Budget<'_> {
    /// Counts the bytes that `body` unpacks to, if it is packed at all.
    fn unpack(&mut self, body: &[u8], layers: usize) -> Result<(), OpenError> {
        let is_zlib = body.len() > 2
            && body[0] & 0x0f == 8
            && (u16::from(body[0]) << 8 | u16::from(body[1])).is_multiple_of(31);
        if !is_zlib {
            return Ok(());
        }
        if layers == 0 {
            return Err(OpenError::Bomb);
        }
        let mut inflate = Decompress::new(true);
        let mut inner = Vec::new();
        loop {
            self.deadline.check()?;
            let (read, written) = (inflate.total_in(), inflate.total_out());
            let input = body.get(usize::try_from(read).unwrap_or(usize::MAX)..).unwrap_or_default();
            let status = inflate.decompress(input, &mut self.buffer, FlushDecompress::None);
            let size = inflate.total_out() - written;
            spend(&mut self.out, size)?;
            spend(&mut self.read, inflate.total_in() - read)?;
            if inner.len() < INNER_BYTES_MAX {
                let size = usize::try_from(size).unwrap_or(0).min(self.buffer.len());
                inner.extend_from_slice(&self.buffer[..size]);
            }
            let is_stuck = size == 0 && inflate.total_in() == read;
            if is_stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
                break;
            }
        }
        self.unpack(&inner, layers - 1)
    }
}

/// The size that LZW codes stand for, without writing it: only the length of each table entry is kept.
fn lzw_size(packed: &[u8], most: u64) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths: Vec<u64> = vec![1; 258];
    let (mut width, mut previous, mut total) = (9u32, None::<u64>, 0u64);
    let (mut bits, mut n_bits) = (0u32, 0u32);
    for byte in packed {
        bits = bits << 8 | u32::from(*byte);
        n_bits += 8;
        if n_bits < width {
            continue;
        }
        n_bits -= width;
        let code = (bits >> n_bits) as usize & ((1 << width) - 1);
        bits &= (1 << n_bits) - 1;
        match code {
            END => break,
            CLEAR => {
                lengths.truncate(258);
                (width, previous) = (9, None);
                continue;
            }
            _ => {}
        }
        let length = lengths.get(code).copied().or(previous.map(|length| length + 1)).unwrap_or(1);
        total += length;
        if total > most {
            return total;
        }
        if let Some(before) = previous.filter(|_| lengths.len() < 4096) {
            lengths.push(before + 1);
        }
        previous = Some(length);
        width = match lengths.len() + 1 {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).expect("memory");
        out.finish().expect("memory")
    }

    fn checked(body: &[u8], bytes_max: u64) -> Result<(), OpenError> {
        let file = [b"1 0 obj<</Filter/FlateDecode>>stream\r\n", body, b"\nendstream endobj"].concat();
        check(&file, &Limits { unzipped_bytes_max: bytes_max, ..Limits::default() }, &Deadline::start(60))
    }

    #[test]
    fn streams_are_counted_through_all_layers() {
        let zeros = vec![0u8; 3_000_000];
        assert_eq!(checked(&packed(&zeros), 4_000_000), Ok(()));
        assert_eq!(checked(&packed(&zeros), 2_000_000), Err(OpenError::Bomb));
        assert_eq!(checked(&packed(&packed(&zeros)), 2_000_000), Err(OpenError::Bomb));
        assert_eq!(checked(b"plain text", 4), Ok(()));
    }

    #[test]
    fn lzw_lengths_grow_by_one_with_each_entry() {
        // 256 (clear), 65 (A), 258 (AA), 259 (AAA), 257 (end), nine bits each.
        let codes = [256u64, 65, 258, 259, 257];
        let bits = codes.iter().fold(0u64, |bits, code| bits << 9 | code) << 3;
        assert_eq!(lzw_size(&bits.to_be_bytes()[2..], 100), 6);
    }
}
