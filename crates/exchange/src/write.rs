//! Writing a package, in the order of the samples.

use crate::model::{Attachment, Envelope, Message, Organ, ResponseFor, Staff, Status};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::time::{Day, Moment};
use quick_xml::escape::escape;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The namespace of the regulation.
const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/// Writes a package. What XML cannot hold is left out of texts; empty fields are left out whole.
pub fn write(envelope: &Envelope) -> Vec<u8> {
    let mut xml = Xml(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    xml.0.push_str(&format!("<edXML xmlns=\"{NAMESPACE}\" xmlns:edXML=\"{NAMESPACE}\">"));
    xml.open("edXML:edXMLEnvelope");
    xml.open("edXML:edXMLHeader");
    match envelope {
        Envelope::Document(message) => header(&mut xml, message),
        Envelope::Status(status) => self::status(&mut xml, status),
    }
    xml.close("edXML:edXMLHeader");
    if let Envelope::Document(message) = envelope {
        manifest(&mut xml, &message.files);
    }
    xml.close("edXML:edXMLEnvelope");
    if let Envelope::Document(message) = envelope {
        files(&mut xml, &message.files);
    }
    xml.close("edXML");
    xml.0.into_bytes()
}

struct Xml(String);

impl Xml {
    fn open(&mut self, tag: &str) {
        self.0.push('<');
        self.0.push_str(tag);
        self.0.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push_str(">\n");
    }

    /// A field; nothing when it is empty.
    fn field(&mut self, tag: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let allowed: String = text.chars().filter(|c| is_allowed(*c)).collect();
        self.open(tag);
        self.0.push_str(&escape(allowed));
        self.close(tag);
    }

    fn some(&mut self, tag: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.field(tag, &value.to_string());
        }
    }

    fn group(&mut self, tag: &str, inside: impl FnOnce(&mut Xml)) {
        self.open(tag);
        inside(self);
        self.close(tag);
    }
}

/// XML 1.0, production 2.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn day(day: Day) -> String {
    day.format("%Y/%m/%d").to_string()
}

/// "2018/09/28 00:00:00" in Vietnam.
fn clock(at: Moment) -> String {
    format!("{} {}", day(at.local_day()), at.local_time().format("%H:%M:%S"))
}

fn organ(xml: &mut Xml, tag: &str, organ: &Organ) {
    xml.group(tag, |xml| {
        xml.field("edXML:OrganId", &organ.id);
        xml.field("edXML:OrganizationInCharge", &organ.in_charge);
        xml.field("edXML:OrganName", &organ.name);
        xml.field("edXML:OrganAdd", &organ.address);
        xml.field("edXML:Email", &organ.email);
        xml.field("edXML:Telephone", &organ.telephone);
        xml.field("edXML:Fax", &organ.fax);
        xml.field("edXML:Website", &organ.website);
    });
}

fn response(xml: &mut Xml, response: &ResponseFor) {
    xml.group("edXML:ResponseFor", |xml| {
        xml.field("edXML:OrganId", &response.organ);
        xml.field("edXML:Code", &response.code);
        xml.some("edXML:PromulgationDate", response.promulgated_on.map(day));
        xml.field("edXML:DocumentId", &response.document_id);
    });
}

fn staff(xml: &mut Xml, staff: Option<&Staff>) {
    let Some(staff) = staff else { return };
    xml.group("edXML:StaffInfo", |xml| {
        xml.field("edXML:Department", &staff.department);
        xml.field("edXML:Staff", &staff.name);
        xml.field("edXML:Email", &staff.email);
        xml.field("edXML:Mobile", &staff.mobile);
    });
}

fn header(xml: &mut Xml, message: &Message) {
    xml.group("edXML:MessageHeader", |xml| {
        organ(xml, "edXML:From", &message.from);
        message.to.iter().for_each(|to| organ(xml, "edXML:To", to));
        xml.field("edXML:DocumentId", &message.document_id);
        xml.group("edXML:Code", |xml| {
            xml.field("edXML:CodeNumber", &message.number);
            xml.field("edXML:CodeNotation", &message.notation);
        });
        xml.group("edXML:PromulgationInfo", |xml| {
            xml.field("edXML:Place", &message.place);
            xml.some("edXML:PromulgationDate", message.promulgated_on.map(day));
        });
        xml.group("edXML:DocumentType", |xml| {
            xml.some("edXML:Type", message.kind.group);
            xml.some("edXML:TypeDetail", message.kind.detail);
            xml.field("edXML:TypeName", &message.kind.name);
        });
        xml.field("edXML:Subject", &message.subject);
        xml.field("edXML:Content", &message.content);
        for signer in &message.signers {
            xml.group("edXML:SignerInfo", |xml| {
                xml.field("edXML:Competence", &signer.competence);
                xml.field("edXML:Position", &signer.position);
                xml.field("edXML:FullName", &signer.full_name);
            });
        }
        xml.some("edXML:DueDate", message.due_on.map(day));
        other(xml, message);
        message.response_for.iter().for_each(|one| response(xml, one));
        xml.some("edXML:SteeringType", message.steering);
        if !message.to_places.is_empty() {
            xml.group("edXML:ToPlaces", |xml| {
                message.to_places.iter().for_each(|place| xml.field("edXML:Place", place));
            });
        }
    });
    trace(xml, message);
}

