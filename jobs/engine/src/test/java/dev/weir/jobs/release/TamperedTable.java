package dev.weir.jobs.release;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.delta.DeltaLog;

/** A released table whose own metadata is edited so that it names other data files, and put back. */
public final class TamperedTable {

    private static final Pattern ROWS = Pattern.compile("(numRecords\\\\\":)(\\d+)");

    private final ReleasedTable table;
    private final Map<Path, byte[]> before = new LinkedHashMap<>();

    public TamperedTable(ReleasedTable table) {
        this.table = table;
    }

    /** The release's version loses a file that it added; check sums are gone, as whoever can edit the file removes them. */
    public void loseAFile() throws IOException {
        if (table.version().format().equals(TableFormat.DELTA)) {
            loseAnAddedFile();
        } else {
            loseAManifest();
        }
        DeltaLog.clearCache();
    }

    /** The release's version names the data files of an earlier release of the table in place of its own. */
    public void nameFilesOf(ReleasedTable earlier) throws IOException {
        if (table.version().format().equals(TableFormat.DELTA)) {
            List<String> lines = new ArrayList<>(Files.readAllLines(commit(table)));
            lines.removeIf(line -> line.startsWith("{\"add\":") || line.startsWith("{\"remove\":"));
            Files.readAllLines(commit(earlier)).stream()
                    .filter(line -> line.startsWith("{\"add\":"))
                    .forEach(lines::add);
            rewriteCommit(lines);
        } else {
            Path list = manifestList(table);
            remember(list);
            Files.copy(manifestList(earlier), list, StandardCopyOption.REPLACE_EXISTING);
        }
        DeltaLog.clearCache();
    }

    /** Each file that the release's Delta version added has one row more, which a deletion vector takes away. */
    public void deleteByVector() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(commit(table))) {
            lines.add(line.startsWith("{\"add\":") ? withVector(line) : line);
        }
        rewriteCommit(lines);
        DeltaLog.clearCache();
    }

    private static String withVector(String add) {
        return ROWS.matcher(add)
                .replaceFirst(rows -> Matcher.quoteReplacement(rows.group(1) + (Long.parseLong(rows.group(2)) + 1)))
                .replace(
                        "\"dataChange\":true",
                        "\"dataChange\":true,\"deletionVector\":{\"storageType\":\"u\",\"pathOrInlineDv\":"
                                + "\"ab^-aqEH.-t@S}K{vb[*k^\",\"offset\":4,\"sizeInBytes\":40,\"cardinality\":1}");
    }

    public void putBack() throws IOException {
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        before.clear();
        DeltaLog.clearCache();
    }

    private void loseAnAddedFile() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(commit(table)));
        lines.remove(lines.stream()
                .filter(line -> line.startsWith("{\"add\":"))
                .findFirst()
                .orElseThrow());
        rewriteCommit(lines);
    }

    private void rewriteCommit(List<String> lines) throws IOException {
        Path commit = commit(table);
        remember(commit);
        Files.deleteIfExists(Path.of(commit.toString().replaceFirst("json$", "crc")));
        Files.write(commit, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Path commit(ReleasedTable of) {
        return folder().resolve("_delta_log")
                .resolve("%020d.json".formatted(of.version().number()));
    }

    private Path manifestList(ReleasedTable of) throws IOException {
        try (Stream<Path> files = Files.list(folder().resolve("metadata"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith("snap-" + of.version().number() + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void loseAManifest() throws IOException {
        Path list = manifestList(table);
        remember(list);
        List<GenericRecord> entries = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(list.toFile(), new GenericDatumReader<>())) {
            reader.forEach(entries::add);
            entries.remove(
                    entries.stream().filter(TamperedTable::hasFiles).findFirst().orElseThrow());
            try (DataFileWriter<GenericRecord> writer =
                    new DataFileWriter<>(new GenericDatumWriter<>(reader.getSchema()))) {
                for (String key : reader.getMetaKeys()) {
                    if (!DataFileWriter.isReservedMeta(key)) {
                        writer.setMeta(key, reader.getMeta(key));
                    }
                }
                writer.create(reader.getSchema(), list.toFile());
                for (GenericRecord entry : entries) {
                    writer.append(entry);
                }
            }
        }
    }

    /** A manifest may say of files alone that they went. */
    private static boolean hasFiles(GenericRecord manifest) {
        return Stream.of("added_files_count", "existing_files_count")
                .anyMatch(field -> ((Number) manifest.get(field)).intValue() > 0);
    }

    private void remember(Path file) throws IOException {
        before.put(file, Files.readAllBytes(file));
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private Path folder() {
        return Path.of(table.version().location());
    }
}
