package dev.weir.jobs.engine.read.fasta;

import dev.weir.contracts.format.fasta.Alphabet;
import dev.weir.contracts.format.fasta.FastaField;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.BlockReader;
import dev.weir.jobs.engine.read.lines.RecordLines;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.util.Map;

/** Reads the records of FASTA. Sequences are joined where they lie. */
final class FastaReader extends BlockReader {
    private final boolean[] letters;
    private final String noLetter;
    private final Map<FastaField, Placed> columns;

    FastaReader(ReadPart part, Alphabet alphabet) {
        super(part, Fasta.walk());
        this.letters = alphabet.bytes();
        this.noLetter = "no letter of " + alphabet.word() + " and no gap";
        this.columns = placed(part, FastaField::of);
    }

    /** Comments before the first sequence are none. */
    @Override
    protected boolean isRecord(RecordLines lines) {
        while (lines.next()) {
            if (!isNothing(lines)) {
                return true;
            }
        }
        return false;
    }

    /** A blank line, or a comment as old files have them. */
    private static boolean isNothing(RecordLines lines) {
        return lines.isBlank() || lines.startsWith(";");
    }

    @Override
    protected void read(byte[] bytes, int from, int to) {
        RecordLines lines = lines(bytes, from, to);
        lines.next();
        if (!lines.startsWith(">")) {
            refuse(Unreadable.NOT_FASTA, "text before the first line that begins with >");
            return;
        }
        int id = lines.from() + 1;
        int end = lines.to();
        int behindId = id;
        while (behindId < end && !isBlank(bytes[behindId])) {
            behindId++;
        }
        if (behindId == id) {
            refuse(Unreadable.NOT_FASTA, "no identifier directly behind the >");
            return;
        }
        int description = behindId;
        while (description < end && isBlank(bytes[description])) {
            description++;
        }
        int behindDescription = withoutBlanks(bytes, description, end);
        int sequence = end;
        int behindSequence = end;
        while (lines.next()) {
            if (isNothing(lines)) {
                continue;
            }
            int behindLine = withoutBlanks(bytes, lines.from(), lines.to());
            for (int p = lines.from(); p < behindLine; p++) {
                if (!letters[bytes[p] & 0xff]) {
                    refuse(
                            Unreadable.NOT_FASTA,
                            noLetter + " at line " + lines.number() + ", column " + (p - lines.from() + 1));
                    return;
                }
                bytes[behindSequence++] = bytes[p];
            }
        }
        if (behindSequence == sequence) {
            refuse(Unreadable.NOT_FASTA, "no sequence below the line that begins with >");
            return;
        }
        set(FastaField.ID, bytes, id, behindId);
        set(FastaField.DESCRIPTION, bytes, description, behindDescription);
        set(FastaField.SEQUENCE, bytes, sequence, behindSequence);
        set(columns.get(FastaField.LENGTH), behindSequence - sequence);
    }

    private void set(FastaField field, byte[] bytes, int from, int to) {
        if (from < to) {
            set(columns.get(field), bytes, from, to);
        }
    }

    private static int withoutBlanks(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