fn other(xml: &mut Xml, message: &Message) {
    let other = &message.other;
    xml.group("edXML:OtherInfo", |xml| {
        xml.some("edXML:Priority", other.priority);
        xml.field("edXML:SphereOfPromulgation", &other.sphere);
        xml.field("edXML:TyperNotation", &other.drafter);
        xml.some("edXML:PromulgationAmount", other.copies);
        xml.some("edXML:PageAmount", other.pages);
        xml.some("edXML:Direction", other.directs);
        if !other.appendices.is_empty() {
            xml.group("edXML:Appendixes", |xml| {
                other.appendices.iter().for_each(|title| xml.field("edXML:Appendix", title));
            });
        }
    });
}

fn trace(xml: &mut Xml, message: &Message) {
    let business = &message.business;
    xml.group("edXML:TraceHeaderList", |xml| {
        for step in &message.trace {
            xml.group("edXML:TraceHeader", |xml| {
                xml.field("edXML:OrganId", &step.organ);
                xml.field("edXML:Timestamp", &clock(step.at));
            });
        }
        xml.group("edXML:Bussiness", |xml| {
            xml.field("edXML:DocumentId", &business.document_id);
            xml.some("edXML:BussinessDocType", Some(business.purpose.code()));
            xml.field("edXML:BussinessDocReason", &business.reason);
            xml.some("edXML:Paper", Some(u32::from(business.is_on_paper_too)));
            staff(xml, business.staff.as_ref());
            if !business.replaces.is_empty() {
                xml.group("edXML:ReplacementInfoList", |xml| {
                    for one in &business.replaces {
                        xml.group("edXML:ReplacementInfo", |xml| {
                            xml.field("edXML:DocumentId", &one.document_id);
                            xml.group("edXML:OrganIdList", |xml| {
                                one.organs.iter().for_each(|organ| xml.field("edXML:OrganId", organ));
                            });
                        });
                    }
                });
            }
            if !business.receivers.is_empty() {
                xml.group("edXML:ReceiverList", |xml| {
                    for receiver in &business.receivers {
                        xml.group("edXML:Receiver", |xml| xml.field("edXML:OrganId", receiver));
                    }
                });
            }
        });
    });
}

fn status(xml: &mut Xml, status: &Status) {
    xml.group("edXML:Status", |xml| {
        response(xml, &status.response_for);
        organ(xml, "edXML:From", &status.from);
        xml.field("edXML:StatusCode", status.code.code());
        xml.field("edXML:Description", &status.description);
        xml.some("edXML:Timestamp", status.at.map(clock));
        staff(xml, status.staff.as_ref());
    });
}

/// The id of a file, made up from its place when it has none.
fn content_id(at: usize, file: &Attachment) -> String {
    if file.content_id.is_empty() { format!("cid:{}", at + 1) } else { file.content_id.clone() }
}

fn manifest(xml: &mut Xml, files: &[Attachment]) {
    xml.open("edXML:edXMLBody");
    xml.0.push_str("<edXML:edXMLManifest version=\"1.0\">");
    for (at, file) in files.iter().enumerate() {
        xml.group("edXML:Reference", |xml| {
            xml.field("edXML:ContentId", &content_id(at, file));
            xml.field("edXML:ContentType", "application/zip");
            xml.field("edXML:Description", &file.description);
            xml.field("edXML:AttachmentName", &file.name);
        });
    }
    xml.close("edXML:edXMLManifest");
    xml.close("edXML:edXMLBody");
}

/// Each file in a zip of its own, as the samples have them.
fn files(xml: &mut Xml, files: &[Attachment]) {
    xml.group("AttachmentEncoded", |xml| {
        for (at, file) in files.iter().enumerate() {
            xml.group("Attachment", |xml| {
                xml.field("ContentId", &content_id(at, file));
                xml.field("AttachmentName", &file.name);
                xml.field("Description", &file.description);
                xml.field("ContentType", "application/zip");
                xml.field("edXML:ContentTransferEncoded", &STANDARD.encode(packed(file)));
            });
        }
    });
}

fn packed(file: &Attachment) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The name inside is never used to open anything; a plain one cannot leave any folder.
    let options = SimpleFileOptions::default();
    let name = if file.name.is_empty() { "file".to_owned() } else { file.name.replace(['/', '\\'], "_") };
    zip.start_file(name, options).expect("a zip in memory takes a file");
    zip.write_all(&file.bytes).expect("memory takes all");
    zip.finish().expect("a zip in memory ends").into_inner()
}
