package dev.weir.jobs.engine.read.parquet;

import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.parquet.StoredColumn.Lack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a Parquet file says that it holds (parquet-format, "File format"). It is read as it is written, since Parquet's
 * library fails at what it does not know, and does not say what that is.
 *
 * @param columns in the order of the file
 * @param written its codecs and encodings, for people
 */
record ParquetFooter(List<StoredColumn> columns, long records, String written) {

    private static final String MARK = "PAR1";
    private static final String ENCRYPTED_MARK = "PARE";
    private static final int TAIL_BYTES = Integer.BYTES + 4;

    /** Those that the library reads of numbers of floating point alone. */
    private static final Set<Type> SPLIT = EnumSet.of(Type.FLOAT, Type.DOUBLE);

    private static final String REMEDY = "Fetch or write it again, or correct the source's format.";

    /**
     * @throws UnreadableSourceException if there is none, or it holds what the reader does not know
     */
    static ParquetFooter of(Configuration configuration, SourceFile file) {
        FileMetaData footer = read(configuration, file);
        requireKnown(file, footer);
        try {
            return of(configuration, footer);
        } catch (IOException | RuntimeException e) {
            throw noParquet(file, e);
        }
    }

    private static FileMetaData read(Configuration configuration, SourceFile file) {
        byte[] footer;
        try (FSDataInputStream in = SourceStreams.stored(configuration, file)) {
            footer = bytes(in, file);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer));
        } catch (IOException | RuntimeException e) {
            throw noParquet(file, e);
        }
    }

    private static byte[] bytes(FSDataInputStream in, SourceFile file) throws IOException {
        if (file.bytes() < MARK.length() + TAIL_BYTES) {
            throw noParquet(file, null);
        }
        byte[] tail = new byte[TAIL_BYTES];
        in.readFully(file.bytes() - TAIL_BYTES, tail);
        String mark = new String(tail, Integer.BYTES, MARK.length(), StandardCharsets.ISO_8859_1);
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (mark.equals(ENCRYPTED_MARK)) {
            throw new UnreadableSourceException(
                    file, "is encrypted (its footer is, by its last bytes).", "Have it written without encryption.");
        }
        if (!mark.equals(MARK) || length < 0 || length > file.bytes() - TAIL_BYTES - MARK.length()) {
            throw noParquet(file, null);
        }
        byte[] footer = new byte[length];
        in.readFully(file.bytes() - TAIL_BYTES - length, footer);
        return footer;
    }

    private static UnreadableSourceException noParquet(SourceFile file, @Nullable Exception cause) {
        return new UnreadableSourceException(
                file, "is not a readable Parquet file: its footer cannot be read.", REMEDY, cause);
    }

    /** What Parquet's library cannot even open, whichever columns are asked for. */
    private static void requireKnown(SourceFile file, FileMetaData footer) {
        for (SchemaElement element : footer.getSchema()) {
            if (element.isSetLogicalType() && !isKnown(element.getLogicalType())) {
                throw new UnreadableSourceException(
                        file,
                        "has " + named(element.getName()) + " of a logical type that this reader of Parquet lacks: "
                                + unknown(element) + ".",
                        "Have that column written in another type, or without its logical type.");
            }
        }
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                if (chunk.isSetMeta_data()
                        && chunk.getMeta_data().getEncodings().contains(null)) {
                    throw new UnreadableSourceException(
                            file,
                            "has " + named(String.join(".", chunk.getMeta_data().getPath_in_schema()))
                                    + " in an encoding that is newer than this reader of Parquet.",
                            "Have it written again with Parquet's PLAIN or dictionary encodings.");
                }
            }
        }
    }

    /** By its name, since a cluster may bring an older library, which has no method for it. */
    private static boolean isKnown(LogicalType type) {
        return type.isSet() && !type.getSetField().getFieldName().equals("FLOAT16");
    }

    private static String named(String column) {
        return UnknownColumns.looksLikeName(column) ? "the column '" + column + "'" : "a column";
    }

    /** The types that Parquet has got since, each by what it may stand on (parquet-format, "Logical types"). */
    private static String unknown(SchemaElement element) {
        if (!element.isSetType()) {
            return "a group, as of VARIANT";
        }
        return switch (element.getType()) {
            case FIXED_LEN_BYTE_ARRAY ->
                element.getType_length() == 2
                        ? "FLOAT16"
                        : "FIXED_LEN_BYTE_ARRAY(" + element.getType_length() + ") in a newer one";
            case BYTE_ARRAY -> "BYTE_ARRAY in a newer one, as of GEOMETRY or GEOGRAPHY";
            default -> element.getType() + " in a newer one";
        };
    }

    private static ParquetFooter of(Configuration configuration, FileMetaData footer) throws IOException {
        Map<String, Lack> lacks = new HashMap<>();
        Set<String> split = new HashSet<>();
        Set<String> codecs = new TreeSet<>();
        Set<String> encodings = new TreeSet<>();
        long records = 0;
        for (RowGroup group : footer.getRow_groups()) {
            records += group.getNum_rows();
            for (ColumnChunk chunk : group.getColumns()) {
                if (chunk.isSetMeta_data()) {
                    ColumnMetaData pages = chunk.getMeta_data();
                    String column = pages.getPath_in_schema().get(0);
                    codecs.add(pages.getCodec().name());
                    pages.getEncodings().forEach(encoding -> encodings.add(encoding.name()));
                    Lack lack = lack(configuration, pages);
                    if (lack != null) {
                        lacks.putIfAbsent(column, lack);
                    }
                    if (pages.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)) {
                        split.add(column);
                    }
                }
            }
        }
        List<SchemaElement> elements = footer.getSchema();
        List<StoredColumn> columns = new ArrayList<>();
        int at = 1; // the first is the schema itself
        for (var column : new ParquetMetadataConverter()
                .fromParquetMetadata(footer)
                .getFileMetaData()
                .getSchema()
                .getFields()) {
            SchemaElement element = elements.get(at);
            boolean isUnknown =
                    element.isSetLogicalType() && element.getLogicalType().isSetUNKNOWN();
            columns.add(
                    StoredColumn.of(column, isUnknown, split.contains(column.getName()), lacks.get(column.getName())));
            at = behind(elements, at);
        }
        String written = "(codecs: " + String.join(", ", codecs) + "; encodings: " + String.join(", ", encodings) + ")";
        return new ParquetFooter(List.copyOf(columns), records, written);
    }

    /** The first element behind one and those within it: the schema is written from top to bottom. */
    private static int behind(List<SchemaElement> elements, int at) {
        long open = 1;
        int next = at;
        while (open > 0) {
            open += elements.get(next++).getNum_children() - 1L;
        }
        return next;
    }

    private static @Nullable Lack lack(Configuration configuration, ColumnMetaData pages) {
        String codec = CompressionCodecName.fromParquet(pages.getCodec()).getHadoopCompressionCodecClassName();
        if (codec != null && configuration.getClassByNameOrNull(codec) == null) {
            return new Lack(
                    "packed with the codec " + pages.getCodec(),
                    "Have it written again with ZSTD, SNAPPY, GZIP or none.");
        }
        if (pages.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT) && !SPLIT.contains(pages.getType())) {
            return new Lack(
                    "in the encoding BYTE_STREAM_SPLIT of " + pages.getType(),
                    "Have it written again with Parquet's PLAIN or dictionary encodings.");
        }
        return null;
    }

    /** Refuses a file of whose columns one that is asked for cannot be read, however it is meant. */
    void requireReadable(SourceFile file, Predicate<String> asked) {
        for (StoredColumn column : columns) {
            Lack lack = column.lack();
            if (lack != null && asked.test(column.name())) {
                throw new UnreadableSourceException(
                        file,
                        "has " + named(column.name()) + " " + lack.problem() + ", which this reader of Parquet lacks.",
                        lack.remedy());
            }
        }
    }
}
