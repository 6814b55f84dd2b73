package dev.weir.contracts.format;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How text lies in files: what formats of text have in common.
 *
 * @param encoding a Java charset name
 * @param compression {@code gzip} or {@code none}; by the file's name when empty
 * @param maxRecordBytes a longer record, in UTF-8, is unreadable
 */
public record TextStorage(String encoding, Optional<String> compression, int maxRecordBytes) {

    /** What a record may have where nothing else is said: 4 MiB. */
    public static final int USUAL_RECORD_BYTES = 4 << 20;

    /** The least that may be asked for: 1 KiB. */
    public static final int LEAST_RECORD_BYTES = 1 << 10;

    /** The most that may be asked for: 512 MiB. */
    public static final int MOST_RECORD_BYTES = 1 << 29;

    public static final Field<String> ENCODING = Field.optional("encoding", FieldKinds.TEXT);
    public static final Field<BigInteger> RECORD_BYTES = Field.optional("maxRecordBytes", FieldKinds.POSITION);
    public static final Field<String> COMPRESSION = Field.optional("compression", FieldKinds.oneOf("gzip", "none"));

    public static final Shape KEYS = SourceFormat.weirRead().with(ENCODING, RECORD_BYTES, COMPRESSION);

    /** UTF-8, packed as the file's name says, with records of the usual size. */
    public static final TextStorage USUAL = new TextStorage("UTF-8", Optional.empty(), USUAL_RECORD_BYTES);

    public TextStorage {
        requireNonNull(encoding, "encoding");
        requireNonNull(compression, "compression");
        if (maxRecordBytes < LEAST_RECORD_BYTES || maxRecordBytes > MOST_RECORD_BYTES) {
            throw new IllegalArgumentException("maxRecordBytes is " + maxRecordBytes);
        }
    }

    /** As {@code weirRead} declares. */
    public static TextStorage of(YamlMap read, Problems problems) {
        return new TextStorage(encoding(read, problems), COMPRESSION.in(read), recordBytes(read, problems));
    }

    private static String encoding(YamlMap read, Problems problems) {
        Optional<YamlScalar> encoding = ENCODING.written(read);
        if (encoding.isEmpty()) {
            return "UTF-8";
        }
        try {
            if (Charset.isSupported(encoding.get().text())) {
                return encoding.get().text();
            }
        } catch (java.nio.charset.IllegalCharsetNameException noName) {
            // reported below, as a name that is not known
        }
        problems.add(
                Code.INVALID_VALUE,
                encoding.get().place(),
                "there is no encoding '" + encoding.get().text() + "'",
                "Java does not know it",
                NearestName.remedy(
                        encoding.get().text(),
                        List.of("UTF-8", "UTF-16", "GBK", "GB18030", "GB2312", "Big5", "ISO-8859-1", "windows-1252"),
                        "write such as UTF-8 or GB18030"));
        return "UTF-8";
    }

    private static int recordBytes(YamlMap read, Problems problems) {
        Optional<BigInteger> written = RECORD_BYTES.in(read);
        if (written.isEmpty()) {
            return USUAL_RECORD_BYTES;
        }
        BigInteger bytes = written.get();
        if (bytes.compareTo(BigInteger.valueOf(LEAST_RECORD_BYTES)) < 0
                || bytes.compareTo(BigInteger.valueOf(MOST_RECORD_BYTES)) > 0) {
            problems.add(
                    Code.INVALID_VALUE,
                    RECORD_BYTES.place(read),
                    "'maxRecordBytes' is " + bytes,
                    "a record may have from " + LEAST_RECORD_BYTES + " to " + MOST_RECORD_BYTES
                            + " bytes, since a task holds one in memory",
                    "write a number between them, or take it out: " + USUAL_RECORD_BYTES + " is meant then");
        }
        return bytes.bitLength() < 31
                ? Math.min(MOST_RECORD_BYTES, Math.max(LEAST_RECORD_BYTES, bytes.intValue()))
                : USUAL_RECORD_BYTES;
    }
}
