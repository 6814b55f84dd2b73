package dev.weir.jobs.verb.run;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4BlockInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Searches files for values that must not be in them: in their bytes as UTF-8, GBK and UTF-16, and in what Parquet, Avro,
 * gzip, zstd and LZ4 hide from a look at the bytes.
 */
final class Leaks {

    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8, Charset.forName("GBK"), StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    /** So many characters of a column's least and greatest value Iceberg keeps. */
    private static final int BOUND = 16;

    private static final byte[] PARQUET = ascii("PAR1");
    private static final byte[] AVRO = ascii("Obj\1");
    private static final byte[] LZ4 = ascii("LZ4Block");
    private static final byte[] GZIP = HexFormat.of().parseHex("1f8b");
    private static final byte[] ZSTD = HexFormat.of().parseHex("28b52ffd");

    /** What is looked for, each byte a character, and what it is called. */
    private final Map<String, String> patterns = new LinkedHashMap<>();

    /** Looks for these values, in every encoding. */
    static Leaks of(Collection<String> values) {
        Leaks leaks = new Leaks();
        for (String value : values) {
            for (Charset encoding : ENCODINGS) {
                leaks.and(value, value.getBytes(encoding));
            }
            if (value.length() > BOUND) {
                leaks.and(value, value.substring(0, BOUND).getBytes(StandardCharsets.UTF_8));
            }
        }
        return leaks;
    }

    /** Looks for these bytes too. */
    Leaks and(String name, byte[] bytes) {
        patterns.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), name);
        return this;
    }

    /** What is found in all files below a folder that are asked for. */
    List<String> below(Path folder, Predicate<Path> asked) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(asked)
                    .flatMap(file -> in(file).stream())
                    .toList();
        }
    }

    /** What is found in a file, as {@code file: value}. */
    List<String> in(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return Stream.concat(in(text(bytes)), in(hidden(file, bytes)))
                    .distinct()
                    .map(value -> file + ": " + value)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is found in what a process said. */
    List<String> inText(String said) {
        return in(text(said.getBytes(StandardCharsets.UTF_8))).toList();
    }

    private Stream<String> in(String bytes) {
        return patterns.entrySet().stream()
                .filter(pattern -> bytes.contains(pattern.getKey()))
                .map(Map.Entry::getValue);
    }

    private static String hidden(Path file, byte[] bytes) throws IOException {
        if (starts(bytes, PARQUET) && ends(bytes, PARQUET)) {
            return text(ParquetText.of(file).getBytes(StandardCharsets.UTF_8));
        }
        if (starts(bytes, AVRO)) {
            return avro(file);
        }
        InputStream compressed = new ByteArrayInputStream(bytes);
        if (starts(bytes, GZIP)) {
            return unpacked(() -> new GZIPInputStream(compressed));
        }
        if (starts(bytes, ZSTD)) {
            return unpacked(() -> new ZstdInputStream(compressed));
        }
        return starts(bytes, LZ4) ? unpacked(() -> new LZ4BlockInputStream(compressed)) : "";
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    /** As much as can be unpacked: a process that was stopped leaves half a file. */
    private static String unpacked(Opening opening) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (InputStream in = opening.open()) {
            in.transferTo(unpacked);
        } catch (IOException e) {
            return text(unpacked.toByteArray());
        }
        return text(unpacked.toByteArray());
    }

    private static String avro(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        try (DataFileReader<GenericRecord> records = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            for (GenericRecord entry : records) {
                flatten(entry, text);
            }
        }
        return text.toString();
    }

    /** Bytes as they are: Iceberg keeps the least and greatest values of a column in them. */
    private static void flatten(Object value, StringBuilder text) {
        if (value instanceof GenericRecord entry) {
            entry.getSchema().getFields().forEach(field -> {
                Object inner = entry.get(field.pos());
                if (inner != null) {
                    flatten(inner, text);
                }
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(inner -> flatten(inner, text));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                flatten(key, text);
                flatten(inner, text);
            });
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            text.append(text(copy)).append('\n');
        } else {
            text.append(text(value.toString().getBytes(StandardCharsets.UTF_8))).append('\n');
        }
    }

    private static boolean starts(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(Arrays.copyOf(bytes, magic.length), magic);
    }

    private static boolean ends(byte[] bytes, byte[] magic) {
        return Arrays.equals(Arrays.copyOfRange(bytes, bytes.length - magic.length, bytes.length), magic);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Each byte one character, so that any bytes can be looked for. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
