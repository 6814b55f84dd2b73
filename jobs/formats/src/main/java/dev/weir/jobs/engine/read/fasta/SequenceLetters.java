package dev.weir.jobs.engine.read.fasta;

import dev.weir.contracts.format.fasta.Alphabet;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Counts of the letters of all sequences of a text: none of them, and nothing else, is kept. */
final class SequenceLetters {
    private static final int CHUNK = 1 << 16;
    private static final String USUAL_BASES = "ACGTUNacgtun";

    /** As many of the letters are usual bases where a sequence is one of nucleotides: most amino acids are others. */
    private static final double MOSTLY = 0.9;

    private enum Line {
        NEW,
        IDENTIFIER,
        BLANKS,
        DESCRIPTION,
        COMMENT,
        SEQUENCE
    }

    private final long[] counts = new long[256];
    private long records;
    private long recordBytes;
    private long longestRecord;
    private boolean hasDescriptions;

    private SequenceLetters() {}

    static SequenceLetters of(InputStream utf8) throws IOException {
        SequenceLetters letters = new SequenceLetters();
        byte[] chunk = new byte[CHUNK];
        Line line = Line.NEW;
        for (int read = utf8.read(chunk); read >= 0; read = utf8.read(chunk)) {
            for (int i = 0; i < read; i++) {
                line = letters.next(line, chunk[i]);
            }
        }
        return letters;
    }

    private Line next(Line line, byte b) {
        recordBytes = line == Line.NEW && b == '>' ? 0 : recordBytes + 1;
        longestRecord = Math.max(longestRecord, recordBytes);
        if (b == '\n') {
            return Line.NEW;
        }
        boolean isBlank = b == ' ' || b == '\t' || b == '\r';
        return switch (line) {
            case NEW -> {
                records += b == '>' ? 1 : 0;
                yield b == '>' ? Line.IDENTIFIER : b == ';' ? Line.COMMENT : sequence(b, isBlank);
            }
            case IDENTIFIER -> isBlank ? Line.BLANKS : Line.IDENTIFIER;
            case BLANKS -> {
                hasDescriptions |= !isBlank;
                yield isBlank ? Line.BLANKS : Line.DESCRIPTION;
            }
            case DESCRIPTION, COMMENT -> line;
            case SEQUENCE -> sequence(b, isBlank);
        };
    }

    private Line sequence(byte b, boolean isBlank) {
        counts[b & 0xff] += isBlank ? 0 : 1;
        return Line.SEQUENCE;
    }

    long records() {
        return records;
    }

    /** How many bytes the longest record has. */
    long longestRecord() {
        return longestRecord;
    }

    /** Whether something stands behind an identifier. */
    boolean hasDescriptions() {
        return hasDescriptions;
    }

    /** The alphabet of nucleotides that has all letters; empty where they are others, or the text does not decide it. */
    Optional<Alphabet> alphabet() {
        return areMostlyBases() ? ofBases() : Optional.empty();
    }

    /** Whether the sequences may be those of genes: a few letters may be wrong, or all of them be ambiguous. */
    boolean mayBeOfGenes() {
        return areMostlyBases() || ofBases().isPresent();
    }

    private boolean areMostlyBases() {
        long bases = USUAL_BASES.chars().mapToLong(c -> counts[c]).sum();
        return bases >= MOSTLY * LongStream.of(counts).sum();
    }

    private Optional<Alphabet> ofBases() {
        return Stream.of(Alphabet.DNA, Alphabet.RNA).filter(this::isWithin).findFirst();
    }

    private boolean isWithin(Alphabet alphabet) {
        boolean[] letters = alphabet.bytes();
        return IntStream.range(0, counts.length).allMatch(b -> counts[b] == 0 || letters[b]);
    }
}
