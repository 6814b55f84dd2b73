package dev.weir.releases.evidence;

import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;

/** A piece of evidence with its bytes. */
public final class EvidencePiece {

    private final EvidenceItem item;
    private final byte[] content;

    private EvidencePiece(EvidenceItem item, byte[] content) {
        this.item = item;
        this.content = content;
    }

    /** @param name unique in the release */
    public static EvidencePiece of(EvidenceKind kind, String name, byte[] content) {
        byte[] copy = content.clone();
        return new EvidencePiece(EvidenceItem.alone(kind, name, Sha256.hex(copy), copy.length), copy);
    }

    /** Of a text, in UTF-8. */
    public static EvidencePiece of(EvidenceKind kind, String name, String text) {
        return of(kind, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its entry in the manifest. */
    public EvidenceItem item() {
        return item;
    }

    /** Its bytes, a copy. */
    public byte[] content() {
        return content.clone();
    }

    /** Its kind, name and size. */
    @Override
    public String toString() {
        return "Piece[" + item.kind() + " " + item.name() + ", " + item.bytes() + " bytes]";
    }
}
