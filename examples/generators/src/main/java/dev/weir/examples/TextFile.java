package dev.weir.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A delimited text file as an ETL would leave it.
 *
 * @param name relative to the workspace; gzipped where it ends in {@code .gz}
 * @param header the columns that are written, in their order
 * @param form how the text is written
 */
public record TextFile(String name, List<String> header, Form form) {

    public TextFile {
        header = List.copyOf(header);
    }

    /**
     * How the text is written.
     *
     * @param charset of the file
     * @param foreign of lines with {@link Damage#FOREIGN_ENCODING}
     * @param delimiter between fields
     * @param lineEnd after each line
     * @param mark before the header: a byte order mark, or nothing
     */
    public record Form(Charset charset, Charset foreign, String delimiter, String lineEnd, String mark) {
        private static final Charset GBK = Charset.forName("GBK");

        /** CSV in UTF-8; the foreign encoding is GBK. */
        public static final Form CSV = new Form(StandardCharsets.UTF_8, GBK, ",", "\n", "");

        /** CSV in UTF-8 behind a byte order mark, as spreadsheets write it. */
        public static final Form MARKED_CSV = new Form(StandardCharsets.UTF_8, GBK, ",", "\n", "\uFEFF");

        /** CSV in GBK with the line ends of Windows; the foreign encoding is UTF-8. */
        public static final Form GBK_CSV = new Form(GBK, StandardCharsets.UTF_8, ",", "\r\n", "");

        /** Tab-separated values in UTF-8. */
        public static final Form TSV = new Form(StandardCharsets.UTF_8, GBK, "\t", "\n", "");
    }

    /** Writes the records under the workspace and says where each one starts. */
    public List<Placed> write(Path workspace, List<Row> rows) throws IOException {
        List<Placed> placed = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String first = header.stream().map(this::field).collect(Collectors.joining(form.delimiter()));
        bytes.writeBytes((form.mark() + first + form.lineEnd()).getBytes(form.charset()));
        int line = 2;
        for (Row row : rows) {
            placed.add(new Placed(name, line, row));
            String text = record(row);
            bytes.writeBytes(encode(row, text + form.lineEnd()));
            line += 1
                    + (int) text.chars().filter(character -> character == '\n').count();
        }
        Path file = workspace.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            bytes.writeTo(out);
        }
        return placed;
    }

    private String record(Row row) {
        List<String> fields = new ArrayList<>();
        for (String column : header) {
            fields.add(field(row.cell(column)));
        }
        int last = fields.size() - 1;
        int third = Math.max(0, last - 2);
        switch (row.damage()) {
            case NONE, FOREIGN_ENCODING -> {}
            case SHORT -> fields.subList(Math.max(1, last - 1), fields.size()).clear();
            case LONG -> {
                fields.add("");
                fields.add("2");
            }
            case UNCLOSED_QUOTE -> fields.set(third, "\"" + fields.get(third));
            case MALFORMED_QUOTE -> fields.set(third, "\"see\" " + fields.get(third));
        }
        return String.join(form.delimiter(), fields);
    }

    private String field(String value) {
        boolean plain = !value.contains(form.delimiter()) && !value.contains("\"") && !value.contains("\n");
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    private byte[] encode(Row row, String text) {
        if (row.damage() != Damage.FOREIGN_ENCODING) {
            return text.getBytes(form.charset());
        }
        byte[] bytes = text.getBytes(form.foreign());
        try {
            form.charset().newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException expected) {
            return bytes;
        }
        throw new IllegalStateException(
                "The line reads well in " + form.charset() + " too; plant another one in " + name);
    }
}
